"""What is missing today, so that a claim under one remedy would be refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.claims.remedy import Act, RemedyStatus
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.claims.remedy import Remedy


class LackKind(StrEnum):
    """What sort of thing is missing."""

    NOT_COVERED = "not_covered"
    CLAIM_PASSED = "claim_passed"
    NOTICE_PASSED = "notice_passed"
    TOO_EARLY = "too_early"
    NOTICE_DUE = "notice_due"
    CARRIER_FIRST = "carrier_first"
    CONDITION = "condition"
    FACT = "fact"
    PAPER = "paper"


# What no work can bring back.
FINAL = frozenset({LackKind.NOT_COVERED, LackKind.CLAIM_PASSED, LackKind.NOTICE_PASSED})


@dataclass(frozen=True, kw_only=True)
class Lack:
    """One thing that is missing.

    Args:
        kind: What sort of thing.
        what: Code of the paper or condition, or name of the fact, such as ``weight``.
        day: Last or first day that it is about.
    """

    kind: LackKind
    what: str = ""
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """Whether a claim could be filed today, and what it lacks.

    ``notice_by`` and ``claim_by`` are the last days, None where there is none or none is known.
    """

    lacks: tuple[Lack, ...]
    notice_by: date | None = None
    claim_by: date | None = None

    @property
    def is_ready(self) -> bool:
        """Nothing that is known of would have the claim refused."""
        return not self.lacks

    @property
    def is_lost(self) -> bool:
        """Something is missing that no work can bring back."""
        return any(lack.kind in FINAL for lack in self.lacks)


def readiness_of(
    remedy: Remedy, on: date, moments: Mapping[Since, date], *, is_filed: bool = False
) -> Readiness:
    """Return what a claim under a remedy lacks on day ``on``, the gravest first.

    A paper that is asked for in some cases only is no lack.

    Args:
        remedy: As worked out for that day.
        on: The day.
        moments: Acts of our own case file, such as ``decision`` of the carrier.
        is_filed: Whether the claim under this remedy was sent; then notice is given.
    """
    notice, claim = remedy.deadline(Act.NOTICE), remedy.deadline(Act.CLAIM)
    notice_by = None if notice is None else notice.latest
    lacks = [*_standing(remedy, on)]
    given = notice is not None and notice.is_kept
    if notice_by is not None and not is_filed and not given:
        # A notice that came late cannot be made up for by another.
        late = notice_by < on or (notice is not None and notice.done_on is not None)
        kind = LackKind.NOTICE_PASSED if late else LackKind.NOTICE_DUE
        lacks.append(Lack(kind=kind, day=notice_by))
    if "carrier" in remedy.excess_of and Since.DECISION not in moments:
        lacks.append(Lack(kind=LackKind.CARRIER_FIRST))
    for need in remedy.needs:
        kind = LackKind.CONDITION if "_" in need else LackKind.FACT
        lacks.append(Lack(kind=kind, what=need))
    lacks += [
        Lack(kind=LackKind.PAPER, what=need.code)
        for need in remedy.documents
        if need.status == "missing" and not need.when
    ]
    order = list(LackKind)
    lacks.sort(key=lambda lack: order.index(lack.kind))
    return Readiness(
        lacks=tuple(lacks), notice_by=notice_by, claim_by=None if claim is None else claim.latest
    )


def _standing(remedy: Remedy, on: date) -> list[Lack]:
    claim = remedy.deadline(Act.CLAIM)
    if remedy.status is RemedyStatus.EXCLUDED:
        return [Lack(kind=LackKind.NOT_COVERED)]
    if remedy.status is RemedyStatus.EXPIRED:
        return [Lack(kind=LackKind.CLAIM_PASSED, day=None if claim is None else claim.latest)]
    if remedy.status is RemedyStatus.TOO_EARLY:
        days = [found.earliest for found in remedy.deadlines if found.earliest]
        first = min((day for day in days if day > on), default=None)
        return [Lack(kind=LackKind.TOO_EARLY, day=first)]
    return []
