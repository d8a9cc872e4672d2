"""How much is measured: a million events of a hundred thousand parcels, or a thirtieth.

An audit looks at ten times as many parcels.
"""

from __future__ import annotations

import os

SHORT = "PARCELWRIGHT_BENCH_SHORT"
EVENTS_EACH = 10
PARCELS = 3_000 if os.environ.get(SHORT) else 100_000
EVENTS = PARCELS * EVENTS_EACH
ENTITLED = 20_000 if os.environ.get(SHORT) else 100_000
AUDITED = 100_000 if os.environ.get(SHORT) else 1_000_000
CHECKED = 10_000 if os.environ.get(SHORT) else 100_000
