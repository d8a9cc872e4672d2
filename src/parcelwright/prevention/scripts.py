"""The scripts in which an address is written, and those that its destination reads."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from parcelwright.rulebook.sources_named import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parcelwright.rulebook.rule import Citation

LATIN = "Latin"
# First words of the names that Unicode gives to letters.
_BY_NAME = {
    "CJK": "Han", "IDEOGRAPHIC": "Han", "LATIN": LATIN, "FEMININE": LATIN, "MASCULINE": LATIN,
    "MODIFIER": LATIN, "ROMAN": LATIN, "MICRO": LATIN, "FULLWIDTH": LATIN, "HIRAGANA": "Hiragana",
    "KATAKANA": "Katakana", "HALFWIDTH": "Katakana", "HANGUL": "Hangul", "CYRILLIC": "Cyrillic",
    "GREEK": "Greek", "HEBREW": "Hebrew", "ARABIC": "Arabic", "THAI": "Thai",
    "GEORGIAN": "Georgian", "ARMENIAN": "Armenian", "DEVANAGARI": "Devanagari",
    "BENGALI": "Bengali", "KHMER": "Khmer", "LAO": "Lao", "MYANMAR": "Myanmar",
    "SINHALA": "Sinhala", "TAMIL": "Tamil", "ETHIOPIC": "Ethiopic",
}  # fmt: skip

# What people call them.
NAMES = {"Han": "Chinese", "Hangul": "Korean", "Hiragana": "Japanese", "Katakana": "Japanese"}
# Between the names of several.
BETWEEN = ", "


def scripts_in(text: str) -> frozenset[str]:
    """Return the scripts of the letters of a text; digits, marks and pictures have none.

    >>> sorted(scripts_in("Москва 12, Main St 🙂"))
    ['Cyrillic', 'Latin']
    """
    if text.isascii():
        return frozenset({LATIN}) if any(map(str.isalpha, text)) else frozenset()
    return frozenset(found for letter in text if (found := _script(letter)))


def spoken_scripts(scripts: Iterable[str]) -> str:
    """Return scripts as people call them, in one line.

    >>> spoken_scripts({"Han", "Hiragana", "Katakana", "Cyrillic"})
    'Chinese, Cyrillic, Japanese'
    """
    return BETWEEN.join(sorted({NAMES.get(script, script) for script in scripts}))


def read_by(country: str) -> frozenset[str]:
    """Return the scripts that the post of a country reads."""
    return frozenset({LATIN}) | _data()[0].get(country, frozenset())


def source() -> Citation:
    """Return why addresses abroad want Latin letters."""
    return _data()[1]


@lru_cache(maxsize=8192)
def _script(letter: str) -> str:
    if not letter.isalpha():
        return ""
    word = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    return _BY_NAME.get(word, word.title())


@cache
def _data() -> tuple[Mapping[str, frozenset[str]], Citation]:
    text = resources.files("parcelwright.prevention").joinpath("scripts.toml").read_text("utf-8")
    table = tomllib.loads(text)
    countries: dict[str, frozenset[str]] = {}
    for script, readers in table["scripts"].items():
        for country in readers:
            countries[country] = countries.get(country, frozenset()) | {script}
    return countries, sources_of(table)["upu"]
