"""Compares the place of a scan with an address, across scripts, accents and abbreviations.

Every answer is one of three: the same, another, or nothing that could be compared. Places of
scans are free text: a town, a postcode, a depot, a door. Only what is plainly another is.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from enum import StrEnum

# Below this share of common letters two names are no spellings of one town, as Köln and
# Cologne (0.55) still could be.
_ALIKE = 0.5
_SHORTEST = 3
_LONG_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "port"}
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})
# A place with one of these words is a building or a spot, not a town.
_NO_TOWN = frozenset({
    "access", "agency", "agent", "airport", "apartment", "box", "branch", "center", "centre",
    "centro", "counter", "customs", "delivery", "depot", "desk", "distribution", "door",
    "entrance", "facility", "front", "garage", "garden", "gateway", "hub", "kiosk", "locker",
    "mail", "mailbox", "mailroom", "neighbor", "neighbour", "office", "paketshop", "parcel",
    "packstation", "parcelshop", "pickup", "point", "porch", "post", "reception", "residence",
    "service", "shop", "sorting", "station", "store", "terminal", "unit", "warehouse",
    "zustellbasis", "zustellstutzpunkt", "agence", "bureau", "poste", "correos",
    "oficina", "unidade", "agencia", "filiale",
})  # fmt: skip
_STATES = {
    "US": frozenset(
        [
            "AL",
            "AK",
            "AZ",
            "AR",
            "CA",
            "CO",
            "CT",
            "DE",
            "DC",
            "FL",
            "GA",
            "HI",
            "ID",
            "IL",
            "IN",
            "IA",
            "KS",
            "KY",
            "LA",
            "ME",
            "MD",
            "MA",
            "MI",
            "MN",
            "MS",
            "MO",
            "MT",
            "NE",
            "NV",
            "NH",
            "NJ",
            "NM",
            "NY",
            "NC",
            "ND",
            "OH",
            "OK",
            "OR",
            "PA",
            "RI",
            "SC",
            "SD",
            "TN",
            "TX",
            "UT",
            "VT",
            "VA",
            "WA",
            "WV",
            "WI",
            "WY",
        ]
    ),
    "CA": frozenset(["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"]),
    "AU": frozenset(["ACT", "NSW", "NT", "QLD", "SA", "TAS", "VIC", "WA"]),
    "BR": frozenset(
        [
            "AC",
            "AL",
            "AP",
            "AM",
            "BA",
            "CE",
            "DF",
            "ES",
            "GO",
            "MA",
            "MT",
            "MS",
            "MG",
            "PA",
            "PB",
            "PR",
            "PE",
            "PI",
            "RJ",
            "RN",
            "RS",
            "RO",
            "RR",
            "SC",
            "SP",
            "SE",
            "TO",
        ]
    ),
}
_STATE = re.compile(r",\s*([A-Z]{2,3})\b")
_FIVE = r"\b(\d{5})\b"
_POSTCODES = {
    **dict.fromkeys(("DE", "FR", "IT", "ES", "FI", "US", "MX", "KR"), _FIVE),
    **dict.fromkeys(("AT", "AU", "BE", "CH", "DK", "HU", "NO"), r"\b(\d{4})\b"),
    **dict.fromkeys(("IN", "RU", "CN"), r"\b(\d{6})\b"),
    "BR": r"\b(\d{5}-?\d{3})\b", "CA": r"\b([A-Z]\d[A-Z]) ?\d[A-Z]\d\b",
    "GB": r"\b([A-Z]{1,2})\d[A-Z\d]? ?\d[A-Z]{2}\b", "JP": r"\b(\d{3}-?\d{4})\b",
    "NL": r"\b(\d{4}) ?[A-Z]{2}\b", "PL": r"\b(\d{2}-\d{3})\b", "PT": r"\b(\d{4}-\d{3})\b",
    "SE": r"\b(\d{3} ?\d{2})\b",
}  # fmt: skip
_LONDON = frozenset({"E", "EC", "N", "NW", "SE", "SW", "W", "WC"})


class Likeness(StrEnum):
    """How a place stands to an address."""

    SAME = "same"
    OTHER = "other"
    UNSURE = "unsure"


def town_likeness(place: str, town: str) -> Likeness:
    """Return whether a place names the town of an address, plainly another, or neither.

    >>> town_likeness("ST-DENIS", "Saint Denis").value
    'same'
    >>> town_likeness("Sorting center Hamburg", "Lyon").value
    'unsure'
    >>> town_likeness("Hamburg", "Lyon").value
    'other'
    """
    there, wanted = _words(place), _words(town)
    if not there or not wanted or _script("".join(there)) != _script("".join(wanted)):
        return Likeness.UNSURE
    one, other = "".join(there), "".join(wanted)
    if one == other or set(wanted) <= set(there) or other in one or one in other:
        return Likeness.SAME
    is_spot = any(word in _NO_TOWN for word in there) or re.search(r"\d", place)
    shared = {word for word in set(there) & set(wanted) if len(word) >= _SHORTEST}
    alike = SequenceMatcher(None, one, other).ratio() >= _ALIKE
    short = min(len(one), len(other)) < _SHORTEST
    return Likeness.UNSURE if is_spot or shared or alike or short else Likeness.OTHER


def postcode_likeness(place: str, postcode: str, country: str) -> Likeness:
    """Return whether a place bears a postcode of the region of an address, or of another.

    Regions are the widest that the country's postcodes tell apart, so that an office in the
    next town is not taken for another region.

    >>> postcode_likeness("20095 Hamburg", "80331", "DE").value
    'other'
    >>> postcode_likeness("Hamburg", "80331", "DE").value
    'unsure'
    """
    there, wanted = _region(place, country), _region(postcode, country)
    if not there or not wanted:
        return Likeness.UNSURE
    same = there == wanted or (there in _LONDON and wanted in _LONDON)
    return Likeness.SAME if same else Likeness.OTHER


def state_likeness(place: str, state: str, country: str) -> Likeness:
    """Return whether a place such as ``Dallas, TX`` names the state of an address or another."""
    known = _STATES.get(country, frozenset())
    found = [each for each in _STATE.findall(place.upper()) if each in known]
    wanted = state.strip().upper()
    if len(set(found)) != 1 or wanted not in known:
        return Likeness.UNSURE
    return Likeness.SAME if found[0] == wanted else Likeness.OTHER


def _region(text: str, country: str) -> str:
    pattern = _POSTCODES.get(country)
    found = set(re.findall(pattern, text.upper())) if pattern else set()
    if len(found) != 1:
        return ""
    code = str(found.pop())
    return code if country == "GB" else code[0]


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    words = re.findall(r"[^\W\d_]+", plain)
    return [_LONG_FORMS.get(word, word) for word in words]


def _script(text: str) -> str:
    """Return the script of a text's letters, such as ``LATIN`` or ``CJK``; mixed for several."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in text}
    return scripts.pop() if len(scripts) == 1 else "mixed"
