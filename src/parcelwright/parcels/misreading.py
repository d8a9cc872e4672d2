"""Puts right what eyes and scanners misread: letters for digits and digits for letters."""

from __future__ import annotations

from parcelwright.parcels.recognize import normalize, recognize
from parcelwright.parcels.s10 import s10

_AS_DIGIT = str.maketrans("OQDILSBZ", "00011582")
_AS_LETTER = str.maketrans("01582", "OISBZ")
_S10_LENGTH = 13


def correct(number: str) -> str | None:
    """Return the S10 number that was most likely meant, or None.

    Only look-alikes are exchanged, by the place where they stand, and only when the
    result keeps its check digit and the number as given fits nothing. A wrong digit is
    never guessed: nine others would do as well.

    >>> correct("RBI2345678SGB"), correct("RB123456786GB")
    ('RB123456785GB', None)
    """
    plain = normalize(number)
    if len(plain) != _S10_LENGTH or any(found.valid for found in recognize(plain)):
        return None
    letters, digits, country = plain[:2], plain[2:11], plain[11:]
    meant = (
        letters.translate(_AS_LETTER) + digits.translate(_AS_DIGIT) + country.translate(_AS_LETTER)
    )
    facts = s10(meant)
    return meant if facts is not None and facts.valid and meant != plain else None
