"""One cell of a seller's file: what wraps it, what empties it, what destroyed it."""

from __future__ import annotations

import re

# Byte order mark, zero-width letters and direction marks that exports and copying leave behind.
_CONTROLS = [*range(9), 11, 12, *range(14, 32), 127]
_INVISIBLE = dict.fromkeys(
    [*map(ord, "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\ufffe\uffff"), *_CONTROLS]
)
_FORMULA_WRAPPER = re.compile(r'="(?P<inner>[^"]*)"')
# Letters with which a spreadsheet starts a formula, and their full-width forms.
FORMULA_STARTS = "=+-@\t\r\n\x00＝＋－＠"
_WRAPPERS = " ='`"
_GUARDED = re.compile(rf"'+[\s\ufeff]*[{re.escape(FORMULA_STARTS)}0-9]")
_EMPTY_WORDS = frozenset(
    {"", "-", "--", "---", "—", "–", "none", "null", "nan", "n/a", "#n/a", "nat", "无", "暂无"}
)
_LONGEST_EMPTY = max(map(len, _EMPTY_WORDS))
_SHORTENED = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE]\+?\d{2,3}")
# Numbers of a spreadsheet keep 15 digits; longer ones end in zeros.
_ZEROED = re.compile(r"[1-9]\d{14}0{4,}")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    r"""Return a cell without wrappers: blanks, invisible letters, ``="..."``, a guarding quote.

    >>> clean('="00123"'), clean("'+4915112345"), clean(" AB 1\u00a0\t")
    ('00123', '+4915112345', 'AB 1')
    """
    if not text:
        return ""
    if text.isprintable() and text[0] not in _WRAPPERS and text[-1] != " ":
        # Nothing wraps such a cell; most cells of most files are like that.
        return "" if len(text) <= _LONGEST_EMPTY and text.casefold() in _EMPTY_WORDS else text
    bare = text.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n").strip()
    wrapped = _FORMULA_WRAPPER.fullmatch(bare)
    if wrapped:
        bare = wrapped["inner"].strip()
    if is_guarded(bare) or bare.startswith("`"):
        bare = bare[1:].strip()
    return "" if bare.casefold() in _EMPTY_WORDS else bare


def is_guarded(text: str) -> bool:
    """Whether a leading apostrophe only keeps a spreadsheet from reading a formula or number."""
    return text.startswith("'") and _GUARDED.match(text) is not None


def is_shortened(text: str) -> bool:
    """Whether a spreadsheet turned a long number into a rounded one, so that digits are gone.

    >>> is_shortened("4.43659E+11"), is_shortened("420906000000000000000"), is_shortened("9400")
    (True, True, False)
    """
    if not text[:1].isdigit() and text[:1] not in {"+", "-"}:
        return False
    return bool(_SHORTENED.fullmatch(text) or _ZEROED.fullmatch(text))
