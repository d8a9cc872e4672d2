"""A choice and its candidates as lines that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.choice.choose import Sure
from parcelwright.prevention.choice.plain import sentence
from parcelwright.prevention.choice.reasons import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parcelwright.prevention.choice.candidate import Candidate
    from parcelwright.prevention.choice.choose import Choice
    from parcelwright.prevention.choice.safeguards import Safeguard
    from parcelwright.prevention.choice.trial import Trial

_SURE = {
    Sure.CLEAR: "The first is the cheapest in the end, with 95% certainty.",
    Sure.CLOSE: "The first cannot be told apart from what follows closely.",
    Sure.NOT_ENOUGH: "There are not enough closed journeys to choose by losses.",
    Sure.ONLY_ONE: "",
    Sure.NONE: "",
}
_STOPS_SHOWN = 4


def told_choice(choice: Choice, safeguards: Mapping[int, Sequence[Safeguard]]) -> Iterator[str]:
    """Yield the ranking, the reason and what would change it."""
    yield sentence(choice.reason, choice.currency)
    if line := _SURE[choice.sure]:
        yield line
    for at, each in enumerate(choice.ranked):
        low, high = each.prospect.losses.interval()
        yield (
            f"{at + 1}. {name_of(each)}: {each.total:.2f} {choice.currency} in the end = price "
            f"{each.price:.2f} + loss {each.loss:.2f} + delay {each.delay:.2f} - recovered "
            f"{each.recovered:.2f}"
        )
        yield (
            f"   lost {100 * each.prospect.losses.mean:.2f}% ({100 * low:.2f}% to "
            f"{100 * high:.2f}%; {each.prospect.closed} closed journeys)"
        )
        if each.recoverable.unknown:
            yield f"   nobody can say what {', '.join(each.recoverable.unknown)} would pay"
        for one in safeguards.get(at, ()):
            yield f"   {_told_safeguard(one, choice.currency)}"
    change = choice.would_change
    if change is not None:
        told = f"The first stays first up to a price of {change.price_up_to:.2f} {choice.currency}"
        if change.loss_share_up_to is not None:
            told += f", or until it loses {100 * change.loss_share_up_to:.2f}%"
        yield f"{told}."
    for rate in choice.unpriced:
        yield f"Left out for want of an exchange rate: {rate.carrier} {rate.service}."


def told_candidates(sheets: Sequence[Candidate]) -> Iterator[str]:
    """Yield the sheet of each service that was never used."""
    for sheet in sheets:
        yield ""
        yield f"{sheet.carrier} {sheet.service}: never used on this lane"
        if not sheet.known:
            yield "  no terms are known; ask for its contract before the first parcel"
        for part in sheet.cover.parts:
            yield f"  {part.payer} would owe up to {part.amount.rounded()} ({part.rule})"
        for term in sheet.terms:
            yield f"  {term.title}: {term.citation}"
        yield from _told_trial(sheet.trial)
        for review in sheet.reviews:
            stars = f"{review.stars} of 5: " if review.stars else ""
            yield f"  {review.who or 'somebody'} says: {stars}{review.words}"


def _told_trial(trial: Trial) -> Iterator[str]:
    yield (
        f"  trial: {trial.parcels} parcels decide whether it loses "
        f"{100 * trial.worse:.2f}% or the {100 * trial.incumbent:.2f}% of the one in use"
    )
    stops = ", ".join(f"{lost} among the first {n}" for lost, n in trial.stops[:_STOPS_SHOWN])
    if stops:
        more = " and so on" if len(trial.stops) > _STOPS_SHOWN else ""
        yield f"  stop when lost: {stops}{more}"
    yield (
        f"  one as good as the one in use is stopped in {100 * trial.wrong_stop:.0f}% of trials, "
        f"one with {100 * trial.worse:.2f}% in {100 * trial.right_stop:.0f}%"
    )
    if not trial.decides:
        yield "  no trial of bearable length tells the two apart"


def _told_safeguard(one: Safeguard, currency: str) -> str:
    if one.from_value is None:
        return f"{one.extra.value} for {one.price:.2f} never pays"
    word = "pays here" if one.pays else "does not pay here"
    asked = f"; asked for by {', '.join(one.asked_by)}" if one.asked_by else ""
    return (
        f"{one.extra.value} for {one.price:.2f} pays from goods of {one.from_value:.2f} {currency} "
        f"on (assumed to prevent {100 * one.prevents:.0f}% of false deliveries): {word}{asked}"
    )
