"""What a shop takes codes to mean that nobody else has mapped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from parcelwright.parcels.events import Milestone
from parcelwright.parcels.own_meanings import CodeKey
from parcelwright.parcels.own_meanings import OwnMeaning as DomainOwnMeaning
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.leases import LeasedModel
from parcelwright_web.models.tenancy import TenantModel


class OwnMeaning(LeasedModel, TenantModel):
    """A shop's reading of one code; in force until ``removed_at``, and kept after that.

    As work, it is ready while stored events are to be read anew. ``key`` is the digest of
    the code's :class:`~parcelwright.parcels.own_meanings.CodeKey`; ``events`` and ``parcels``
    say how many the worker found when it last read them.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)
    source = models.CharField(max_length=24)
    carrier = models.CharField(max_length=40, blank=True)
    code_table = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)
    key = models.CharField(max_length=64)
    milestone = models.CharField(max_length=28)
    reason = models.CharField(max_length=200, blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    removed_by = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    events = models.PositiveIntegerField(null=True, blank=True)
    parcels = models.PositiveIntegerField(null=True, blank=True)

    class Meta(LeasedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["shop", "key"],
                condition=models.Q(removed_at=None),
                name="one_meaning_in_force_per_code",
            ),
        )
        indexes: ClassVar = [*LeasedModel.Meta.indexes]

    @property
    def code_key(self) -> CodeKey:
        """What tells the code from others."""
        return CodeKey(self.source, self.carrier, self.code_table, self.code, self.words)

    def to_domain(self) -> DomainOwnMeaning:
        """Return the core's meaning. The stored row was checked when it came in."""
        return DomainOwnMeaning(key=self.code_key, milestone=Milestone(self.milestone))
