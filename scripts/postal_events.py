#!/usr/bin/env python
"""Score detection on a post's own list of item events: python scripts/postal_events.py FILE.

The file is one that ``parcelwright parse --source emsevt`` reads; items without an S10 number
are left out. What became of an item that was never closed is not known: lost, not fetched or
not scanned. Prints one line of JSON a target precision, with 90 % ranges from resampling.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from parcelwright.backtest.journeys import gathered
from parcelwright.backtest.rules import FIXED, OURS, SILENT
from parcelwright.backtest.run import backtest
from parcelwright.backtest.span import Span
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Lane, Parcel
from parcelwright.sources import emsevt

if TYPE_CHECKING:
    from parcelwright.backtest.alerts import Quality
    from parcelwright.parcels.events import TrackingEvent

_SPAN = Span(train_until=date(2024, 3, 31), until=date(2025, 3, 31))
_S10 = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_TARGETS = (0.5, 0.6, 0.7)


def main() -> int:
    """Score the file and print its lines."""
    parsed = emsevt.parse(Path(sys.argv[1]).read_bytes(), datetime.now(UTC))
    told: dict[str, list[TrackingEvent]] = defaultdict(list)
    for event in parsed.events:
        if _S10.fullmatch(event.tracking_number):
            told[event.tracking_number].append(replace(event, received_at=None))
    pairs = [
        (
            Parcel(
                tracking_number=number,
                lane=Lane(origin_country=number[-2:], destination_country=""),
            ),
            journey_of(events),
        )
        for number, events in sorted(told.items())
    ]
    found = backtest(gathered(pairs).history, _SPAN, targets=_TARGETS).found
    gains = {gain.target: gain for gain in found.gains}
    for target in _TARGETS:
        each = {one.rule: one.at_target for one in found.compared if one.target == target}
        gain = gains.get(target)
        line: dict[str, object] = {
            "items": round(found.parcels),
            "never_closed": round(found.lost),
            "target": target,
            **{rule: _days(each[rule]) for rule in (OURS, FIXED, SILENT)},
        }
        if gain is not None:
            line["ratio_to_fixed"] = [round(x, 2) for x in (gain.ratio, gain.low, gain.high)]
        print(json.dumps(line), flush=True)
    return 0


def _days(found: Quality | None) -> list[float] | None:
    return None if found is None else [round(found.mean_days, 1), round(found.median_days, 1)]


if __name__ == "__main__":
    sys.exit(main())
