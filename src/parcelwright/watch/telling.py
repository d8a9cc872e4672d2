"""What an answer tells of one number, as a digest: the same again is no news."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from parcelwright.parcels.events import Parsed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.parcels.events import TrackingEvent


def digests_of(parsed: Parsed, numbers: Sequence[str]) -> Mapping[str, str]:
    """Return for each number the digest of all that is said of it, whatever the order.

    Empty where nothing is said. Neither when nor through which body it was heard counts.
    Problems count for every number, as they do not say which is meant.
    """
    said: dict[str, list[bytes]] = defaultdict(list)
    for event in parsed.events:
        said[event.tracking_number].append(_encoded(_statement(event)))
    for hint in parsed.hints:
        said[hint.tracking_number].append(_encoded(hint))
    troubles = [_encoded((problem.where, problem.what)) for problem in parsed.problems]
    return {number: _digest([*said[number], *troubles]) for number in numbers}


def about(parsed: Parsed, numbers: frozenset[str]) -> Parsed:
    """Return what is said of some numbers, with all problems."""
    return Parsed(
        events=tuple(each for each in parsed.events if each.tracking_number in numbers),
        hints=tuple(each for each in parsed.hints if each.tracking_number in numbers),
        problems=parsed.problems,
    )


def _statement(event: TrackingEvent) -> tuple[object, ...]:
    when = None if event.occurred_at is None else event.occurred_at.isoformat()
    return (
        event.carrier, when, event.milestone.value, event.code, event.code_table,
        event.description, event.place, event.country, event.source, event.facts,
    )  # fmt: skip


def _encoded(value: object) -> bytes:
    return msgspec.json.encode(value)


def _digest(parts: list[bytes]) -> str:
    return hashlib.sha256(b"\n".join(sorted(parts))).hexdigest() if parts else ""
