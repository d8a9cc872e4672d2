"""Whether to insure, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.pages.lane_words import name_of, number, share, whole_share
from parcelwright_web.sums import money_text, sum_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright.prevention.insuring.decide import Decision
    from parcelwright.prevention.insuring.shop_rule import LaneRule

_WHAT: Mapping[str, StrOrPromise] = {
    "insured_value": lazy("The insured value differs"),
    "premium": lazy("The premium differs"),
    "no_certificate_number": lazy("No number of a certificate"),
    "twice": lazy("Certified more than once"),
}


@dataclass(frozen=True, kw_only=True)
class LaneLine:
    """The rule of a lane as a line."""

    name: str
    rule: str
    pays_from: str
    lost: str
    between: str
    closed: int
    carrier: str


@dataclass(frozen=True, kw_only=True)
class ParcelLine:
    """A parcel as a line; sums as text."""

    number: str
    service: str
    value: str
    insure: bool
    premium: str
    worth: str
    chance: str
    why: str


def lane_of(rule: LaneRule, currency: str) -> LaneLine:
    """Return the rule of a lane in words."""
    told = {"sum": sum_text(rule.carriage.most, currency)}
    carrier = _("up to %(sum)s") % told if rule.carriage.known else _("not known")
    low, high = rule.losses.interval()
    return LaneLine(
        name=name_of(rule.key),
        rule=_rule(rule, currency),
        pays_from=_pays_from(rule, currency),
        lost=share(rule.losses.mean),
        between=_("%(low)s to %(high)s") % {"low": share(low), "high": share(high)},
        closed=rule.closed,
        carrier=carrier,
    )


def parcel_of(each: Decision) -> ParcelLine:
    """Return a decision in words."""
    weighed = each.weighed
    return ParcelLine(
        number=each.sending.number,
        service=f"{carrier_name(each.carrier)} {each.service}".strip(),
        value=money_text(each.sending.value),
        insure=each.insure,
        premium="" if weighed is None else number(weighed.premium, 2),
        worth="" if weighed is None else number(weighed.worth, 2),
        chance="" if weighed is None else whole_share(weighed.chance),
        why=spoken(each.left_out) if each.left_out else "",
    )


def difference_of(each: Mapping[str, str]) -> dict[str, object]:
    """Return what a certificate says otherwise, as a line."""
    return {**each, "what": _WHAT[each["what"]]}


def _pays_from(rule: LaneRule, currency: str) -> str:
    told = {"sum": sum_text(rule.usual, currency)}
    if rule.break_even is None:
        return _("Goods of %(sum)s, as is usual, pay at no share of losses.") % told
    told["share"] = share(rule.break_even)
    return _("Goods of %(sum)s, as is usual, pay from %(share)s lost on.") % told


def _rule(rule: LaneRule, currency: str) -> str:
    if not rule.ranges:
        top = sum_text(rule.most, currency)
        return _("Do not insure (looked at up to %(sum)s)") % {"sum": top}
    parts = []
    for first, last in rule.ranges:
        low, high = sum_text(first, currency), sum_text(last, currency)
        open_end = last >= rule.most
        text = _("from %(low)s on") if open_end else _("from %(low)s to %(high)s")
        parts.append(text % {"low": low, "high": high})
    return _("Insure goods %(ranges)s") % {"ranges": "; ".join(parts)}
