"""From a tracking number to the carriers it can belong to, best guess first.

A number proves little: many carriers use bare digits, and a consolidator may put the
number of a post on its parcel. So every reading is returned, with what speaks for it.
Length and first character choose the few formats that are looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from parcelwright.parcels.number_formats import number_formats
from parcelwright.parcels.s10 import S10_LENGTH, kind_of, post_tracking_url, split

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.parcels.number_formats import NumberFormat

    _Reader = Callable[[str], "tuple[Candidate, ...]"]

_AS_SUM = re.compile(r"\A([0-9]{8,})\.0+\Z")
_BLANKS = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_PRINTED_MARKS = str.maketrans("", "", ".-\u2010\u2011\u2012\u2013\u2212")
_S10_FORMAT = "S10"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One carrier that a number can belong to, and why.

    Args:
        carrier: Our slug; ``post-xx`` for a post without one of its own.
        format: Name of the number format.
        valid: Whether the number keeps every rule of the format.
        checked: Whether a check digit speaks for it; otherwise only the shape does.
        verified: Whether the format has a source; otherwise it is from memory.
        marked: Whether its beginning points to the format, such as ``1Z``; bare digits do not.
        service: What the number says of the service, such as ``registered``, or empty.
        origin_country: Alpha-2 code of the issuing post's country, or empty.
        liability_hint: Class of liability (see :class:`parcelwright.parcels.s10.S10`), or empty.
        address: Public tracking address with ``{n}`` for the number, or empty.
    """

    carrier: str
    format: str
    valid: bool
    checked: bool
    verified: bool
    marked: bool
    service: str = ""
    origin_country: str = ""
    liability_hint: str = ""
    address: str = ""

    def tracking_url(self, number: str) -> str:
        """Return the public tracking address of a number, or empty when none is known."""
        return self.address.replace("{n}", plain(number))


def normalize(number: str) -> str:
    """Return a number in capitals of usual width, without blanks and invisible marks.

    Digits that a spreadsheet kept as a sum lose the decimals that it wrote behind them.

    >>> normalize(" rb 123 456 785 gb "), normalize("ＲＢ１２３４５６７８５ＧＢ")
    ('RB123456785GB', 'RB123456785GB')
    >>> normalize("123456789012.0"), normalize("1234.50")
    ('123456789012', '1234.50')
    """
    if number.isalnum() and number.isascii():
        return number.upper()
    bare = _BLANKS.sub("", number.translate(_FULL_WIDTH)).upper()
    return _AS_SUM.sub(r"\1", bare)


def plain(number: str) -> str:
    """Return a normalized number without the dots and dashes that some carriers print in it."""
    if number.isalnum() and number.isascii():
        return number.upper()
    return normalize(number).translate(_PRINTED_MARKS)


def recognize(number: str) -> tuple[Candidate, ...]:
    """Return every carrier that the number can belong to, best first; none when no shape fits.

    Numbers that keep their check digit come first, then known shapes without one, then
    shapes from memory, then numbers of a right shape with a wrong check digit.

    >>> [found.carrier for found in recognize("RB123456785GB")]
    ['royal-mail', 'parcelforce']
    """
    bare = plain(number)
    found = _of_posts(bare) if len(bare) == S10_LENGTH else ()
    for read in _by_shape().get((len(bare), bare[:1]), ()):
        found += read(bare)
    return tuple(sorted(found, key=_likelihood)) if len(found) > 1 else found


def likely_carrier(number: str) -> str:
    """Return the one carrier whose sourced format a number keeps, or empty when several do.

    A shape from memory counts against a sourced shape, but not against a check digit. A
    shape that takes any digits or any letters names no carrier.

    >>> likely_carrier("LX123456785CN"), likely_carrier("RB123456785GB")
    ('china-post', '')
    """
    valid = [found for found in recognize(number) if found.valid]
    sourced = [found for found in valid if found.verified]
    checked = any(found.checked for found in sourced)
    marked = any(found.marked for found in sourced)
    carriers = {found.carrier for found in (sourced if checked else valid)}
    return carriers.pop() if len(carriers) == 1 and (checked or marked) else ""


@cache
def _by_shape() -> dict[tuple[int, str], tuple[_Reader, ...]]:
    shapes: dict[tuple[int, str], tuple[_Reader, ...]] = {}
    for form in number_formats().values():
        read = _reader(form)
        for length in form.lengths:
            for start in form.starts:
                shapes[length, start] = (*shapes.get((length, start), ()), read)
    return shapes


def _reader(form: NumberFormat) -> _Reader:
    """Return what reads a number as one of a format: its candidates, none for another shape."""
    fullmatch = form.pattern.fullmatch
    if form.expected is None and not form.services:
        certain = _of_format(form, right=True, service=form.service)
        return lambda number: certain if fullmatch(number) else ()

    def read(number: str) -> tuple[Candidate, ...]:
        match = fullmatch(number)
        if match is None:
            return ()
        return _of_format(form, right=form.keeps(match), service=form.service_of(match))

    return read


def _of_posts(number: str) -> tuple[Candidate, ...]:
    parts = split(number)
    if parts is None:
        return ()
    letters, country, right = parts
    return _of_letters(letters, country, right=right)


# A stranger can ask for any letters, so what is kept is bounded.
@lru_cache(maxsize=16_384)
def _of_letters(letters: str, country: str, *, right: bool) -> tuple[Candidate, ...]:
    kind = kind_of(letters, country)
    return tuple(
        Candidate(
            carrier=post,
            format=_S10_FORMAT,
            valid=right and kind.usable,
            checked=True,
            verified=True,
            marked=True,
            service=kind.family.value,
            origin_country=country,
            liability_hint=kind.liability,
            address=post_tracking_url(post, "{n}"),
        )
        for post in kind.posts
    )


@cache
def _of_format(form: NumberFormat, *, right: bool, service: str) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            carrier=carrier,
            format=form.name,
            valid=right,
            checked=form.expected is not None,
            verified=form.verified,
            marked=form.marked,
            service=service,
            address=form.tracking_url,
        )
        for carrier in (form.carrier, *form.also)
    )


def _likelihood(candidate: Candidate) -> int:
    return 4 * (not candidate.valid) + 2 * (not candidate.checked) + (not candidate.verified)
