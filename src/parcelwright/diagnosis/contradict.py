"""Looks for events of one parcel that cannot all be true; when unsure it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from parcelwright import plugins
from parcelwright.diagnosis.contradiction import Certainty
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from parcelwright.diagnosis.contradiction import Contradiction
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel


class ContradictionModule(Protocol):
    """What a module of ``contradictions`` offers.

    Attributes:
        CODES: Every code that it can find.
    """

    CODES: tuple[str, ...]

    def find(self, parcel: Parcel, journey: Journey) -> Contradiction | None:
        """Return what cannot all be true, or None when nothing shows it or it is unsure."""


def contradictions_of(parcel: Parcel, journey: Journey) -> tuple[Contradiction, ...]:
    """Return what cannot all be true of a parcel's journey, the surest first.

    A parcel that the buyer says has arrived is in no doubt: nothing is returned for it.
    """
    if journey.outcome is Milestone.REPORTED_RECEIVED:
        return ()
    found = [each for module in modules() if (each := module.find(parcel, journey)) is not None]
    order = list(Certainty)
    return tuple(sorted(found, key=lambda each: (order.index(each.certainty), each.code)))


def modules() -> list[ContradictionModule]:
    """Return the modules that look for contradictions."""
    found = plugins.modules("parcelwright.diagnosis.contradictions").values()
    return [cast("ContradictionModule", module) for module in found]
