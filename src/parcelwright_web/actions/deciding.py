"""When to act on a parcel, with the costs its shop has set and what its payers owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.analytics.gather import columns_of
from parcelwright.cases.stakes import stakes_of
from parcelwright.cases.when import when_to_act
from parcelwright.detection.assess import assess_columns
from parcelwright.detection.costs import Move
from parcelwright_web.actions.learning import learned_of

if TYPE_CHECKING:
    from parcelwright.cases.when import MoveDay
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case


def moves_of(found: Situation) -> tuple[MoveDay, ...]:
    """Return the best day of each move that is still to be made, the soonest first.

    Nothing for a parcel whose journey has ended, or whose value nobody knows.
    """
    stakes = stakes_of(found.parcel, found.entitlement, found.now)
    if stakes is None or found.assessment is None:
        return ()
    learned = learned_of(found.row.tenant_id)
    columns = columns_of([(found.parcel, found.journey)], found.now)
    columns = learned.beside_siblings(columns)
    assessed = assess_columns(columns, learned.table, found.now, learned.clock)
    shop = found.row.shop
    terms = shop.cost_terms(shop.currency, stakes.value.currency)
    made = set() if found.case is None else _made(found.case)
    moves = when_to_act(assessed, learned.table, learned.clock, stakes, terms, found.today)
    left = [each for each in moves if each.move not in made]
    return tuple(sorted(left, key=lambda each: (each.on is None, each.days)))


def _made(case: Case) -> set[Move]:
    """Return what was done in a case already."""
    done = {
        Move.ASK_CARRIER: case.inquiry_sent_on,
        Move.ASK_BUYER: case.buyer_asked_on,
        Move.CLAIM: case.claim_sent_on,
    }
    return {move for move, on in done.items() if on is not None}
