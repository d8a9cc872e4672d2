"""Addresses of pages that another part may bring; a page without them leaves the link out."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: object) -> str:
    """Return the address of a route, or empty text when no page has that name."""
    try:
        return reverse(name, args=args or None)
    except NoReverseMatch:
        return ""


def with_query(path: str, **values: str) -> str:
    """Return an address with the query values that are not empty."""
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{path}?{query}" if query else path
