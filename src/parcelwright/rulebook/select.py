"""Picks the rules for one parcel: by the day it was accepted, never by today."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.rulebook.alike import alike
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.narrow import narrowed
from parcelwright.rulebook.rule import Carrier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.rule import ClaimType, Rule

_S10 = re.compile(r"([A-Z]{2})[0-9]{9}([A-Z]{2})")


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a name as rules write it.

    >>> slug("Registered Small_Packet")
    'registered-small-packet'
    """
    return re.sub(r"[^\w]+|_+", "-", text.strip().casefold()).strip("-")


def key_of(parcel: Parcel, accepted_on: date | None, claim_type: ClaimType) -> Key:
    """Return the key of a parcel accepted on that day, with what went wrong."""
    match = _S10.fullmatch(parcel.tracking_number)
    return Key(
        carrier=slug(parcel.carrier),
        service=slug(parcel.service),
        claim_type=claim_type,
        s10=match[1] if match else "",
        s10_country=match[2] if match else "",
        origin=parcel.lane.origin_country,
        destination=parcel.lane.destination_country,
        accepted_on=accepted_on,
        ordered_on=parcel.ordered_at.day if parcel.programme and parcel.ordered_at else None,
        programme=slug(parcel.programme),
        insurer=slug(parcel.insurer),
        transport=parcel.transport or "",
    )


def carrier_of(book: RuleBook, key: Key) -> Carrier | None:
    """Return the carrier the rule book knows for a parcel, by name or else by postal number."""
    if key.carrier:
        return book.by_slug.get(key.carrier)
    return book.by_s10_country.get(key.s10_country)


def rules_for(book: RuleBook, key: Key) -> tuple[Rule, ...]:
    """Return the rules that hold for a parcel, its carrier's own first.

    A rule that names the service wins over rules of the same file that name only a family
    of postal numbers, and those win over rules that name neither. The general postal rules
    hold where the post has none of its own; a treaty's rules stand beside a carrier's, and so
    do those of an insurer or platform that the parcel names. Of the figures in a rule those
    remain that hold for the parcel.
    """
    carrier = carrier_of(book, key)
    named = (carrier, book.by_slug.get(key.insurer), book.by_slug.get(key.programme))
    payers = tuple([payer.slug for payer in named if payer is not None])
    return _rules_for(book, alike(book, key, payers))


@lru_cache(maxsize=16384)
def _rules_for(book: RuleBook, key: Key) -> tuple[Rule, ...]:
    carrier = carrier_of(book, key)
    if carrier is not None:
        key = replace(key, carrier=carrier.slug)
    own = () if carrier is None else book.by_payer.get(carrier.slug, ())
    chosen = _most_specific([rule for rule in own if not rule.carriers], key)
    if carrier is None or carrier.kind not in {"consolidator", "express"}:
        chosen = chosen or _most_specific(_general_postal(book, key), key)
    taker = carrier or (_post(book, key) if key.s10 and not key.carrier else None)
    found = (*chosen, *_treaty(book, key, taker), *_covers(book, key))
    return tuple(narrowed(rule, key) for rule in found)


def _covers(book: RuleBook, key: Key) -> tuple[Rule, ...]:
    """Return the rules of the insurer and of the programme that a parcel was bought under."""
    named = {book.by_slug.get(name) for name in (key.insurer, key.programme) if name}
    payers = [payer for payer in named if payer is not None and payer != carrier_of(book, key)]
    return tuple(
        rule
        for payer in sorted(payers, key=lambda payer: payer.slug)
        for rule in _most_specific(book.by_payer.get(payer.slug, ()), key)
    )


def _general_postal(book: RuleBook, key: Key) -> list[Rule]:
    """Return the postal convention's rules, payable by the post that took the parcel."""
    if not key.s10:
        return []
    post = _post(book, key)
    return [_paid_by(rule, post) for rule in book.postal_law]


def _treaty(book: RuleBook, key: Key, carrier: Carrier | None) -> tuple[Rule, ...]:
    if carrier is None:
        return ()
    bound = [rule for rule in book.rules if _binds(rule, carrier, key)]
    # What binds nobody says why a third party owes nothing: it keeps the name of that party.
    return tuple(
        rule if rule.excluded else _paid_by(rule, carrier) for rule in _most_specific(bound, key)
    )


def _binds(rule: Rule, carrier: Carrier, key: Key) -> bool:
    """Return whether a treaty's rule reaches a carrier.

    It binds the carriers that it names whether or not it is known how the parcel travelled,
    and every carrier of its kinds once that is known.
    """
    if not {carrier.slug, *carrier.aliases}.isdisjoint(rule.carriers):
        return True
    return carrier.kind in rule.carrier_kinds and key.transport in rule.only.transports


@lru_cache(maxsize=4096)
def _paid_by(rule: Rule, payer: Carrier) -> Rule:
    return replace(rule, payer=payer)


def _post(book: RuleBook, key: Key) -> Carrier:
    known = carrier_of(book, key) or book.by_s10_country.get(key.s10_country)
    if known is not None:
        return known
    name = key.carrier or f"post-{key.s10_country.casefold()}"
    return Carrier(slug=name, name=f"The post of {key.s10_country}", kind="post")


def _most_specific(rules: Sequence[Rule], key: Key) -> tuple[Rule, ...]:
    in_force = [rule for rule in rules if _in_force(rule, key)]
    by_service = [rule for rule in in_force if key.service and key.service in rule.services]
    if by_service:
        return tuple(by_service)
    # A service nobody named is judged by the letters of its number, then by what names neither.
    by_letters = [rule for rule in in_force if key.s10 and key.s10.startswith(rule.s10 or "-")]
    if by_letters:
        return tuple(by_letters)
    return tuple(rule for rule in in_force if not rule.services and not rule.s10)


def _in_force(rule: Rule, key: Key) -> bool:
    if key.claim_type not in rule.claim_types:
        return False
    if rule.origins and key.origin not in rule.origins:
        return False
    if rule.destinations and key.destination not in rule.destinations:
        return False
    if rule.only.holds(key) is False:
        return False
    if key.accepted_on is None:
        return rule.valid_to is None
    return rule.holds_on(key.accepted_on)
