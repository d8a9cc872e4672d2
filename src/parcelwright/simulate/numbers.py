"""Tracking numbers with valid check digits, each serial used once.

Formats and check digits as published in jkeen/tracking_number_data (MIT); the
format of 4PX is its published ``4PX`` + 13 digits + ``CN``, which has no check digit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.parameters import NumberFormat

_S10_WEIGHTS = np.array([8, 6, 4, 2, 3, 5, 9, 7])
# Strides without a common factor with 10^8 and 10^9, so that serials look unordered but differ.
_STRIDE = 7_368_787


def numbers(kind: NumberFormat, count: int, start: int) -> list[str]:
    """Return ``count`` different numbers of a format; ``start`` shifts the serials."""
    serials = np.arange(count, dtype=np.int64)
    if kind.format == "s10":
        share = -(-count // len(kind.prefixes))
        digits = (start + (serials % share) * _STRIDE) % 10**8
        checks = s10_check(digits)
        pairs = zip(serials // share, digits, checks, strict=True)
        return [f"{kind.prefixes[p]}{d:08d}{c}{kind.country}" for p, d, c in pairs]
    digits = (start + serials * _STRIDE) % 10**9
    if kind.format == "dhl-express":
        return [f"{d:09d}{d % 7}" for d in digits.tolist()]
    if kind.format == "4px":
        return [f"4PX3001{d:09d}CN" for d in digits.tolist()]
    return [f"YT26{d:014d}" for d in digits.tolist()]


def last_mile_numbers(carrier: str, serials: NDArray[np.int64]) -> list[str]:
    """Return a local carrier's number per serial, unique while serials stay below 10^8."""
    digits = serials % 10**8
    if carrier == "usps":
        return [_gs1(f"9200190132607{d:08d}") for d in digits.tolist()]
    if carrier == "canada-post":
        return [_gs1(f"4002847{d:08d}") for d in digits.tolist()]
    letters, country = _LOCAL_S10.get(carrier, ("LA", "FR"))
    return [f"{letters}{d:08d}{c}{country}" for d, c in zip(digits, s10_check(digits), strict=True)]


_LOCAL_S10 = {
    "royal-mail": ("LB", "GB"),
    "deutsche-post-dhl": ("LE", "DE"),
    "la-poste-colissimo": ("LA", "FR"),
    "correios-br": ("NX", "BR"),
}


def s10_check(serials: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the S10 check digit of each eight-digit serial (UPU S10, modulus 11)."""
    powers = 10 ** np.arange(7, -1, -1)
    digits = serials[:, None] // powers % 10
    rest = 11 - (digits * _S10_WEIGHTS).sum(axis=1) % 11
    return np.where(rest == 10, 0, np.where(rest == 11, 5, rest))  # noqa: PLR2004 - S10 names both


def _gs1(digits: str) -> str:
    """Append the modulus-10 digit with weight 3 on the rightmost data digit."""
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits)))
    return f"{digits}{-total % 10}"
