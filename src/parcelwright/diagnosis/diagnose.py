"""Tells from the scans of one parcel where custody most likely ended, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from parcelwright import plugins
from parcelwright.analytics.gather import known
from parcelwright.diagnosis import custody
from parcelwright.diagnosis.diagnosis import Cause, CauseKind, Diagnosis

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel


class _CauseModule(Protocol):
    """What a module of ``causes`` offers."""

    def weigh(self, journey: Journey, now: datetime) -> Cause | None:
        """Return the cause with its strength and proof, or None when nothing shows it."""


def diagnose(parcel: Parcel, journey: Journey, now: datetime) -> Diagnosis:
    """Return what the scans known at ``now`` tell about where the parcel is.

    A cause's strength orders the causes; it is a weight of rules, not a probability.
    Where no scan names a custodian but the parcel is known to be accepted, it is the
    carrier that accepted it.
    """
    seen = known(journey, now)
    found = [cause for module in _modules() if (cause := module.weigh(seen, now)) is not None]
    accepted = parcel.accepted_at is not None and parcel.accepted_at.utc <= now
    if accepted:
        found = [cause for cause in found if cause.kind is not CauseKind.NEVER_HANDED_OVER]
    ranked = sorted(found, key=lambda cause: (-cause.strength, cause.kind.value))
    return Diagnosis(
        custodian=custody.custodian(seen) or (parcel.carrier if accepted else ""),
        silent_leg=custody.silent_leg(seen),
        next_handover=custody.next_handover(seen),
        causes=tuple(ranked) or (Cause(kind=CauseKind.NONE, strength=0.0),),
    )


def _modules() -> list[_CauseModule]:
    found = plugins.modules("parcelwright.diagnosis.causes").values()
    return [cast("_CauseModule", module) for module in found]
