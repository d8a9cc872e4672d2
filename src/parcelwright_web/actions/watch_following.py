"""Keeps a watch over every number of every parcel that is not settled.

Called where parcels are assessed: at each change, and twice a day while one is open. So a
parcel without a watch gets one within half a day, whatever went wrong before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone
from parcelwright.watch.ending import ending
from parcelwright.watch.notes import SOURCE as OUR_NOTES
from parcelwright.watch.pace import next_look
from parcelwright.watch.standing import EndedWhy, NumberRole, WatchStanding
from parcelwright_web.actions.stepping import end_of_day
from parcelwright_web.actions.watch_facts import OPEN_CASE, case_states, subject_of, watched_of
from parcelwright_web.models import bulk
from parcelwright_web.models.cases import Case
from parcelwright_web.models.claims import AuditLine
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.watches import Watch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.parcels.journey import Journey
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.parcels import Parcel

# A deadline this near makes a number urgent.
_NEAR_DAYS = 14
_FOLLOWED = (
    "carrier", "urgent", "deadline_at", "closed_at", "case", "stopped_at", "state", "run_at",
    "standing", "started_at", "ended_at", "ended_why", "ended_by",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Needs:
    """What a parcel's case and remedies ask of its watches."""

    case: str
    deadline_at: datetime | None


def follow(tenant_id: int, found: Sequence[Situation], now: datetime) -> None:
    """Give the parcels of one tenant the watches they need, and bring those up to date.

    Call inside a transaction, after the cases of the parcels were written.
    """
    keys = [one.row.pk for one in found]
    needs = _needs(tenant_id, keys, now)
    known: dict[int, dict[str, Watch]] = defaultdict(dict)
    rows = Watch.objects.for_tenant(tenant_id).filter(parcel__in=keys)
    for watch in rows.select_for_update().order_by("pk"):
        known[watch.parcel_id][watch.number] = watch
    made: list[Watch] = []
    changed: list[Watch] = []
    for one in found:
        need = needs[one.row.pk]
        mine = known.get(one.row.pk, {})
        wanted = _numbers(one.row)
        fresh = [
            _new(one.row, number, carrier, need, now)
            for number, carrier in wanted.items()
            if number not in mine
        ]
        made += [watch for watch in fresh if ending(subject_of(watch), now) is None]
        for number, watch in mine.items():
            watch.parcel = one.row
            if _bring_up_to_date(watch, one.journey, wanted.get(number), need, now):
                changed.append(watch)
    bulk.insert(made)
    bulk.update(changed, _FOLLOWED)


def _needs(tenant_id: int, keys: Sequence[int], now: datetime) -> dict[int, _Needs]:
    """Return by parcel its case and the next deadline of case or remedies that is still ahead."""
    days: dict[int, list[datetime]] = defaultdict(list)
    lines = AuditLine.objects.for_tenant(tenant_id).filter(parcel__in=keys, deadline__isnull=False)
    for parcel_id, day, zone in lines.values_list("parcel", "deadline", "zone"):
        if day is not None:
            days[parcel_id].append(end_of_day(day, zone))
    cases = Case.objects.for_tenant(tenant_id).filter(parcel__in=keys, closed_at=None)
    for parcel_id, at in cases.values_list("parcel", "deadline_at"):
        if at is not None:
            days[parcel_id].append(at)
    states = case_states(keys)
    return {
        key: _Needs(
            case=states.get(key, ""),
            deadline_at=min((at for at in days[key] if at > now), default=None),
        )
        for key in keys
    }


def _numbers(parcel: Parcel) -> dict[str, str]:
    """Return the numbers to watch, each with the carriers that may know it, if any is known."""
    last_carrier = parcel.facts.get("last_mile_carrier", "")
    last_number = parcel.last_mile_number
    if last_number in {"", parcel.tracking_number}:
        both = sorted({parcel.carrier, last_carrier} - {""})
        return {parcel.tracking_number: " ".join(both)[:40]}
    return {parcel.tracking_number: parcel.carrier, last_number: last_carrier[:40]}


def _new(parcel: Parcel, number: str, carrier: str, need: _Needs, now: datetime) -> Watch:
    is_main = number == parcel.tracking_number
    watch = Watch(
        tenant_id=parcel.tenant_id,
        parcel=parcel,
        number=number,
        role=NumberRole.MAIN if is_main else NumberRole.LAST_MILE,
        carrier=carrier,
        started_at=now,
        run_at=now,
    )
    _set_needs(watch, need, now)
    if watch.closed_at is not None:
        # The journey was over before we came: grace runs from its last scan.
        watch.closed_at = min(parcel.last_scan_at or now, now)
    return watch


def _set_needs(watch: Watch, need: _Needs, now: datetime) -> None:
    watch.case, watch.deadline_at = need.case, need.deadline_at
    left = None if need.deadline_at is None else need.deadline_at - now
    is_near = left is not None and left.total_seconds() > 0 and left.days < _NEAR_DAYS
    watch.urgent = need.case == OPEN_CASE or is_near
    watch.closed_at = (watch.closed_at or now) if watch.parcel.outcome else None


def _bring_up_to_date(
    watch: Watch, journey: Journey, carrier: str | None, need: _Needs, now: datetime
) -> bool:
    before = [getattr(watch, name) for name in _FOLLOWED]
    if carrier and carrier != watch.carrier:
        watch.carrier = carrier
        watch.run_at = _sooner(watch, now)
    _set_needs(watch, need, now)
    _hear_of_stop(watch, journey, now)
    over = ending(subject_of(watch), now)
    if watch.ended_at is not None:
        if over is None and watch.ended_why != EndedWhy.GIVEN_UP:
            _open_again(watch, now)
    elif over is not None:
        watch.run_at = _sooner(watch, now)
    else:
        watch.run_at = _sooner(watch, next_look(subject_of(watch), watched_of(watch), now))
    return before != [getattr(watch, name) for name in _FOLLOWED]


def _sooner(watch: Watch, at: datetime) -> datetime:
    return min(watch.run_at, at)


def _open_again(watch: Watch, now: datetime) -> None:
    watch.state, watch.run_at, watch.started_at = LeaseState.READY, now, now
    watch.standing = WatchStanding.NEW
    watch.ended_at, watch.ended_why, watch.ended_by = None, "", ""


def _hear_of_stop(watch: Watch, journey: Journey, now: datetime) -> None:
    """Notice a source that posted that it stopped watching the number."""
    asked_since = watch.registered_at or watch.last_told_at
    if watch.connection_id is None or watch.stopped_at is not None or asked_since is None:
        return
    stops = [
        event.received_at
        for event in journey.events
        if event.milestone is Milestone.SOURCE_STOPPED
        and event.source != OUR_NOTES
        and event.tracking_number == watch.number
        and event.received_at is not None
    ]
    if stops and max(stops) > asked_since:
        watch.stopped_at, watch.run_at = max(stops), _sooner(watch, now)
