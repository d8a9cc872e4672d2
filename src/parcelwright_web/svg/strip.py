"""The custody strip: who held the parcel, and where the proof ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.html import escape

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """A place of custody: proven, last proven, the unproven next one, or still open."""

    name: str
    detail: str
    day: str
    state: Literal["proven", "last", "unproven", "open"]


def custody_strip(stops: Sequence[Stop], label: str) -> str:
    """Return an ordered list that draws as a strip; it is its own text alternative."""
    items = "".join(
        f'<li class="stop stop-{stop.state}"><b>{escape(stop.name)}</b>'
        f"<span>{escape(stop.detail)}</span><span>{escape(stop.day)}</span></li>"
        for stop in stops
    )
    return f'<ol class="strip" aria-label="{escape(label)}">{items}</ol>'
