"""Several payers, one loss: what each can be asked for beside the others, and in which turn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.claims.remedy import RemedyStatus, SumLine
from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from parcelwright.claims.remedy import Entitlement, Remedy
    from parcelwright.rulebook.exchange import Rates

_USABLE = frozenset({RemedyStatus.OPEN, RemedyStatus.TOO_EARLY})
_PAYER_DONE = "Granted in full: this payer owes no more under the rule."
_PAID_UP = "Paid in full: nothing more can be asked for this loss."


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one remedy is worth beside the others.

    Args:
        turn: Place in the order of asking, from 1; cover that pays only the excess of other
            cover comes after it. None where the remedy cannot be used.
        after: Slugs of the payers before it whose cover must be used up first.
        alone: The most of it when no other pays; never above what is left of the loss.
        in_turn: What is left for it when those before it in the order have paid.
        if_others_first: The most of it once all others have paid what they owe.
    """

    payer: str
    rule: str
    turn: int | None
    after: tuple[str, ...]
    alone: Money | None
    in_turn: Money | None
    if_others_first: Money | None


def shares_of(found: Entitlement) -> tuple[Share, ...]:
    """Return one share for each remedy, in their order.

    Rules of one payer are alternatives, so of each other payer its highest sum counts.
    """
    remedies, left = found.remedies, found.left
    usable = [each for each in remedies if each.status in _USABLE]
    turns = sorted(usable, key=lambda each: bool(each.excess_of))
    place = {id(each): at for at, each in enumerate(turns, start=1)}
    by_payer: dict[str, Decimal] = {}
    for each in usable:
        sum_ = _alone(each, left)
        if sum_ is not None:
            by_payer[each.payer] = max(by_payer.get(each.payer, Decimal(0)), sum_.amount)
    together = sum(by_payer.values(), Decimal(0))
    in_turn = _in_turn(turns, left)
    return tuple(
        Share(
            payer=each.payer,
            rule=each.rule,
            turn=place.get(id(each)),
            after=_before(each, usable),
            alone=(alone := _alone(each, left)),
            in_turn=in_turn.get(id(each)),
            if_others_first=_behind(
                each, alone, left, together - by_payer.get(each.payer, Decimal(0))
            ),
        )
        for each in remedies
    )


def _alone(remedy: Remedy, left: Money | None) -> Money | None:
    amount = remedy.amount
    if amount is None or left is None or amount.currency != left.currency:
        return amount
    rest = _of_rest(remedy, left.amount)
    return amount if amount.amount <= rest else Money(rest, left.currency).rounded()


def _of_rest(remedy: Remedy, rest: Decimal) -> Decimal:
    """Return the most that a payer gives of what others leave of a loss."""
    if remedy.borne is not None:
        rest -= remedy.borne.amount
    elif remedy.borne_percent is not None:
        rest -= rest * remedy.borne_percent / 100
    return max(rest, Decimal(0))


def _behind(
    remedy: Remedy, alone: Money | None, left: Money | None, others: Decimal
) -> Money | None:
    if alone is None or left is None or alone.currency != left.currency:
        return None
    free = max(left.amount - others, Decimal(0))
    return Money(min(alone.amount, _of_rest(remedy, free)), alone.currency).rounded()


def _in_turn(turns: Sequence[Remedy], left: Money | None) -> dict[int, Money]:
    """Return what each gives when all pay in order; of one payer only the highest sum counts."""
    found: dict[int, Money] = {}
    if left is None:
        return found
    spent: dict[str, Decimal] = {}
    free = left.amount
    for each in turns:
        alone = _alone(each, left)
        if alone is None or alone.currency != left.currency:
            continue
        own = spent.get(each.payer, Decimal(0))
        most = _of_rest(each, free + own) - own
        gives = max(min(alone.amount - own, most, free), Decimal(0))
        free -= gives
        spent[each.payer] = spent.get(each.payer, Decimal(0)) + gives
        found[id(each)] = Money(gives, left.currency).rounded()
    return found


def _before(remedy: Remedy, usable: Sequence[Remedy]) -> tuple[str, ...]:
    """Return the payers whose cover a remedy leaves the first loss to."""
    if not remedy.excess_of:
        return ()
    named = set(remedy.excess_of)
    found = (
        each.payer
        for each in usable
        if each.payer != remedy.payer and (each.payer in named or each.kind.value in named)
    )
    return tuple(dict.fromkeys(found))


