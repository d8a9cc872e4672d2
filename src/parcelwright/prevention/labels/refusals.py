"""Why a label file or a page of it is not read, and what to do: one sentence each."""

from __future__ import annotations

from enum import StrEnum

from parcelwright.errors import InputFileError
from parcelwright.prevention.labels.limits import (
    MAX_BYTES,
    MAX_PAGE_MM,
    MAX_PAGE_OBJECTS,
    MAX_PAGES,
    MAX_PIXELS,
)


class Refusal(StrEnum):
    """What can be wrong with a file; the names are stable."""

    UNKNOWN_KIND = "unknown-kind"
    TOO_MANY_BYTES = "too-many-bytes"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_MANY_PARTS = "too-many-parts"
    TOO_LONG = "too-long"
    LOCKED = "locked"
    BROKEN = "broken"

    @property
    def text(self) -> str:
        """Return what was found and what to do, without a full stop."""
        return TEXTS[self]


TEXTS = {
    Refusal.UNKNOWN_KIND: "it is no PNG, JPEG or PDF file; save the label as one of these",
    Refusal.TOO_MANY_BYTES: f"it has more than {MAX_BYTES // 1_000_000} MB; "
    "split it, or save the label at 300 dots per inch",
    Refusal.TOO_MANY_PIXELS: f"its picture has more than {MAX_PIXELS // 1_000_000} million pixels; "
    "save the label at 300 dots per inch",
    Refusal.TOO_MANY_PAGES: f"it has more than {MAX_PAGES} pages; split it",
    Refusal.TOO_MANY_PARTS: f"the page has more than {MAX_PAGE_OBJECTS} drawn parts; "
    "save the label as a picture",
    Refusal.TOO_LONG: f"the page is longer than {MAX_PAGE_MM:.0f} mm; "
    "print it to the size of the label",
    Refusal.LOCKED: "it asks for a password; save it without one",
    Refusal.BROKEN: "it is broken or incomplete; download the label again",
}


class RefusedError(InputFileError):
    """A file or page that is not read."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.text)
        self.refusal = refusal
