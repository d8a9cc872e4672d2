"""Words of addresses in a form in which spellings of the same word are equal."""

from __future__ import annotations

import re
import unicodedata

# Letters that no decomposition reaches, as they are written without them.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i",
        "þ": "th", "ħ": "h", "ŋ": "n",
        # Russian, Ukrainian, Bulgarian and Serbian, by sound.
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh",
        "з": "z", "и": "i", "і": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
        "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
        # Greek, by sound.
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
        "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
        "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip
# Umlauts are written with and without the e; the rest differs by who romanized.
_ALIKE = (
    (re.compile(r"(?<=[aou])e"), ""),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"x"), "ks"),
)
_SHORT = {
    "apartment": "apt", "avenue": "av", "ave": "av", "avenida": "av", "boulevard": "blvd",
    "building": "bldg", "calle": "c", "court": "ct", "drive": "dr", "east": "e", "floor": "fl",
    "highway": "hwy", "lane": "ln", "mount": "mt", "north": "n", "parkway": "pkwy", "place": "pl",
    "platz": "pl", "plaza": "pl", "road": "rd", "room": "rm", "saint": "st", "sankt": "st",
    "south": "s", "square": "sq", "strasse": "str", "street": "st", "suite": "ste",
    "terrace": "ter", "west": "w",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_STREET_ENDING = re.compile(r"(?<=\w)strasse$")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and punctuation, usual ones shortened.

    >>> words("Königstraße 12-A, 2. Floor") == words("KOENIGSTR. 12 a 2 fl")
    True
    """
    small = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in small if not unicodedata.combining(letter))
    found = (each.translate(_LETTERS) for each in _WORD.findall(plain))
    # "12a" and "12 a" are the same house.
    split = (part for each in found for part in re.findall(r"\d+|\D+", each))
    return tuple(_folded(_shortened(each)) for each in split)


def _folded(word: str) -> str:
    for pattern, usual in _ALIKE:
        word = pattern.sub(usual, word)
    return word


def is_latin(text: str) -> bool:
    """Return whether a text can be compared in Latin letters, as it is or by sound."""
    return all(letter.isascii() for word in words(text) for letter in word)


def _shortened(word: str) -> str:
    return _SHORT.get(word) or _STREET_ENDING.sub("str", word)
