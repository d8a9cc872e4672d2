"""Builds tracking events and hints the same way for every source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import (
    SENT_CODES,
    EventTime,
    Milestone,
    ParcelHint,
    Parsed,
    TrackingEvent,
)
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._files import TOO_LARGE, too_large
from parcelwright.sources._meaning import by_carrier, by_words, reading_of
from parcelwright.sources._node import Node, Problems, open_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parcelwright.sources._meaning import Reading

# Outside of these years a time is a placeholder such as 0001-01-01, or a slip.
_YEARS = range(1990, 2200)
LAST_SECOND = 7_258_118_399
_GRAMS = {
    "g": Decimal(1),
    "gram": Decimal(1),
    "kg": Decimal(1000),
    "kilogram": Decimal(1000),
    "lb": Decimal("453.59237"),
    "lbs": Decimal("453.59237"),
    "oz": Decimal("28.349523125"),
}
_HEAVIEST_G = 1_000_000_000
_BEFORE_ALL = (datetime.min.replace(tzinfo=UTC), -1)
# Filled for each statement, which is faster than making one from nothing.
_NOTHING_SAID = TrackingEvent(tracking_number="")


@dataclass
class Payload:
    """One payload being read: collects its events and hints, and the root with its problems."""

    source: str
    codes: Mapping[str, Mapping[str, Milestone]]
    root: Node
    digest: str
    received_at: datetime | None
    events: list[TrackingEvent] = field(default_factory=list)
    hints: list[ParcelHint] = field(default_factory=list)
    is_understood: bool = False
    """Whether it is a body that may well tell nothing, such as an order without a parcel."""
    made_at: datetime | None = None
    """When the source made the body, where its own clock tells the newer of two bodies.

    To be set before any event is added."""
    _named: set[ParcelHint] = field(default_factory=set)

    @classmethod
    def open(
        cls,
        source: str,
        codes: Mapping[str, Mapping[str, Milestone]],
        payload: bytes,
        received_at: datetime | None,
        *,
        is_list: bool = False,
    ) -> Payload:
        """Return a payload opened for reading; unreadable bytes leave a problem at its root."""
        digest = hashlib.sha256(payload).hexdigest()
        root = open_payload(payload, is_list=is_list)
        return cls(source, codes, root, digest, received_at)

    @classmethod
    def of_file(
        cls,
        source: str,
        codes: Mapping[str, Mapping[str, Milestone]],
        payload: bytes,
        received_at: datetime | None,
    ) -> Payload:
        """Return a payload that is no JSON, ready to collect what its source reads in it.

        One larger than :data:`~parcelwright.sources._files.MAX_BYTES` is noted as such.
        """
        digest = hashlib.sha256(payload).hexdigest()
        page = cls(source, codes, Node(None, "", Problems()), digest, received_at)
        if too_large(payload):
            page.root.problems.add("(document)", TOO_LARGE)
        return page

    def note(self, where: str, what: str) -> None:
        """Note a problem of the payload."""
        self.root.problems.add(where, what)

    def name_parcel(self, number: str, carrier: str = "") -> None:
        """Keep a hint that names a parcel and its carrier, once; nothing for an empty number."""
        hint = ParcelHint(tracking_number=number, carrier=carrier_slug(carrier))
        if number and hint not in self._named:
            self._named.add(hint)
            self.hints.append(hint)

    def at(self, text: str, where: str) -> Node:
        """Return a text of a payload that is no JSON, to be read and noted like a JSON value."""
        return Node(text, where, self.root.problems)

    def read(self, table: str, code: str) -> Reading:
        """Return what a code means; a code that nobody mapped is ``UNKNOWN``."""
        return reading_of(table, code, self.codes[table].get(code, Milestone.UNKNOWN))

    def add(
        self,
        number: str,
        reading: Reading,
        *,
        occurred_at: EventTime | None = None,
        received_at: datetime | None = None,
        carrier: str = "",
        carrier_code: str = "",
        description: str = "",
        language: str = "",
        place: str = "",
        country: str = "",
        facts: Mapping[str, str] | None = None,
        sent: Sequence[str] = (),
    ) -> Reading:
        """Keep one statement, and return how it was read in the end.

        The carrier's own code decides where we hold its list, the words where the source
        says next to nothing. A carrier's name that is not ours is kept as a fact.

        ``sent`` are the codes as they came, wherever the meaning of one decided by which of
        them the event is read: the identity of the statement rests on them.
        """
        slug = carrier_slug(carrier)
        codes = _sent_codes(self.source, reading, carrier_code, sent)
        reading = by_words(by_carrier(reading, slug, carrier_code), description, language)
        kept = [pair for pair in facts.items() if pair[1]] if facts else []
        if carrier and not slug:
            kept.append(("carrier_name", carrier))
        if reading.by_words:
            kept.append(("read_from", "words"))
        if codes:
            kept.append((SENT_CODES, codes))
        event = _NOTHING_SAID.but(
            tracking_number=number,
            carrier=slug,
            occurred_at=occurred_at,
            received_at=received_at or self.received_at,
            milestone=reading.milestone,
            code=reading.code,
            code_table=reading.table,
            description=description,
            language=language,
            place=place,
            country=alpha2(country),
            source=self.source,
            payload_digest=self.digest,
            facts=tuple(sorted(kept)),
            told_at=self.made_at,
        )
        self.events.append(event)
        return reading

    def add_state(
        self,
        number: str,
        reading: Reading,
        *,
        carrier: str = "",
        description: str = "",
        sent: Sequence[str] = (),
    ) -> None:
        """Keep what a source says of the parcel as a whole, beside the dated events.

        Such a state has no time and no place of its own, so it never proves that a
        carrier holds the parcel: one that would is kept as a ``NOTICE`` with its code,
        unless it ends the journey.
        """
        milestone = reading.milestone
        if milestone.is_scan and not milestone.closes:
            milestone = Milestone.NOTICE
        state = replace(reading, milestone=milestone)
        facts = {"scope": "parcel"}
        if milestone is Milestone.UNKNOWN and description:
            # Words of a whole parcel tell no event of their own; they are kept as a fact.
            facts["words"], description = description, ""
        self.add(number, state, carrier=carrier, description=description, facts=facts, sent=sent)

    def number_at(self, node: Node) -> str:
        """Return the tracking number at a node, and note it when there is none."""
        number = normalize(node.text)
        if not number:
            node.problems.add(node.path, "no tracking number; its events belong to no parcel")
        return number

    def parsed(self) -> Parsed:
        """Return everything that was collected."""
        tells = self.events or self.hints or self.root.problems.found
        if not tells and not self.is_understood:
            self.root.problems.add("(document)", f"nothing in it that {self.source} documents")
        problems = self.root.problems.listed()
        return Parsed(
            events=_with_weights(self.events, self.hints),
            hints=tuple(self.hints),
            problems=problems,
            made_at=self.made_at,
        )


def _with_weights(
    events: Sequence[TrackingEvent], hints: Iterable[ParcelHint]
) -> tuple[TrackingEvent, ...]:
    """Return the events; the last dated one of a number bears the weight told of it, as a fact."""
    weights = {each.tracking_number: each.weight_g for each in hints if each.weight_g is not None}
    last: dict[str, tuple[datetime, int]] = {}
    for place, event in enumerate(events if weights else ()):
        number = event.tracking_number
        if event.occurred_at is not None and number in weights:
            last[number] = max((event.occurred_at.utc, place), last.get(number, _BEFORE_ALL))
    found = list(events)
    for number, (_, place) in last.items():
        weighed = {**dict(found[place].facts), "weight_g": str(weights[number])}
        found[place] = replace(found[place], facts=tuple(sorted(weighed.items())))
    return tuple(found)


def _sent_codes(source: str, reading: Reading, carrier_code: str, sent: Sequence[str]) -> str:
    """Return the codes by which a statement is known, or nothing where its own code is all."""
    if sent:
        return "/".join((source, *sent))
    return f"{reading.table}/{reading.code}/{carrier_code}" if carrier_code else ""


def event_time(node: Node) -> EventTime | None:
    """Return the time that a text states; one that cannot be read is noted."""
    text = node.text
    if not text:
        return None
    found = EventTime.parse(text)
    if found is None or found.local.year not in _YEARS:
        node.problems.add(node.path, f"{text[:80]!r} is no usable time by ISO 8601")
        return None
    return found


def unix_time(node: Node) -> EventTime | None:
    """Return the instant of a count of seconds since 1970, if it is one."""
    seconds = node.number
    if seconds is None:
        return None
    if not 0 <= seconds <= LAST_SECOND:
        node.problems.add(node.path, f"{seconds} is no time in seconds since 1970")
        return None
    return EventTime.at(datetime.fromtimestamp(int(seconds), UTC))


def weight_g(weight: Node, unit: str) -> int | None:
    """Return a weight in whole grams; an unknown unit or an absurd weight is noted."""
    amount = weight.number
    if amount is None or amount == 0:
        return None
    factor = _GRAMS.get(unit.strip().lower())
    if factor is None or not 0 < amount * factor < _HEAVIEST_G:
        weight.problems.add(weight.path, f"no weight: {str(amount)[:40]} {unit[:20]!r}")
        return None
    return round(amount * factor)


def joined(*parts: str) -> str:
    """Return the parts of a place that are there, with commas between them."""
    return ", ".join(part for part in parts if part)
