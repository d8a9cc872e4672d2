"""Scorecards and comparisons as lines that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.scorecards.compare import Aspect, Verdict
from parcelwright.prevention.scorecards.figure import Name, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parcelwright.analytics.columns import LaneKey
    from parcelwright.prevention.scorecards.cards import Scorecard
    from parcelwright.prevention.scorecards.compare import Comparison
    from parcelwright.prevention.scorecards.figure import Figure

_NAMES = {
    Name.LOSS_RATE: "lost",
    Name.COST_OF_LOSS: "value lost per 100 parcels",
    Name.TRANSIT_50: "half arrive within",
    Name.TRANSIT_90: "90% arrive within",
    Name.TRANSIT_95: "95% arrive within",
    Name.EVENTS_PER_LEG: "scans per leg",
    Name.LONGEST_SILENCE: "95% are never silent longer than",
    Name.TRACKING_COVERAGE: "tracked at all",
    Name.CUSTOMS_HOLDS: "held by customs",
    Name.FALSE_DELIVERIES: "called delivered, and were not",
    Name.COMPLAINTS: "complained about",
    Name.INQUIRY_DAYS: "half of the inquiries answered within",
    Name.GRANT_RATE: "claims granted",
    Name.DAYS_TO_PAY: "half of the granted claims paid within",
}
_ASPECTS = {Aspect.LOSSES: "Losses", Aspect.DAYS: "Days to delivery"}


def told_key(key: LaneKey) -> str:
    """Return who and where in one line."""
    way = "-".join(part for part in (key.origin_country, key.destination_country) if part)
    parts = (key.carrier or "no carrier named", key.service, way, key.destination_region)
    return " ".join(part for part in parts if part)


def told_card(card: Scorecard) -> Iterator[str]:
    """Yield the lines of one scorecard."""
    yield ""
    yield (
        f"{told_key(card.key)}: {card.journeys} journeys from {card.first} to {card.last}, "
        f"{card.closed} closed"
    )
    for figure in card.figures:
        yield f"  {_NAMES[figure.name]}: {told_figure(figure)}"


def told_figure(figure: Figure) -> str:
    """Return a figure with its interval and count, or that there is not enough."""
    if figure.value is None:
        kind = "closed journeys" if figure.kind.value == "journeys" else figure.kind.value
        return f"not enough {kind} ({figure.count} of {figure.needed})"
    ends = [_amount(figure, end) if end is not None else "?" for end in (figure.low, figure.high)]
    return f"{_amount(figure, figure.value)} ({ends[0]} to {ends[1]}; {figure.count})"


def told_comparisons(found: Sequence[Comparison], place: Mapping[LaneKey, int]) -> Iterator[str]:
    """Yield what can be told apart of one aspect, and what not."""
    if not found:
        return
    aspect = found[0].aspect
    yield ""
    yield f"{_ASPECTS[aspect]} on the same lanes in the same months:"
    if len(set(place.values())) > 1:
        ranked = sorted(place, key=lambda key: (place[key], key))
        yield "  " + ", ".join(f"{place[key]}. {told_key(key)}" for key in ranked)
    for each in found:
        yield f"  {told_key(each.one)} and {told_key(each.other)}: {_verdict(each)}"


def _verdict(each: Comparison) -> str:
    if each.difference is None or each.low is None or each.high is None:
        return f"not enough closed journeys ({min(each.journeys)} together with the other)"
    unit = 100 if each.aspect is Aspect.LOSSES else 1
    word = "points" if each.aspect is Aspect.LOSSES else "days"
    figures = f"{each.difference * unit:+.2f} {word}, {each.low * unit:+.2f} to "
    figures += f"{each.high * unit:+.2f}; {each.journeys[0]} and {each.journeys[1]} journeys"
    if each.verdict is Verdict.ALIKE:
        return f"cannot be told apart ({figures})"
    better = each.one if each.verdict is Verdict.BETTER else each.other
    return f"{told_key(better)} is better ({figures})"


def _amount(figure: Figure, value: float) -> str:
    if figure.unit is Unit.SHARE:
        return f"{100 * value:.2f}%"
    if figure.unit is Unit.DAYS:
        return f"{value:.1f} days"
    if figure.unit is Unit.MONEY:
        return f"{value:.2f} {figure.currency}"
    return f"{value:.2f}"
