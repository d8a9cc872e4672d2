"""Assesses what changed, and everything still open twice a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions import assessing

if TYPE_CHECKING:
    from datetime import datetime

NAME = "assess"
EVERY_S = 5
# Small enough that a webhook never waits a second for the one writer of SQLite.
_BATCH = 200


def run(now: datetime) -> int:
    """Assess one batch; return how many parcels were handled."""
    assessing.mark_stale(now)
    return assessing.assess_due(_BATCH, now)
