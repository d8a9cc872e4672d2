"""What is missing for a sure answer about one parcel, and what would follow from each choice.

Nothing is guessed in an entitlement; here each gap is named, and the entitlement is worked
out again for what could fill it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.facts import facts_of
from parcelwright.claims.regime import of_a_post
from parcelwright.claims.remedy import Act, RemedyStatus
from parcelwright.money import Money
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.recognize import recognize
from parcelwright.rulebook.select import s10_of, slug
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from parcelwright.claims.remedy import Entitlement
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.rule import Carrier

    Ask = Callable[[Parcel], Entitlement]

_MOST_CHOICES = 5
_ALIKE = 0.7
_WEIGHTS = (500, 1000, 2000)
# Above the limit of any rule, so that the limit is what counts.
_ANY_VALUE = Money.of(1_000_000, "USD")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One way to fill a gap: what is supposed, and what would follow from it."""

    supposed: str
    follows: str


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something that is missing or cannot be right.

    Args:
        lacks: Which, such as ``carrier``, ``service``, ``acceptance`` or ``weight``.
        text: What is missing, one or two plain sentences.
        choices: What could fill it.
    """

    lacks: str
    text: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """One entitlement and all that it was worked out from.

    Args:
        ask: Works it out again for a parcel that differs in one thing; without it gaps are
            named, and no choice is worked out.
    """

    found: Entitlement
    parcel: Parcel
    journey: Journey
    book: RuleBook
    contracts: Sequence[ContractTerms]
    ask: Ask | None = None

    @property
    def carrier(self) -> Carrier | None:
        """The carrier that the answer is about, as far as the rule book knows it."""
        return self.book.by_slug.get(slug(self.found.carrier))

    def choices(self, supposed: Iterable[tuple[str, Parcel]], rule: str = "") -> tuple[Choice, ...]:
        """Return what would follow for each changed parcel, under one rule if it is named."""
        ask = self.ask
        if ask is None:
            return ()
        return tuple(
            Choice(supposed=text, follows=follows(ask(parcel), rule)) for text, parcel in supposed
        )


def gaps_of(question: Question) -> tuple[Gap, ...]:
    """Return everything that is missing for a sure answer, what matters most first."""
    parts = (_carrier, _service, _account, _acceptance, _edition, _weight, _value)
    return tuple(gap for part in parts if (gap := part(question)) is not None)


def follows(found: Entitlement, rule: str = "") -> str:
    """Return one sentence about last day and sum.

    Args:
        found: The entitlement.
        rule: Whose remedy is meant; the best one where there is none of that rule.
    """
    best = next((each for each in found.remedies if each.rule == rule), found.remedies[0])
    if best.status is RemedyStatus.EXCLUDED:
        return f"{best.payer_name} owes nothing for it."
    if not best.rule:
        return f"No rule of {best.payer_name} is known for it."
    ends = next(
        (
            each
            for each in best.deadlines
            if each.latest is not None and not each.assumed and each.act in {Act.INQUIRY, Act.CLAIM}
        ),
        None,
    )
    if ends is None or ends.latest is None:
        day = "no last day is known"
    else:
        verb = "would be" if ends.latest >= found.on else "was"
        day = f"the last day for the {ends.act} {verb} {spoken_day(ends.latest)}"
    money = "no sum is known" if best.amount is None else f"at most {best.amount}"
    return f"{best.payer_name}: {day}, {money}."


def _carrier(question: Question) -> Gap | None:
    parcel, book = question.parcel, question.book
    if question.carrier is not None or question.found.remedies[0].rule:
        return None
    if of_a_post(slug(parcel.carrier), s10_of(parcel.tracking_number)[1]):
        return None
    if parcel.carrier:
        text = f'"{parcel.carrier}" is no carrier of the rule book.'
        names = get_close_matches(slug(parcel.carrier), book.by_slug, cutoff=_ALIKE)
    else:
        text = "No carrier is named, and the number does not tell which it is."
        names = []
    names += [each.carrier for each in recognize(parcel.tracking_number)]
    known = dict.fromkeys(book.by_slug[name] for name in names if name in book.by_slug)
    supposed = (
        (f"If it is {each.name}", replace(parcel, carrier=each.slug))
        for each in list(known)[:_MOST_CHOICES]
    )
    return Gap(lacks="carrier", text=text, choices=question.choices(supposed))


def _service(question: Question) -> Gap | None:
    parcel, carrier = question.parcel, question.carrier
    if carrier is None:
        return None
    named = _services(question.book, carrier.slug)
    if not named or slug(parcel.service) in named:
        return None
    best = question.found.remedies[0]
    if not parcel.service and best.rule and best.status is not RemedyStatus.EXCLUDED:
        return None
    near = get_close_matches(slug(parcel.service), named, n=_MOST_CHOICES, cutoff=_ALIKE)
    supposed = (
        (f"If the service is {each}", replace(parcel, service=each))
        for each in (near or named[:_MOST_CHOICES])
    )
    text = (
        f'No rule of {carrier.name} names the service "{parcel.service}"; '
        "what holds for a parcel without a named service is taken."
        if parcel.service
        else f"No service is named, and the rules of {carrier.name} differ by service."
    )
    return Gap(lacks="service", text=text, choices=question.choices(supposed))


@lru_cache(maxsize=512)
def _services(book: RuleBook, payer: str) -> tuple[str, ...]:
    """Return the services that the rules of a payer name, each once."""
    named = (each for rule in book.rules if rule.payer.slug == payer for each in rule.services)
    return tuple(dict.fromkeys(named))


def _account(question: Question) -> Gap | None:
    """Return that a contract does not fit the parcel by what looks like a slip of the pen."""
    parcel, contracts = question.parcel, question.contracts
    accounts = {terms.carrier_account for terms in contracts}
    if parcel.carrier_account and parcel.carrier_account not in accounts:
        near = get_close_matches(parcel.carrier_account, accounts, n=1, cutoff=_ALIKE)
        if near:
            text = (
                f'The parcel names the account "{parcel.carrier_account}"; '
                f'terms are entered for "{near[0]}".'
            )
            supposed = [(f"If both are {near[0]}", replace(parcel, carrier_account=near[0]))]
            return Gap(lacks="account", text=text, choices=question.choices(supposed))
    known = question.book.by_slug
    for terms in contracts:
        if terms.payer not in known and (near := get_close_matches(terms.payer, known, n=1)):
            text = (
                f'The terms of account "{terms.carrier_account}" name the firm "{terms.payer}", '
                f'which the rule book does not know; it knows "{near[0]}".'
            )
            return Gap(lacks="account", text=text)
    return None


def _acceptance(question: Question) -> Gap | None:
    parcel, on = question.parcel, question.found.on
    moments = facts_of(parcel, question.journey).moments
    posted = moments.get(Since.POSTING)
    if posted is not None and posted <= on:
        return None
    hints = {
        moments[since]
        for since in (Since.ORDERED, Since.LABEL_CREATED, Since.LAST_SCAN)
        if since in moments and moments[since] <= on
    }
    days = sorted(hints) or [on - timedelta(days=30), on]
    supposed = [
        (f"If the carrier took it on {spoken_day(day)}", _accepted(parcel, day)) for day in days
    ]
    text = (
        "No day of acceptance is known: periods that count from it have no last day, "
        "and the rules in force today are taken."
    )
    return Gap(lacks="acceptance", text=text, choices=question.choices(supposed))


def _accepted(parcel: Parcel, day: date) -> Parcel:
    return replace(parcel, accepted_at=EventTime.parse(day.isoformat()))


def _edition(question: Question) -> Gap | None:
    carrier, accepted = question.carrier, question.parcel.accepted_on
    if carrier is None or accepted is None or question.found.remedies[0].rule:
        return None
    rules = [
        rule
        for rule in question.book.rules
        if rule.payer.slug == carrier.slug and question.found.claim_type in rule.claim_types
    ]
    service = slug(question.parcel.service)
    starts = [each.valid_from for each in rules if service in each.services]
    starts = starts or [each.valid_from for each in rules]
    known = [day for day in starts if day is not None]
    if not known or None in starts or accepted >= min(known):
        return None
    oldest = min(known)
    text = (
        f"The oldest edition of {carrier.name} in the rule book holds from {spoken_day(oldest)}; "
        f"the carrier took the parcel on {spoken_day(accepted)}, so its terms of that day are "
        "needed."
    )
    supposed = [
        (
            f"For a parcel taken on {spoken_day(oldest)}",
            _accepted(question.parcel, oldest),
        )
    ]
    return Gap(lacks="edition", text=text, choices=question.choices(supposed))


def _weight(question: Question) -> Gap | None:
    lacking = next((each for each in question.found.remedies if "weight" in each.needs), None)
    if lacking is None:
        return None
    contents = question.parcel.contents
    supposed = (
        (
            f"With a weight of {grams} g",
            replace(question.parcel, contents=replace(contents, weight_g=grams)),
        )
        for grams in _WEIGHTS
    )
    text = "No weight is known, and the sum depends on it."
    return Gap(lacks="weight", text=text, choices=question.choices(supposed, lacking.rule))


def _value(question: Question) -> Gap | None:
    contents = question.parcel.contents
    lacking = {need for each in question.found.remedies for need in each.needs}
    if "exchange rate" in lacking and contents.value is not None:
        text = (
            f"No rate is known for {contents.value}; enter one, or the value in a currency "
            "that has one."
        )
        lacks = "rate"
    elif "value" in lacking:
        text, lacks = "No value of the goods is known, so the loss is not known.", "value"
    else:
        return None
    most = replace(contents, value=_ANY_VALUE, declared=_ANY_VALUE, cost=_ANY_VALUE)
    supposed = [("However high the value in USD", replace(question.parcel, contents=most))]
    return Gap(lacks=lacks, text=text, choices=question.choices(supposed))
