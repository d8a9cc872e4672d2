"""Searches the sample's parcels for incidents, as the worker does every half hour.

What is found is what the simulated scans show: a bag of the simulator's was lost. Nothing is
entered by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions import incidents

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop


def fill(shop: Shop, now: datetime) -> None:
    """Search once, as of ``now``."""
    incidents.search(shop.tenant_id, now)
