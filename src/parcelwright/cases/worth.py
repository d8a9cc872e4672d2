"""Whether acting on a case pays today, by the money at stake, and what to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.remedy import Act
from parcelwright.detection.assessment import Reason, Standing
from parcelwright.detection.costs import Move

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.cases.facts import CaseFacts
    from parcelwright.cases.when import MoveDay

_MOVE = {Act.INQUIRY: Move.ASK_CARRIER, Act.CLAIM: Move.CLAIM}


def is_due(act: Act, facts: CaseFacts) -> bool:
    """Return whether it is time for an inquiry or a claim.

    What the carrier or the buyer states decides by itself. Else the expected costs decide: an
    inquiry goes out on the day from which waiting costs more than a needless letter, a claim on
    such a day once more parcels like it are lost than arrive, for nobody should claim for what
    will likely come. Where the value is unknown, the chances alone decide.
    """
    if facts.loss_told:
        return True
    made = move_of(act, facts)
    if made is None:
        return facts.loss_likely if act is Act.CLAIM else facts.stalled
    if act is Act.CLAIM:
        return facts.loss_likely and _is_today(made)
    late = facts.assessment is not None and facts.assessment.standing is not Standing.ON_TIME
    return late and _is_today(made)


def pays_on(act: Act, facts: CaseFacts) -> date | None:
    """Return the later day on which an act pays best; None when it is today or unknown."""
    made = move_of(act, facts)
    if made is None or made.on is None or _is_today(made):
        return None
    return made.before_first_day or made.on


def reason_of_worth(act: Act, facts: CaseFacts) -> Reason | None:
    """Return what acting today or waiting is worth, for a sentence; None where nobody knows.

    The figures: ``sum`` is what the next day of waiting costs beyond what it spares, or what
    waiting until ``day`` spares; ``share`` in 100 arrive before that day.
    """
    made = move_of(act, facts)
    if made is None or made.on is None:
        return None
    if _is_today(made):
        if made.next_day.amount <= 0:
            return None
        return Reason(code="acting_pays", figures=(("sum", str(made.next_day)),))
    if made.before_first_day is not None or made.worth.amount <= 0:
        return None
    figures = (
        ("sum", str(made.worth)),
        ("day", made.on.isoformat()),
        ("share", f"{100 * made.arrive_before:.0f}"),
    )
    return Reason(code="waiting_pays", figures=figures)


def move_of(act: Act, facts: CaseFacts) -> MoveDay | None:
    """Return the best day of the move that an act is, where it was worked out."""
    wanted = _MOVE.get(act)
    return next((made for made in facts.moves if made.move is wanted), None)


def _is_today(made: MoveDay) -> bool:
    return made.on is not None and made.days == 0 and made.before_first_day is None
