"""Errors that Parcelwright raises on purpose, one family per cause.

Every error carries a stable ``code`` that documents and tests may name, and a
message that says what was found, where, and what to do. Dirty carrier data is
not an error: a source returns it as :class:`parcelwright.parcels.events.Problem`.
"""

from __future__ import annotations

from typing import ClassVar


class ParcelwrightError(Exception):
    """Root of every error that a person can cause and repair."""

    code: ClassVar[str] = "parcelwright"


class InputFileError(ParcelwrightError):
    """A file that was given could not be read as what it was said to be."""

    code: ClassVar[str] = "input-file"


class RuleFileError(ParcelwrightError):
    """A rule file breaks the schema; the message names file, rule and field."""

    code: ClassVar[str] = "rule-file"


class MoneyError(ParcelwrightError):
    """An amount or currency that cannot be used, or a rate that is missing."""

    code: ClassVar[str] = "money"


class RateFeedError(ParcelwrightError):
    """What a service of exchange rates sent cannot be read as such."""

    code: ClassVar[str] = "rate-feed"


class NoRight(ParcelwrightError):
    """The rule in force grants no such right, as no inquiry for an untracked letter."""

    code: ClassVar[str] = "no-right"


class LifecycleError(ParcelwrightError):
    """A move that the state of a case does not allow; the message says which are."""

    code: ClassVar[str] = "lifecycle"


class EvidenceError(ParcelwrightError):
    """A value that may not stand in a log entry, as a name or a tracking number."""

    code: ClassVar[str] = "evidence"


class WordingError(ParcelwrightError):
    """A text that cannot be written: a value is missing, or it asks for an unknown one."""

    code: ClassVar[str] = "wording"


class DocumentError(ParcelwrightError):
    """A document that cannot be printed as asked, as when a font lacks a letter."""

    code: ClassVar[str] = "document"


class TableError(ParcelwrightError):
    """An arrival table that is missing, unreadable or of another version."""

    code: ClassVar[str] = "table"


class OwnMeaningError(ParcelwrightError):
    """A seller's reading of a code that cannot be used: of nothing, or as nothing."""

    code: ClassVar[str] = "own-meaning"
