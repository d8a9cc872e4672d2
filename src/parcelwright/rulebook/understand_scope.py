"""Turns the typed shape of a scope into one, with the zones of its file spelled out."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from parcelwright.rulebook.faults import FieldError
from parcelwright.rulebook.scope import EVERYWHERE, Scope, Season

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.rulebook.shapes import ScopeShape, SeasonShape

_DAY = re.compile(r"(\d\d)-(\d\d)")
_LEAP_YEAR = 2024


def scope(field: str, shape: ScopeShape | None, zones: Mapping[str, frozenset[str]]) -> Scope:
    """Return the scope that a shape describes; without one, everywhere.

    Args:
        field: Path of the shape, for faults.
        shape: As written.
        zones: Countries of each zone of the file.

    Raises:
        FieldError: A zone or a day of the year is not known.
    """
    if shape is None:
        return EVERYWHERE
    return Scope(
        carriers=frozenset(shape.carriers),
        not_carriers=frozenset(shape.not_carriers),
        services=frozenset(shape.services),
        programmes=frozenset(shape.programmes),
        origins=_countries(f"{field}.origin_zones", shape.origins, shape.origin_zones, zones),
        destinations=_countries(f"{field}.zones", shape.destinations, shape.zones, zones),
        not_destinations=_countries(
            f"{field}.not_zones", shape.not_destinations, shape.not_zones, zones
        ),
        touches=_countries(f"{field}.touches_zones", shape.touches, shape.touches_zones, zones),
        not_touches=frozenset(shape.not_touches),
        transports=frozenset(shape.transports),
        claim_types=frozenset(shape.claim_types),
        not_programmes=frozenset(shape.not_programmes),
        customers=frozenset(shape.customers),
        seasons=_seasons(f"{field}.seasons", shape.seasons),
        order_seasons=_seasons(f"{field}.order_seasons", shape.order_seasons),
        domestic=shape.domestic,
        certain=shape.certain,
    )


def _countries(
    field: str,
    named: tuple[str, ...],
    names: tuple[str, ...],
    zones: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    found = frozenset(named)
    for name in names:
        if name not in zones:
            known = ", ".join(sorted(zones)) or "none"
            raise FieldError(field, f'names "{name}"; the file has these zones: {known}')
        found |= zones[name]
    return found


def _seasons(field: str, shapes: tuple[SeasonShape, ...]) -> tuple[Season, ...]:
    return tuple(_season(f"{field}[{at}]", shape) for at, shape in enumerate(shapes))


def _season(field: str, shape: SeasonShape) -> Season:
    return Season(first=_day(f"{field}.first", shape.first), last=_day(f"{field}.last", shape.last))


def _day(field: str, text: str) -> tuple[int, int]:
    match = _DAY.fullmatch(text)
    if match is None:
        raise FieldError(field, f'is "{text}"; expected month and day, such as "11-01"')
    month, day = int(match[1]), int(match[2])
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError as error:
        raise FieldError(field, f'is "{text}": {error}') from error
    return month, day
