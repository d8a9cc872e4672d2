"""Saved views of the queue, and the filters that an address can carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Case as Either
from django.db.models import DateField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from parcelwright_web.models.cases import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import QuerySet
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest

OPEN = Q(closed_at=None)
# Steps that are ours to do; all others wait for somebody or for a day.
OURS = (
    "tell_buyer", "ask_buyer_to_check", "ask_buyer_to_collect", "confirm_address",
    "give_customs_papers", "settle_duties", "check_handover", "send_inquiry", "chase_carrier",
    "file_claim", "chase_payer", "appeal", "answer_dispute", "enter_terms", "report_arrival",
    "close",
)  # fmt: skip
_ON_CARRIER = ("wait_for_carrier", "wait_for_payer", "wait_for_payment", "wait_for_return")
_NEXT_DAYS = 3
PAGE_SIZES = (25, 50, 100, 200)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Who looks at the queue and when; the ends of days are those of the first shop's zone."""

    now: datetime
    user_id: int
    zone: ZoneInfo

    @property
    def today_ends(self) -> datetime:
        """First instant after today."""
        return self._midnight(1)

    @property
    def next_days_end(self) -> datetime:
        """First instant after the next three days."""
        return self._midnight(1 + _NEXT_DAYS)

    def _midnight(self, days: int) -> datetime:
        day = self.now.astimezone(self.zone).date() + timedelta(days=days)
        return datetime.combine(day, time(), self.zone)


def moment_of(request: TenantRequest, now: datetime) -> Moment:
    """Return who looks, and when."""
    zone = request.shops[0].timezone if request.shops else "UTC"
    return Moment(now=now, user_id=request.user.pk, zone=ZoneInfo(zone))


def _awake(at: Moment) -> Q:
    day = at.now.astimezone(at.zone).date()
    return OPEN & (Q(snoozed_until=None) | Q(snoozed_until__lte=day))


def _needs_action(at: Moment) -> Q:
    day = at.now.astimezone(at.zone).date()
    return _awake(at) & Q(step_code__in=OURS) & (Q(step_on=None) | Q(step_on__lte=day))


# Built-in views by name: label, and what they hold.
VIEWS: Mapping[str, tuple[StrOrPromise, Callable[[Moment], Q]]] = {
    "action": (_("Needs action"), _needs_action),
    "open": (_("All open"), lambda _at: OPEN),
    "carrier": (
        _("Waiting on carrier"),
        lambda at: _awake(at) & Q(step_code__in=_ON_CARRIER),
    ),
    "buyer": (_("Waiting on buyer"), lambda at: _awake(at) & Q(step_code="wait_for_buyer")),
    "claims": (
        _("Claims to file"),
        lambda at: _awake(at) & Q(step_code__in=("file_claim", "appeal")),
    ),
    "mine": (_("Mine"), lambda at: _awake(at) & Q(owner=at.user_id)),
    "snoozed": (
        _("Snoozed"),
        lambda at: OPEN & Q(snoozed_until__gt=at.now.astimezone(at.zone).date()),
    ),
    "closed": (_("Closed"), lambda _at: Q(closed_at__isnull=False)),
}

# Orders by name: label and columns; the first is the usual one and is shown in groups.
SORTS: Mapping[str, tuple[StrOrPromise, tuple[object, ...]]] = {
    "deadline": (
        _("deadline first"),
        (F("deadline_at").asc(nulls_last=True), F("at_risk").desc(nulls_last=True), "number"),
    ),
    "act": (
        _("first to act on"),
        (
            Either(
                When(step_code__in=OURS, step_on=None, then=Value(date.min)),
                default=F("step_on"),
                output_field=DateField(),
            ).asc(nulls_last=True),
            F("at_risk").desc(nulls_last=True),
            "number",
        ),
    ),
    "money": (_("most money first"), (F("at_risk").desc(nulls_last=True), "number")),
    "silent": (
        _("longest silent first"),
        (F("parcel__silent_days").desc(nulls_last=True), "number"),
    ),
    "new": (_("newest first"), ("-number",)),
}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What an address asks of the queue; empty means any."""

    view: str = "action"
    state: str = ""
    carrier: str = ""
    lane: str = ""
    owner: str = ""
    least: Decimal | None = None
    sort: str = "deadline"
    size: int = 50

    @property
    def narrowed(self) -> bool:
        """Whether anything beside the view is asked for."""
        return any((self.state, self.carrier, self.lane, self.owner, self.least is not None))

    def condition(self, at: Moment) -> Q:
        """Return what a case must fulfil to be shown."""
        wanted = VIEWS[self.view][1](at)
        if self.state:
            wanted &= Q(state=self.state)
        if self.carrier:
            wanted &= Q(parcel__carrier=self.carrier)
        if self.lane:
            origin, _dash, destination = self.lane.partition("-")
            wanted &= Q(parcel__origin_country=origin, parcel__destination_country=destination)
        if self.owner:
            wanted &= Q(owner=None) if self.owner == "none" else Q(owner=int(self.owner))
        if self.least is not None:
            wanted &= Q(at_risk__gte=self.least)
        return wanted

    def rows(self, tenant_id: int, at: Moment) -> QuerySet[Case]:
        """Return the cases of the view in its order."""
        found = Case.objects.for_tenant(tenant_id).filter(self.condition(at))
        return found.order_by(*SORTS[self.sort][1])  # type: ignore[arg-type]  # columns and expressions


def filters_of(query: QueryDict) -> Filters:
    """Return the filters that an address carries; what it cannot mean is left out."""
    return Filters(
        view=_one_of(query.get("view", ""), VIEWS, "action"),
        state=query.get("state", "")[:24],
        carrier=query.get("carrier", "")[:40],
        lane=query.get("lane", "")[:5],
        owner=_owner(query.get("owner", "")),
        least=_amount(query.get("least", "")),
        sort=_one_of(query.get("sort", ""), SORTS, "deadline"),
        size=next((size for size in PAGE_SIZES if str(size) == query.get("size")), 50),
    )


def _one_of(text: str, known: Mapping[str, object], usual: str) -> str:
    return text if text in known else usual


def _owner(text: str) -> str:
    return text if text == "none" or (text.isdecimal() and len(text) < 18) else ""  # noqa: PLR2004  # a key


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 < amount < 10**11 else None
