"""Rules that cannot both be meant: two answers for the same parcels on the same days."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.rulebook.rule import Act, Rule
    from parcelwright.rulebook.scope import Scope
    from parcelwright.rulebook.spans import Span


def overlaps(rules: Iterable[Rule]) -> list[str]:
    """Return one line for each two editions of one rule that hold on the same day."""
    editions: dict[str, list[Rule]] = {}
    for rule in rules:
        editions.setdefault(rule.id, []).append(rule)
    return [
        f"{name}: two editions hold {days}; end the older with valid_to on the day before the "
        "newer begins, or for those days both are shown and the earlier last day is the safe one"
        for name, group in editions.items()
        for older, newer in combinations(group, 2)
        if (days := _days_of_both(older, newer))
    ]


def contradictions(rules: Iterable[Rule]) -> list[str]:
    """Return one line for each two rules of one payer that answer differently for one parcel.

    Rules contradict when nothing tells the parcels of one from those of the other, and they
    set other days for one act or another sum.
    """
    groups: dict[object, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(_reach(rule), []).append(rule)
    return [
        f"{one.id} and {other.id}: both answer for the same parcels {days}, with another "
        f"{' and '.join(what)}; tell them apart with services, only or dates, or remove one. "
        "Until then both are shown, and the earlier last day and the lower sum are the safe reading"
        for group in groups.values()
        for one, other in combinations(group, 2)
        if one.id != other.id
        and (days := _days_of_both(one, other))
        and (what := _differences(one, other))
    ]


def _reach(rule: Rule) -> object:
    """Return everything but claim types and days that tells parcels of a rule from others."""
    lists = (rule.services, rule.s10, rule.carriers, rule.carrier_kinds)
    where = (rule.origins, rule.destinations, rule.only)
    return rule.payer.slug, rule.kind, rule.account, rule.regime, lists, where


def _days_of_both(a: Rule, b: Rule) -> str:
    """Return on which days of acceptance both hold, in words, or empty."""
    starts = [day for day in (a.valid_from, b.valid_from) if day]
    ends = [day for day in (a.valid_to, b.valid_to) if day]
    first, last = max(starts, default=date.min), min(ends, default=date.max)
    if first > last:
        return ""
    since = f"from {first}" if starts else ""
    until = f"to {last}" if ends else ""
    return " ".join(part for part in (since, until) if part) or "on every day"


def _differences(a: Rule, b: Rule) -> tuple[str, ...]:
    """Return in which periods and sums two rules for the same claim types differ."""
    if not set(a.claim_types) & set(b.claim_types):
        return ()
    ours, theirs = _periods(a), _periods(b)
    found = [
        f"period for the {place[0].value.replace('_', ' ')}"
        for place, days in ours.items()
        if place in theirs and theirs[place] != days
    ]
    if a.amount and b.amount and a.amount.term != b.amount.term:
        found.append("sum")
    return tuple(dict.fromkeys(found))


def _periods(rule: Rule) -> dict[tuple[Act, int, Scope], tuple[Span | None, Span | None]]:
    return {(w.act, w.level, w.only): (w.earliest, w.latest) for w in rule.windows}
