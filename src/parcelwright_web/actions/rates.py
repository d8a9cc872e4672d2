"""The exchange rates a tenant's sums are worked out with, and those the seller enters."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright.money import Money
from parcelwright.rulebook.exchange import RateTable, convert, shipped_rates, with_tables
from parcelwright.rulebook.plausible import impossible, leaps
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.rates import FetchedRates, OwnRate

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from parcelwright.rulebook.exchange import Rates
    from parcelwright_web.models.tenancy import TenantQuerySet

_DIGITS = 8


def common_rates() -> Rates:
    """Return the rates of the release with those fetched since."""
    return _common(tuple(FetchedRates.objects.order_by("day").values_list("day", "fetched_at")))


def rates_of(tenant_id: int) -> Rates:
    """Return the rates of one tenant: its own before fetched before those of the release."""
    entered = own_rates(tenant_id).order_by("day", "pk")
    own = tuple(entered.values_list("day", "base", "currency", "units"))
    return _with_own(common_rates(), own)


@lru_cache(maxsize=4)
def _common(days: tuple[tuple[date, datetime], ...]) -> Rates:
    """Return the common rates; the days, and when each was fetched, tell what is stored."""
    if not days:
        return shipped_rates()
    rows = FetchedRates.objects.order_by("day")
    return with_tables(shipped_rates(), (row.to_domain() for row in rows))


@lru_cache(maxsize=256)
def _with_own(common: Rates, own: tuple[tuple[date, str, str, Decimal], ...]) -> Rates:
    rates = common
    for entered in own:
        rates = with_tables(rates, [_table(*entered, rates)])
    return rates


def _table(day: date, base: str, currency: str, units: Decimal, rates: Rates) -> RateTable:
    """Return what one entered rate says of its currency against the XDR.

    Raises:
        MoneyError: No rate of the base is known up to that day.
    """
    # One XDR converts into XDR at a rate of one.
    per_xdr = convert(Money.of(1, "XDR"), base, day, rates).rate * units
    return RateTable(as_of=day, units={currency: round(per_xdr, _DIGITS)})


def own_rates(tenant_id: int) -> TenantQuerySet[OwnRate]:
    """Return the rates of a tenant that are in force."""
    return OwnRate.objects.for_tenant(tenant_id).filter(removed_at=None)


def doubt(tenant_id: int, day: date, base: str, currency: str, units: Decimal) -> str:
    """Return why an entered rate is hard to believe, or an empty text.

    Raises:
        MoneyError: No rate of the base is known up to that day.
    """
    rates = rates_of(tenant_id)
    new = _table(day, base, currency, units, rates).units
    if wrong := impossible(new):
        return wrong
    named = [table for table in rates.tables if currency in table.units]
    if not named:
        return ""
    near = min(named, key=lambda table: abs((table.as_of - day).days))
    return next(iter(leaps(new, day, near.units, near.as_of).values()), "")


@transaction.atomic
def enter(
    tenant: Tenant,
    day: date,
    base: str,
    currency: str,
    units: Decimal,
    *,
    note: str,
    actor: str,
    now: datetime,
) -> OwnRate:
    """Have a rate count from its day on; one of the same day and currency ends."""
    Tenant.objects.select_for_update().get(pk=tenant.pk)
    for known in own_rates(tenant.pk).filter(day=day, currency=currency):
        _end(known, actor, now)
    return OwnRate.objects.for_tenant(tenant).create(
        day=day, base=base, currency=currency, units=units, note=note, made_by=actor, made_at=now
    )


@transaction.atomic
def take_back(rate: OwnRate, *, actor: str, now: datetime) -> bool:
    """End an entered rate. Return False when it had ended."""
    locked = OwnRate.objects.for_tenant(rate.tenant_id).select_for_update().get(pk=rate.pk)
    if locked.removed_at is not None:
        return False
    _end(locked, actor, now)
    return True


def _end(rate: OwnRate, actor: str, now: datetime) -> None:
    rate.removed_at, rate.removed_by = now, actor
    rate.save(update_fields=["removed_at", "removed_by"])
