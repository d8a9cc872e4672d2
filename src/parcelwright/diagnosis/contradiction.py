"""A contradiction: events that cannot all be true, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.parcels.events import TrackingEvent


class Certainty(StrEnum):
    """How sure it is that the events cannot all be true."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Events of one parcel that cannot all be true.

    Args:
        code: Stable name of what is wrong; pages put it into words, and what it may mean.
        certainty: How sure that is.
        events: The events that cannot all be true, oldest first; one alone contradicts what
            is known of the parcel.
        figures: What the sentence needs, by name.
        asks_buyer: Whether the goods may not be where the scans say that they are, so that
            the buyer is to be asked although the carrier sees nothing left to do.
    """

    code: str
    certainty: Certainty
    events: tuple[TrackingEvent, ...]
    figures: tuple[tuple[str, str], ...] = ()
    asks_buyer: bool = False
