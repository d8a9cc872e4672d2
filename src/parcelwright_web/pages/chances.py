"""Chances of arrival as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from parcelwright.detection.hundredths import in_100, range_in_100


@dataclass(frozen=True, kw_only=True)
class Chance:
    """A chance to arrive, as whole numbers out of 100; None where none is known."""

    in_100: int | None
    low: int | None
    high: int | None
    journeys: int | None


def chance_of(
    arrives: float | None, low: float | None, high: float | None, n: int | None
) -> Chance:
    """Return a stored chance, with its range and the journeys behind it."""
    if arrives is None or low is None or high is None:
        return Chance(in_100=None, low=None, high=None, journeys=n)
    lowest, highest = range_in_100(low, high)
    return Chance(in_100=in_100(arrives), low=lowest, high=highest, journeys=n)
