"""Which policies of the shop cover a parcel, and the rules they bring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.errors import MoneyError
from parcelwright.rulebook.alike import asked_by_payer
from parcelwright.rulebook.cover import (
    CoverKind,
    TermsOf,
    policy_note,
    rule_of_cover,
)
from parcelwright.rulebook.exchange import convert
from parcelwright.rulebook.select import covering, covering_rules, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Rule


@dataclass(frozen=True, kw_only=True)
class Covered:
    """A policy that covers a parcel.

    ``unsure`` names what of the parcel is not known and could leave it out, such as
    ``destination``.
    """

    cover: CoverTerms
    unsure: tuple[str, ...] = ()


def covers_of(
    parcel: Parcel,
    covers: Sequence[CoverTerms],
    book: RuleBook,
    accepted: date | None,
    on: date,
    rates: Rates,
) -> tuple[Covered, ...]:
    """Return the policies that cover a parcel, each by the edition in force.

    Args:
        parcel: The parcel; its value is its sale value, else its cost.
        covers: All editions of all policies.
        book: Knows the names of insurers.
        accepted: Day of acceptance, or None when it is not known.
        on: Day asked about, with ``rates`` for values in other currencies than the policy's.
        rates: The rates.
    """
    day = accepted or (parcel.label_created_at.day if parcel.label_created_at else None)
    found = []
    for cover in _in_force(covers, day):
        answers = {
            "day of acceptance": None if _is_dated(cover) and day is None else True,
            "insurer": _bought(cover, parcel, book),
            "programme": _one_of(cover.programmes, parcel.programme),
            "shop": _one_of(cover.shops, parcel.shop),
            "carrier": _one_of(cover.carriers, parcel.carrier),
            "carrier account": _one_of(cover.carrier_accounts, parcel.carrier_account),
            "destination": _reached(cover, parcel.lane.destination_country),
            "value": _within(cover, parcel, on, rates),
        }
        if False not in answers.values():
            unsure = tuple(name for name, answer in answers.items() if answer is None)
            found.append(Covered(cover=cover, unsure=unsure))
    return tuple(found)


def covers_of_shop(covers: Sequence[CoverTerms], shop: str) -> tuple[CoverTerms, ...]:
    """Return the policies for parcels of one shop, as policies that name no shop."""
    return tuple(
        replace(cover, shops=()) if cover.shops else cover
        for cover in covers
        if not cover.shops or slug(shop) in map(slug, cover.shops)
    )


def cover_rules(
    covered: Iterable[Covered], key: Key, book: RuleBook, rules: Sequence[Rule]
) -> tuple[Rule, ...]:
    """Return the rules of a parcel with those of the policies that cover it.

    A rule that the parcel found by its own columns and that a policy brings too stands once,
    under the policy.
    """
    brought: dict[str, Rule] = {}
    for one in covered:
        for rule in _rules(one, key, book):
            # Two policies with one insurer pay for a loss once.
            brought.setdefault(rule.id, rule)
    return (*(rule for rule in rules if rule.id not in brought), *brought.values())


def _rules(one: Covered, key: Key, book: RuleBook) -> Iterator[Rule]:
    cover = one.cover
    notes = tuple(_unsure(name) for name in one.unsure)
    if cover.terms is TermsOf.OWN:
        if key.claim_type in cover.claim_types:
            rule = rule_of_cover(cover, book.zone_of(cover.insurer))
            yield replace(rule, notes=(*rule.notes, *notes)) if notes else rule
        return
    if cover.kind is CoverKind.CARRIER:
        # What the carrier pays for an insured value stands in its own rules.
        return
    programme = key.programme or next(iter(map(slug, cover.programmes)), "")
    asked = key._replace(s10="", s10_country="", insurer=slug(cover.insurer), programme=programme)
    for payer in covering(book, asked.insurer, programme, ""):
        alike = asked_by_payer(book, payer).alike(asked, _carrier(book, asked))
        for rule in covering_rules(book, payer, alike):
            yield _under(rule, cover.policy_number, notes, excess=cover.excess_of_carrier)


def _carrier(book: RuleBook, key: Key) -> str:
    """Return who carries a parcel, as the rule book calls it."""
    known = book.by_slug.get(key.carrier)
    return key.carrier if known is None else known.slug


@lru_cache(maxsize=4096)
def _under(rule: Rule, policy: str, notes: tuple[str, ...], *, excess: bool) -> Rule:
    """Return a rule as it stands under a policy."""
    others = (*rule.excess_of, "carrier") if excess else rule.excess_of
    return replace(
        rule,
        policy=policy,
        notes=(policy_note(policy), *notes, *rule.notes),
        excess_of=tuple(dict.fromkeys(others)),
    )


def _unsure(name: str) -> str:
    return f"Whether the policy covers this parcel is not sure: its {name} is not known."


def _in_force(covers: Sequence[CoverTerms], day: date | None) -> Iterator[CoverTerms]:
    """Yield the newest edition of each policy that had begun, unless it had ended by then."""
    editions: dict[str, list[CoverTerms]] = {}
    for cover in covers:
        if cover.valid_from is None or day is None or cover.valid_from <= day:
            editions.setdefault(cover.policy_number, []).append(cover)
    for found in editions.values():
        newest = max(found, key=lambda cover: str(cover.valid_from or ""))
        if day is None or newest.valid_to is None or day <= newest.valid_to:
            yield newest


def _is_dated(cover: CoverTerms) -> bool:
    return cover.valid_from is not None or cover.valid_to is not None


def _bought(cover: CoverTerms, parcel: Parcel, book: RuleBook) -> bool:
    """Return whether the parcel can be under this policy, by what it says of its insurance.

    A parcel that names its insurer is not covered by another's policy unseen.
    """
    if parcel.insurer and cover.kind is not CoverKind.PLATFORM:
        names = {slug(cover.insurer), slug(cover.insurer_name)}
        known = book.by_slug.get(slug(parcel.insurer))
        return slug(parcel.insurer) in names or (known is not None and known.slug in names)
    return parcel.insured is not None or not cover.bought_per_parcel


def _reached(cover: CoverTerms, country: str) -> bool | None:
    if not cover.destinations and not cover.not_destinations:
        return True
    if not country:
        return None
    return country not in cover.not_destinations and (
        not cover.destinations or country in cover.destinations
    )


def _one_of(named: tuple[str, ...], text: str) -> bool | None:
    if not named:
        return True
    return slug(text) in {slug(name) for name in named} if text else None


def _within(cover: CoverTerms, parcel: Parcel, on: date, rates: Rates) -> bool | None:
    if cover.value_from is None and cover.value_to is None:
        return True
    value = parcel.contents.value or parcel.contents.cost
    if value is None:
        return None
    try:
        amount = convert(value.rounded(), cover.currency, on, rates).money.amount
    except MoneyError:
        return None
    low, high = cover.value_from, cover.value_to
    return (low is None or low <= amount) and (high is None or amount <= high)
