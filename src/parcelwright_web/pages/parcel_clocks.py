"""What the seller owes the buyer meanwhile, as the page of a parcel shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.claims.buyer_clocks import reaching, unlisted_law
from parcelwright.rulebook.clocks import Who
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.sentences import day_text
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from parcelwright.claims.buyer_clocks import BuyerClock
    from parcelwright.parcels.parcel import Parcel


@dataclass(frozen=True, kw_only=True)
class ClockView:
    """One clock in words; ``clock`` has what needs none."""

    clock: BuyerClock
    title: str
    act: str
    when: str
    is_over: bool


def clock_views(clocks: Iterable[BuyerClock], today: date) -> list[ClockView]:
    """Return the clocks that a day is known of, those that end first first, the ended last."""
    views = [_view(clock, today) for clock in clocks if clock.closes or clock.opens]
    return sorted(views, key=lambda view: view.is_over)


def notes_of(parcel: Parcel) -> list[tuple[str, list[str]]]:
    """Return what holds whatever the day: name and notes of each scheme that binds the seller."""
    schemes = [each for each in reaching(parcel, shipped_schemes()) if each.notes]
    notes = [(spoken(each.name), [spoken(note) for note in each.notes]) for each in schemes]
    if country := unlisted_law(parcel, shipped_schemes()):
        title = _("Consumer law, %(country)s") % {"country": country_name(country)}
        said = _(
            "No law of this country is in the rule book: what the buyer may ask for by law, and "
            "by when, is not known."
        )
        notes.append((title, [said]))
    return notes


def _view(clock: BuyerClock, today: date) -> ClockView:
    act = spoken(clock.act)
    words = _("You: %(act)s") if clock.who is Who.SELLER else _("The buyer: %(act)s")
    is_over = clock.closes is not None and clock.closes < today
    return ClockView(
        clock=clock,
        title=spoken(clock.scheme_name),
        act=words % {"act": act},
        when=_("passed") if is_over and not clock.is_done else _when(clock),
        is_over=is_over or clock.is_done,
    )


def _when(clock: BuyerClock) -> str:
    if clock.is_done and clock.done_on is not None:
        return _("done on %(day)s") % {"day": day_text(clock.done_on)}
    if clock.closes is not None:
        return _("until %(day)s") % {"day": day_text(clock.closes)}
    if clock.opens is not None:
        return _("from %(day)s") % {"day": day_text(clock.opens)}
    return _("day not known")
