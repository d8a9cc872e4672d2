"""Code 128 drawn by the tests themselves, so that nothing is proved by its own writer."""

from __future__ import annotations

# Widths of bars and spaces by value, after ISO/IEC 15417, table 1.
_TABLE = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 "
    "122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 "
    "321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 "
    "211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 "
    "213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 "
    "121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 "
    "241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 "
    "412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131"
)
_PATTERNS = [_TABLE[at : at + 6] for at in range(0, len(_TABLE), 7)]
_START_B, _START_C, _STOP = "211214", "211232", "2331112"
_START_VALUES = {"B": 104, "C": 105}


def widths(text: str, *, digits_in_pairs: bool = False) -> list[int]:
    """Return the widths of bars and spaces in modules, a bar first."""
    if digits_in_pairs:
        values = [int(text[at : at + 2]) for at in range(0, len(text), 2)]
        start, first = _START_C, _START_VALUES["C"]
    else:
        values = [ord(letter) - 32 for letter in text]
        start, first = _START_B, _START_VALUES["B"]
    check = (first + sum(at * value for at, value in enumerate(values, 1))) % 103
    patterns = [start, *(_PATTERNS[value] for value in (*values, check)), _STOP]
    return [int(width) for width in "".join(patterns)]


def modules(text: str, *, digits_in_pairs: bool = False) -> list[bool]:
    """Return whether each module is dark."""
    found: list[bool] = []
    for at, width in enumerate(widths(text, digits_in_pairs=digits_in_pairs)):
        found += [at % 2 == 0] * width
    return found
