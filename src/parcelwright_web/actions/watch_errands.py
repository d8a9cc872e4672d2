"""What one connection is asked in one round: which numbers, with what, in how many calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Access, Asked, Purpose
from parcelwright.parcels.events import EventTime
from parcelwright.sources import RegisteringSource
from parcelwright_web.actions.watch_facts import source_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from parcelwright.asking.calls import Answer, Call, Token
    from parcelwright.asking.replies import Reply
    from parcelwright.asking.terms import Terms
    from parcelwright.sources import PullSource
    from parcelwright.watch.facts import Candidate, Subject
    from parcelwright_web.models.intake import SourceConnection
    from parcelwright_web.models.watches import Watch


@dataclass(frozen=True, kw_only=True)
class Question:
    """One number to ask about, with the claimed row of its watch."""

    watch: Watch
    subject: Subject
    purpose: Purpose
    asked: Asked


@dataclass(frozen=True, kw_only=True)
class Errand:
    """Questions to one connection that was claimed for them.

    Args:
        connection: Whom to ask; no other worker asks it meanwhile.
        candidate: The same for the core.
        source: Its module.
        access: With what; holds a token when one is still good.
        questions: In the order of their turn; none when only the credentials are checked.
        calls: How many calls were counted against the day, and may be made.
    """

    connection: SourceConnection
    candidate: Candidate
    source: PullSource
    access: Access
    questions: tuple[Question, ...] = ()
    calls: int = 1

    def calls_with(self, access: Access) -> tuple[Call, ...]:
        """Return the calls to make: no more than were counted, first come, first served."""
        if not self.questions:
            return (self.source.check_call(access),)
        return self._every_call(access)[: self.calls]

    def unaskable(self) -> frozenset[str]:
        """Return the numbers that no call can be made about, as for want of a carrier's name."""
        if not self.questions:
            return frozenset()
        called = {number for call in self._every_call(self.access) for number in call.numbers}
        return frozenset(each.asked.number for each in self.questions) - called

    def _every_call(self, access: Access) -> tuple[Call, ...]:
        calls: list[Call] = []
        for purpose in dict.fromkeys(each.purpose for each in self.questions):
            mine = [each for each in self.questions if each.purpose is purpose]
            # A number that two parcels bear is asked about once.
            once = {each.asked.number: each.asked for each in mine if not each.watch.alone}
            together = list(once.values())
            for group in (together, *([each.asked] for each in mine if each.watch.alone)):
                if group:
                    calls += _calls(self.source, purpose, group, access)
        return tuple(calls)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A call that was made, and what came of it.

    Args:
        call: The call.
        reply: What it amounts to.
        at: When it came.
        answer: As it came; None when none could be had.
        digests: Of what a read told, by number.
    """

    call: Call
    reply: Reply
    at: datetime
    answer: Answer | None = None
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of an errand: the calls that were made, in order, and a token if one was bought."""

    told: tuple[Told, ...] = ()
    token: Token | None = None
    token_at: datetime | None = None
    used_old_token: bool = False


def access_of(connection: SourceConnection, now: datetime) -> Access:
    """Return with what a connection is asked; the token only while it is good."""
    until = connection.bearer_until
    is_good = connection.bearer and (until is None or until > now)
    return Access(
        base_url=connection.base_url or source_of(connection).TERMS.base_url,
        values=connection.access or {},
        token=(connection.bearer or "") if is_good else "",
        at=now,
    )


def asked_of(watch: Watch, terms: Terms) -> Asked:
    """Return the number of a watch with what some sources want beside it.

    Of several carriers that it may be of, one that the source knows.
    """
    carriers = watch.carrier.split()
    known = [each for each in carriers if each in terms.carriers] or carriers
    parcel = watch.parcel
    personal, facts = parcel.personal or {}, parcel.facts
    phone = [letter for letter in personal.get("buyer_phone", "") if letter.isdigit()]
    return Asked(
        number=watch.number,
        carrier=known[0] if known else "",
        origin_country=parcel.origin_country,
        destination_country=parcel.destination_country,
        postal_code=personal.get("destination_postal_code")
        or personal.get("buyer_postal_code", ""),
        phone_tail="".join(phone[-4:]),
        shipped_on=parcel.accepted_on or _day(facts.get("label_created_at", "")),
        reference=watch.reference,
    )


def _day(text: str) -> date | None:
    when = EventTime.parse(text) if text else None
    return None if when is None else when.day


def _calls(
    source: PullSource, purpose: Purpose, asked: Sequence[Asked], access: Access
) -> tuple[Call, ...]:
    if purpose is Purpose.READ or not isinstance(source, RegisteringSource):
        return source.read_calls(asked, access)
    if purpose is Purpose.REGISTER:
        return source.register_calls(asked, access)
    return source.retrack_calls(asked, access)
