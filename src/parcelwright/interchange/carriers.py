"""Carriers as files name them."""

from __future__ import annotations

import re
from functools import lru_cache

from parcelwright.parcels.carrier_names import carrier_slug

_OWN_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@lru_cache(maxsize=4096)
def carrier_of_cell(text: str) -> str:
    """Return our slug of a carrier, or empty when the name is not known.

    A text that already is a slug of several words is kept, so that a carrier of the
    seller's own, such as ``br-mixed``, survives.

    >>> carrier_of_cell("China Post"), carrier_of_cell("br-mixed"), carrier_of_cell("Some Courier")
    ('china-post', 'br-mixed', '')
    """
    known = carrier_slug(text)
    return known or (text if _OWN_SLUG.fullmatch(text) else "")
