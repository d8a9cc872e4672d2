"""The causes of the plug-in folder, and what their rules alone tell on columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from parcelwright import plugins
from parcelwright.diagnosis.diagnosis import CauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from parcelwright.diagnosis.marks import Testimony
    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

# What scans state in other words: to rules alone it is the cause on the right.
_SAME = {CauseKind.UNPAID_DUTY: CauseKind.HELD_BY_CUSTOMS}


class CauseModule(Protocol):
    """What a module of ``causes`` offers.

    Attributes:
        KIND: The cause.
        STATED: Whether a scan or source states it, so that it needs no weighing.
        SETTLED_BY: What would settle whether it is so, in English.
        NEXT_ACT: What to do about it, in English.
    """

    KIND: CauseKind
    STATED: bool
    SETTLED_BY: str
    NEXT_ACT: str

    def strength(self, signs: Signs) -> NDArray[np.float64]:
        """Return the weight by rule, from 0 to 1; 0 where nothing shows it."""

    def testimony(self, parcel: Parcel, journey: Journey) -> Testimony:
        """Return the events for it and against it."""


def modules() -> list[CauseModule]:
    """Return the causes, in the order of their files' names."""
    found = plugins.modules("parcelwright.diagnosis.causes").values()
    return [cast("CauseModule", module) for module in found]


def module_of(kind: CauseKind) -> CauseModule:
    """Return the module of a cause.

    Raises:
        KeyError: No file has it.
    """
    return {module.KIND: module for module in modules()}[kind]


def told_by_rules(signs: Signs, among: Sequence[CauseKind]) -> NDArray[np.int64]:
    """Return what the strongest rule tells of each parcel, as an index into ``among``.

    The plain baseline that learned chances are held against. A rule whose cause is not
    among them counts for nothing.
    """
    best = np.zeros(len(signs))
    told = np.zeros(len(signs), np.int64)
    for module in modules():
        kind = _SAME.get(module.KIND, module.KIND)
        if kind in among:
            strength = module.strength(signs)
            told = np.where(strength > best, among.index(kind), told)
            best = np.maximum(best, strength)
    return told
