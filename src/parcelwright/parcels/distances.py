"""How far apart two countries are at the least, from the middle and the reach of each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt

import msgspec

_EARTH_RADIUS_KM = 6371.0


class _Center(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    at: tuple[float, float]
    reach_km: float


def least_distance_km(one: str, other: str) -> float | None:
    """Return a distance that no two places of the countries fall short of, in km.

    Countries are ISO 3166-1 alpha-2. Neighbors and one and the same country give 0; a country
    whose place is not known gives None. Sources stand in ``centers.toml``.

    >>> least_distance_km("DE", "AT"), round(least_distance_km("SG", "NZ") or 0, -2)
    (0.0, 7400.0)
    """
    centers = _centers()
    if one == other:
        return 0.0
    if one not in centers or other not in centers:
        return None
    first, second = centers[one], centers[other]
    between = _great_circle_km(first.at, second.at)
    return max(0.0, between - first.reach_km - second.reach_km)


def _great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the way over the globe between two points of latitude and longitude."""
    south, west, north, east = (radians(angle) for angle in (*one, *other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


@cache
def _centers() -> dict[str, _Center]:
    text = resources.files("parcelwright.parcels").joinpath("centers.toml")
    return msgspec.convert(tomllib.loads(text.read_text(encoding="utf-8")), dict[str, _Center])
