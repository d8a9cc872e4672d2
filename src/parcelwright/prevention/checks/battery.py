"""Batteries by the way they travel: alone, with equipment, inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Battery, Chemistry
from parcelwright.prevention.batteries import limit_of, named_in, source
from parcelwright.prevention.customs_border import goes_by_military_mail
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.services import carrier_name, is_courier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft, Line
    from parcelwright.prevention.batteries import BatteryLimit
    from parcelwright.prevention.known import Known

SAYS = {
    "battery_alone": Says(
        severity=Severity.STOP,
        reason="{goods} is a battery that travels alone, which no international post takes "
        "and passenger aircraft do not carry.",
        fix="Send it by a service that accepts batteries alone, declared as such.",
    ),
    "battery_alone_by_courier": Says(
        severity=Severity.WARN,
        reason="{goods} is a battery that travels alone: by air only on cargo aircraft, charged to "
        "at most 30 percent and declared as dangerous goods.",
        fix="Ask {carrier} whether your account may send it.",
    ),
    "battery_alone_inland": Says(
        severity=Severity.WARN,
        reason="{goods} is a battery that travels alone: within {country} too, posts carry it by "
        "road only and marked, or not at all.",
        fix="Ask {carrier}, choose a service that goes by road, and mark the parcel.",
    ),
    "battery_with_equipment": Says(
        severity=Severity.STOP,
        reason="{goods} has a battery packed beside it, which no international post takes.",
        fix="Build the battery into the device, or use a service that accepts it.",
    ),
    "battery_too_strong": Says(
        severity=Severity.STOP,
        reason="{goods} holds a battery above the limit of {limit} ({instruction}).",
        fix="Use a service for dangerous goods.",
    ),
    "batteries_too_many": Says(
        severity=Severity.STOP,
        reason="The parcel holds {count} batteries; {most} in equipment are accepted "
        "({instruction}).",
        fix="Split the order into several parcels.",
    ),
    "battery_not_told": Says(
        severity=Severity.WARN,
        reason="{goods} sounds like goods with a battery, and the order does not say so.",
        fix="Enter whether it holds a battery, and how.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what about batteries keeps a parcel from travelling.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> order = Draft(order_number="1", lines=(Line(description="Power bank 10000 mAh"),))
    >>> [each.code for each in check(order, known)]
    ['battery_alone']
    >>> scarf = Line(description="cotton scarf")
    >>> list(check(Draft(order_number="1", lines=(scarf,)), known))
    []
    """
    by_courier = is_courier(draft.carrier)
    home, on = draft.sender.country, draft.ship_on or known.on
    stays = bool(home) and home == draft.recipient.country
    if stays and not goes_by_military_mail(draft, on):
        yield from _inland(draft)
        return
    inside = 0
    for at, line in enumerate(draft.lines):
        for code, more, key in _faults(line, by_courier=by_courier):
            figures = told(goods=line.description or line.sku, carrier=carrier_name(draft.carrier))
            yield Found(
                code=code,
                field="battery",
                line=at,
                figures=(*figures, *more),
                citation=source(key) if key else None,
            )
        if line.battery is Battery.IN_EQUIPMENT and line.chemistry is not Chemistry.OTHER:
            inside += (line.batteries or 1) * (line.quantity or 1)
    limit = limit_of(None)
    if limit is not None and inside > limit.in_equipment_cells and not by_courier:
        figures = told(count=inside, most=limit.in_equipment_batteries)
        yield Found(
            code="batteries_too_many",
            field="battery",
            figures=(*figures, ("instruction", limit.instruction)),
            citation=source(limit.source),
        )


def _inland(draft: Draft) -> Iterator[Found]:
    """Yield batteries alone; those in goods go by road within a country as the goods do."""
    for at, line in enumerate(draft.lines):
        if _way_of(line) is Battery.ALONE and line.chemistry is not Chemistry.OTHER:
            figures = told(
                goods=line.description or line.sku,
                country=draft.recipient.country,
                carrier=carrier_name(draft.carrier),
            )
            yield Found(
                code="battery_alone_inland",
                field="battery",
                line=at,
                figures=figures,
                citation=source("inland"),
            )


def _way_of(line: Line) -> Battery | None:
    """Return how a battery travels, as the order says or else as its words do."""
    return line.battery or named_in(line.description)


def _faults(
    line: Line, *, by_courier: bool
) -> Iterator[tuple[str, tuple[tuple[str, str], ...], str]]:
    named = named_in(line.description) if line.battery is None else None
    how = line.battery or (Battery.ALONE if named is Battery.ALONE else None)
    if line.chemistry is Chemistry.OTHER:
        return
    if how is Battery.ALONE:
        yield ("battery_alone_by_courier" if by_courier else "battery_alone"), (), "air"
    elif how is Battery.WITH_EQUIPMENT and not by_courier:
        yield "battery_with_equipment", (), "post"
    elif named is Battery.IN_EQUIPMENT:
        yield "battery_not_told", (), ""
    limit = limit_of(line.chemistry)
    if how in {Battery.IN_EQUIPMENT, Battery.WITH_EQUIPMENT} and limit is not None:
        above = _above(line, limit)
        if above:
            yield (
                "battery_too_strong",
                (("limit", above), ("instruction", limit.instruction)),
                limit.source,
            )


def _above(line: Line, limit: BatteryLimit) -> str:
    if limit.battery_wh and line.battery_wh and line.battery_wh > limit.battery_wh:
        return f"{limit.battery_wh:g} Wh"
    if limit.lithium_g and line.lithium_g and line.lithium_g > limit.lithium_g:
        return f"{limit.lithium_g:g} g of lithium"
    return ""
