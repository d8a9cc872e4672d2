"""From a tracking number to the carriers it can belong to, best guess first.

A number proves little: many carriers use bare digits, and a consolidator may put the
number of a post on its parcel. So every reading is returned, with what speaks for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.parcels.number_formats import number_formats
from parcelwright.parcels.s10 import post_tracking_url, s10

if TYPE_CHECKING:
    from parcelwright.parcels.s10 import S10

_BLANKS = re.compile(r"[\s\u200b\u200e\u200f\u2060\ufeff]+")
_PRINTED_MARKS = str.maketrans("", "", ".-")
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
        service: What the number says of the service, such as ``registered``, or empty.
        origin_country: Alpha-2 code of the issuing post's country, or empty.
        liability_hint: Class of liability (see :class:`parcelwright.parcels.s10.S10`), or empty.
        tracking_url: Public tracking address of this number, or empty.
    """

    carrier: str
    format: str
    valid: bool
    checked: bool
    verified: bool
    service: str = ""
    origin_country: str = ""
    liability_hint: str = ""
    tracking_url: str = ""


def normalize(number: str) -> str:
    """Return a number in capitals, without blanks and invisible marks.

    >>> normalize(" rb 123 456 785 gb ")
    'RB123456785GB'
    """
    return _BLANKS.sub("", number).upper()


def recognize(number: str) -> tuple[Candidate, ...]:
    """Return every carrier that the number can belong to, best first; none when no shape fits.

    Dots and dashes that some carriers print in a number are passed over. Numbers that
    keep their check digit come first, then known shapes without one, then
    shapes from memory, then numbers of a right shape with a wrong check digit.

    >>> [found.carrier for found in recognize("RB123456785GB")]
    ['royal-mail', 'parcelforce']
    """
    plain = normalize(number).translate(_PRINTED_MARKS)
    found = [*_of_posts(plain), *_of_formats(plain)]
    return tuple(sorted(found, key=_likelihood))


def likely_carrier(number: str) -> str:
    """Return the one carrier whose sourced format a number keeps, or empty when several do.

    >>> likely_carrier("LX123456785CN"), likely_carrier("RB123456785GB")
    ('china-post', '')
    """
    carriers = {found.carrier for found in recognize(number) if found.valid}
    sourced = {found.carrier for found in recognize(number) if found.valid and found.verified}
    return sourced.pop() if len(carriers) == len(sourced) == 1 else ""


def _of_posts(number: str) -> list[Candidate]:
    facts = s10(number)
    if facts is None:
        return []
    return [_of_post(facts, post) for post in facts.posts]


def _of_post(facts: S10, post: str) -> Candidate:
    return Candidate(
        carrier=post,
        format=_S10_FORMAT,
        valid=facts.valid,
        checked=True,
        verified=True,
        service=facts.family.value,
        origin_country=facts.country,
        liability_hint=facts.liability,
        tracking_url=post_tracking_url(post, facts.number),
    )


def _of_formats(number: str) -> list[Candidate]:
    found = []
    for form in number_formats().values():
        fits = form.fits(number)
        if fits is None:
            continue
        found += [
            Candidate(
                carrier=carrier,
                format=form.name,
                valid=fits,
                checked=form.check != "none",
                verified=form.verified,
                tracking_url=form.tracking_url.replace("{n}", number),
            )
            for carrier in (form.carrier, *form.also)
        ]
    return found


def _likelihood(candidate: Candidate) -> tuple[bool, bool, bool]:
    return (not candidate.valid, not candidate.checked, not candidate.verified)
