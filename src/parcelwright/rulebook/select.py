"""Picks the rules for one parcel: by the day it was accepted, never by today."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from parcelwright.rulebook.alike import asked_by_carrier, asked_by_payer
from parcelwright.rulebook.completed import completed, is_weak
from parcelwright.rulebook.narrow import narrowed
from parcelwright.rulebook.reach import NO_POSTS, binds
from parcelwright.rulebook.rule import Carrier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Rule

_S10 = re.compile(r"([A-Z]{2})[0-9]{9}([A-Z]{2})")
_S10_SIGNS = 13
_NO_LETTERS = ("", "")
BY_NUMBER = (
    "The letters of the number name another kind of mail than the service does; the number is "
    "followed."
)


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a name as rules write it.

    >>> slug("Registered Small_Packet")
    'registered-small-packet'
    """
    return re.sub(r"[^\w]+|_+", "-", text.strip().casefold()).strip("-")


def s10_of(number: str) -> tuple[str, str]:
    """Return service letters and country of a postal number, both empty where it is none.

    >>> s10_of("RB123456785CN")
    ('RB', 'CN')
    """
    match = _S10.fullmatch(number) if len(number) == _S10_SIGNS else None
    return _NO_LETTERS if match is None else (match[1], match[2])


def carrier_of(book: RuleBook, key: Key) -> Carrier | None:
    """Return the carrier the rule book knows for a parcel, by name or else by postal number."""
    if key.carrier:
        return book.by_slug.get(key.carrier)
    return book.by_s10_country.get(key.s10_country)


def rules_for(book: RuleBook, key: Key) -> tuple[Rule, ...]:
    """Return the rules that hold for a parcel, its carrier's own first.

    A rule that names the service wins over rules of the same file that name only a family
    of postal numbers, and those win over rules that name neither; a service whose own letters
    the number contradicts gives way to it. The general postal rules
    hold where the post has none of its own that name the item as closely; a treaty's rules
    stand beside a carrier's, and so do those of an insurer or platform that the parcel names.
    Of the figures in a rule those remain that hold for the parcel.
    """
    carrier = carrier_of(book, key)
    name = key.carrier if carrier is None else carrier.slug
    own = asked_by_carrier(book, carrier, key.transport)
    found = own_rules(book, own.alike(key, name))
    for payer in covering(book, key.insurer, key.programme, name):
        found += covering_rules(book, payer, asked_by_payer(book, payer).alike(key, name))
    return found


@lru_cache(maxsize=4096)
def covering(book: RuleBook, insurer: str, programme: str, carrier: str) -> tuple[str, ...]:
    """Return which of insurer and programme have rules beside the carrier's, in order."""
    named = {book.by_slug.get(name) for name in (insurer, programme) if name}
    own = book.by_slug.get(carrier)
    return tuple(sorted({payer.slug for payer in named if payer is not None and payer != own}))


@lru_cache(maxsize=16384)
def own_rules(book: RuleBook, key: Key) -> tuple[Rule, ...]:
    """Return the rules of the carrier, or of the postal convention, and of treaties.

    Who asks for many parcels asks for the key that stands for all that are alike.
    """
    carrier = carrier_of(book, key)
    if carrier is not None:
        key = key._replace(carrier=carrier.slug)
    own = () if carrier is None else book.by_payer.get(carrier.slug, ())
    chosen = _most_specific([rule for rule in own if not rule.carriers], key)
    found = tuple(narrowed(rule, key) for rule in chosen)
    if carrier is None or carrier.kind not in NO_POSTS:
        general = _most_specific(_general_postal(book, key), key)
        law = [narrowed(rule, key) for rule in sorted(general, key=partial(_closeness, key=key))]
        if carrier is not None and law:
            found = tuple(completed(rule, law, carrier, key) for rule in found)
        found += tuple(narrowed(rule, key) for rule in _closer(general, chosen, key))
    taker = carrier or (_post(book, key) if key.s10 and not key.carrier else None)
    return found + tuple(narrowed(rule, key) for rule in _treaty(book, key, taker))


