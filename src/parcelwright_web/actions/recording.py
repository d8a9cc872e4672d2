"""Records what bodies and files told: parcels, their events, and what follows from them.

Call :func:`record` inside the transaction of what is being recorded. It reads all that is
known about the numbers, merges what is new, and writes the difference.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection

from parcelwright.parcels.journey import fresher, journey_of, merged
from parcelwright.parcels.recognize import recognize
from parcelwright_web.actions import families, orders, packages, snapshots
from parcelwright_web.actions.own_reading import read_tolds
from parcelwright_web.actions.parcel_columns import Origin, hear, put, restore_point, stated
from parcelwright_web.models import bulk
from parcelwright_web.models.parcels import Parcel, ParcelNumber, TrackingEventRow, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright_web.actions.families import Family, Stored
    from parcelwright_web.actions.packages import Package, Sorted
    from parcelwright_web.actions.statements import Named, Told

_LOCK = 0x5057
_COMPUTED = (
    "serial", "accepted_on", "stage", "outcome", "last_scan_at", "event_count", "unknown_count",
    "assess_due",
)  # fmt: skip
STATED = (
    "carrier", "service", "origin_country", "destination_country", "order_number", "order_key",
    "carrier_account", "last_mile_number", "value", "currency", "facts", "personal", "borrowed",
    "buyer_index", "is_stated",
)  # fmt: skip
# Serials of parcels that change places stand here in between; no number is used so often.
_ASIDE = 10_000


@dataclass(kw_only=True)
class Recorded:
    """What recording changed.

    Args:
        made: Parcels that are new.
        changed: Parcels with other columns than before, each with its row before.
        events: How many statements are new.
        replaced: Events whose row now holds a fresher repeat, as they were.
        touched: Primary keys of all parcels that the words and events belong to.
    """

    made: list[Parcel] = field(default_factory=list)
    changed: list[tuple[Parcel, dict[str, object]]] = field(default_factory=list)
    events: int = 0
    replaced: list[Stored] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)


def record(
    tenant_id: int, tolds: Sequence[Told], now: datetime, numbers: Iterable[str] = ()
) -> Recorded:
    """Merge what was told into what is stored, and return what changed.

    ``numbers`` are worked out again too, as after events were taken away.
    """
    hold(tenant_id)
    family = families.load(tenant_id, _numbers(tolds).union(numbers))
    tolds = read_tolds(tenant_id, tolds, family)
    news = _news(tolds, family)
    shop_of, shop_id = _shops(tolds)

    def make(number: str) -> Parcel:
        return Parcel(
            tenant_id=tenant_id,
            shop_id=shop_of.get(number, shop_id),
            tracking_number=number,
            created_at=now,
        )

    known = {digest: stored.event for digest, stored in family.events.items()}
    events = (known | {digest: event for digest, (event, _) in news.items()}).values()
    named = [each for told in tolds for each in told.named]
    found = packages.sort_out(family, events, named, make)
    recorded = Recorded()
    numbers = {event.tracking_number for event in events}
    whole = snapshots.keep(tenant_id, numbers, (each for told in tolds for each in told.snapshots))
    _store_parcels(tenant_id, found, whole, recorded)
    _store_events(tenant_id, found, family, news, recorded)
    _store_numbers(tenant_id, found, family)
    _drop_absorbed(found)
    keys = {package.parcel.order_key for package in found.packages if package.named}
    recorded.changed += orders.join(tenant_id, keys)
    return recorded


def hold(tenant_id: int) -> None:
    """Let one transaction at a time record for a tenant; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, tenant_id])


def _numbers(tolds: Iterable[Told]) -> set[str]:
    numbers: set[str] = set()
    for told in tolds:
        numbers |= {event.tracking_number for event in told.events}
        for each in told.named:
            numbers |= {each.number, *each.further}
    return numbers


def _shops(tolds: Sequence[Told]) -> tuple[dict[str, int], int]:
    """Return the shop of each number, the smallest where several told of it, and any shop."""
    shops: dict[str, int] = {}
    for told in tolds:
        names = [event.tracking_number for event in told.events]
        for number in (*names, *(each.number for each in told.named)):
            shops[number] = min(shops.get(number, told.shop_id), told.shop_id)
    return shops, min((told.shop_id for told in tolds), default=0)


def _news(tolds: Iterable[Told], family: Family) -> dict[str, tuple[TrackingEvent, int | None]]:
    """Return by digest the events that are new, fresher or told again, with their import."""
    news: dict[str, tuple[TrackingEvent, int | None]] = {}
    for told in tolds:
        for event in told.events:
            stored = family.events.get(event.digest)
            known = None if stored is None else stored.event
            batch_id = None if stored is None else stored.batch_id
            if event.digest in news:
                known, batch_id = news[event.digest]
            kept = event if known is None else merged(event, known)
            if kept is not known:
                is_new = known is None or fresher(event, known)
                news[event.digest] = (kept, told.batch_id if is_new else batch_id)
    return news


def _store_parcels(
    tenant_id: int, found: Sorted, whole: snapshots.ByNumber, recorded: Recorded
) -> None:
    made: list[Parcel] = []
    restated: list[Parcel] = []
    recomputed: list[Parcel] = []
    for package in found.packages:
        parcel = package.parcel
        before = restore_point(parcel) if package.named and parcel.pk else {}
        changes = [hear(parcel, each.word) for each in _in_order(package)]
        events = package.use.events
        journey = journey_of(events, snapshots.of_events(events, whole))
        guessed = _guess_carrier(parcel, journey)
        computed = _compute(parcel, journey, package.use.serial)
        if parcel._state.adding:  # noqa: SLF001 - Django's documented name
            parcel.assess_due = True
            made.append(parcel)
        elif any(changes) or guessed:
            parcel.assess_due = True
            restated.append(parcel)
            recorded.changed.append((parcel, before))
        elif computed:
            parcel.assess_due = True
            recomputed.append(parcel)
    _make_room(tenant_id, found)
    bulk.create(made)
    bulk.update(restated, (*STATED, *_COMPUTED))
    bulk.update(recomputed, _COMPUTED)
    recorded.made = made
    recorded.touched = {package.parcel.pk for package in found.packages}


