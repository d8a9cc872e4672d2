"""The invented shop that shows what Parcelwright does; labeled as a sample everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright.plugins import modules
from parcelwright_web import clock
from parcelwright_web.models.accounts import Membership, Role, Shop, Tenant, User

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Login:
    """A mail address and the password that opens it."""

    email: str
    password: str


LOGIN = Login(email="sample@parcelwright.example", password="find-my-parcel")  # noqa: S106  # printed at start, local mode only


def ensure_when_empty() -> Login | None:
    """Return the sample's log-in; None when only businesses of sellers are here.

    So a sample that somebody removed stays removed.
    """
    if Tenant.objects.exists() and not Tenant.objects.filter(is_sample=True).exists():
        return None
    return ensure()


def ensure(now: datetime | None = None) -> Login:
    """Create the sample tenant, shop and log-in once, and let each filler add its rows.

    A filler is a module of ``parcelwright_web.samples`` with ``fill(shop, now)``.

    Raises:
        ConfigurationError: In production mode, where a known password may not exist.
    """
    from parcelwright_web.configuration import (  # noqa: PLC0415  # tests replace it
        ConfigurationError,
        configuration,
    )

    if configuration().mode == "production":
        msg = "the sample has a known password and is refused in production mode"
        raise ConfigurationError(msg)
    if Tenant.objects.filter(is_sample=True).exists():
        return LOGIN
    with transaction.atomic():
        tenant = Tenant.objects.create(name="Lumi Home (sample)", is_sample=True)
        user = User.objects.create_user(LOGIN.email, LOGIN.password, name="Liang Wei")
        Membership.objects.create(user=user, tenant=tenant, role=Role.OWNER)
        shop = Shop.objects.for_tenant(tenant).create(
            name="Lumi Home",
            legal_name="Lumi Home Trading (invented)",
            address="Unit 0, 1 Nowhere Lane\nSampletown 00000",
            signatory="Liang Wei",
            email="orders@lumi-home.example",
            country="CN",
            currency="USD",
            timezone="Asia/Shanghai",
        )
        for filler in modules("parcelwright_web.samples").values():
            filler.fill(shop, now or clock.now())
    return LOGIN
