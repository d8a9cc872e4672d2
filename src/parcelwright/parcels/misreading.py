"""What a mistyped number was probably meant to be.

Every number that one slip turns into the given one is looked for: letters and digits that
look alike, zeros that a spreadsheet dropped in front, two neighbors swapped, one wrong
character. Check digits decide. They find that something is wrong far more often than
what: for one wrong digit, several others do as well, and all of them are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from parcelwright.parcels.number_formats import number_formats
from parcelwright.parcels.recognize import plain, recognize
from parcelwright.parcels.s10 import S10_LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_AS_DIGIT = str.maketrans("OQDILSBZ", "00011582")
_AS_LETTER = str.maketrans("01582", "OISBZ")
_DIGIT_LIKE = dict(zip("OQDILSBZG", "000115826", strict=True))
_LETTERS_LIKE = {"0": "OD", "1": "IL", "5": "S", "8": "B", "2": "Z", "6": "G"}
_LONGEST = 41
_LETTERS_IN_FRONT = 5
_ZEROS = 4
_SHAPE, _CHECK_DIGIT = 1, 2


class Slip(StrEnum):
    """What went wrong with a number, likeliest first."""

    LOOK_ALIKE = "look_alike"
    LOST_ZEROS = "lost_zeros"
    SWAPPED = "swapped"
    WRONG_CHARACTER = "wrong_character"


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A number that keeps its format, and the slip that would explain the one given.

    Args:
        number: The number that was perhaps meant.
        slip: What went wrong then.
        rank: How likely it is beside the others; 0 is likeliest, equal ranks are equally likely.
    """

    number: str
    slip: Slip
    rank: int


def correct(number: str) -> Correction | None:
    """Return what was most likely meant, or None when nothing or too much fits.

    A number that fits some carrier as it stands is never corrected. Of the likeliest rank
    there must be exactly one.

    >>> correct("RBI2345678SGB").number, correct("TY2229521272164446").number
    ('RB123456785GB', 'YT2229521272164446')
    """
    if any(found.valid for found in recognize(number)):
        return None
    return only_likeliest(corrections(number))


def only_likeliest(found: Sequence[Correction]) -> Correction | None:
    """Return the first of corrections when no other is equally likely, else None."""
    if len(found) > 1 and found[0].rank == found[1].rank:
        return None
    return found[0] if found else None


def corrections(number: str) -> tuple[Correction, ...]:
    """Return every number that one slip turns into this one, likeliest first.

    None for a number that keeps a check digit or the letters of a format. A bare number
    that fits only shapes of digits may still have lost zeros in front.
    """
    bare = plain(number)
    found = recognize(bare)
    if len(bare) > _LONGEST or not (bare.isascii() and bare.isalnum()):
        return ()
    if any(one.valid and (one.checked or not bare.isdigit()) for one in found):
        return ()
    fits_digits = any(one.valid for one in found)
    needs_check = any(one.checked for one in found)
    slips: dict[str, Correction] = {}
    for order, (slip, variants) in enumerate(_SLIPS):
        if fits_digits and slip is not Slip.LOST_ZEROS:
            continue
        for variant in variants(bare):
            proof = _proof(variant)
            if variant not in slips and proof > needs_check:
                rank = 2 * order + (proof == _SHAPE)
                slips[variant] = Correction(number=variant, slip=slip, rank=rank)
    return tuple(sorted(slips.values(), key=lambda one: one.rank))


def _proof(number: str) -> int:
    """Return what speaks best for a number: its check digit, letters of a firm shape, or nothing.

    A format that takes any of many lengths is not firm: almost everything would fit it.
    """
    valid = [found for found in recognize(number) if found.valid]
    if any(found.checked for found in valid):
        return _CHECK_DIGIT
    if not number.isdigit() and any(found.format in _firm() for found in valid):
        return _SHAPE
    return 0


@cache
def _firm() -> frozenset[str]:
    return frozenset(form.name for form in number_formats().values() if len(form.lengths) == 1)


def _look_alikes(number: str) -> Iterator[str]:
    if len(number) == S10_LENGTH:
        letters, digits, country = number[:2], number[2:11], number[11:]
        yield (
            letters.translate(_AS_LETTER)
            + digits.translate(_AS_DIGIT)
            + country.translate(_AS_LETTER)
        )
    for kept in range(_LETTERS_IN_FRONT):
        meant = number[:kept] + number[kept:].translate(_AS_DIGIT)
        if meant != number:
            yield meant
    yield from _replaced(number, lambda letter: _DIGIT_LIKE.get(letter, ""))


def _look_alike_letters(number: str) -> Iterator[str]:
    return _replaced(number, lambda letter: _LETTERS_LIKE.get(letter, ""))


def _with_zeros(count: int, number: str) -> Iterator[str]:
    if number.isdigit():
        yield "0" * count + number


def _swapped(number: str) -> Iterator[str]:
    for place in range(len(number) - 1):
        one, two = number[place], number[place + 1]
        if one != two:
            yield number[:place] + two + one + number[place + 2 :]


def _one_wrong(number: str) -> Iterator[str]:
    def of_the_same_sort(letter: str) -> str:
        return _DIGITS if letter.isdigit() else _LETTERS

    def of_the_other_sort(letter: str) -> str:
        return _LETTERS if letter.isdigit() else _DIGITS

    return chain(_replaced(number, of_the_same_sort), _replaced(number, of_the_other_sort))


def _replaced(number: str, others: Callable[[str], str]) -> Iterator[str]:
    for place, letter in enumerate(number):
        for other in others(letter):
            if other != letter:
                yield number[:place] + other + number[place + 1 :]


_SLIPS: tuple[tuple[Slip, Callable[[str], Iterator[str]]], ...] = (
    (Slip.LOOK_ALIKE, _look_alikes),
    (Slip.LOOK_ALIKE, _look_alike_letters),
    *((Slip.LOST_ZEROS, partial(_with_zeros, count)) for count in range(1, _ZEROS + 1)),
    (Slip.SWAPPED, _swapped),
    (Slip.WRONG_CHARACTER, _one_wrong),
)
