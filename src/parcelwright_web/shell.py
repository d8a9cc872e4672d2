"""What every page's frame shows: rail, counts, language, whose data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info

from parcelwright_web.navigation import entries

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True, slots=True)
class RailLine:
    """A line of the rail as shown on one page."""

    label: StrOrPromise
    icon: str
    href: str
    count: int
    current: bool
    at_end: bool
    on_phone: bool


def context(request: HttpRequest) -> dict[str, object]:
    """Return what ``base.html`` needs; the rail is empty outside a tenant's pages."""
    inside = hasattr(request, "tenant")
    return {
        "inside": inside,
        "rail": _rail(request) if inside else [],
        "tenant": getattr(request, "tenant", None),
        "shops": getattr(request, "shops", []),
        "languages": [get_language_info(code) for code, _ in settings.LANGUAGES],
    }


def _rail(request: HttpRequest) -> list[RailLine]:
    lines = []
    for entry in entries():
        href = reverse(entry.url)
        lines.append(
            RailLine(
                label=entry.label,
                icon=entry.icon,
                href=href,
                count=entry.count(request) if entry.count else 0,
                current=request.path.startswith(href),
                at_end=entry.at_end,
                on_phone=entry.on_phone and not entry.at_end,
            )
        )
    return lines
