"""Carriers as files name them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def carrier_slug(text: str) -> str:
    """Return our slug of a carrier, or empty when the name is not known.

    A text that already is a slug of several words is kept, so that a carrier of the
    seller's own, such as ``br-mixed``, survives.

    >>> carrier_slug("China Post"), carrier_slug("云途物流"), carrier_slug("br-mixed")
    ('china-post', 'yunexpress', 'br-mixed')
    >>> carrier_slug("Some Courier")
    ''
    """
    known = _slugs().get(_key(text), "")
    if known:
        return known
    return text if "-" in text and _SLUG.fullmatch(text) else ""


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def _slugs() -> dict[str, str]:
    folder = resources.files("parcelwright.interchange")
    carriers = tomllib.loads(folder.joinpath("carriers.toml").read_text("utf-8"))
    slugs: dict[str, str] = {}
    for slug, names in carriers.items():
        for name in (slug, *names):
            slugs[_key(name)] = slug
    return slugs
