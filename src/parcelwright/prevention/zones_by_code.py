"""Finds the special zone that an address lies in."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from parcelwright.prevention.dated import Dated, reference_files

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.rulebook.rule import Citation


class ZoneKind(StrEnum):
    """What is special about a zone."""

    MILITARY = "military"
    CUSTOMS_TERRITORY = "customs_territory"
    TERRITORY = "territory"
    ISLAND = "island"
    REMOTE = "remote"


class Zone(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A special zone: by the beginning of its postal codes, or by its region."""

    kind: ZoneKind
    name: str
    postal: str = ""
    regions: tuple[str, ...] = ()


def zone_of(country: str, region: str, postal_code: str, on: date) -> tuple[Zone, Citation] | None:
    """Return the special zone of an address with its source, or None."""
    zones = _zones().get(country)
    if zones is None:
        return None
    plain, place = postal_code.strip().upper(), region.strip().upper()
    for zone, citation in zones:
        by_code = bool(zone.postal and plain and _pattern(zone.postal).match(plain))
        if (by_code or place in zone.regions) and zone.holds(on):
            return zone, citation
    return None


@cache
def _pattern(postal: str) -> re.Pattern[str]:
    return re.compile(postal)


@cache
def _zones() -> dict[str, tuple[tuple[Zone, Citation], ...]]:
    return {
        stem.upper(): tuple((zone, file.sources[zone.source]) for zone in file.many("zone", Zone))
        for stem, file in reference_files("parcelwright.prevention.zones").items()
    }
