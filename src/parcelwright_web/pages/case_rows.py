"""Cases as the rows of the queue: plain values, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from parcelwright.money import Money
from parcelwright_web.pages.chances import Chance, chance_of
from parcelwright_web.pages.labels import STATES, carrier_name
from parcelwright_web.pages.sentences import step_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.models.accounts import User
    from parcelwright_web.models.cases import Case
    from parcelwright_web.pages.case_views import Moment

# Groups of the queue by the day that must not pass.
GROUPS: Mapping[str, StrOrPromise] = {
    "past": _("Day has passed"),
    "today": _("Due today"),
    "next": _("Next 3 days"),
    "later": _("Later"),
    "none": _("No deadline"),
}


@dataclass(frozen=True, kw_only=True)
class Filed:
    """When the inquiry or the newest claim was filed, under which number, and how and where."""

    on: date | None
    number: str
    channel: str


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """One row. ``last_minute`` is the end of the last day, a minute before it is over."""

    number: int
    name: str
    tracking_number: str
    buyer: str
    goods: str
    origin: str
    destination: str
    carrier: str
    state_tone: str
    state: StrOrPromise
    chance: Chance
    silent_days: int | None
    step: str
    step_on: date | None
    last_minute: datetime | None
    zone: ZoneInfo
    group: str
    at_risk: Money | None
    claimable: Money | None
    owner: User | None
    snoozed_until: date | None
    inquiry: Filed
    claim: Filed


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows that share when their day is; ``count`` is that of the whole view."""

    name: str
    label: StrOrPromise
    count: int
    rows: list[CaseRow]


def rows_of(cases: Iterable[Case], at: Moment) -> list[CaseRow]:
    """Return the rows of cases, whose parcels and owners must be at hand."""
    return [_row(case, at) for case in cases]


def grouped(rows: Sequence[CaseRow], counts: Mapping[str, int]) -> list[Group]:
    """Return the rows in groups, in order; groups without a row on this page are left out."""
    found = []
    for name, label in GROUPS.items():
        inside = [row for row in rows if row.group == name]
        if inside:
            found.append(Group(name=name, label=label, count=counts[name], rows=inside))
    return found


def group_counts(cases: QuerySet[Case], at: Moment) -> dict[str, int]:
    """Return how many cases of a view each group holds, in one query."""
    today, soon = at.today_ends, at.next_days_end
    return cases.order_by().aggregate(
        past=Count("pk", filter=Q(deadline_at__lte=at.now)),
        today=Count("pk", filter=Q(deadline_at__gt=at.now, deadline_at__lte=today)),
        next=Count("pk", filter=Q(deadline_at__gt=today, deadline_at__lte=soon)),
        later=Count("pk", filter=Q(deadline_at__gt=soon)),
        none=Count("pk", filter=Q(deadline_at=None)),
    )


def zone_of(name: str) -> ZoneInfo:
    """Return a stored zone; UTC when none or an unknown one is stored."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def last_minute(ends: datetime | None) -> datetime | None:
    """Return the last minute before a day is over, so that the last day itself is named."""
    return None if ends is None else ends.astimezone(UTC) - timedelta(minutes=1)


def asleep_until(case: Case, today: date) -> date | None:
    """Return the day on which a case that is put aside comes back, None once it has come."""
    until = case.snoozed_until
    return None if until is None or until <= today else until


def money_of(amount: object, currency: str) -> Money | None:
    """Return a stored amount, or None when it or its currency is not known."""
    return Money.of(str(amount), currency) if amount is not None and currency else None


def _row(case: Case, at: Moment) -> CaseRow:
    parcel = case.parcel
    tone, state = STATES[case.state]
    personal: dict[str, str] = parcel.personal
    return CaseRow(
        number=case.number,
        name=str(case),
        tracking_number=parcel.tracking_number,
        buyer=personal.get("buyer_name", ""),
        goods=parcel.facts.get("contents", ""),
        origin=parcel.origin_country,
        destination=parcel.destination_country,
        carrier=carrier_name(parcel.carrier) if parcel.carrier else "",
        state_tone=tone,
        state=state,
        chance=chance_of(
            parcel.chance_arrives, parcel.chance_low, parcel.chance_high, parcel.journeys
        ),
        silent_days=None if parcel.silent_days is None else int(parcel.silent_days),
        step=step_title(case.step_code, case.step.get("payer_name", "")),
        step_on=case.step_on,
        last_minute=last_minute(case.deadline_at),
        zone=zone_of(case.deadline_zone),
        group=_group(case, at),
        at_risk=money_of(case.at_risk, case.currency),
        claimable=money_of(case.claimable, case.currency),
        owner=case.owner,
        snoozed_until=asleep_until(case, at.now.astimezone(at.zone).date()),
        inquiry=Filed(
            on=case.inquiry_sent_on, number=case.inquiry_number, channel=case.inquiry_channel
        ),
        claim=Filed(on=case.claim_sent_on, number=case.claim_number, channel=case.claim_channel),
    )


def _group(case: Case, at: Moment) -> str:
    ends = case.deadline_at
    if ends is None:
        return "none"
    if ends <= at.now:
        return "past"
    if ends <= at.today_ends:
        return "today"
    return "next" if ends <= at.next_days_end else "later"
