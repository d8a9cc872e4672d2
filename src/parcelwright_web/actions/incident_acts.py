"""What people do with incidents: enter one from a carrier's notice, open its cases, close it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from parcelwright.errors import ParcelwrightError
from parcelwright_web.actions.incidents import next_number, set_members, write_size
from parcelwright_web.actions.opening import CaseExistsError, open_by_hand
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.cases import Case
from parcelwright_web.models.incidents import EndedAs, Incident
from parcelwright_web.models.parcels import Parcel, ParcelNumber, TrackingEventRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from parcelwright.diagnosis.incidents.incident import IncidentKind

# A person waits while cases are opened.
MOST_CASES = 200
# More numbers than a notice lists.
MOST_NUMBERS = 5000
# Facts of events that name what a notice may list besides parcels.
_NAMES_OF_EVENTS = frozenset({"receptacle", "flight"})
_AT_ONCE = 500


class IncidentError(ParcelwrightError):
    """An incident that cannot be entered; the message says what to do."""

    code = "incident"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a carrier's notice says.

    Args:
        kind: What the parcels shared.
        name: Its name, such as a bag's or flight's number.
        words: What the notice says.
        started_at: When it happened, as far as told.
        numbers: Tracking numbers, waybills, and names of bags, flights or manifests.
    """

    kind: IncidentKind
    name: str
    words: str
    started_at: datetime
    numbers: tuple[str, ...]


@transaction.atomic
def enter(tenant_id: int, notice: Notice, *, actor: str, now: datetime) -> Incident:
    """Enter an incident by hand, with every parcel that the notice lists.

    Numbers that no parcel bears are kept with it; a bag, flight or manifest stands for the
    parcels that are known to have been in it.

    Raises:
        IncidentError: No number is known, or there are too many.
    """
    if len(notice.numbers) > MOST_NUMBERS:
        told = {"n": len(notice.numbers), "most": MOST_NUMBERS}
        raise IncidentError(
            _("The list has %(n)d numbers; enter at most %(most)d at a time.") % told
        )
    Tenant.objects.select_for_update().get(pk=tenant_id)
    listed = _listed(tenant_id, (notice.name, *notice.numbers))
    members = {pk for keys in listed.values() for pk in keys}
    if not members:
        raise IncidentError(_("None of your parcels bears a number of the list; check the list."))
    row = Incident.objects.for_tenant(tenant_id).create(
        number=next_number(tenant_id),
        kind=notice.kind.value,
        what=[notice.name] if notice.name else [],
        by_hand=True,
        words=notice.words,
        made_by=actor,
        started_at=notice.started_at,
        found_at=now,
        refreshed_at=now,
        group=len(members),
        unmatched=[number for number in notice.numbers if number not in listed],
    )
    set_members(row, members, now)
    write_size(row, members)
    row.save()
    if row.is_outage:
        Parcel.objects.for_tenant(tenant_id).filter(pk__in=members).update(assess_due=True)
    return row


@transaction.atomic
def close(rows: Iterable[Incident], *, actor: str, now: datetime) -> int:
    """Close incidents for good; their cases stay as they are. Return how many were open."""
    closed = 0
    for given in rows:
        found = Incident.objects.for_tenant(given.tenant_id).select_for_update()
        row = found.get(pk=given.pk)
        if row.ended_at is not None:
            continue
        row.ended_at, row.ended_as, row.ended_by = now, EndedAs.CLOSED, actor
        row.save(update_fields=["ended_at", "ended_as", "ended_by"])
        if row.is_outage:
            members = row.members.values("parcel")
            Parcel.objects.for_tenant(row.tenant_id).filter(pk__in=members).update(assess_due=True)
        closed += 1
    return closed


def open_cases(row: Incident, *, actor: str, now: datetime) -> int:
    """Open a case on each parcel in trouble that has none; return how many were opened.

    At most :data:`MOST_CASES` at a time; each is a transaction of its own.
    """
    parcels = Parcel.objects.for_tenant(row.tenant_id).filter(
        pk__in=row.members.filter(left_at=None).values("parcel")
    )
    having = Case.objects.for_tenant(row.tenant_id).filter(closed_at=None).values("parcel")
    opened = 0
    for parcel in parcels.exclude(pk__in=having).order_by("pk")[:MOST_CASES]:
        try:
            open_by_hand(parcel, actor, now)
        except CaseExistsError:
            # Somebody was quicker.
            continue
        opened += 1
    return opened


def _listed(tenant_id: int, names: Sequence[str]) -> dict[str, set[int]]:
    """Return the parcels behind each name of a list that is known."""
    wanted = {name.upper(): name for name in names if name}
    found: dict[str, set[int]] = {}

    def note(name: str, parcel: int) -> None:
        if name.upper() in wanted:
            found.setdefault(wanted[name.upper()], set()).add(parcel)

    texts = sorted(wanted)
    parcels = Parcel.objects.for_tenant(tenant_id)
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        own = Q(tracking_number__in=part) | Q(last_mile_number__in=part)
        for pk, number, last_mile in parcels.filter(own).values_list(
            "pk", "tracking_number", "last_mile_number"
        ):
            note(number, pk)
            note(last_mile, pk)
        further = ParcelNumber.objects.for_tenant(tenant_id).filter(number__in=part)
        for pk, number in further.values_list("parcel_id", "number"):
            note(number, pk)
    for pk, facts in parcels.filter(facts__has_key="manifest").values_list("pk", "facts"):
        note(str(facts["manifest"]), pk)
    _note_events(tenant_id, note)
    return found


def _note_events(tenant_id: int, note: Callable[[str, int], None]) -> None:
    """Note the bags and flights that events of open parcels name."""
    events = TrackingEventRow.objects.for_tenant(tenant_id).filter(parcel__outcome="")
    for pk, facts in events.exclude(facts=[]).values_list("parcel_id", "facts"):
        for name, text in facts:
            if name in _NAMES_OF_EVENTS:
                note(text, pk)
