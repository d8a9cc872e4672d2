"""The S10 identifier of the post: thirteen characters such as ``RB123456785GB``.

Two service letters, eight digits, a check digit, and the country of the post that
issued it. Posts may use a number again after a year, so it does not identify a
parcel for ever.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from parcelwright.parcels.check_digits import s10_check_digit
from parcelwright.parcels.countries import alpha2

S10_LENGTH = 13
_SHAPE = re.compile(r"([A-Z]{2})([0-9]{8})([0-9])([A-Z]{2})")


class Family(StrEnum):
    """What the two service letters promise."""

    REGISTERED = "registered"
    INSURED = "insured"
    PARCEL = "parcel"
    EMS = "ems"
    TRACKED = "tracked"
    UNTRACKED = "untracked"
    E_COMMERCE = "e-commerce"
    M_BAG = "m-bag"
    BUSINESS_REPLY = "business-reply"
    DOMESTIC = "domestic"
    UNASSIGNED = "unassigned"
    RESERVED = "reserved"


@dataclass(frozen=True, kw_only=True)
class S10:
    """What an S10 number says of itself.

    Args:
        number: Thirteen capitals and digits.
        service_letters: The first two.
        family: What the letters promise.
        liability: Class of the post's liability that follows: ``registered``,
            ``insured``, ``insured_if_declared``, ``parcel``, ``ems``, ``none``,
            ``national`` (the post's own terms) or ``ask`` (the letters do not tell).
        bilateral: Whether the posts agreed on the letters between themselves.
        country: Alpha-2 code of the issuing post's country, as written.
        posts: Slugs of the posts that issue for the country, the designated one first;
            ``post-xx`` for a country without a slug of its own, none for no country.
        check_digit: The digit that the serial number calls for.
        valid: Whether the check digit fits, the letters may be used at all and the
            country exists. Letters that nobody assigned yet do not make it invalid.
    """

    number: str
    service_letters: str
    family: Family
    liability: str
    bilateral: bool
    country: str
    posts: tuple[str, ...]
    check_digit: int
    valid: bool


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What the letters at both ends of an S10 number say; see :class:`S10`.

    ``usable`` tells whether the letters may be used at all and the country exists.
    """

    family: Family
    liability: str
    bilateral: bool
    posts: tuple[str, ...]
    usable: bool


def s10(number: str) -> S10 | None:
    """Return what an S10 number says, or None for a number of another shape.

    >>> found = s10("RB 123456785 GB")
    >>> found.family.value, found.country, found.posts[0], found.valid
    ('registered', 'GB', 'royal-mail', True)
    """
    plain = "".join(number.split()).upper()
    parts = split(plain)
    if parts is None:
        return None
    letters, country, right = parts
    kind = kind_of(letters, country)
    return S10(
        number=plain,
        service_letters=letters,
        family=kind.family,
        liability=kind.liability,
        bilateral=kind.bilateral,
        country=country,
        posts=kind.posts,
        check_digit=s10_check_digit(plain[2:10]),
        valid=right and kind.usable,
    )


def split(number: str) -> tuple[str, str, bool] | None:
    """Return service letters, country and whether the check digit is right, or None.

    None means another shape. The number is in capitals and without blanks.
    """
    match = _SHAPE.fullmatch(number)
    if match is None:
        return None
    letters, serial, given, country = match.groups()
    return letters, country, s10_check_digit(serial) == int(given)


# A stranger can ask for any letters, so what is kept is bounded.
@lru_cache(maxsize=16_384)
def kind_of(letters: str, country: str) -> Kind:
    """Return what two service letters and two letters of a country say, both in capitals."""
    meaning = _meanings()[letters]
    exists = bool(alpha2(country))
    return Kind(
        family=meaning.family,
        liability=meaning.liability,
        bilateral=meaning.bilateral,
        posts=_posts().get(country, (f"post-{country.lower()}",)) if exists else (),
        usable=exists and meaning.family is not Family.RESERVED,
    )


def liability_in_words(liability: str) -> str:
    """Return what a class of liability means for the sender, in one sentence.

    Raises:
        KeyError: There is no such class.
    """
    words = _tables()["liabilities"]
    assert isinstance(words, dict)
    return str(words[liability])


def post_tracking_url(post: str, number: str) -> str:
    """Return the public tracking address of a number at a post, or empty when none is known."""
    urls = _tables()["tracking_urls"]
    assert isinstance(urls, dict)
    return str(urls.get(post, "")).replace("{n}", number)


@dataclass(frozen=True, kw_only=True)
class _Meaning:
    family: Family
    liability: str
    bilateral: bool


@cache
def _tables() -> dict[str, object]:
    text = resources.files("parcelwright.parcels").joinpath("s10.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _meanings() -> dict[str, _Meaning]:
    ranges = _tables()["range"]
    assert isinstance(ranges, list)
    meanings = {}
    for entry in ranges:
        meaning = _Meaning(
            family=Family(entry["family"]),
            liability=entry["liability"],
            bilateral=entry.get("bilateral", False),
        )
        for span in entry["letters"]:
            for second in range(ord(span[1]), ord(span[4]) + 1):
                meanings[span[0] + chr(second)] = meaning
    return meanings


@cache
def _posts() -> dict[str, tuple[str, ...]]:
    posts = _tables()["posts"]
    assert isinstance(posts, dict)
    return {country: tuple(slugs) for country, slugs in posts.items()}
