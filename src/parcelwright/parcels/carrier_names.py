"""Names of carriers as shops and tracking sources write them, read as our slugs."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources


# A stranger can send any name, so what is kept is bounded.
@lru_cache(maxsize=4096)
def carrier_slug(name: str) -> str:
    """Return our slug for a carrier's name or slug elsewhere, or empty text when unknown.

    >>> carrier_slug("China Post"), carrier_slug("DHLExpress"), carrier_slug("DHL")
    ('china-post', 'dhl-express', '')
    """
    return _slugs().get(_plain(name), "")


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@cache
def _slugs() -> dict[str, str]:
    text = (
        resources.files("parcelwright.parcels")
        .joinpath("carrier_names.toml")
        .read_text(encoding="utf-8")
    )
    slugs: dict[str, str] = {}
    for slug, names in tomllib.loads(text).items():
        for name in (slug, *names):
            plain = _plain(name)
            if slugs.setdefault(plain, slug) != slug:
                raise ValueError(f"carrier_names.toml: {name!r} names {slugs[plain]} and {slug}")
    return slugs
