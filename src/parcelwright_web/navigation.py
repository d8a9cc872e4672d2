"""The rail: which pages stand in it, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from parcelwright.plugins import modules

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A line of the rail.

    ``url`` is a route name; ``count`` returns how many things wait for us there (0 hides
    it); ``at_end`` puts the line to the foot of the rail. On phones the bottom bar has the
    lines that are not at the end and are ``on_phone``; "More" has all.
    """

    order: int
    label: StrOrPromise
    icon: str
    url: str
    count: Callable[[HttpRequest], int] | None = None
    at_end: bool = False
    on_phone: bool = True


@cache
def entries() -> tuple[Entry, ...]:
    """Return the lines that the page modules declare as ``NAV``, in order."""
    found = [
        module.NAV
        for module in modules("parcelwright_web.pages").values()
        if hasattr(module, "NAV")
    ]
    return tuple(sorted(found, key=lambda entry: entry.order))
