"""What a code can be taken to mean, in groups that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a list of nothing else
from parcelwright_web.pages.labels import MILESTONES, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

GROUPS: Sequence[tuple[StrOrPromise, Sequence[M]]] = (
    (
        _("On its way"),
        (M.ACCEPTED, M.PROCESSED, M.SCANNED, M.DEPARTED, M.ARRIVED, M.HANDED_TO_LAST_MILE),
    ),
    (
        _("At customs"),
        (
            M.CUSTOMS_STARTED, M.CUSTOMS_CLEARED, M.HELD_BY_CUSTOMS, M.CUSTOMS_NEEDS_DOCUMENTS,
            M.DUTIES_UNPAID, M.SEIZED,
        ),
    ),
    (
        _("Near the buyer"),
        (
            M.ARRIVED_AT_DELIVERY_OFFICE, M.OUT_FOR_DELIVERY, M.DELIVERY_ATTEMPTED,
            M.READY_FOR_PICKUP, M.DELIVERED,
        ),
    ),
    (
        _("Something is wrong"),
        (
            M.HELD, M.DELAYED, M.MISSORTED, M.ADDRESS_PROBLEM, M.REFUSED, M.UNCLAIMED, M.DAMAGED,
            M.DESTROYED, M.DECLARED_LOST, M.LOST_OR_DAMAGED, M.INVESTIGATION, M.TROUBLE,
        ),
    ),
    (_("Going back"), (M.RETURNING, M.RETURNED)),
    (_("Says nothing about where it is"), (M.NOTICE, M.LABEL_CREATED, M.CANCELLED)),
)  # fmt: skip


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the groups with code and name of each choice, in the reader's language."""
    return [
        (str(name), [(mark.value, label(MILESTONES, mark.value)) for mark in marks])
        for name, marks in GROUPS
    ]
