"""Scorecards as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.analytics.columns import LaneKey
    from parcelwright.prevention.scorecards.cards import Scorecard
    from parcelwright.prevention.scorecards.compare import Comparison
    from parcelwright.prevention.scorecards.figure import Figure

NOT_ENOUGH = "not enough closed journeys"
_DIGITS = 6


def plain_card(card: Scorecard) -> dict[str, object]:
    """Return a scorecard as JSON has it; days are ISO 8601, shares numbers from 0 to 1."""
    return {
        **plain_key(card.key),
        "journeys": card.journeys,
        "closed": card.closed,
        "from": card.first.isoformat(),
        "until": card.last.isoformat(),
        "figures": {figure.name.value: _figure(figure) for figure in card.figures},
    }


def plain_key(key: LaneKey) -> dict[str, str]:
    """Return what a group has in common, without what is any."""
    return {name: text for name, text in key._asdict().items() if text}


def plain_comparison(found: Comparison) -> dict[str, object]:
    """Return a comparison as JSON has it."""
    return {
        "aspect": found.aspect.value,
        "one": plain_key(found.one),
        "other": plain_key(found.other),
        "verdict": found.verdict.value,
        "difference": _rounded(found.difference),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "lanes_and_months": found.cells,
        "journeys": list(found.journeys),
    }


def _figure(figure: Figure) -> dict[str, object]:
    told: dict[str, object] = {
        "value": _rounded(figure.value),
        "low": _rounded(figure.low),
        "high": _rounded(figure.high),
        "count": figure.count,
        "needed": figure.needed,
        "of": figure.kind.value,
        "unit": figure.unit.value,
    }
    if figure.currency:
        told["currency"] = figure.currency
    return told


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DIGITS)
