"""What an owner sets up: the shop and its mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from parcelwright_web.actions import effects
from parcelwright_web.actions.own_terms import assess_again
from parcelwright_web.models.accounts import Shop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright_web.models.accounts import Tenant
    from parcelwright_web.models.messages import Effect

SHOP_FIELDS = (
    "name", "legal_name", "address", "country", "phone", "email", "tax_id", "signatory",
    "currency", "language", "timezone",
)  # fmt: skip
MAIL_FIELDS = ("mail_from", "smtp_host", "smtp_port", "smtp_security", "smtp_user")

COST_FIELDS = (
    "resend_percent", "resend_fixed", "wait_percent", "wait_fixed", "angry_percent", "angry_fixed",
    "angry_after_days", "letter_percent", "letter_fixed",
)  # fmt: skip


@transaction.atomic
def save_shop(tenant: Tenant, shop_id: int, values: Mapping[str, object]) -> None:
    """Store the fields of :data:`SHOP_FIELDS`; deadlines of open parcels are counted anew.

    The day a deadline is compared with is the shop's, so its zone may change the audit.
    """
    shop = Shop.objects.for_tenant(tenant).select_for_update().get(pk=shop_id)
    for name in SHOP_FIELDS:
        setattr(shop, name, values[name])
    shop.save(update_fields=SHOP_FIELDS)
    assess_again(tenant, Q(shop=shop))


@transaction.atomic
def save_mail(
    tenant: Tenant, shop_id: int, values: Mapping[str, object], *, password: str | None
) -> None:
    """Store the fields of :data:`MAIL_FIELDS`, and a password unless it is None.

    The password is sealed; empty text forgets it.
    """
    shop = Shop.objects.for_tenant(tenant).select_for_update().get(pk=shop_id)
    for name in MAIL_FIELDS:
        setattr(shop, name, values[name])
    names = [*MAIL_FIELDS]
    if password is not None:
        shop.smtp_password = password or None
        names.append("smtp_password")
    shop.save(update_fields=names)


@transaction.atomic
def save_costs(tenant: Tenant, shop_id: int, values: Mapping[str, object]) -> None:
    """Store the fields of :data:`COST_FIELDS`; pages reckon with them from then on."""
    shop = Shop.objects.for_tenant(tenant).select_for_update().get(pk=shop_id)
    for name in COST_FIELDS:
        setattr(shop, name, values[name])
    shop.save(update_fields=COST_FIELDS)


@transaction.atomic
def save_reminder(tenant: Tenant, shop_id: int, days: int) -> None:
    """Store after how many days a buyer who was asked before shipping is reminded; 0 is never."""
    shop = Shop.objects.for_tenant(tenant).select_for_update().get(pk=shop_id)
    shop.ask_again_days = days
    shop.save(update_fields=["ask_again_days"])


@transaction.atomic
def send_test(shop: Shop, *, recipient: str, actor: str, now: datetime) -> Effect:
    """Put a mail to the person who asks into the outbox, to try the shop's mail server.

    Raises:
        AddressError: The recipient or the shop's sender is not one plain address.
    """
    return effects.decide_test(
        shop,
        recipient=recipient,
        subject=_("Test mail of Parcelwright"),
        body=_("The mail server of %(shop)s takes mail from Parcelwright.") % {"shop": shop.name},
        actor=actor,
        now=now,
    )
