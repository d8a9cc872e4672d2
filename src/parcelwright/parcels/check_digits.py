"""Check digits of tracking numbers, as pure functions on text.

Each returns the expected check character. A format file names the kind it uses. Texts hold
only the digits and capitals that the pattern of their format lets through.
"""

from __future__ import annotations

from itertools import cycle
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_S10_DIGITS = tuple({10: 0, 11: 5}.get(11 - rest, 11 - rest) for rest in range(11))
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# A letter counts as UPS counts it: A as 2, B as 3, and so on, each tenth letter again.
_VALUES = bytes.maketrans(
    _ALPHABET.encode(), bytes([*range(10), *((letter - 63) % 10 for letter in range(65, 91))])
)
_DOUBLED = bytes.maketrans(bytes(range(10)), bytes([0, 2, 4, 6, 8, 1, 3, 5, 7, 9]))


def s10_check_digit(serial: str) -> int:
    """Return the check digit of eight digits by UPU S10.

    >>> s10_check_digit("47312482"), s10_check_digit("00000008"), s10_check_digit("00000015")
    (9, 0, 5)
    """
    total: int = sum(map(mul, _values(serial), _S10_WEIGHTS))
    return _S10_DIGITS[total % 11]


def weighted_mod10(body: str, weights: Sequence[int]) -> str:
    """Return the digit that lifts the weighted sum to a multiple of ten.

    The weights are repeated from the left. Letters count as UPS counts them.

    >>> weighted_mod10("5R8939035756712", (1, 2))
    '7'
    """
    return str(-sum(map(mul, _values(body), cycle(weights))) % 10)


def weighted_mod11_mod10(body: str, weights: Sequence[int]) -> str:
    """Return the weighted sum modulo eleven, ten read as zero; the weights fit the body.

    >>> weighted_mod11_mod10("98657878885", (3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1))
    '5'
    """
    return str(sum(map(mul, _values(body), weights)) % 11 % 10)


def luhn(body: str) -> str:
    """Return the check digit of ISO/IEC 7812-1: every second digit doubled, from the right.

    >>> luhn("7992739871")
    '3'
    """
    digits = _values(body)
    return str(-(sum(digits[-2::-2]) + sum(digits[::-2].translate(_DOUBLED))) % 10)


def mod7(body: str) -> str:
    """Return the number modulo seven.

    >>> mod7("331881002")
    '5'
    """
    return str(int(body) % 7)


def mod37_36(body: str) -> str:
    """Return the check character of ISO/IEC 7064 MOD 37,36.

    >>> mod37_36("09980000020033")
    'F'
    """
    rest = 36
    for letter in body:
        rest = (rest + _ALPHABET.index(letter)) % 36 or 36
        rest = rest * 2 % 37
    return _ALPHABET[(37 - rest) % 36]


def _values(body: str) -> bytes:
    return body.encode().translate(_VALUES)
