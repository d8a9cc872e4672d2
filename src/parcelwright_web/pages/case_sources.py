"""The fields of a letter with where each value comes from, and which are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright_web.actions.papers import Form, letterhead, remedy_for
from parcelwright_web.days import plain_day
from parcelwright_web.event_times import event_text
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.sums import money_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from parcelwright.money import Money
    from parcelwright.parcels.events import EventTime
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case

_FILE = _("your parcel data")
_SHOP = _("settings of the shop")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One field of a letter: its value and whence it comes; an empty value is missing."""

    name: StrOrPromise
    value: str
    whence: StrOrPromise
    needed: bool = False


def sources_of(form: Form, case: Case, found: Situation) -> list[Source]:
    """Return the fields of an inquiry or claim, in the order in which the letter shows them."""
    parcel, shop, last = found.parcel, found.row.shop, found.journey.last_scan
    scans = _("scan of %(carrier)s") % {
        "carrier": carrier_name(last.carrier) if last and last.carrier else "-"
    }
    remedy = remedy_for(form, found, "")
    company = "" if remedy is None else remedy.claimant_name
    sender = letterhead(shop, company).name
    whence = _("your contract") if company == sender else _SHOP
    rows = [
        Source(name=_("Sender"), value=sender, whence=whence, needed=True),
        Source(name=_("Sender's address"), value=shop.address, whence=_SHOP, needed=True),
        Source(name=_("Who signs"), value=shop.signatory, whence=_SHOP, needed=True),
        Source(name=_("Tracking number"), value=parcel.tracking_number, whence=_FILE),
        Source(name=_("Service"), value=parcel.service, whence=_FILE),
        Source(name=_("Order number"), value=parcel.order_number, whence=_FILE),
        Source(
            name=_("Accepted by the carrier"),
            value=_time(parcel.accepted_at),
            whence=_accepted(found),
        ),
        Source(name=_("Recipient"), value=parcel.buyer.name, whence=_FILE),
        Source(name=_("Contents"), value=parcel.contents.description, whence=_FILE),
        Source(name=_("Value"), value=_sum(parcel.contents.value), whence=_FILE),
        Source(name=_("Postage"), value=_sum(parcel.postage), whence=_FILE),
        Source(name=_("Last scan"), value="" if last is None else _scan(found), whence=scans),
    ]
    if form is Form.CLAIM_LETTER:
        log = _("case log")
        rows += [
            Source(
                name=_("Inquiry sent"),
                value="" if case.inquiry_sent_on is None else plain_day(case.inquiry_sent_on),
                whence=log,
            ),
            Source(name=_("Number of the inquiry"), value=case.inquiry_number, whence=log),
            Source(name=_("How and where it was filed"), value=case.inquiry_channel, whence=log),
        ]
    return rows


def _accepted(found: Situation) -> StrOrPromise:
    stated = "accepted_at" in found.row.facts and "accepted_at" not in found.row.borrowed
    return _FILE if stated else _("first scan of a carrier")


def _scan(found: Situation) -> str:
    last = found.journey.last_scan
    assert last is not None
    parts = (_time(last.occurred_at), last.place or last.country, last.description or last.code)
    return ", ".join(part for part in parts if part)


def _time(time: EventTime | None) -> str:
    return "" if time is None else event_text(time)


def _sum(value: Money | None) -> str:
    return "" if value is None else money_text(value)
