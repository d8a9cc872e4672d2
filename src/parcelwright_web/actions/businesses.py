"""How a business begins: its first member, its first shop, and shops after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright_web.models.accounts import Membership, Role, Shop, Tenant, User

if TYPE_CHECKING:
    from collections.abc import Mapping


class AccountExistsError(ValueError):
    """Somebody logs in with this mail address already."""


@transaction.atomic
def add_member(
    *, business: str, email: str, password: str, name: str = "", role: str = Role.OWNER
) -> Membership:
    """Return a new person's place in the business of this name.

    A new business is made with a shop of its name, so that files can come in at once.
    Mail address and password are checked by the caller.

    Raises:
        AccountExistsError: The mail address has an account.
    """
    tenant = Tenant.objects.filter(name=business).order_by("pk").first() or _begin(business)
    return _join(tenant, email=email, password=password, name=name, role=role)


@transaction.atomic
def open_business(*, business: str, email: str, password: str, name: str = "") -> Membership:
    """Return the owner's place in a new business with its first shop.

    Another business may have the same name; this one shares nothing with it.

    Raises:
        AccountExistsError: The mail address has an account.
    """
    return _join(_begin(business), email=email, password=password, name=name, role=Role.OWNER)


@transaction.atomic
def add_shop(tenant: Tenant, values: Mapping[str, object]) -> Shop:
    """Return a new shop with these fields."""
    return Shop.objects.for_tenant(tenant).create(**values)


def _begin(name: str) -> Tenant:
    tenant = Tenant.objects.create(name=name)
    Shop.objects.for_tenant(tenant).create(name=name)
    return tenant


def _join(tenant: Tenant, *, email: str, password: str, name: str, role: str) -> Membership:
    if User.objects.filter(email=email.strip().lower()).exists():
        raise AccountExistsError(email)
    user = User.objects.create_user(email, password, name=name)
    return Membership.objects.create(user=user, tenant=tenant, role=role)
