"""Runs the worked examples that stand in the rule files themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from parcelwright.claims.facts import facts_of
from parcelwright.claims.remedies import Case, remedy_of
from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.journey import Journey
from parcelwright.parcels.parcel import Contents, Parcel
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.narrow import narrowed
from parcelwright.rulebook.rule import ClaimType, PayerKind
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.claims.remedy import Remedy
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.rule import Example, Rule

_GIVEN = frozenset({
    "accepted_at", "label_created_at", "handed_over_at", "promised_by", "delivered_at",
    "weight_g", "items", "value", "cost", "declared", "insured", "postage", "on", "carrier",
    "service", "programme", "origin", "destination", "customer", "claim_type", "transport",
})  # fmt: skip
# Any moment can be given by its name, such as ``ship_date_on`` or ``denied_on``.
_MOMENTS = frozenset(f"{since.value}_on" for since in Since)


def run_examples(rule: Rule, rates: Rates) -> list[str]:
    """Return one line for each expectation of a rule's examples that does not come out."""
    return [
        f"{rule.id}, example {at}: {wrong}"
        for at, example in enumerate(rule.examples, start=1)
        for wrong in _run(rule, example, rates)
    ]


def _run(rule: Rule, example: Example, rates: Rates) -> list[str]:
    given = dict(example.given)
    unknown = sorted(given.keys() - _GIVEN - _MOMENTS)
    if unknown:
        return [f"given.{unknown[0]} is not one of {', '.join(sorted(_GIVEN | _MOMENTS))}"]
    try:
        remedy = _remedy(rule, given, rates)
    except (KeyError, ValueError, MoneyError) as error:
        return [f"cannot be run: {error!r}"]
    return [
        f"{name} is {_found(remedy, name)}, expected {expected}"
        for name, expected in example.expect
        if _found(remedy, name) != expected
    ]


def _remedy(rule: Rule, given: Mapping[str, str], rates: Rates) -> Remedy:
    parcel = Parcel(
        tracking_number="EXAMPLE",
        accepted_at=_time(given, "accepted_at"),
        label_created_at=_time(given, "label_created_at"),
        handed_over_at=_time(given, "handed_over_at"),
        promised_by=_time(given, "promised_by"),
        postage=_money(given, "postage"),
        insured=_money(given, "insured"),
        contents=Contents(
            value=_money(given, "value"),
            cost=_money(given, "cost"),
            declared=_money(given, "declared"),
            weight_g=int(given["weight_g"]) if "weight_g" in given else None,
            items=int(given["items"]) if "items" in given else None,
        ),
    )
    known = {
        Since(name.removesuffix("_on")): date.fromisoformat(text)
        for name, text in given.items()
        if name in _MOMENTS
    }
    if "delivered_at" in given:
        known[Since.DELIVERED_SCAN] = date.fromisoformat(given["delivered_at"])
    facts = facts_of(parcel, Journey(events=()), known)
    case = Case(facts=facts, on=date.fromisoformat(given["on"]), rates=rates)
    return remedy_of(narrowed(rule, _key(rule, given, parcel)), case)


def _key(rule: Rule, given: Mapping[str, str], parcel: Parcel) -> Key:
    stated = given.get("claim_type")
    claim_type = ClaimType(stated) if stated else rule.claim_types[0]
    # Who insures a parcel or sells its label does not carry it.
    carrier = rule.payer.slug if rule.kind is PayerKind.CARRIER else ""
    return Key(
        carrier=given.get("carrier", carrier),
        service=given.get("service", ""),
        claim_type=claim_type,
        origin=given.get("origin", ""),
        destination=given.get("destination", ""),
        ordered_on=date.fromisoformat(given["ordered_on"]) if "ordered_on" in given else None,
        accepted_on=parcel.accepted_at.day if parcel.accepted_at else None,
        programme=given.get("programme", ""),
        customer=given.get("customer", ""),
        transport=given.get("transport", ""),
    )


def _time(given: Mapping[str, str], name: str) -> EventTime | None:
    return EventTime.parse(given[name]) if name in given else None


def _money(given: Mapping[str, str], name: str) -> Money | None:
    if name not in given:
        return None
    amount, _, currency = given[name].partition(" ")
    return Money.of(amount, currency)


def _found(remedy: Remedy, name: str) -> str:
    """Return what an expectation names: ``status``, ``amount``, or ``<act>_<end>``."""
    if name == "status":
        return remedy.status.value
    if name == "amount":
        return "none" if remedy.in_rule_currency is None else str(remedy.in_rule_currency)
    act, _, end = name.rpartition("_")
    act, _, level = act.partition("#")
    deadline = next(
        (
            found
            for found in remedy.deadlines
            if found.act == act and found.level == int(level or 1)
        ),
        None,
    )
    if deadline is None or end not in {"earliest", "latest"}:
        return "no such deadline"
    day = deadline.earliest if end == "earliest" else deadline.latest
    return "none" if day is None else day.isoformat()
