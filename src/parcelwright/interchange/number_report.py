"""What a tracking number says of itself, damage by spreadsheets and slips of pens included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.interchange.cells import clean, is_shortened
from parcelwright.parcels.misreading import corrections, only_likeliest
from parcelwright.parcels.recognize import recognize

if TYPE_CHECKING:
    from parcelwright.parcels.misreading import Correction
    from parcelwright.parcels.recognize import Candidate


@dataclass(frozen=True, kw_only=True)
class NumberReport:
    """What is known of one number as given.

    Args:
        rounded: A spreadsheet rounded it, and its digits are gone; it has no candidates then.
        candidates: Carriers that it can belong to, best guess first.
        correction: What was likeliest meant, where it is valid for nobody.
        possible: All that it may have been.
    """

    number: str
    rounded: bool = False
    candidates: tuple[Candidate, ...] = ()
    correction: Correction | None = None
    possible: tuple[Correction, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether it keeps all rules of at least one format."""
        return any(one.valid for one in self.candidates)


def report_of(number: str) -> NumberReport:
    """Return what is known of a number.

    >>> report_of("RB123456785DE").valid
    True
    >>> report_of("4.20906E+15").rounded
    True
    """
    found = recognize(number)
    if is_shortened(clean(number)) and not any(one.valid and one.checked for one in found):
        return NumberReport(number=number, rounded=True)
    possible = corrections(number)
    known = any(one.valid for one in found)
    return NumberReport(
        number=number,
        candidates=found,
        correction=None if known else only_likeliest(possible),
        possible=possible,
    )
