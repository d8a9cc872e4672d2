"""What a file of many statements tells, counted; none of them is held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.parcels.events import Problem, TrackingEvent

# A file may hold any number of different codes and problems; of these so many are named.
_NAMED_CODES = 1000
_NAMED_PROBLEMS = 100


@dataclass(kw_only=True)
class Tally:
    """Counts that grow while a file is read.

    Attributes:
        milestones: How many events mean what.
        unknown: How often each (code table, code) was met that nobody mapped; beyond a
            thousand different ones, others are in ``milestones`` alone.
        problems: The first hundred problems.
        problem_count: How many there were.
        unlisted_problems: How many came after the first hundred.
    """

    milestones: Counter[Milestone] = field(default_factory=Counter)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    unlisted_problems: int = 0

    def count(self, event: TrackingEvent) -> None:
        """Count one event."""
        self.milestones[event.milestone] += 1
        if event.milestone is Milestone.UNKNOWN:
            key = (event.code_table, event.code)
            if key in self.unknown or len(self.unknown) < _NAMED_CODES:
                self.unknown[key] += 1

    def note(self, problems: Iterable[Problem], count: int | None = None) -> None:
        """Note problems; ``count`` is how many there were where one stands for several."""
        found = list(problems)
        self.problem_count += len(found) if count is None else count
        listed = found[: _NAMED_PROBLEMS - len(self.problems)]
        self.problems += listed
        self.unlisted_problems += len(found) - len(listed)

    @property
    def unnamed_codes(self) -> int:
        """How many events have an unknown code that is not among the named."""
        return self.milestones[Milestone.UNKNOWN] - self.unknown.total()

    def counts(self) -> dict[str, int]:
        """Return the line of this file in the counts per source."""
        return {
            "files": 1,
            "events": self.milestones.total(),
            "unknown": self.milestones[Milestone.UNKNOWN],
            "problems": self.problem_count,
        }
