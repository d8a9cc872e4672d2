"""What is announced of networks: strikes, holidays, closures and peaks, as a seller says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parcelwright.analytics.published import Announcement, Happening
from parcelwright_web.models.tenancy import TenantModel


class AnnouncedDays(TenantModel):
    """One announcement; in force until ``removed_at``, and kept after that.

    Attributes:
        country: Empty where it is said of a carrier wherever that works.
        carrier: Slug; empty where it is said of all carriers.
        what: One of :class:`Happening`.
        source: Where it was announced.
    """

    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=60, blank=True)
    carrier = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    last = models.DateField()
    what = models.CharField(max_length=20)
    source = models.CharField(max_length=300)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=150)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["tenant", "last"],
                condition=Q(removed_at=None),
                name="announced_days_in_force",
            ),
        )

    def to_domain(self) -> Announcement:
        """Return the core's announcement, known since its entry where that came in time.

        What was entered after the fact does not tell since when it was known.
        """
        entered = self.entered_at.date()
        return Announcement(
            country=self.country,
            region=self.region,
            first=self.first,
            last=self.last,
            what=Happening(self.what),
            source=self.source,
            carrier=self.carrier,
            announced=entered if entered <= self.first else None,
        )
