"""Texts to the buyer of a case, and the way each can leave."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.detection.hundredths import in_100
from parcelwright.messages.compose import Channel, Message, MessageFacts, compose
from parcelwright.messages.language import Choice, MessageKind, languages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.accounts import Shop

_MARKETPLACES = re.compile(
    r"amazon|ebay|aliexpress|tiktok|temu|shein|etsy|walmart|wish\b|lazada|shopee|mercado"
    r"|allegro|cdiscount|rakuten|joom|ozon|wildberries|fnac|otto\b|zalando|kaufland|coupang"
    r"|亚马逊|速卖通|虾皮",
    re.IGNORECASE,
)
_DEFAULT = "en"


class Route(StrEnum):
    """How a text reaches the buyer: by our mail, or copied by a person."""

    MAIL = "mail"
    COPY = "copy"
    MARKETPLACE = "marketplace"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a message says beyond the parcel's own facts. None and empty are left out.

    Args:
        next_news_on: Day by which the buyer hears again.
        choices: What the buyer may ask for.
        refund: Paid back on request; the parcel's value when None.
        goods: Short name of the goods; the stored contents when empty.
    """

    next_news_on: date | None = None
    choices: tuple[Choice, ...] = ()
    refund: Money | None = None
    credit: Money | None = None
    wait_until: date | None = None
    refund_on: date | None = None
    dispute_deadline: date | None = None
    goods: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A text as it would be sent now, and how.

    Args:
        recipient: The buyer's mail address; empty unless the route is mail.
        why_copy: Code of the reason it cannot leave by mail: ``marketplace``,
            ``no_address`` or ``no_mail_server``; empty when it can.
    """

    message: Message
    route: Route
    recipient: str = ""
    why_copy: str = ""


def draft(kind: MessageKind, found: Situation, offer: Offer, *, language: str = "") -> Draft:
    """Return a text to the buyer, in the order's language unless another is asked for.

    Raises:
        WordingError: A value is missing, or the offer breaks a promise; the message says which.
    """
    route, why = route_of(found)
    message = compose(
        kind,
        language or language_for(found.parcel),
        _facts(found, offer),
        channel=Channel.MARKETPLACE if route is Route.MARKETPLACE else Channel.MAIL,
        choices=offer.choices,
    )
    recipient = found.parcel.buyer.email if route is Route.MAIL else ""
    return Draft(message=message, route=route, recipient=recipient, why_copy=why)


def edited(made: Draft, subject: str, body: str) -> Draft:
    """Return a draft with the words of a person in place of ours.

    Raises:
        WordingError: It is empty or too long, or names contact data on a marketplace.
    """
    text = body.replace("\r\n", "\n").strip() + "\n"
    message = replace(made.message, subject=" ".join(subject.split()), body=text)
    message.check()
    return replace(made, message=message)


def route_of(found: Situation) -> tuple[Route, str]:
    """Return how a text can reach the buyer, and why not by mail."""
    return route_to(found.row.shop, found.parcel.sales_channel, found.parcel.buyer.email)


def route_to(shop: Shop, sales_channel: str, email: str) -> tuple[Route, str]:
    """Return how a text of a shop can reach a buyer, and why not by mail."""
    if _MARKETPLACES.search(sales_channel):
        return Route.MARKETPLACE, "marketplace"
    if not email:
        return Route.COPY, "no_address"
    if not (shop.smtp_host and shop.mail_from):
        return Route.COPY, "no_mail_server"
    return Route.MAIL, ""


def language_for(parcel: DomainParcel, known: Sequence[str] = ()) -> str:
    """Return the language of the buyer if messages are written in it, else English.

    ``known`` replaces the languages that there are, for tests.
    """
    tags = known or languages()
    wanted = parcel.buyer.language.replace("_", "-").casefold()
    for tag in tags:
        if wanted == tag.casefold():
            return tag
    main = wanted.partition("-")[0]
    return next((tag for tag in tags if main and tag.partition("-")[0] == main), _DEFAULT)


def _facts(found: Situation, offer: Offer) -> MessageFacts:
    parcel, shop, last = found.parcel, found.row.shop, found.journey.last_scan
    scanned = None if last is None or last.occurred_at is None else last.occurred_at.day
    chance = found.assessment
    order = parcel.order_number or parcel.marketplace_order_id or parcel.tracking_number
    return MessageFacts(
        shop_name=shop.name,
        order_number=order,
        goods=offer.goods or parcel.contents.description or order,
        tracking_number=parcel.tracking_number,
        buyer_name=parcel.buyer.name,
        last_scan_on=scanned,
        last_scan_place="" if last is None or scanned is None else last.place,
        next_news_on=offer.next_news_on,
        chance_of_100=None if chance is None else in_100(chance.chance_arrives) or None,
        refund=offer.refund or _refund(parcel, offer),
        credit=offer.credit,
        wait_until=offer.wait_until,
        refund_on=offer.refund_on,
        dispute_deadline=offer.dispute_deadline,
        contact=shop.email or shop.phone,
    )


def _refund(parcel: DomainParcel, offer: Offer) -> Money | None:
    return parcel.contents.value if Choice.REFUND in offer.choices else None
