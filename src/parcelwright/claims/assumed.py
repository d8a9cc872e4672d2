"""Answers where no rule gives one: a date assumed from comparable terms, or none at all.

An assumed date may raise an alert so that nothing lapses unseen. It is always labelled,
never stands in a document, and never comes with a sum.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.comparable import UNENTERED, comparable_to
from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.remedy import (
    Act,
    Confidence,
    Deadline,
    PayerKind,
    Remedy,
    RemedyStatus,
)
from parcelwright.records import changing, like
from parcelwright.rulebook.rule import Citation
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from parcelwright.claims.comparable import Comparable
    from parcelwright.claims.counting import Moments
    from parcelwright.claims.remedies import Case
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Carrier, ClaimType

_INQUIRY, _CLAIM, _INQUIRY_OPENED = Act.INQUIRY, Act.CLAIM, Since.INQUIRY_OPENED
_with_deadlines = changing(Remedy, "deadlines")
_with_day = changing(Deadline, "latest", "zone")
_ENTER = "Enter the terms of your contract to get dates and sums."


def assumed_remedy(
    parcel: Parcel, carrier: Carrier | None, book: RuleBook, case: Case, key: Key
) -> Remedy:
    """Return a remedy for an account without contract terms, with an assumed date if any.

    The date is the earliest last day that published terms for the same act, the same kind of
    loss and a comparable service would give; without such terms there is none.
    """
    payer = carrier if carrier is not None and carrier.kind == "consolidator" else None
    if payer is not None:
        bare = _unentered(payer.slug, payer.name)
    else:
        bare = _unentered(parcel.carrier_account or "account-holder", "the firm you shipped with")
    if case.closed:
        return _closed(bare, case)
    return _with_deadlines(bare, _earliest(payer, book, case, key))


def no_rule_remedy(
    parcel: Parcel, carrier: Carrier | None, claim_type: ClaimType, case: Case, *, gap: str = ""
) -> Remedy:
    """Return the honest answer when the rule book has nothing for a parcel.

    ``gap`` says why no edition holds on the day of acceptance, or is empty.
    """
    name = carrier.name if carrier else parcel.carrier or "an unknown carrier"
    payer = carrier.slug if carrier else parcel.carrier or "unknown"
    bare = _unruled(payer, name, claim_type, gap)
    return _closed(bare, case) if case.closed else bare


@lru_cache(maxsize=1024)
def _unentered(payer: str, name: str) -> Remedy:
    return _bare(
        payer,
        name,
        rule=UNENTERED,
        title="No contract entered for this account",
        why=f"The contract of the account decides, and it is not known here. {_ENTER}",
    )


@lru_cache(maxsize=4096)
def _unruled(payer: str, name: str, claim_type: ClaimType, gap: str) -> Remedy:
    return _bare(
        payer,
        name,
        rule="",
        title="No rule in the rule book",
        why=f"Check with the carrier: {gap}."
        if gap
        else f"Check with the carrier: no rule of {name} is known for a parcel "
        f"{claim_type.spoken}, this service and this day of acceptance.",
    )


def _closed(bare: Remedy, case: Case) -> Remedy:
    return like(bare, status=RemedyStatus.EXCLUDED, why=case.closed)


def _earliest(payer: Carrier | None, book: RuleBook, case: Case, key: Key) -> tuple[Deadline, ...]:
    """Return the earliest assumed day for the claim, and for the inquiry where that comes first.

    Where terms for a comparable service give none, terms for other services do: a day to be
    alerted by is better than none.
    """
    same, every = comparable_to(book, key)
    moments = case.facts.moments
    days = _days(same, moments) or _days(every, moments)
    inquiry, claim = days.get(_INQUIRY), days.get(_CLAIM)
    if inquiry is not None:
        comes_first = claim is None or inquiry[0] < claim[0]
        if _INQUIRY_OPENED in moments or not comes_first:
            del days[_INQUIRY]
    dated = _explained if case.explained else _dated
    zone = (payer.zone if payer else "") or case.office
    return tuple([dated(latest, each, zone) for latest, each in days.values()])


def _days(terms: Iterable[Comparable], moments: Moments) -> dict[Act, tuple[date, Comparable]]:
    days: dict[Act, tuple[date, Comparable]] = {}
    for each in terms:
        latest = each.last(moments)
        if latest is not None:
            act = each.act
            known = days.get(act)
            if known is None or latest < known[0]:
                days[act] = (latest, each)
    return days


def _dated(latest: date, each: Comparable, zone: str) -> Deadline:
    return _with_day(each.assumed, latest, zone)


def _explained(latest: date, each: Comparable, zone: str) -> Deadline:
    whose = "comparable terms" if each.same_service else "terms for another kind of service"
    text = (
        f"Assumed {spoken_day(latest)} from {whose} ({each.rule.id}), "
        "because your contract is not entered. Not a date to rely on."
    )
    return like(_dated(latest, each, zone), explanation=text)


def _bare(payer: str, name: str, *, rule: str, title: str, why: str) -> Remedy:
    return Remedy(
        payer=payer,
        payer_name=name,
        kind=PayerKind.CARRIER,
        rule=rule,
        status=RemedyStatus.CHECK_WITH_CARRIER,
        amount=None,
        sum_lines=(),
        needs=(),
        exclusions=(),
        deadlines=(),
        documents=(),
        confidence=Confidence.LOW,
        citation=Citation(title=title),
        why=why,
    )
