"""The figures of a backtest as the page shows them: one precision at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal, format_percent
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcelwright.backtest.rules import (
    BY_COST,
    FIXED,
    LANE_95,
    LANE_99,
    ORACLE,
    OURS,
    PROMISED,
    SILENT,
)
from parcelwright_web.places import reader_locale
from parcelwright_web.svg.reliability import Tenth, reliability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

RULES: dict[str, StrOrPromise] = {
    OURS: "Parcelwright",
    BY_COST: gettext_lazy("Parcelwright, by cost"),
    FIXED: gettext_lazy("Days since handover"),
    SILENT: gettext_lazy("Days since the last scan"),
    PROMISED: gettext_lazy("Days past the promise"),
    LANE_95: gettext_lazy("Past 95 in 100 parcels of the lane"),
    LANE_99: gettext_lazy("Past 99 in 100 parcels of the lane"),
    ORACLE: gettext_lazy("Whoever knew the day of each loss"),
    "never act": gettext_lazy("Doing nothing before the last day to claim"),
}
_NONE = "–"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One rule at one precision; cells are texts, and a dash is what nobody can say."""

    name: StrOrPromise
    is_ours: bool
    reached: bool
    right: str
    noticed: str
    mean_days: str
    median_days: str
    false_alarms: str
    worst_week: str


@dataclass(frozen=True, kw_only=True)
class Reliable:
    """Chances said at one age against what became of the parcels, as picture and as rows."""

    age: int
    picture: SafeString
    rows: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Gain:
    """Days to the alert in percent of those of the best fixed number of days, with a range."""

    percent: str
    low: str
    high: str


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What the page shows of a summary.

    Args:
        targets: Each precision, as in the address and in words.
        target: The one shown, likewise.
        prices: Costs of a needless resend, one a column of ``costs``.
    """

    parcels: int
    lost: int
    share: str
    doubts: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]
    target: tuple[str, str]
    gain: Gain | None
    equal: tuple[Line, ...]
    before: tuple[Line, ...]
    prices: tuple[str, ...]
    costs: tuple[tuple[StrOrPromise, bool, tuple[str, ...]], ...]
    reliable: tuple[Reliable, ...]


def figures(summary: Mapping[str, Any], asked: str) -> Figures:
    """Return a summary as texts in the reader's language.

    Args:
        summary: As the worker stored it.
        asked: The precision to show, such as "0.8"; without one, the highest that is reached.
    """
    targets = sorted({line["target"] for line in summary["equal_precision"]})
    target = next((each for each in targets if f"{each:g}" == asked), None)
    if target is None:
        target = _highest_reached(summary) or targets[0]
    parcels, lost = summary["parcels"], summary["lost"]
    return Figures(
        parcels=round(parcels),
        lost=round(lost),
        share=_share(lost / parcels if parcels else None, 2),
        doubts=tuple(summary["doubts"]),
        targets=tuple(_target(each) for each in targets),
        target=_target(target),
        gain=_gain(summary, target),
        equal=_lines(summary["equal_precision"], target),
        before=_lines(summary["set_beforehand"], target),
        prices=tuple(_number(each) for each in _prices(summary)),
        costs=_costs(summary),
        reliable=tuple(_reliable(int(age), rows) for age, rows in summary["reliability"].items()
                       if rows),
    )  # fmt: skip


def _highest_reached(summary: Mapping[str, Any]) -> float | None:
    ours = [each for each in summary["equal_precision"] if each["rule"] == OURS]
    return max((each["target"] for each in ours if each["reached"]), default=None)


def _target(target: float) -> tuple[str, str]:
    return f"{target:g}", _share(target)


def _gain(summary: Mapping[str, Any], target: float) -> Gain | None:
    for each in summary["days_against_fixed"]:
        if each["target"] == target:
            return Gain(
                percent=_share(each["ratio"]), low=_share(each["low"]), high=_share(each["high"])
            )
    return None


def _lines(compared: list[dict[str, Any]], target: float) -> tuple[Line, ...]:
    return tuple(
        Line(
            name=RULES.get(each["rule"], each["rule"]),
            is_ours=each["rule"] == OURS,
            reached=each["reached"],
            right=_share(each.get("precision"), 1),
            noticed=_share(each.get("recall"), 1),
            mean_days=_number(each.get("mean_days"), 1),
            median_days=_number(each.get("median_days"), 1),
            false_alarms=_number(each.get("false_alarms"), 1),
            worst_week=_number(each.get("worst_week")),
        )
        for each in compared
        if each["target"] == target
    )


def _prices(summary: Mapping[str, Any]) -> list[float]:
    return sorted({each["resend"] for each in summary["cost"]})


def _costs(summary: Mapping[str, Any]) -> tuple[tuple[StrOrPromise, bool, tuple[str, ...]], ...]:
    found = {(each["rule"], each["resend"]): each["cost_per_1000"] for each in summary["cost"]}
    rules = dict.fromkeys(each["rule"] for each in summary["cost"])
    return tuple(
        (
            RULES.get(rule, rule),
            rule == OURS,
            tuple(_number(found[rule, resend]) for resend in _prices(summary)),
        )
        for rule in rules
    )


def _reliable(age: int, rows: list[dict[str, Any]]) -> Reliable:
    tenths = [Tenth(said=row["said"], lost=row["lost"], parcels=row["parcels"]) for row in rows]
    drawn = reliability(
        tenths,
        title=_("Open after %(n)d days") % {"n": age},
        across=_("chance of loss said"),
        up=_("share lost"),
    )
    return Reliable(
        age=age,
        picture=mark_safe(drawn),  # noqa: S308  # our own drawing; its words are escaped there
        rows=tuple((_share(each.said), _share(each.lost), each.parcels) for each in tenths),
    )


def _share(value: float | None, digits: int = 0) -> str:
    pattern = "0." + "0" * digits + "%" if digits else "0%"
    return _NONE if value is None else format_percent(value, pattern, locale=reader_locale())


def _number(value: float | None, digits: int = 0) -> str:
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return _NONE if value is None else format_decimal(value, pattern, locale=reader_locale())
