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
    """Assess one batch; return how many parcels were handled.

    What is to be assessed again is looked for once nothing else waits.
    """
    done = assessing.assess_due(_BATCH, now)
    if not done and assessing.mark_stale(now):
        done = assessing.assess_due(_BATCH, now)
    return done
