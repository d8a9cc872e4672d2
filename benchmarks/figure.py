"""The shape of one measured figure, and how a rate is measured."""

from __future__ import annotations

import platform
import resource
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MACHINE = f"{platform.machine()}, Python {platform.python_version()}"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A rate and the floor it is compared with; ``ratio`` is ``figure / against_figure``."""

    name: str
    figure: float
    unit: str
    against: str
    against_figure: float
    ratio: float
    peak_memory_mb: float
    machine: str = MACHINE


def compare(
    name: str,
    *,
    unit: str,
    count: int,
    work: Callable[[int], None],
    against: str,
    floor: Callable[[int], None],
    rounds: int = 3,
) -> Figure:
    """Measure ``work`` and ``floor`` in turn, best of ``rounds`` each, and set them side by side.

    Both are called with the round's number, so that each round can use data of its own;
    ``count`` is how many units one call handles.
    """
    best_work = best_floor = float("inf")
    for number in range(rounds):
        best_floor = min(best_floor, _seconds(floor, number))
        best_work = min(best_work, _seconds(work, number))
    return rated(
        name, unit=unit, rate=count / best_work, against=against, floor_rate=count / best_floor
    )


def rated(name: str, *, unit: str, rate: float, against: str, floor_rate: float) -> Figure:
    """Return two measured rates side by side, with the most memory this process ever held."""
    return Figure(
        name=name,
        figure=round(rate, 1),
        unit=unit,
        against=against,
        against_figure=round(floor_rate, 1),
        ratio=round(rate / floor_rate, 4),
        peak_memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    )


def _seconds(work: Callable[[int], None], number: int) -> float:
    started = time.perf_counter()
    work(number)
    return time.perf_counter() - started