def paid_in(
    paid: Mapping[str, Money], currency: str, on: date, rates: Rates
) -> tuple[dict[str, Money], tuple[str, ...]]:
    """Return what each payer paid in one currency, and a line for each that has no rate."""
    known: dict[str, Money] = {}
    warnings = []
    for payer, money in paid.items():
        try:
            known[payer] = convert(money, currency, on, rates).money
        except MoneyError as error:
            warnings.append(f"{money} already paid is not counted: {error}.")
    return known, tuple(warnings)


def less_paid(
    remedies: Sequence[Remedy],
    most: Money | None,
    paid: Mapping[str, Money],
    on: date,
    rates: Rates,
) -> list[Remedy]:
    """Return the remedies with what was paid taken off their sums.

    Args:
        remedies: Their sums are what each rule grants.
        most: The loss with the postage; None takes off only what the same payer paid.
        paid: By payer, in whatever currency; what has no rate is left out.
        on: Day whose rate counts.
        rates: For payments in another currency than the sum.
    """
    done = most is not None and _covers(paid_in(paid, most.currency, on, rates)[0], most)
    return [
        (_ended(each) if done else each)
        if each.amount is None
        else _less(each, each.amount, most, paid_in(paid, each.amount.currency, on, rates)[0])
        for each in remedies
    ]


def _covers(paid: Mapping[str, Money], most: Money) -> bool:
    return sum((money.amount for money in paid.values()), Decimal(0)) >= most.amount > 0


def _ended(remedy: Remedy) -> Remedy:
    """Return a remedy without a sum, of a loss that is paid in full."""
    if remedy.status not in _USABLE:
        return remedy
    return replace(remedy, status=RemedyStatus.EXCLUDED, why=_PAID_UP)


def _after_own_share(
    remedy: Remedy, rest: Money, left: Money, own_paid: Money | None
) -> tuple[Money, tuple[SumLine, ...]]:
    """Return what is left to ask once the seller's own share of the rest is off, and the steps."""
    paid = own_paid or Money(Decimal(0), left.currency)
    before = (left + paid).rounded()
    owed = Money(_of_rest(remedy, before.amount), left.currency).rounded()
    most = Money(max(owed.amount - paid.amount, Decimal(0)), left.currency).rounded()
    if most.amount >= rest.amount:
        return rest, ()
    share = (
        f"{remedy.borne_percent} percent"
        if remedy.borne is None
        else f"{remedy.borne.rounded()} that you bear yourself"
    )
    steps = [SumLine(text=f"{before} less {share} = {owed}", amount=owed)]
    if own_paid is not None:
        steps.append(SumLine(text=f"{owed} less {own_paid} already granted = {most}", amount=most))
    return most, tuple(steps)


def _less(remedy: Remedy, amount: Money, most: Money | None, same: Mapping[str, Money]) -> Remedy:
    if not same:
        return remedy
    own_paid = same.get(remedy.payer)
    lines = list(remedy.sum_lines)
    rest = amount
    if own_paid is not None:
        rest = Money(max(amount.amount - own_paid.amount, Decimal(0)), amount.currency).rounded()
        lines.append(
            SumLine(text=f"{amount} less {own_paid} already granted = {rest}", amount=rest)
        )
    total = sum((money.amount for money in same.values()), Decimal(0))
    ended_by = _PAYER_DONE if rest.amount == 0 else _PAID_UP
    if most is not None and most.currency == amount.currency:
        left = Money(max(most.amount - total, Decimal(0)), most.currency).rounded()
        after, steps = _after_own_share(remedy, min(rest, left), left, own_paid)
        if steps or left < rest:
            text = f"Of the loss {most}, {Money(total, most.currency)} is granted: {left} is left"
            lines += [SumLine(text=text, amount=left), *steps]
        rest = after
    if rest == amount:
        return remedy
    # A sum of nothing ends a claim that could still be made.
    ended = rest.amount == 0 and remedy.status in _USABLE
    return replace(
        remedy,
        amount=rest,
        sum_lines=tuple(lines),
        status=RemedyStatus.EXCLUDED if ended else remedy.status,
        why=ended_by if ended else remedy.why,
    )
