"""The next step of one watch: read, register, start again, wait, or end.

To switch is to read or register with another source than before; what made it switch is in
``tried``. There is always a next step, and a wait is never longer than a CAP.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.asking.replies import Standing
from parcelwright.watch import sentences
from parcelwright.watch.choice import choose, free, in_order
from parcelwright.watch.ending import ending
from parcelwright.watch.pace import CAP, PUSH_TRUST, is_pushed
from parcelwright.watch.standing import EndedWhy, WatchStanding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.watch.facts import Candidate, Subject, Watched

RETRY_NOBODY = timedelta(days=1)


class StepKind(StrEnum):
    """What to do."""

    READ = "read"
    REGISTER = "register"
    RETRACK = "retrack"
    WAIT = "wait"
    END = "end"


@dataclass(frozen=True, kw_only=True)
class Step:
    """What to do next about one number.

    Args:
        kind: What.
        key: The candidate to ask, or that stays responsible while waiting; None for nobody.
        at: When to look again, for a wait; None to stay in line where it is.
        standing: How the watch stands meanwhile; None when that does not change.
        why: One plain sentence; empty to leave what stands there.
        ended: Why it ends.
    """

    kind: StepKind
    key: int | None = None
    at: datetime | None = None
    standing: WatchStanding | None = None
    why: str = ""
    ended: EndedWhy | None = None


def next_step(
    subject: Subject, watched: Watched, candidates: Sequence[Candidate], now: datetime
) -> Step:
    """Return what to do now about a number whose time has come."""
    ended = ending(subject, now)
    if ended is not None:
        return Step(
            kind=StepKind.END,
            key=watched.key,
            standing=WatchStanding.ENDED,
            why=sentences.ENDINGS[ended],
            ended=ended,
        )
    if subject.pushed_at is not None and is_pushed(subject, now):
        return Step(
            kind=StepKind.WAIT,
            key=watched.key,
            at=min(subject.pushed_at + PUSH_TRUST, now + CAP),
            standing=WatchStanding.PUSHED,
            why=sentences.PUSHED,
        )
    ordered = in_order(candidates, subject)
    chosen = choose(ordered, watched, now)
    return _wait(ordered, watched, now) if chosen is None else _ask(chosen, watched)


def _ask(chosen: Candidate, watched: Watched) -> Step:
    is_present = chosen.key == watched.key
    kind = StepKind.READ
    if is_present and watched.stopped_at is not None and watched.retracks < chosen.terms.retracks:
        kind = StepKind.RETRACK
    elif chosen.terms.registers and not (is_present and watched.registered_at is not None):
        kind = StepKind.REGISTER
    return Step(kind=kind, key=chosen.key)


def _wait(ordered: Sequence[Candidate], watched: Watched, now: datetime) -> Step:
    """Return the wait of a number that nobody can be asked about at this moment."""
    present = next((each for each in ordered if each.key == watched.key), None)
    if present is not None and free(watched, present, now) and not present.is_refused:
        return _in_line(present, now)
    closed = [each for each in ordered if free(watched, each, now) and not each.is_refused]
    if closed:
        # Free to be asked, but quiet or spent at this moment: it takes a place in line there.
        return _in_line(closed[0], now)
    tried = [watched.tried[each.key] for each in ordered if each.key in watched.tried]
    standing = _standing_of({each.standing for each in tried})
    times = [each.again_at for each in tried if each.again_at > now]
    if standing is WatchStanding.NOBODY:
        times.append(now + RETRY_NOBODY)
    return Step(
        kind=StepKind.WAIT,
        key=None if standing is WatchStanding.NOBODY or present is None else present.key,
        at=min([*times, now + CAP]),
        standing=standing,
        why="" if tried else sentences.REFUSED_ALL if ordered else sentences.NOBODY,
    )


def _in_line(candidate: Candidate, now: datetime) -> Step:
    is_silent = candidate.is_silent(now) and candidate.failing_since is not None
    return Step(
        kind=StepKind.WAIT,
        key=candidate.key,
        standing=WatchStanding.SILENT if is_silent else None,
        why=sentences.silent(candidate.name, candidate.failing_since)
        if is_silent and candidate.failing_since is not None
        else "",
    )


def _standing_of(tried: set[Standing]) -> WatchStanding:
    if Standing.NOT_FOUND in tried:
        return WatchStanding.NOT_FOUND
    if Standing.NEEDS_MORE in tried:
        return WatchStanding.NEEDS_MORE
    return WatchStanding.NOBODY
