"""The recorded days of a case in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright_web.actions.telling_days import Told, day_told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from parcelwright_web.models.cases import Case

TOLD: Mapping[Told, StrOrPromise] = {
    Told.REFUNDED: _("You refunded the buyer"),
    Told.RESENT: _("You sent the goods again"),
    Told.DAMAGED: _("Damage was reported"),
    Told.PARTLY_LOST: _("Contents were reported missing"),
    Told.DELAYED: _("It came late"),
    Told.RETURNED: _("It came back without a reason on it"),
}


def days_of(case: Case) -> list[tuple[StrOrPromise, date]]:
    """Return the recorded days of a case, each with what happened."""
    return [(words, day) for told, words in TOLD.items() if (day := day_told(case, told))]
