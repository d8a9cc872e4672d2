"""When acting beats waiting, as the pages of a parcel and a case show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcelwright.detection.costs import Move
from parcelwright_web.actions.deciding import moves_of
from parcelwright_web.pages.sentences import day_text
from parcelwright_web.sums import money_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright.cases.when import MoveDay
    from parcelwright.money import Money
    from parcelwright_web.actions.situation import Situation

_MOVES: Mapping[Move, StrOrPromise] = {
    Move.ASK_CARRIER: gettext_lazy("Ask the carrier"),
    Move.ASK_BUYER: gettext_lazy("Ask the buyer"),
    Move.RESEND: gettext_lazy("Send again or pay back"),
    Move.CLAIM: gettext_lazy("File the claim"),
}


@dataclass(frozen=True, kw_only=True)
class WhenRow:
    """One move: its day and why; ``now`` and ``then`` are expected costs of both choices."""

    name: StrOrPromise
    day: str
    is_today: bool
    why: str
    now: Money
    then: Money


def move_name(move: str) -> StrOrPromise:
    """Return a stored move as words; empty where none is stored."""
    return _MOVES[Move(move)] if move else ""


def when_rows(found: Situation) -> list[WhenRow]:
    """Return the moves that are left for a parcel, the soonest first; empty when none is."""
    return [_row(each) for each in moves_of(found)]


def _row(made: MoveDay) -> WhenRow:
    is_today = made.on is not None and made.days == 0 and made.before_first_day is None
    return WhenRow(
        name=_MOVES[made.move],
        day=_day(made),
        is_today=is_today,
        why=_why(made),
        now=made.cost_now,
        then=made.cost_then,
    )


def _day(made: MoveDay) -> str:
    if made.on is None:
        return _("Not yet")
    day = made.before_first_day or made.on
    if made.days == 0 and day == made.on:
        return _("Act today")
    return _("Act on %(day)s") % {"day": day_text(day)}


def _why(made: MoveDay) -> str:
    if made.before_first_day is not None:
        return _("The payer takes it from %(day)s on.") % {"day": day_text(made.before_first_day)}
    if made.on is None:
        return _("Waiting pays for as long as the figures reach.")
    if made.days == 0:
        return _why_today(made)
    figures = {"sum": money_text(made.worth), "n": _in_100(made.arrive_before)}
    if made.for_lapse and made.move is Move.RESEND:
        return _("Waiting until then is worth %(sum)s; after it the buyer turns angry.") % figures
    if made.for_lapse:
        return _("Waiting until then is worth %(sum)s; after it money is at risk.") % figures
    return (
        _(
            "Waiting until then is worth %(sum)s, because %(n)s in 100 parcels like it arrive"
            " before."
        )
        % figures
    )


def _why_today(made: MoveDay) -> str:
    if made.next_day.amount > 0:
        figures = {"sum": money_text(made.next_day)}
        return _("The next day of waiting costs %(sum)s more than it spares.") % figures
    return _("The day on which it paid most has passed.")


def _in_100(share: float) -> str:
    whole = round(100 * share)
    return str(whole) if whole else _("fewer than 1")
