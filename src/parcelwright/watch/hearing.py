"""What an answer about one number changes in its watch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Standing
from parcelwright.watch import sentences
from parcelwright.watch.facts import Tried
from parcelwright.watch.notes import Note
from parcelwright.watch.pace import FIRST_READ, again_at, next_look
from parcelwright.watch.standing import WatchStanding

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.watch.facts import Candidate, Subject, Watched

# Left out so often in a row, a number counts as not known to the source.
_LEFT_OUT = 3


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A watch after an answer.

    Args:
        watched: What is known now.
        standing: How it stands.
        why: One plain sentence.
        at: When to look at it again; now when another step is due at once.
        note: What the journey shall state of the source; None when nothing changed there.
    """

    watched: Watched
    standing: WatchStanding
    why: str
    at: datetime
    note: Note | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was asked of whom, about which number, and when the answer came."""

    subject: Subject
    candidate: Candidate
    source: str
    purpose: Purpose
    at: datetime


def hear(
    question: Question, watched: Watched, reply: NumberReply, digest: str | None = None
) -> Heard:
    """Return the watch after a reply about its number.

    ``digest`` is that of what a read told, by :func:`parcelwright.watch.telling.digests_of`;
    None where nothing was read.
    """
    before = _with(question, watched, reply)
    is_news = digest is not None and digest != watched.last_digest
    if digest is not None:
        before = replace(before, last_digest=digest)
    match _meant(question, reply.standing):
        case Standing.TOLD:
            return _told(question, before, is_news=is_news)
        case Standing.NOT_YET:
            return _goes_on(question, _helped(before, question))
        case Standing.REGISTERED:
            return _registered(question, before)
        case Standing.STOPPED:
            return _stopped(question, before, reply)
        case Standing.NOT_FOUND:
            return _not_found(question, before)
        case standing:
            return _no_help(question, before, standing, reply.why)


def hear_nothing(question: Question, watched: Watched) -> Heard:
    """Return the watch after an answer that left its number out.

    Left out of a registration, it was not taken; of several reads, it is not known.
    """
    if question.purpose is not Purpose.READ:
        return hear(question, watched, NumberReply(standing=Standing.REFUSED))
    left_out = watched.tried.get(question.candidate.key)
    if watched.misses + 1 >= _LEFT_OUT or left_out is not None:
        return hear(question, watched, NumberReply(standing=Standing.NOT_FOUND))
    after = replace(
        _with(question, watched, NumberReply(standing=Standing.NOT_YET)), misses=watched.misses + 1
    )
    return Heard(
        watched=after,
        standing=WatchStanding.NOT_YET,
        why=sentences.passed_over(question.candidate.name),
        at=question.at + FIRST_READ,
    )


def _meant(question: Question, standing: Standing) -> Standing:
    """Return what a standing means after this question, so that no answer leads in circles."""
    match question.purpose, standing:
        case Purpose.READ, Standing.REGISTERED:
            return Standing.NOT_YET
        case Purpose.READ, Standing.UNREGISTERED if not question.candidate.terms.registers:
            return Standing.NOT_FOUND
        case Purpose.REGISTER | Purpose.RETRACK, Standing.TOLD | Standing.NOT_YET:
            return Standing.REGISTERED
        case Purpose.REGISTER, Standing.UNREGISTERED:
            return Standing.REFUSED
        case Purpose.RETRACK, Standing.REFUSED:
            return Standing.STOPPED
        case _:
            return standing


def _with(question: Question, watched: Watched, reply: NumberReply) -> Watched:
    """Return the watch with the source that was asked as the present one."""
    key = question.candidate.key
    if watched.key != key:
        watched = replace(
            watched, key=key, reference="", registered_at=None, stopped_at=None, retracks=0
        )
    if question.purpose is Purpose.RETRACK:
        watched = replace(watched, retracks=watched.retracks + 1)
    return replace(
        watched,
        last_asked_at=question.at,
        reference=reply.reference or watched.reference,
    )


def _told(question: Question, before: Watched, *, is_news: bool) -> Heard:
    after = replace(
        _helped(before, question),
        last_told_at=question.at,
        changed_at=question.at if is_news else before.changed_at,
    )
    return Heard(
        watched=after,
        standing=WatchStanding.TOLD,
        why=sentences.told(question.candidate.name),
        at=next_look(question.subject, after, question.at),
    )


def _goes_on(question: Question, after: Watched) -> Heard:
    return Heard(
        watched=after,
        standing=WatchStanding.NOT_YET,
        why=sentences.not_yet(question.candidate.name),
        at=next_look(question.subject, after, question.at),
    )


def _registered(question: Question, before: Watched) -> Heard:
    after = replace(before, registered_at=question.at, stopped_at=None)
    return Heard(
        watched=after,
        standing=WatchStanding.NOT_YET,
        why=sentences.not_yet(question.candidate.name),
        at=question.at + FIRST_READ,
    )


def _stopped(question: Question, before: Watched, reply: NumberReply) -> Heard:
    why = sentences.stopped(question.candidate.name)
    after = replace(
        before, stopped_at=before.stopped_at or question.at, registered_at=None, misses=0
    )
    if before.retracks >= question.candidate.terms.retracks:
        after = _blocked(question, after, Standing.STOPPED)
    is_new = before.stopped_at is None and not _is_known(question, before, Standing.STOPPED)
    note = _note(question, "stopped", reply.why or why) if is_new else None
    return Heard(watched=after, standing=WatchStanding.STOPPED, why=why, at=question.at, note=note)


def _not_found(question: Question, before: Watched) -> Heard:
    why = sentences.not_found(question.candidate.name)
    after = replace(
        _blocked(question, before, Standing.NOT_FOUND),
        misses=before.misses + 1,
        not_found_since=before.not_found_since or question.at,
    )
    is_new = not _is_known(question, before, Standing.NOT_FOUND)
    note = _note(question, "not_found", why) if is_new else None
    return Heard(
        watched=after, standing=WatchStanding.NOT_FOUND, why=why, at=question.at, note=note
    )


def _no_help(question: Question, before: Watched, standing: Standing, said: str) -> Heard:
    """Return the watch after a source wants it registered, wants more, or refuses it."""
    name = question.candidate.name
    if standing is Standing.UNREGISTERED:
        after, why = replace(before, registered_at=None), sentences.unregistered(name)
    elif standing is Standing.NEEDS_MORE:
        after, why = _blocked(question, before, standing), sentences.needs_more(name, said)
    else:
        after, why = _blocked(question, before, standing), sentences.refused(name, said)
    is_wanting = standing is Standing.NEEDS_MORE
    shown = WatchStanding.NEEDS_MORE if is_wanting else WatchStanding.NEW
    return Heard(watched=after, standing=shown, why=why, at=question.at)


def _helped(before: Watched, question: Question) -> Watched:
    rest = {key: tried for key, tried in before.tried.items() if key != question.candidate.key}
    return replace(before, tried=rest, misses=0, not_found_since=None, stopped_at=None)


def _blocked(question: Question, before: Watched, standing: Standing) -> Watched:
    key = question.candidate.key
    known = before.tried.get(key)
    times = known.times + 1 if known is not None and known.standing is standing else 1
    until = again_at(standing, times, question.subject.number, question.at)
    return replace(
        before, tried={**before.tried, key: Tried(standing=standing, times=times, again_at=until)}
    )


def _is_known(question: Question, before: Watched, standing: Standing) -> bool:
    known = before.tried.get(question.candidate.key)
    return known is not None and known.standing is standing


def _note(question: Question, code: str, why: str) -> Note:
    return Note(number=question.subject.number, code=code, source=question.source, why=why)
