"""Terms that change: what was entered is kept, with who entered it and who ended it."""

from __future__ import annotations

from django.db import models

from parcelwright_web.models.tenancy import TenantModel


class Ending(models.TextChoices):
    """How a stored edition came to count no more."""

    CORRECTED = "corrected"
    REMOVED = "removed"


class EditionModel(TenantModel):
    """One edition of terms, valid for parcels accepted from a day until the next edition.

    Only rows whose ``ended_at`` is None count; the others are the history of what was entered
    by mistake and by whom it was corrected. No row is ever changed otherwise, or deleted.
    """

    valid_from = models.DateField()
    terms = models.JSONField(default=dict)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)
    ending = models.CharField(max_length=9, choices=Ending.choices, blank=True)

    class Meta:
        abstract = True
