"""Country codes as sources write them, read as ISO 3166-1 alpha-2."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


def alpha2(code: str) -> str:
    """Return the ISO 3166-1 alpha-2 code for an alpha-2 or alpha-3 code, else empty text.

    >>> alpha2("CHN"), alpha2("cn"), alpha2("China")
    ('CN', 'CN', '')
    """
    return _codes().get(code.strip().upper(), "")


@cache
def _codes() -> dict[str, str]:
    text = (
        resources.files("parcelwright.parcels")
        .joinpath("countries.toml")
        .read_text(encoding="utf-8")
    )
    codes: dict[str, str] = {}
    for two, three in tomllib.loads(text).items():
        codes[two] = two
        codes[three] = two
    return codes