@lru_cache(maxsize=16384)
def covering_rules(book: RuleBook, payer: str, key: Key) -> tuple[Rule, ...]:
    """Return the rules of an insurer or programme that a parcel was bought under."""
    found = _most_specific(book.by_payer.get(payer, ()), key)
    return tuple(narrowed(rule, key) for rule in found)


def _general_postal(book: RuleBook, key: Key) -> list[Rule]:
    """Return the postal convention's rules, payable by the post that took the parcel."""
    if not key.s10:
        return []
    post = _post(book, key)
    return [_paid_by(rule, post) for rule in book.postal_law]


def _treaty(book: RuleBook, key: Key, carrier: Carrier | None) -> tuple[Rule, ...]:
    if carrier is None:
        return ()
    bound = _binding(book, carrier, key.transport)
    # What binds nobody says why a third party owes nothing: it keeps the name of that party.
    return tuple(
        rule if rule.excluded else _paid_by(rule, carrier) for rule in _most_specific(bound, key)
    )


@lru_cache(maxsize=4096)
def _binding(book: RuleBook, carrier: Carrier, way: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in book.treaties if binds(rule, carrier, way))


@lru_cache(maxsize=4096)
def _paid_by(rule: Rule, payer: Carrier) -> Rule:
    return replace(rule, payer=payer)


def _post(book: RuleBook, key: Key) -> Carrier:
    known = carrier_of(book, key) or book.by_s10_country.get(key.s10_country)
    if known is not None:
        return known
    name = key.carrier or f"post-{key.s10_country.casefold()}"
    return Carrier(slug=name, name=f"The post of {key.s10_country}", kind="post")


def _closer(general: tuple[Rule, ...], own: tuple[Rule, ...], key: Key) -> tuple[Rule, ...]:
    """Return the general postal rules that stand beside a post's own.

    All where it has none; where its own are all weak, those that pay. A post that has a rule for
    parcels, by the letter C, has none thereby for insured ones, CV.
    """
    if not own:
        return general
    strong = [rule for rule in own if not is_weak(rule)]
    if not strong:
        return tuple(rule for rule in general if not (is_weak(rule) or rule.excluded))
    nearest = max(_closeness(rule, key) for rule in strong)
    return tuple(rule for rule in general if 0 < nearest < _closeness(rule, key))


def _closeness(rule: Rule, key: Key) -> int:
    """Return how closely a rule names a parcel: a service above any letters of its number."""
    if key.service and key.service in rule.services:
        return len(key.s10) + 1
    return max((len(each) for each in rule.s10 if key.s10.startswith(each)), default=0)


def _most_specific(rules: Sequence[Rule], key: Key) -> tuple[Rule, ...]:
    in_force = [rule for rule in rules if _in_force(rule, key)]
    by_service = [rule for rule in in_force if key.service and key.service in rule.services]
    by_letters = [rule for rule in in_force if key.s10 and key.s10.startswith(rule.s10 or "-")]
    if by_service and not any(_fits(rule, key) for rule in by_service):
        # The number is on the item itself, the service a word in an export. Where the number's
        # mail is paid nothing for, the service may be right all the same, and is not given up.
        paying = [rule for rule in by_letters if not rule.excluded]
        if paying:
            return tuple(replace(rule, notes=(*rule.notes, BY_NUMBER)) for rule in paying)
    if by_service:
        return tuple(by_service)
    # A service nobody named is judged by the letters of its number, then by what names neither.
    if by_letters:
        return tuple(by_letters)
    return tuple(rule for rule in in_force if not rule.services and not rule.s10)


def _fits(rule: Rule, key: Key) -> bool:
    """Return whether the letters of a number are not those of other mail than a rule is for."""
    return not rule.s10 or key.s10.startswith(rule.s10)


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
