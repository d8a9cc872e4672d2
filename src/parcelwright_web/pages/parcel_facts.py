"""What is known of a parcel besides its journey: order, goods, numbers, and its remedies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from parcelwright_web.core_texts import spoken
from parcelwright_web.pages import words
from parcelwright_web.pages.audit_figures import ends
from parcelwright_web.pages.labels import DEADLINES, PAPERS, SUPPLIERS, carrier_name, label
from parcelwright_web.pages.sentences import day_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from parcelwright.claims.remedy import Deadline, DocumentNeed, Remedy
    from parcelwright.money import Money
    from parcelwright.parcels.events import EventTime
    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright_web.models.parcels import Parcel
    from parcelwright_web.pages.audit_figures import Ends


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
        Fact(name=_("Sold through"), text=parcel.sales_channel),
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
        Fact(name=_("Handed over"), text=_day(parcel.handed_over_at)),
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


def _day(when: EventTime | None) -> str:
    return "" if when is None else day_text(when.day)


def _country(code: str) -> str:
    return words.country_name(code) if code else ""


@dataclass(frozen=True, kw_only=True)
class DeadlineView:
    """The days of one act as a page shows them."""

    title: str
    earliest: date | None
    ends: Ends | None
    assumed: bool
    explanation: str


@dataclass(frozen=True, kw_only=True)
class RemedyView:
    """One way to money as a page shows it; ``remedy`` has what needs no words."""

    remedy: Remedy
    tone: str
    status: StrOrPromise
    rule: str
    deadlines: Sequence[DeadlineView]
    needs: Sequence[str]
    papers: Sequence[str]


def remedy_view(remedy: Remedy) -> RemedyView:
    """Return a remedy with the words for its codes."""
    tone, status = words.REMEDY_STATUSES[remedy.status]
    return RemedyView(
        remedy=remedy,
        tone=tone,
        status=status,
        rule=words.rule_title(remedy.rule),
        deadlines=[_deadline(each, remedy.payer_name) for each in remedy.deadlines],
        needs=[need_text(need) for need in remedy.needs],
        papers=[_paper(need) for need in remedy.documents if need.status != "have"],
    )


def _deadline(deadline: Deadline, payer: str) -> DeadlineView:
    zone = deadline.zone or str(ZoneInfo("UTC"))
    return DeadlineView(
        title=label(DEADLINES, deadline.act.value) % {"payer": spoken(payer)},
        earliest=deadline.earliest,
        ends=ends(deadline.latest, zone),
        assumed=deadline.assumed,
        explanation=deadline.explanation,
    )


def _paper(need: DocumentNeed) -> str:
    who = label(SUPPLIERS, need.who) if need.who else ""
    return " ".join(filter(None, (label(PAPERS, need.code), who)))


def need_text(code: str) -> str:
    """Return a condition in words; one that any of several meets names them all."""
    names = [spoken(label(words.NEEDS, part)) for part in code.split("|")]
    return str(_(" or ")).join(names)
