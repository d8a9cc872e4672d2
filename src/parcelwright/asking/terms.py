"""The terms on which a source answers: credentials, batches, pace, and when it stops."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class Credential:
    """One thing a seller enters to be let in.

    Args:
        name: Key in :attr:`~parcelwright.asking.calls.Access.values`.
        label: What the source itself calls it, such as ``API key``.
        is_secret: Whether it is shown only as dots.
        is_optional: Whether the source can be asked without it.
    """

    name: str
    label: str
    is_secret: bool = True
    is_optional: bool = False


class Confidence(StrEnum):
    """How well the wire format is known."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a source that can be asked allows and promises.

    Args:
        base_url: Where it is asked, without a slash at the end; empty for one that each
            seller hosts.
        test_url: The source's own place for trials, empty when there is none.
        credentials: What the seller enters.
        batch: How many numbers one call may ask about.
        per_second: How many calls a second it takes; our own restraint where it says nothing.
        per_day: How many calls a day at the start level, or None where it names no limit.
        registers: Whether a number must be registered before it can be read.
        expires_after: After how long without news it stops watching, or None if never.
        retracks: How often a number it stopped watching can be started again.
        forgets_after: After how long it no longer knows a parcel, or None.
        tells_all: Whether an answer holds the whole history, so that a missing event is one
            that the source withdrew.
        carriers: Our slugs of the carriers it knows; empty for one that knows many.
        wire: Confidence in the wire format.
        source: Where the format is described.
    """

    base_url: str
    credentials: tuple[Credential, ...]
    source: str
    test_url: str = ""
    batch: int = 1
    per_second: float = 1.0
    per_day: int | None = None
    registers: bool = False
    expires_after: timedelta | None = None
    retracks: int = 0
    forgets_after: timedelta | None = None
    tells_all: bool = True
    carriers: frozenset[str] = frozenset()
    wire: Confidence = Confidence.HIGH
