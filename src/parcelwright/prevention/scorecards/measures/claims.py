"""How a carrier answers when a parcel is missing, and what it pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.scorecards.figure import Figure, Kind, Name, Unit
from parcelwright.prevention.scorecards.shares import (
    quantile_figure,
    share_figure,
    waiting_curve,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.prevention.scorecards.claim_records import Wait
    from parcelwright.prevention.scorecards.sample import Sample

LEAST = 10


def figures(sample: Sample) -> Iterator[Figure]:
    """Yield days to answer an inquiry, the share of claims granted, and days to payment.

    What is still unanswered or unpaid counts for as long as it has waited; of claims that nobody
    has decided, as many will be refused as were so far.
    """
    now = sample.journeys.now
    yield _median(Name.INQUIRY_DAYS, [c.answer(now) for c in sample.claims], Kind.INQUIRIES, 0.0)
    decided = [claim for claim in sample.claims if claim.decided_on is not None]
    granted = sum(claim.granted for claim in decided)
    yield share_figure(Name.GRANT_RATE, granted, len(decided), LEAST, Kind.CLAIMS)
    refused = 1 - granted / len(decided) if decided else 0.0
    yield _median(Name.DAYS_TO_PAY, [c.payment(now) for c in sample.claims], Kind.CLAIMS, refused)


def _median(name: Name, waits: Sequence[Wait | None], kind: Kind, never: float) -> Figure:
    known = [wait for wait in waits if wait is not None]
    days = np.array([wait.days for wait in known], np.float64)
    ended = np.array([wait.ended for wait in known], np.bool_)
    if not ended.any():
        return Figure(name=name, unit=Unit.DAYS, count=0, needed=LEAST, kind=kind)
    curve = waiting_curve(days, ended, never)
    return quantile_figure(name, curve, 0.5, int(ended.sum()), LEAST, kind)
