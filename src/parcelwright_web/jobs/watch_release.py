"""Has the watches of connections that changed look for whom to ask, a portion at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions import watch_release

if TYPE_CHECKING:
    from datetime import datetime

NAME = "watch-release"
EVERY_S = 5


def run(now: datetime) -> int:
    """Go on with one connection; return how many had watches left."""
    del now
    return watch_release.go_on()
