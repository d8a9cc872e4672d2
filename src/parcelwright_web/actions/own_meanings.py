"""A shop's own meanings of codes: made and taken back, each with who, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright.parcels.own_meanings import OwnMeaning as DomainOwnMeaning
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.own_meanings import OwnMeaning

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.parcels.events import Milestone
    from parcelwright.parcels.own_meanings import CodeKey
    from parcelwright_web.models.tenancy import TenantQuerySet


@transaction.atomic
def make(
    shop: Shop, key: CodeKey, milestone: Milestone, *, reason: str, actor: str, now: datetime
) -> OwnMeaning:
    """Have a code mean something for a shop from now on, for stored events as well.

    Another meaning of the same code ends, and stays in the log.

    Raises:
        OwnMeaningError: A code cannot mean that, or there is no code and no words.
    """
    meaning = DomainOwnMeaning(key=key, milestone=milestone)
    # Two members may map one code at the same moment: the second waits, and replaces the first.
    Shop.objects.for_tenant(shop.tenant_id).select_for_update().get(pk=shop.pk)
    for known in in_force(shop.tenant_id, shop.pk).filter(key=key.digest).select_for_update():
        if known.milestone == milestone:
            return known
        _end(known, actor, now)
    return OwnMeaning.objects.for_tenant(shop.tenant_id).create(
        shop=shop,
        source=key.source,
        carrier=key.carrier,
        code_table=key.code_table,
        code=key.code,
        words=key.words,
        key=key.digest,
        milestone=meaning.milestone,
        reason=reason,
        made_by=actor,
        made_at=now,
        run_at=now,
    )


@transaction.atomic
def take_back(meaning: OwnMeaning, *, actor: str, now: datetime) -> bool:
    """End a meaning; its events become unknown again. Return False when it had ended."""
    rows = OwnMeaning.objects.for_tenant(meaning.tenant_id).select_for_update()
    locked = rows.get(pk=meaning.pk)
    if locked.removed_at is not None:
        return False
    _end(locked, actor, now)
    return True


def read_again(shop: Shop, now: datetime) -> None:
    """Have all meanings of a shop looked at again, also those that ended.

    For rows that were put back as they were before some of them were made or ended.
    """
    rows = OwnMeaning.objects.for_tenant(shop.tenant_id).filter(shop=shop)
    rows.update(state=LeaseState.READY, run_at=now, attempt=0, lease_until=None)


def _end(meaning: OwnMeaning, actor: str, now: datetime) -> None:
    meaning.removed_at, meaning.removed_by = now, actor
    meaning.state, meaning.run_at, meaning.attempt = LeaseState.READY, now, 0
    meaning.save(update_fields=["removed_at", "removed_by", "state", "run_at", "attempt"])


def in_force(tenant_id: int, shop_id: int) -> TenantQuerySet[OwnMeaning]:
    """Return the meanings of a shop that count now."""
    return OwnMeaning.objects.for_tenant(tenant_id).filter(shop=shop_id, removed_at=None)
