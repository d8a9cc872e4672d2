"""Checks a log of entries: that no byte changed, and that none is missing, moved or added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.errors import EvidenceError
from parcelwright.evidence.entry import Entry, commitment, leaf, parse_entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class ChainFault(StrEnum):
    """What a check of the log can find."""

    UNREADABLE = "unreadable"
    WRONG_LOG = "wrong_log"
    WRONG_SEQUENCE = "wrong_sequence"
    BROKEN_CHAIN = "broken_chain"
    BROKEN_CASE_CHAIN = "broken_case_chain"
    PAYLOAD_CHANGED = "payload_changed"
    PAYLOAD_MISSING = "payload_missing"
    HEAD_DIFFERS = "head_differs"


@dataclass(frozen=True, kw_only=True)
class ChainFinding:
    """One thing that is wrong: where (place in the given sequence), what, and in words."""

    place: int
    fault: ChainFault
    what: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """What is remembered of a log apart from it: its length and the leaf of its last entry."""

    size: int
    leaf: str | None


@dataclass(frozen=True, kw_only=True)
class Payload:
    """The bytes an entry commits to, and their salt."""

    salt: bytes
    content: bytes


def head_of(entries: Sequence[bytes]) -> Head:
    """Return the head of these entries, to be kept apart from them."""
    return Head(size=len(entries), leaf=leaf(entries[-1]) if entries else None)


def check_chain(
    entries: Sequence[bytes],
    payloads: Mapping[int, Payload],
    *,
    head: Head,
    erased: frozenset[int] = frozenset(),
) -> tuple[ChainFinding, ...]:
    """Return everything that is wrong with a whole log; empty when it is sound.

    Without a head kept elsewhere nobody can tell whether the end of a log was cut off,
    so the head is not optional.

    Args:
        entries: The stored lines, oldest first.
        payloads: Payload by sequence number.
        head: Remembered apart from the log; see :func:`head_of`.
        erased: Sequence numbers whose payload was erased on purpose.
    """
    findings: list[ChainFinding] = []
    last_leaf: str | None = None
    cases: dict[str, tuple[int, str]] = {}
    log: str | None = None
    for place, line in enumerate(entries):
        try:
            entry = parse_entry(line)
        except EvidenceError as error:
            findings.append(_finding(place, ChainFault.UNREADABLE, str(error)))
        else:
            log = entry.log if log is None else log
            findings += _check_links(place, entry, log, last_leaf)
            findings += _check_case(place, entry, cases)
            findings += _check_payload(place, entry, payloads, erased)
            if entry.case is not None and entry.case_seq is not None:
                cases[entry.case] = (entry.case_seq, leaf(line))
        last_leaf = leaf(line)
    if (len(entries), last_leaf) != (head.size, head.leaf):
        what = f"the log has {len(entries)} entries and another end than the {head.size} remembered"
        findings.append(_finding(len(entries), ChainFault.HEAD_DIFFERS, what))
    return tuple(findings)


def _finding(place: int, fault: ChainFault, what: str) -> ChainFinding:
    return ChainFinding(place=place, fault=fault, what=what)


def _check_links(place: int, entry: Entry, log: str, last_leaf: str | None) -> list[ChainFinding]:
    found = []
    if entry.log != log:
        found.append(_finding(place, ChainFault.WRONG_LOG, "the entry belongs to another log"))
    if entry.seq != place:
        what = f"the entry says it is number {entry.seq}, and it stands at {place}"
        found.append(_finding(place, ChainFault.WRONG_SEQUENCE, what))
    if entry.prev != last_leaf:
        what = "the entry does not continue the one before it"
        found.append(_finding(place, ChainFault.BROKEN_CHAIN, what))
    return found


def _check_case(place: int, entry: Entry, cases: dict[str, tuple[int, str]]) -> list[ChainFinding]:
    if entry.case is None:
        return []
    seq, previous = cases.get(entry.case, (-1, None))
    if (entry.case_seq, entry.case_prev) == (seq + 1, previous):
        return []
    what = "the entry does not continue the case's entry before it"
    return [_finding(place, ChainFault.BROKEN_CASE_CHAIN, what)]


def _check_payload(
    place: int, entry: Entry, payloads: Mapping[int, Payload], erased: frozenset[int]
) -> list[ChainFinding]:
    if entry.commit is None or entry.seq in erased:
        return []
    payload = payloads.get(entry.seq)
    if payload is None:
        what = "the payload is missing and was not erased on purpose"
        return [_finding(place, ChainFault.PAYLOAD_MISSING, what)]
    try:
        same = commitment(payload.salt, payload.content) == entry.commit
    except EvidenceError as error:
        return [_finding(place, ChainFault.PAYLOAD_CHANGED, str(error))]
    if same and len(payload.content) == entry.size:
        return []
    what = "the payload is not the one that was sealed"
    return [_finding(place, ChainFault.PAYLOAD_CHANGED, what)]
