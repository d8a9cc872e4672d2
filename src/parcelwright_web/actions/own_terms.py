"""The seller's own terms: contracts and policies are entered, corrected and removed.

Nothing entered is ever overwritten. A changed term is a new edition from a later day; one that
begins on the same day corrects the edition before, which stays with who ended it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec
from django.db import transaction
from django.db.models import Q

from parcelwright_web.models.claims import Contract
from parcelwright_web.models.covers import Cover, CoverLine
from parcelwright_web.models.editions import EditionModel, Ending
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright_web.models.accounts import Shop, Tenant
    from parcelwright_web.models.tenancy import TenantQuerySet

E = TypeVar("E", bound=EditionModel)


@transaction.atomic
def save_contract(
    tenant: Tenant, shop: Shop, terms: ContractTerms, valid_from: date, *, actor: str, now: datetime
) -> int:
    """Store an edition of a contract; return how many parcels are assessed again for it.

    What is stored already stays as it is.
    """
    is_new = _enter(
        Contract.objects.for_tenant(tenant),
        {"shop": shop, "carrier_account": terms.carrier_account, "valid_from": valid_from},
        {"payer": terms.payer, "terms": _stored(terms)},
        actor=actor,
        now=now,
    )
    return assess_again(tenant, Q(carrier_account=terms.carrier_account)) if is_new else 0


@transaction.atomic
def remove_contract(tenant: Tenant, contract: Contract, *, actor: str, now: datetime) -> int:
    """End an edition; return how many parcels are assessed again for it."""
    _end(Contract.objects.for_tenant(tenant).filter(pk=contract.pk), Ending.REMOVED, actor, now)
    return assess_again(tenant, Q(carrier_account=contract.carrier_account))


@transaction.atomic
def save_cover(
    tenant: Tenant, terms: CoverTerms, valid_from: date, *, actor: str, now: datetime
) -> int:
    """Store an edition of a policy; return how many parcels are assessed again for it.

    What is stored already stays as it is.
    """
    is_new = _enter(
        Cover.objects.for_tenant(tenant),
        {"policy_number": terms.policy_number, "valid_from": valid_from},
        {"insurer": terms.insurer, "terms": _stored(terms)},
        actor=actor,
        now=now,
    )
    return assess_again(tenant, _in_trouble()) if is_new else 0


@transaction.atomic
def remove_cover(tenant: Tenant, cover: Cover, *, actor: str, now: datetime) -> int:
    """End an edition; return how many parcels are assessed again for it."""
    _end(Cover.objects.for_tenant(tenant).filter(pk=cover.pk), Ending.REMOVED, actor, now)
    left = Cover.objects.for_tenant(tenant).filter(ended_at=None)
    if not left.filter(policy_number=cover.policy_number).exists():
        lines = CoverLine.objects.for_tenant(tenant)
        lines.filter(policy_number=cover.policy_number).delete()
    return assess_again(tenant, _in_trouble())


@transaction.atomic
def save_all(
    tenant: Tenant,
    shop: Shop,
    contracts: Sequence[ContractTerms],
    covers: Sequence[CoverTerms],
    *,
    actor: str,
    now: datetime,
) -> None:
    """Store editions of contracts and policies, all or none.

    Args:
        tenant: Whose they are.
        shop: The shop that the contracts are of.
        contracts: Each with its first day.
        covers: The same.
        actor: Who enters them, at ``now``.
        now: The moment.
    """
    for contract in contracts:
        assert contract.valid_from is not None
        save_contract(tenant, shop, contract, contract.valid_from, actor=actor, now=now)
    for cover in covers:
        assert cover.valid_from is not None
        save_cover(tenant, cover, cover.valid_from, actor=actor, now=now)


def _stored(terms: ContractTerms | CoverTerms) -> object:
    """Return terms as the database gives them back, so that the same terms are equal."""
    return msgspec.json.decode(msgspec.json.encode(terms))


def _enter(
    rows: TenantQuerySet[E],
    key: dict[str, object],
    values: dict[str, object],
    *,
    actor: str,
    now: datetime,
) -> bool:
    """Store an edition; return whether it says anything new."""
    standing = rows.filter(ended_at=None, **key).select_for_update()
    before = standing.first()
    if before is not None and all(getattr(before, name) == values[name] for name in values):
        return False
    _end(standing, Ending.CORRECTED, actor, now)
    rows.create(**key, **values, entered_at=now, entered_by=actor)
    return True


def _end(rows: TenantQuerySet[E], ending: Ending, actor: str, now: datetime) -> None:
    rows.filter(ended_at=None).update(ended_at=now, ended_by=actor, ending=ending)


def _in_trouble() -> Q:
    """Return which parcels a policy can concern: those with something to claim."""
    return Q(audit_line__isnull=False) | Q(cases__isnull=False, cases__closed_at__isnull=True)


def assess_again(tenant: Tenant, which: Q) -> int:
    """Have those parcels assessed again that are open, in the audit, or have an open case."""
    rows = Parcel.objects.for_tenant(tenant)
    concerned = Q(outcome="") | _in_trouble()
    keys = rows.filter(which, concerned).order_by().values("pk").distinct()
    return rows.filter(pk__in=keys).update(assess_due=True)
