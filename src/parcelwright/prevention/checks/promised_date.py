"""A promised delivery date that has passed, or that parcels on this way seldom meet."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from parcelwright.analytics.prior import prior
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.services import carrier_name, is_courier
from parcelwright.prevention.usual_days import usual_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known
    from parcelwright.prevention.lane_transit import LaneTransit

_SPAN = (
    "It leaves on {leaves} and is promised by {promised}: {days} days, {slow} of them lost to "
    "holidays, peaks and announced days. "
)
_OWN = (
    "Of your {arrived} parcels that arrived in the last year ({lane}), half took up to {p50} days, "
    "9 in 10 up to {p90} and 95 in 100 up to {p95}: about {chance} come in time."
)
SAYS = {
    "promise_broken": Says(
        severity=Severity.WARN,
        reason="Delivery was promised by {promised}, and the parcel leaves on {leaves}.",
        fix="Tell the buyer the new date before shipping, or send it by a faster service.",
    ),
    "promise_unlikely": Says(
        severity=Severity.WARN,
        reason=_SPAN + _OWN,
        fix="Tell the buyer a later date before shipping, or send it by a faster service.",
    ),
    "promise_tight": Says(
        severity=Severity.HINT,
        reason=_SPAN + _OWN,
        fix="Promise a later date next time, or watch it closely.",
    ),
    "promise_cut_off": Says(
        severity=Severity.WARN,
        reason=_SPAN + _OWN,
        fix="Hand it over by {cut_off}: so 9 in 10 come in time.",
    ),
    # One post's published figure is no measure of this parcel, so it never warns.
    "promise_unlikely_by_post": Says(
        severity=Severity.HINT,
        reason=_SPAN + "You have too few parcels of your own on this way. Of {journeys} parcels of "
        "one post, a published figure, half took up to {p50} days from export to delivery and "
        "95 in 100 up to {p95}: fewer than half would come in time.",
        fix="Ask the carrier how long it takes, and promise a date that it meets.",
    ),
    "promise_not_checked": Says(
        severity=Severity.NOT_CHECKED,
        reason="Whether it arrives by {promised} is not checked: fewer than 30 parcels of your own "
        "arrived on this way in the last year, and no published figure fits.",
        fix="Ask the carrier how long it takes.",
    ),
}
_LIKELY, _EVEN = 0.9, 0.5
# Of spans so long nothing is asked: the last parcels are then lost rather than late.
_MOST_DAYS = 90
_LEAST_SHOWN = 0.05


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding where the promised day is past, or is likely to be missed.

    >>> from datetime import date
    >>> from parcelwright.parcels.events import EventTime
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 3, 2)), Party(country="CN"), Party(country="DE")
    >>> promised = EventTime.parse("2026-03-01")
    >>> [each.code for each in check(Draft(order_number="1", promised_by=promised), known)]
    ['promise_broken']
    >>> promised = EventTime.parse("2026-03-09")
    >>> order = Draft(order_number="1", promised_by=promised, sender=cn, recipient=de)
    >>> [(each.code, dict(each.figures)["p50"]) for each in check(order, known)]
    [('promise_unlikely_by_post', '12')]
    >>> list(check(Draft(order_number="1"), known))
    []
    """
    leaves = draft.ship_on or known.on
    promised = None if draft.promised_by is None else draft.promised_by.day
    if promised is None or (promised - leaves).days > _MOST_DAYS:
        return
    if promised <= leaves:
        figures = told(promised=promised.isoformat(), leaves=leaves.isoformat())
        yield Found(code="promise_broken", field="promised_by", figures=figures)
        return
    own = None if known.transit is None else known.transit.of(draft)
    if own is None and not _goes_abroad_by_post(draft):
        figures = told(promised=promised.isoformat())
        yield Found(code="promise_not_checked", field="promised_by", figures=figures)
        return
    counted = usual_days(draft, leaves, promised, known.calendar)
    found = _by_post(counted) if own is None else _by_own(own, counted)
    if found is None:
        return
    code, figures = found
    severity = SAYS[code].severity
    if own is not None and (last := _cut_off(draft, own, leaves, promised, known)) is not None:
        code, figures = "promise_cut_off", (*figures, ("cut_off", last.isoformat()))
    yield Found(
        code=code,
        field="promised_by",
        figures=(*_span(leaves, promised, counted), *figures),
        severity=severity,
    )


def _cut_off(
    draft: Draft, own: LaneTransit, leaves: date, promised: date, known: Known
) -> date | None:
    """Return the last day before it leaves on which nine in ten would come in time, or None."""
    for step in range(1, (leaves - known.on).days + 1):
        day = leaves - timedelta(days=step)
        if own.chance(usual_days(draft, day, promised, known.calendar)) >= _LIKELY:
            return day
    return None


def _by_own(own: LaneTransit, days: float) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    chance = own.chance(days)
    if chance >= _LIKELY:
        return None
    figures = told(
        arrived=own.arrived,
        lane=_lane(own),
        p50=_days(own.within(0.5)),
        p90=_days(own.within(0.9)),
        p95=_days(own.within(0.95)),
        chance=_share(chance),
    )
    return "promise_tight" if chance >= _EVEN else "promise_unlikely", figures


def _by_post(days: float) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    transit = prior().transit
    half = transit.quantile(0.5)
    # Below its half the published figure has no shape, so no finer share is named.
    if days >= half:
        return None
    late = transit.quantile(0.05)
    figures = told(journeys=prior().transit_journeys, p50=_days(half), p95=_days(late))
    return "promise_unlikely_by_post", figures


def _goes_abroad_by_post(draft: Draft) -> bool:
    origin, target = draft.sender.country, draft.recipient.country
    return bool(origin and target and origin != target) and not is_courier(draft.carrier)


def _span(leaves: date, promised: date, counted: float) -> tuple[tuple[str, str], ...]:
    days = (promised - leaves).days
    # What is counted begins at noon of the first day and ends with the last.
    slow = round(days + 0.5 - counted)
    return told(leaves=leaves.isoformat(), promised=promised.isoformat(), days=days, slow=slow)


def _lane(own: LaneTransit) -> str:
    key = own.key
    way = f"{key.origin_country} - {key.destination_country}"
    return f"{carrier_name(key.carrier)}, {way}" if key.carrier else way


def _days(days: float) -> int:
    """Return whole days; curves count by half days, so that 10 to 10.5 are 10 of them."""
    return ceil(days - 0.5)


def _share(chance: float) -> str:
    """Return a chance by steps of five in a hundred, for no history tells it finer."""
    return "< 5 %" if chance < _LEAST_SHOWN else f"{5 * round(chance * 20)} %"
