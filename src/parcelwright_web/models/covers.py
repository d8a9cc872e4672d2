"""Policies of the shop, and how ready a claim under each is for each parcel in trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from parcelwright.rulebook.own_terms import cover_of
from parcelwright_web.models.editions import EditionModel
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.tenancy import TenantFirstModel

if TYPE_CHECKING:
    from parcelwright.rulebook.cover import CoverTerms


class Cover(EditionModel):
    """One edition of one policy; ``terms`` holds the fields of :class:`CoverTerms`."""

    policy_number = models.CharField(max_length=80)
    insurer = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "policy_number", "valid_from"],
                condition=models.Q(ended_at__isnull=True),
                name="one_cover_per_policy_and_day",
            ),
        )

    def to_domain(self) -> CoverTerms:
        """Return the core's terms."""
        return cover_of(self.terms)


class CoverLine(TenantFirstModel):
    """One troubled parcel under one policy, as of the day ``on``: what a claim lacks.

    Written by the worker from :func:`parcelwright.claims.readiness.readiness_of`; ``lacks``
    holds kind, code and ISO day of each lack, the gravest first.
    """

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="cover_lines")
    policy_number = models.CharField(max_length=80)
    rule = models.CharField(max_length=120)
    is_ready = models.BooleanField()
    is_lost = models.BooleanField()
    lacks = models.JSONField(default=list)
    claim_by = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "parcel", "policy_number", "rule"],
                name="one_cover_line_per_parcel_and_rule",
            ),
        )
        indexes = (models.Index(fields=["tenant", "policy_number"]),)
