"""A judgment as plain data, for ``summary.json``."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.backtest.alerts import Quality
    from parcelwright.backtest.judge import Judgment

_DIGITS = 6


def plain_judgment(found: Judgment) -> dict[str, object]:
    """Return all figures of a judgment; what is not known is null."""
    return {
        "parcels": _number(found.parcels),
        "lost": _number(found.lost),
        "unpromised": _number(found.unpromised),
        "equal_precision": [
            {"rule": each.rule, "target": each.target, **_quality(each.at_target)}
            for each in found.compared
        ],
        "set_beforehand": [
            {"rule": each.rule, "target": each.target, **_quality(each.set_before)}
            for each in found.compared
        ],
        "days_against_fixed": [
            {name: _number(value) for name, value in asdict(gain).items()} for gain in found.gains
        ],
        "ranking": {
            rule: [{name: _number(value) for name, value in asdict(one).items()} for one in ages]
            for rule, ages in found.rankings.items()
        },
        "reliability": {
            str(age): [
                {name: _number(value) for name, value in asdict(tenth).items()} for tenth in tenths
            ]
            for age, tenths in found.reliabilities.items()
        },
        "cost": [
            {
                "rule": each.rule,
                "resend": each.resend,
                "cost_per_1000": _number(each.cost),
                "threshold": _number(each.threshold),
            }
            for each in found.priced
        ],
    }


def _quality(found: Quality | None) -> dict[str, object]:
    if found is None:
        return {"reached": False}
    return {"reached": True} | {name: _number(value) for name, value in asdict(found).items()}


def _number(value: float) -> float | int | None:
    if isinstance(value, int):
        return value
    return round(value, _DIGITS) if isfinite(value) else None
