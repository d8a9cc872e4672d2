"""A choice of services in words: each sum, what is sure, extras, and the sheet of a candidate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from parcelwright.prevention.choice.choose import Sure
from parcelwright.prevention.choice.rate_table import Extra
from parcelwright.prevention.choice.reasons import name_of
from parcelwright_web.pages.candidate_words import candidate_address, sample_of
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.pages.lane_words import number, share, whole_share
from parcelwright_web.pages.words import rule_title
from parcelwright_web.sums import money_text, sum_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django_stubs_ext import StrOrPromise

    from parcelwright.prevention.choice.candidate import Candidate
    from parcelwright.prevention.choice.choose import Choice
    from parcelwright.prevention.choice.expected import Expected
    from parcelwright.prevention.choice.reasons import Reason
    from parcelwright.prevention.choice.recoverable import Part
    from parcelwright.prevention.choice.safeguards import Safeguard
    from parcelwright_web.pages.candidate_words import Sample

EXTRAS: Mapping[Extra, StrOrPromise] = {
    Extra.SIGNATURE: lazy("Signature"),
    Extra.PHOTO: lazy("Photo"),
    Extra.CODE: lazy("Code"),
    Extra.LOCKER: lazy("Locker"),
}
SURE: Mapping[Sure, tuple[str, StrOrPromise]] = {
    Sure.CLEAR: ("ok", lazy("The first is the cheapest in the end; that holds 95 times in 100.")),
    Sure.CLOSE: ("info", lazy("The first cannot be told apart from what follows closely.")),
    Sure.NOT_ENOUGH: ("soon", lazy("There are not enough closed journeys to choose by losses.")),
    Sure.ONLY_ONE: ("info", lazy("Nothing else is on offer.")),
    Sure.NONE: ("soon", lazy("Nothing is on offer.")),
}
_STOPS_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Line:
    """One service as a line of the ranking; sums as text.

    ``is_alike`` says that it cannot be told to cost more than the first.
    """

    name: str
    total: str
    price: str
    loss: str
    delay: str
    recovered: str
    lost: str
    between: str
    closed: int
    owed: list[str]
    unknown: list[str]
    extras: list[str]
    is_alike: bool


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A candidate as a page shows it."""

    candidate: Candidate
    name: str
    href: str
    owed: list[str]
    samples: list[Sample]
    stops: list[str]
    wrong: str
    right: str
    worse: str
    incumbent: str


def in_words(choice: Choice) -> Reason:
    """Return the reason of a choice with carriers named as people name them."""
    names = {
        name_of(each): _service(each.rate.carrier, each.rate.service) for each in choice.ranked
    }
    told = {key: names.get(text, text) for key, text in choice.reason.names.items()}
    return replace(choice.reason, names=told)


def line_of(each: Expected, extras: Sequence[Safeguard], choice: Choice) -> Line:
    """Return a service of a choice as a line."""
    low, high = each.prospect.losses.interval()
    return Line(
        name=_service(each.rate.carrier, each.rate.service),
        total=number(each.total, 2),
        price=number(each.price, 2),
        loss=number(each.loss, 2),
        delay=number(each.delay, 2) if each.days_known else "?",
        recovered=number(each.recovered, 2),
        lost=share(each.prospect.losses.mean),
        between=_("%(low)s to %(high)s") % {"low": share(low), "high": share(high)},
        closed=each.prospect.closed,
        owed=[_owed(part) for part in each.recoverable.parts],
        unknown=[carrier_name(payer) for payer in each.recoverable.unknown],
        extras=[_extra(one, choice.currency) for one in extras],
        is_alike=choice.sure is Sure.CLOSE and each in choice.alike[1:],
    )


def sheet_of(candidate: Candidate) -> Sheet:
    """Return a candidate in words."""
    trial = candidate.trial
    stops = [
        _("%(lost)s lost among the first %(n)s") % {"lost": lost, "n": within}
        for lost, within in trial.stops[:_STOPS_SHOWN]
    ]
    return Sheet(
        candidate=candidate,
        name=_service(candidate.carrier, candidate.service),
        href=candidate_address(candidate.carrier, candidate.service),
        owed=[_owed(part) for part in candidate.cover.parts],
        samples=[sample_of(each) for each in candidate.numbers],
        stops=stops,
        wrong=whole_share(trial.wrong_stop),
        right=whole_share(trial.right_stop),
        worse=share(trial.worse),
        incumbent=share(trial.incumbent),
    )


def change_of(choice: Choice) -> str:
    """Return what would put the second in the first place, or empty."""
    change = choice.would_change
    if change is None:
        return ""
    price = sum_text(change.price_up_to, choice.currency)
    if change.loss_share_up_to is None:
        return _("The first stays first up to a price of %(price)s.") % {"price": price}
    told = {"price": price, "share": share(change.loss_share_up_to)}
    text = _("The first stays first up to a price of %(price)s, or until it loses %(share)s.")
    return text % told


def _service(carrier: str, service: str) -> str:
    return f"{carrier_name(carrier)} {service}"


def _owed(part: Part) -> str:
    table = part.rule == "rate table"
    told = {
        "payer": carrier_name(part.payer),
        "sum": money_text(part.amount),
        "odds": whole_share(part.odds),
        "rule": _("your rate table") if table else rule_title(part.rule),
    }
    if not part.decided:
        text = _("%(payer)s would owe %(sum)s; that it pays %(odds)s of claims is an assumption, "
                 "for you have none decided (%(rule)s)")  # fmt: skip
        return text % told
    told["n"] = str(part.decided)
    text = _("%(payer)s would owe %(sum)s and pays %(odds)s of claims, by %(n)s decided ones "
             "(%(rule)s)")  # fmt: skip
    return text % told


def _extra(one: Safeguard, currency: str) -> str:
    told = {"extra": EXTRAS[one.extra], "price": sum_text(one.price, currency)}
    if one.from_value is None:
        return _("%(extra)s for %(price)s never pays") % told
    told |= {
        "value": sum_text(one.from_value, currency),
        "share": whole_share(one.prevents),
    }
    text = _("%(extra)s for %(price)s pays from goods of %(value)s on, assumed to prevent "
             "%(share)s of false deliveries.") % told  # fmt: skip
    if one.asked_by:
        schemes = ", ".join(carrier_name(scheme) for scheme in one.asked_by)
        text += " " + _("%(schemes)s protect such a sale only with it.") % {"schemes": schemes}
    return text
