"""The invented shop that shows what Parcelwright does; labeled as a sample everywhere.

A filler is a module of ``parcelwright_web.samples`` with ``fill(shop, now)``. The first
bring parcels in and play the work on their cases, so that the queue is full when pages open. What
the others add takes half as long again; pages are served meanwhile, and say so.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction

from parcelwright.plugins import modules
from parcelwright_web import clock
from parcelwright_web.actions import sample
from parcelwright_web.models.accounts import Making, Membership, Role, Shop, Tenant, User

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from types import ModuleType

_log = logging.getLogger("parcelwright.sample")
# Fillers from this name on are left to the worker where pages are served meanwhile.
_LEFT_FROM = "step4"


@dataclass(frozen=True, kw_only=True, slots=True)
class Login:
    """A mail address and the password that opens it."""

    email: str
    password: str


LOGIN = Login(email="sample@parcelwright.example", password="find-my-parcel")  # noqa: S106  # printed at start, local mode only


def begin_when_empty() -> Login | None:
    """Make the first part of the sample, and return its log-in.

    None when only businesses of sellers are here, so a sample that somebody removed stays removed.
    """
    if Tenant.objects.exists() and not Tenant.objects.filter(is_sample=True).exists():
        return None
    return begin()


def begin(now: datetime | None = None) -> Login:
    """Make the sample's first part, unless the sample is here: log-in, shop, parcels and cases.

    A sample whose making was broken off is removed first and made anew.

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
    for broken_off in Tenant.objects.filter(is_sample=True).exclude(making=Making.DONE):
        sample.remove(broken_off)
    if Tenant.objects.filter(is_sample=True).exists():
        return LOGIN
    with transaction.atomic():
        shop = _shop()
        for filler in _fillers(left=False):
            filler.fill(shop, now or clock.now())
    return LOGIN


def finish(now: datetime | None = None, alive: Callable[[], None] = lambda: None) -> bool:
    """Make the rest of a sample that was begun; return whether there was one.

    Each act is stored as it is done, so that pages can store theirs meanwhile.

    Args:
        now: Moment that the sample shows; by default now.
        alive: Called before each filler, of which the longest takes a minute.
    """
    begun = Tenant.objects.filter(is_sample=True, making=Making.BEGUN)
    shop = Shop.across_tenants.filter(tenant__in=begun).order_by("pk").first()
    # Of several workers one makes it.
    if shop is None or not begun.filter(pk=shop.tenant_id).update(making=Making.GOING_ON):
        return False
    try:
        for filler in _fillers(left=True):
            alive()
            filler.fill(shop, now or clock.now())
    except (DatabaseError, ObjectDoesNotExist):
        if Tenant.objects.filter(pk=shop.tenant_id).exists():
            raise
        _log.info("the sample was removed while it was made")
        return False
    Tenant.objects.filter(pk=shop.tenant_id).update(making=Making.DONE)
    return True


def ensure(now: datetime | None = None) -> Login:
    """Make the whole sample, unless it is here; all of it or nothing.

    Raises:
        ConfigurationError: In production mode, where a known password may not exist.
    """
    with transaction.atomic():
        login = begin(now)
        finish(now)
    return login


def _fillers(*, left: bool) -> Iterator[ModuleType]:
    for name, filler in modules("parcelwright_web.samples").items():
        if (name >= _LEFT_FROM) == left:
            yield filler


def _shop() -> Shop:
    tenant = Tenant.objects.create(name="Lumi Home (sample)", is_sample=True, making=Making.BEGUN)
    user = User.objects.create_user(LOGIN.email, LOGIN.password, name="Liang Wei")
    Membership.objects.create(user=user, tenant=tenant, role=Role.OWNER)
    return Shop.objects.for_tenant(tenant).create(
        name="Lumi Home",
        legal_name="Lumi Home Trading (invented)",
        address="Unit 0, 1 Nowhere Lane\nSampletown 00000",
        signatory="Liang Wei",
        email="orders@lumi-home.example",
        country="CN",
        currency="USD",
        timezone="Asia/Shanghai",
    )