def _in_order(package: Package) -> list[Named]:
    return sorted(package.named, key=lambda each: (each.word.received_at, each.word.digest))


def _guess_carrier(parcel: Parcel, journey: Journey) -> bool:
    """Fill the carrier from scans, else from the number, while nobody states one."""
    is_guess = parcel.borrowed.get("carrier", [None])[0] == Origin.GUESS
    if stated(parcel, "carrier") and not is_guess:
        return False
    said = next((event.carrier for event in journey.events if event.carrier), "")
    guess = said or _carrier_of_number(parcel.tracking_number)
    if guess == parcel.carrier:
        return False
    put(parcel, "carrier", guess)
    parcel.borrowed = {**parcel.borrowed, "carrier": [int(Origin.GUESS), "", ""]}
    return True


def _carrier_of_number(number: str) -> str:
    sure = {each.carrier for each in recognize(number) if each.valid and each.checked}
    return sure.pop() if len(sure) == 1 else ""


def _compute(parcel: Parcel, journey: Journey, serial: int) -> bool:
    """Set what follows from the events; return whether anything changed."""
    scan, acceptance = journey.last_scan, journey.acceptance
    seen = (
        None if scan is None else (scan.occurred_at.utc if scan.occurred_at else scan.received_at)
    )
    accepted = None if acceptance is None or acceptance.occurred_at is None else acceptance
    values = {
        "serial": serial,
        "accepted_on": packages.stated_day(parcel)
        or (accepted.occurred_at.day if accepted and accepted.occurred_at else None),
        "stage": journey.stage.value,
        "outcome": journey.outcome.value if journey.outcome else "",
        "last_scan_at": seen,
        "event_count": len(journey.events),
        "unknown_count": len(journey.unknown),
    }
    changed = any(getattr(parcel, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(parcel, name, value)
    return changed


def _make_room(tenant_id: int, found: Sorted) -> None:
    """Set aside parcels whose serial changes, so that no two claim one on the way."""
    moved = [package.parcel.pk for package in found.packages if package.parcel.pk]
    rows = Parcel.objects.for_tenant(tenant_id)
    stored: dict[int, int] = {}
    if moved:
        stored = dict(rows.filter(pk__among=moved).values_list("pk", "serial"))
    for package in found.packages:
        old = stored.get(package.parcel.pk)
        if old is not None and old != package.use.serial:
            rows.filter(pk=package.parcel.pk).update(serial=_ASIDE + old)


def _store_events(
    tenant_id: int,
    found: Sorted,
    family: Family,
    news: dict[str, tuple[TrackingEvent, int | None]],
    recorded: Recorded,
) -> None:
    fresh, renewed, moves = [], [], defaultdict(list)
    for package in found.packages:
        parcel_id = package.parcel.pk
        for event in package.use.events:
            stored, newer = family.events.get(event.digest), news.get(event.digest)
            if stored is None and newer is not None:
                fresh.append((parcel_id, newer[1], event))
                continue
            if stored is None:
                continue
            if newer is not None:
                row = TrackingEventRow.of(event, parcel_id=parcel_id, tenant_id=tenant_id)
                row.pk, row.batch_id = stored.row_id, newer[1]
                renewed.append(row)
                recorded.replaced.append(stored)
            elif stored.parcel_id != parcel_id:
                moves[parcel_id].append(stored.row_id)
    store_new(tenant_id, fresh)
    bulk.update(renewed, ("parcel", "batch", *TrackingEventRow.FIELDS))
    for parcel_id, row_ids in moves.items():
        moved = TrackingEventRow.objects.for_tenant(tenant_id).filter(pk__among=row_ids)
        moved.update(parcel=parcel_id)
    recorded.events = len(fresh)


def store_new(tenant_id: int, placed: Iterable[tuple[int, int | None, TrackingEvent]]) -> None:
    """Store events that no row holds yet: each with its parcel and the import that brought it."""
    names = ("tenant_id", "parcel_id", "digest", "batch_id", *TrackingEventRow.FIELDS)
    rows = (
        (tenant_id, parcel_id, event.digest, batch_id, *values_of(event))
        for parcel_id, batch_id, event in placed
    )
    bulk.insert_values(TrackingEventRow, names, rows)


def _store_numbers(tenant_id: int, found: Sorted, family: Family) -> None:
    pairs = {
        (number, package.parcel.pk)
        for package in found.packages
        for each in package.named
        for number in each.further
    }
    bulk.insert([
        ParcelNumber(tenant_id=tenant_id, parcel_id=parcel_id, number=number)
        for number, parcel_id in sorted(pairs - family.further)
    ])  # fmt: skip


def _drop_absorbed(found: Sorted) -> None:
    """Remove parcels that were only a further number of another, unless a case hangs on them."""
    kept = []
    for parcel in found.absorbed:
        if not parcel.cases.exists():
            parcel.delete()
        elif _compute(parcel, journey_of(()), parcel.serial):
            kept.append(parcel)
    bulk.update(kept, _COMPUTED)
