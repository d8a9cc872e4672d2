"""What one scorecard is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.analytics.columns import LaneKey
    from parcelwright.prevention.beliefs import Belief
    from parcelwright.prevention.scorecards.claim_records import ClaimRecord
    from parcelwright.prevention.scorecards.journeys import Journeys


@dataclass(frozen=True, kw_only=True, eq=False)
class Sample:
    """The journeys of one group, what is believed of its losses, and its inquiries and claims."""

    key: LaneKey
    journeys: Journeys
    losses: Belief
    claims: tuple[ClaimRecord, ...] = ()
