"""What is known of a parcel besides its journey: order, goods, numbers, and its remedies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright_web.pages import words
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.pages.sentences import day_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright.money import Money
    from parcelwright.parcels.events import EventTime
    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright_web.models.parcels import Parcel


# How the firms write themselves, by the slugs of the interchange.
_CHANNELS: Mapping[str, str] = {
    "aliexpress": "AliExpress", "amazon": "Amazon", "ebay": "eBay", "etsy": "Etsy",
    "lazada": "Lazada", "magento": "Magento", "shopee": "Shopee", "shopify": "Shopify",
    "temu": "Temu", "tiktok-shop": "TikTok Shop", "walmart": "Walmart",
    "woocommerce": "WooCommerce",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of a list of facts; ``money`` or ``text``, and whether it is a code."""

    name: StrOrPromise
    text: str = ""
    money: Money | None = None
    is_code: bool = False


def facts_of(row: Parcel, parcel: DomainParcel) -> dict[str, list[Fact]]:
    """Return what is known of order, goods, shipment and numbers; what is not known is absent."""
    return {
        "order": _known(_order(parcel)),
        "shipment": _known(_shipment(row, parcel)),
        "numbers": _known(_numbers(row, parcel)),
    }


def _order(parcel: DomainParcel) -> list[Fact]:
    goods, buyer = parcel.contents, parcel.buyer
    return [
        Fact(name=_("Order"), text=parcel.order_number, is_code=True),
        Fact(name=_("Marketplace order"), text=parcel.marketplace_order_id, is_code=True),
        Fact(name=_("Sold through"), text=_channel(parcel.sales_channel)),
        Fact(name=_("Ordered"), text=_day(parcel.ordered_at)),
        Fact(name=_("Promised by"), text=_day(parcel.promised_by)),
        Fact(name=_("Buyer"), text=", ".join(filter(None, (buyer.name, buyer.city)))),
        Fact(name=_("Goods"), text=goods.description),
        Fact(name=_("Sold for"), money=goods.value),
        Fact(name=_("Cost"), money=goods.cost),
        Fact(name=_("Declared"), money=goods.declared),
        Fact(name=_("Postage"), money=parcel.postage),
        Fact(name=_("Weight"), text=f"{goods.weight_g} g" if goods.weight_g else ""),
    ]


def _shipment(row: Parcel, parcel: DomainParcel) -> list[Fact]:
    return [
        Fact(name=_("Carrier"), text=carrier_name(parcel.carrier) if parcel.carrier else ""),
        Fact(name=_("Service"), text=parcel.service),
        Fact(name=_("Carrier account"), text=parcel.carrier_account, is_code=True),
        Fact(name=_("From"), text=_country(row.origin_country)),
        Fact(name=_("To"), text=_country(row.destination_country)),
        Fact(name=_("Label made"), text=_day(parcel.label_created_at)),
        Fact(name=_("Handed over to the carrier"), text=_day(parcel.handed_over_at)),
        Fact(name=_("Accepted"), text=_day(parcel.accepted_at)),
        Fact(name=_("Insured for"), money=parcel.insured),
        Fact(name=_("Insurer"), text=parcel.insurer),
        Fact(name=_("Shop"), text=row.shop.name),
    ]


def _numbers(row: Parcel, parcel: DomainParcel) -> list[Fact]:
    named = [
        (_("Last mile"), row.last_mile_number),
        (_("Waybill"), parcel.waybill_number),
        (_("Reference"), parcel.reference_number),
    ]
    known = {row.tracking_number, *(number for _name, number in named)}
    further = sorted({each.number for each in row.numbers.all()} - known)
    return [
        *(Fact(name=name, text=number, is_code=True) for name, number in named),
        *(Fact(name=_("Further number"), text=number, is_code=True) for number in further),
    ]


def _known(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.text or fact.money is not None]


def _channel(slug: str) -> str:
    return _CHANNELS.get(slug, slug)


def _day(when: EventTime | None) -> str:
    return "" if when is None else day_text(when.day)


def _country(code: str) -> str:
    return words.country_name(code) if code else ""
