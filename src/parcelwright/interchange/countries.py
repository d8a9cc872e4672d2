"""Countries as files name them: codes of two or three letters, English and Chinese names."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


def country_code(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code that a cell names, or empty when it names none.

    >>> country_code("usa"), country_code("德国"), country_code("DEU"), country_code("Atlantis")
    ('US', 'DE', 'DE', '')
    """
    return _codes().get(_key(text), "")


def _key(text: str) -> str:
    plain = re.sub(r"\band\b", "", text.casefold())
    return re.sub(r"[\W_]+", "", plain).removesuffix("站")


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    folder = resources.files("parcelwright.interchange")
    countries = tomllib.loads(folder.joinpath("countries.toml").read_text("utf-8"))
    for code, entry in countries.items():
        for name in (code, entry["alpha3"], *entry["names"]):
            codes.setdefault(_key(name), code)
    further = tomllib.loads(folder.joinpath("country_names.toml").read_text("utf-8"))
    for code, names in further.items():
        for name in names:
            codes.setdefault(_key(name), code)
    return codes
