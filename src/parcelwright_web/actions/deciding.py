"""When to act on a parcel, with the costs its shop has set and what its payers owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.cases.stakes import stakes_of
from parcelwright.cases.when import when_to_act
from parcelwright.detection.assessment import Standing
from parcelwright.detection.costs import Move
from parcelwright_web.actions.situation import assessed

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.cases.when import MoveDay
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case


def moves_of(found: Situation, *, claims: bool = True) -> tuple[MoveDay, ...]:
    """Return the best day of each move that is still to be made, the soonest first.

    Nothing for a parcel whose journey has ended, or whose value nobody knows.

    Args:
        found: The situation of the parcel.
        claims: Whether to work out what is owed for it, and when that lapses.
    """
    stakes = stakes_of(found.parcel, found.entitlement if claims else None, found.now)
    if stakes is None or found.assessment is None:
        return ()
    learned = found.learned
    pair = (found.parcel, found.journey)
    columns = assessed(learned, [pair], [found.outage_since], found.now)
    shop = found.row.shop
    terms = shop.cost_terms(shop.currency, stakes.value.currency)
    made = set() if found.case is None else _made(found.case)
    moves = when_to_act(columns, learned.table, learned.clock, stakes, terms, found.today)
    left = [each for each in moves if each.move not in made]
    return tuple(sorted(left, key=lambda each: (each.on is None, each.days)))


def first_move(found: Situation) -> tuple[str, date | None]:
    """Return the move that pays first and the day from which it does, for lists.

    Nothing for a parcel on time. What payers owe is counted in once a parcel is in trouble.
    """
    stand = found.assessment
    if stand is None or stand.standing is Standing.ON_TIME:
        return "", None
    in_trouble = found.case is not None or found.trouble is not None
    first = next(iter(moves_of(found, claims=in_trouble)), None)
    if first is None or first.on is None:
        return "", None
    return first.move.value, first.before_first_day or first.on


def _made(case: Case) -> set[Move]:
    """Return what was done in a case already."""
    done = {
        Move.ASK_CARRIER: case.inquiry_sent_on,
        Move.ASK_BUYER: case.buyer_asked_on,
        Move.CLAIM: case.claim_sent_on,
    }
    return {move for move, on in done.items() if on is not None}
