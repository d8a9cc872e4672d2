"""What people say of carriers: entered, brought as a table, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright_web.models.scorecards import CarrierReview

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.prevention.scorecards.reviews import Review
    from parcelwright_web.models.accounts import Tenant


@transaction.atomic
def add(tenant: Tenant, reviews: Sequence[Review], *, actor: str, now: datetime) -> int:
    """Store reviews that are not stored yet; return how many are new."""
    rows = CarrierReview.objects.for_tenant(tenant)
    known = {row.to_domain() for row in rows.all()}
    new = [review for review in dict.fromkeys(reviews) if review not in known]
    rows.bulk_create(
        CarrierReview(tenant=tenant, entered_at=now, entered_by=actor, **vars(review))
        for review in new
    )
    return len(new)


@transaction.atomic
def remove(review: CarrierReview) -> None:
    """Delete a review."""
    CarrierReview.objects.for_tenant(review.tenant_id).filter(pk=review.pk).delete()
