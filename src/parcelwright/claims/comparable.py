"""Which published terms of consolidators a contract that nobody entered may be compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from parcelwright.claims.counting import counter
from parcelwright.claims.deadlines import asks_scans
from parcelwright.claims.remedy import Deadline
from parcelwright.records import quickly_made
from parcelwright.rulebook.alike import asked_by
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.rule import Act, Confidence, HeldBy, ServiceFamily

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from parcelwright.claims.counting import Counter
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.rule import ClaimType, Rule, Window

_NOTHING = Key(carrier="", service="")
Families: TypeAlias = frozenset[ServiceFamily]
UNENTERED = "contract/unknown"
# Words by which firms name what they sell; of a name without any, every kind is comparable.
_FAMILIES = {
    ServiceFamily.EXPRESS: ("express", "ems", "快递", "快件", "特快"),
    ServiceFamily.POSTAL: (
        "registered",
        "ordinary",
        "postal",
        "post",
        "eub",
        "packet",
        "挂号",
        "平邮",
        "小包",
    ),
    ServiceFamily.LINE: ("special", "economy", "standard", "专线", "经济", "标准"),
}


@quickly_made
@dataclass(frozen=True, kw_only=True, eq=False)
class Comparable:
    """A published period for inquiry or claim.

    Args:
        rule, window: Where it stands.
        same_service: It is of the same kind of service, as far as names tell.
    """

    rule: Rule
    window: Window
    same_service: bool

    @cached_property
    def act(self) -> Act:
        """What the period is for."""
        return self.window.act

    @cached_property
    def last(self) -> Counter:
        """What tells the last day from the moments."""
        return counter(self.window.latest, self.rule.payer.country)

    @cached_property
    def assumed(self) -> Deadline:
        """What a day by this period is where it is taken for that of another contract."""
        return Deadline(
            act=self.act,
            earliest=None,
            latest=None,
            zone=self.rule.payer.zone,
            rule=UNENTERED,
            citation=self.window.citation,
            confidence=Confidence.MEDIUM,
            assumed=True,
        )

    def reaches(self, key: Key) -> bool:
        """Return whether nothing but carrier and service keeps the period from a parcel."""
        rule = self.rule
        return (
            (not rule.origins or key.origin in rule.origins)
            and (not rule.destinations or key.destination in rule.destinations)
            and rule.only.holds(key) is not False
            and self.window.only.holds(key) is not False
        )


Terms: TypeAlias = tuple[Comparable, ...]


@lru_cache(maxsize=1024)
def families_of(service: str) -> Families:
    """Return the kinds of service that the words of a slug speak of; empty when they tell none.

    >>> sorted(families_of("4px-c-postal-express-ems"))
    ['express', 'postal']
    """
    words = set(re.split(r"[^a-z]+", service))
    return frozenset(
        family
        for family, marks in _FAMILIES.items()
        if any(mark in words if mark.isascii() else mark in service for mark in marks)
    )


def comparable_to(book: RuleBook, key: Key) -> tuple[Terms, Terms]:
    """Return the periods that reach a parcel: those for a comparable service, and all.

    Of those that always end on one day the first stands for the others.
    """
    return _reaching(book, _picked(book)(key))


@lru_cache(maxsize=64)
def any_asks_scans(book: RuleBook, claim_type: ClaimType) -> bool:
    """Return whether any period for a kind of loss depends on a scan after the one that took it."""
    return any(asks_scans(each.window) for each in comparable_terms(book, claim_type, frozenset()))


@lru_cache(maxsize=64)
def _declared(book: RuleBook) -> Mapping[str, Families]:
    """Return the kinds of the services whose rules state them, by slug."""
    found: dict[str, Families] = {}
    for rule in book.rules:
        for service in rule.services if rule.families else ():
            found[service] = found.get(service, frozenset()) | rule.families
    return found


@lru_cache(maxsize=16384)
def _reaching(book: RuleBook, picked: tuple[object, ...]) -> tuple[Terms, Terms]:
    known = dict(zip(_deciding(book), picked, strict=True))
    key = Key._make(known.get(field, nothing) for field, nothing in _NOTHING._asdict().items())
    families = _declared(book).get(key.service) or families_of(key.service)
    terms = [each for each in comparable_terms(book, key.claim_type, families) if each.reaches(key)]
    return _distinct(each for each in terms if each.same_service), _distinct(terms)


def _distinct(terms: Iterable[Comparable]) -> Terms:
    found: dict[tuple[Act, Counter], Comparable] = {}
    for each in terms:
        found.setdefault((each.act, each.last), each)
    return tuple(found.values())


@lru_cache(maxsize=64)
def _deciding(book: RuleBook) -> tuple[str, ...]:
    """Return the fields of a key that decide which of the periods reach a parcel."""
    asked = asked_by(tuple(rule for rule in book.rules if _is_comparable(rule)))
    names = {
        "carrier": asked.carriers,
        "origin": asked.origins,
        "destination": asked.destinations,
        "programme": asked.programmes,
    }
    days = {"accepted_on": asked.seasons, "ordered_on": asked.order_seasons}
    return (
        "service",
        "claim_type",
        "customer",
        "transport",
        *(field for field, found in names.items() if found is None or found),
        *(field for field, is_asked in days.items() if is_asked),
    )


@lru_cache(maxsize=64)
def _picked(book: RuleBook) -> Callable[[Key], tuple[object, ...]]:
    """Return what takes those fields out of a key."""
    return itemgetter(*[Key._fields.index(field) for field in _deciding(book)])


def _is_comparable(rule: Rule) -> bool:
    return rule.held_by is HeldBy.ACCOUNT and rule.payer.kind == "consolidator"


@lru_cache(maxsize=256)
def comparable_terms(
    book: RuleBook, claim_type: ClaimType, families: Families
) -> tuple[Comparable, ...]:
    """Return consolidators' published periods for one kind of loss.

    Each is marked with whether it is for one of the kinds of service asked for.
    """
    return tuple(
        Comparable(rule=rule, window=window, same_service=_alike(rule, families))
        for rule in book.rules
        if _is_comparable(rule) and claim_type in rule.claim_types
        for window in rule.windows
        if window.act in {Act.INQUIRY, Act.CLAIM}
        and window.latest is not None
        and window.confidence is not Confidence.LOW
        and (not window.only.claim_types or claim_type in window.only.claim_types)
    )


def _alike(rule: Rule, families: Families) -> bool:
    if rule.families:
        return not families or not rule.families.isdisjoint(families)
    theirs = [families_of(service) for service in rule.services]
    return not families or not theirs or any(not own or own & families for own in theirs)
