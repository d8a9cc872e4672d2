"""What is known of a carrier's kind: a post, a courier, a consolidator."""

from __future__ import annotations

from functools import cache

from parcelwright.rulebook.load import shipped_book

# Firms that deliver to a door or shop of theirs, and to no box of a post.
_COURIERS = frozenset({"express", "parcel"})


def is_courier(carrier: str) -> bool:
    """Return whether a carrier is known to be a courier; False where nothing is known."""
    return _kinds().get(carrier, "") in _COURIERS


def is_post(carrier: str) -> bool:
    """Return whether a carrier is known to be a post."""
    return _kinds().get(carrier, "") == "post"


def carrier_name(carrier: str) -> str:
    """Return the name of a carrier as people write it, else the slug, else "the carrier"."""
    found = shipped_book().by_slug.get(carrier)
    return carrier or "the carrier" if found is None else found.name


@cache
def _kinds() -> dict[str, str]:
    return {slug: carrier.kind for slug, carrier in shipped_book().by_slug.items()}
