"""What raw bodies tell: read by their sources, fit for storage, without the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright import sources
from parcelwright.watch.notes import read_note
from parcelwright.watch.telling import about
from parcelwright_web.actions.statements import told
from parcelwright_web.models.intake import InboundVerdict, Proof

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.parcels.events import Parsed, Problem
    from parcelwright_web.actions.statements import Told
    from parcelwright_web.models.intake import InboundBody

_SHOWN_PROBLEMS = 50


@dataclass(frozen=True, kw_only=True)
class Unread:
    """What reading needs of a raw body; see :class:`~parcelwright_web.models.intake.InboundBody`.

    Attributes:
        shop_id: The shop whose connection it came by.
    """

    shop_id: int
    source: str
    auth: str
    body: bytes
    received_at: datetime
    digest: str
    asked: tuple[str, ...]
    news_of: frozenset[str]

    @classmethod
    def of(cls, row: InboundBody, shop_id: int) -> Unread:
        """Return a stored body, opened."""
        return cls(
            shop_id=shop_id,
            source=row.source,
            auth=row.auth,
            body=row.body,
            received_at=row.received_at,
            digest=row.digest,
            asked=tuple(row.asked),
            news_of=frozenset(row.news_of),
        )


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a body told, and what is noted on it.

    Attributes:
        problems: The first of its problems, each where and what.
        problem_count: How many there were.
    """

    told: Told
    verdict: str
    problems: list[list[str]]
    problem_count: int

    @property
    def numbers(self) -> frozenset[str]:
        """The tracking numbers that it tells of."""
        numbers = {event.tracking_number for event in self.told.events}
        return frozenset(numbers.union(each.number for each in self.told.named))


def read(unread: Unread) -> Reading:
    """Return what a body tells."""
    found, problems = told(
        _parsed(unread),
        shop_id=unread.shop_id,
        received_at=unread.received_at,
        digest=unread.digest,
        tells_all=_tells_all(unread),
        in_order=unread.auth == Proof.POLL,
    )
    for event in found.events:
        # Worked out here, where nobody waits for it, and kept by the event.
        _ = event.digest, event.occurred_at and event.occurred_at.utc
    is_readable = bool(found.events or found.named) or not problems
    verdict = InboundVerdict.PROJECTED if is_readable else InboundVerdict.QUARANTINED
    return Reading(
        told=found,
        verdict=verdict.value,
        problems=[_shown(problem) for problem in problems[:_SHOWN_PROBLEMS]],
        problem_count=len(problems),
    )


def _parsed(unread: Unread) -> Parsed:
    """Return what a body tells: posted to us, fetched about certain numbers, or our own note."""
    match unread.auth:
        case Proof.POLL:
            source = sources.pull_by_slug(unread.source)
            parsed = source.parse_answer(unread.body, unread.received_at, unread.asked)
            return about(parsed, unread.news_of)
        case Proof.WATCH:
            return read_note(unread.body, unread.received_at)
        case _:
            return sources.by_slug(unread.source).parse(unread.body, unread.received_at)


def _tells_all(unread: Unread) -> bool:
    """Return whether a body holds the whole history of its numbers; a note of ours never does."""
    match unread.auth:
        case Proof.POLL:
            return sources.pull_by_slug(unread.source).TERMS.tells_all
        case Proof.WATCH:
            return False
        case _:
            return sources.tells_all(unread.source)


def _shown(problem: Problem) -> list[str]:
    return [problem.where[:200], problem.what[:500]]
