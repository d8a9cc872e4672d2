"""Small histories to walk through."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa

from parcelwright.analytics.columns import day_number

START = datetime(2025, 1, 1, tzinfo=UTC)
FIRST = int(day_number(START))


def tables(parcels=400, days=150, late=(), seed=3):
    """Parcels accepted over some months; every twelfth is lost, the others take 4 to 20 days."""
    random = np.random.default_rng(seed)
    accepted = [START + timedelta(days=float(day)) for day in random.uniform(0, days, parcels)]
    took = random.gamma(9, 1.1, parcels)
    rows = {"tracking_number": [f"P{at}" for at in range(parcels)], "accepted_at": accepted}
    events = {"tracking_number": [], "occurred_at": [], "milestone": []}
    for at in range(parcels):
        events["tracking_number"].append(f"P{at}")
        events["occurred_at"].append(accepted[at])
        events["milestone"].append("ACCEPTED")
        if at % 12 and at not in late:
            events["tracking_number"].append(f"P{at}")
            events["occurred_at"].append(accepted[at] + timedelta(days=float(took[at])))
            events["milestone"].append("DELIVERED")
    return pa.table(rows), pa.table(events)
