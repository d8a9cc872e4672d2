"""The report of a backtest: one page that needs nothing else."""

from __future__ import annotations

from html import escape
from math import isnan
from typing import TYPE_CHECKING

from parcelwright.backtest.pictures import lines_picture, reliability_picture
from parcelwright.backtest.rules import BY_COST, OURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parcelwright.backtest.alerts import Quality
    from parcelwright.backtest.judge import Judgment

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
  color: #1f2937; }
div { overflow-x: auto; margin: 0.5rem 0 1.5rem; }
table { border-collapse: collapse; }
th, td { padding: 4px 12px 4px 0; text-align: right; border-bottom: 1px solid #e5e7eb; }
th { vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; white-space: nowrap; }
tr.ours { font-weight: 600; } .note { color: #4b5563; } svg { max-width: 100%; }
svg text { font-size: 11px; }
"""


_LEAD = (
    "{parcels:,.0f} parcels were followed to their end; {lost:,.0f} of them never came"
    " ({share:.2f} %). Each day only what was known that day was used."
)
_WORDS = (
    "Precision is the share of alerts whose parcel was never seen to come: at 0.5 every second"
    " alert was right. Recall is the share of lost parcels that had an alert. Days count from"
    " acceptance to the alert; false alarms are alerts on parcels that came, the worst week is that"
    " with the most of them."
)
_EQUAL = (
    "Thresholds are read off these parcels for every rule alike. A lost parcel without an alert"
    " counts as noticed on day 90."
)
_BEFORE = (
    "Each month the threshold is chosen on parcels that were at least 80 days old then: what you"
    " would really have got."
)
_COST = (
    "For each 1,000 parcels worth 100 each: what a day of waiting for a lost one costs, 40 for a"
    " claim filed too late, and a needless resend. Thresholds are chosen on the time before;"
    " “by cost” has none and reads the day to act off these prices. Every rule acts on the last day"
    " for the claim."
)
_CHANCES = (
    "Parcels still open at an age. AUC: how often a lost one is ranked above one that came (0.5 is"
    " guessing). Brier score: the mean squared error of the chances; its skill is by how much they"
    " beat saying the average share."
)


def report(found: Judgment, warnings: Sequence[str], title: str) -> str:
    """Return the report as HTML.

    Args:
        found: The figures.
        warnings: What is doubtful about the history.
        title: Which history, from when to when.
    """
    share = found.lost / found.parcels if found.parcels else 0.0
    parts = [
        f"<p>{_LEAD.format(parcels=found.parcels, lost=found.lost, share=100 * share)}</p>",
        *(f"<p><b>Take care:</b> {escape(text)}</p>" for text in warnings),
        *_gains(found),
        f"<h2>At the same precision</h2><p class=note>{_WORDS} {_EQUAL}</p>",
        _targets(found, set_before=False),
        _picture(found),
        f"<h2>With thresholds set beforehand</h2><p class=note>{_BEFORE}</p>",
        _targets(found, set_before=True),
        f"<h2>What it would have cost</h2><p class=note>{_COST}</p>",
        _costs(found),
        f"<h2>Chances</h2><p class=note>{_CHANCES}</p>",
        _rankings(found),
        *_reliabilities(found),
    ]
    name = escape(title)
    body = "\n".join(parts)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{name}</title>"
        f"<style>{_STYLE}</style></head><body><h1>{name}</h1>\n{body}\n</body></html>\n"
    )


def _reliabilities(found: Judgment) -> Iterable[str]:
    yield "<p class=note>A chance is right when the dots lie on the line.</p>"
    for age, tenths in found.reliabilities.items():
        if tenths:
            yield reliability_picture(tenths, f"day {age}")


def _targets(found: Judgment, *, set_before: bool) -> str:
    points = [(each, each.set_before if set_before else each.at_target) for each in found.compared]
    # Where nobody knows the day of a loss, no days count from it.
    dated = any(point is not None and not isnan(point.days_from_loss) for _, point in points)
    head = ("Rule", "Precision", "Recall", "Mean days", "Median days",
            *(("Days from loss",) if dated else ()), "False alarms / 1,000",
            "Worst week")  # fmt: skip
    tables = []
    for target in dict.fromkeys(each.target for each in found.compared):
        rows = [
            (each.rule, *_cells(point, dated=dated))
            for each, point in points
            if each.target == target
        ]
        tables.append(f"<h3>Precision {target:g}</h3>" + _table(head, rows))
    return "".join(tables)


def _cells(point: Quality | None, *, dated: bool) -> tuple[str, ...]:
    if point is None:
        return ("not reached",)
    return (
        _figure(point.precision, 3),
        _figure(point.recall, 3),
        _figure(point.mean_days, 1),
        _figure(point.median_days, 1),
        *((_figure(point.days_from_loss, 1),) if dated else ()),
        _figure(point.false_alarms, 1),
        _figure(point.worst_week, 0),
    )


def _gains(found: Judgment) -> Iterable[str]:
    for gain in found.gains:
        yield (
            f"<p>At precision {gain.target:g} lost parcels were noticed in {100 * gain.ratio:.0f} %"
            f" of the days of the best fixed number of days (90 % range {100 * gain.low:.0f} to"
            f" {100 * gain.high:.0f} %).</p>"
        )


def _picture(found: Judgment) -> str:
    lines = []
    for rule in dict.fromkeys(each.rule for each in found.compared):
        points = [
            (each.target, each.at_target.mean_days)
            for each in found.compared
            if each.rule == rule and each.at_target is not None
        ]
        if points:
            lines.append((escape(rule), points))
    return lines_picture(lines, "precision", "mean days to the alert") if lines else ""


def _costs(found: Judgment) -> str:
    resends = list(dict.fromkeys(each.resend for each in found.priced))
    rules = list(dict.fromkeys(each.rule for each in found.priced))
    costs = {(each.rule, each.resend): each.cost for each in found.priced}
    rows = [(rule, *(_figure(costs[rule, resend], 0) for resend in resends)) for rule in rules]
    head = ("Rule", *(f"Needless resend {resend:g}" for resend in resends))
    return _table(head, rows)


def _rankings(found: Judgment) -> str:
    rows = []
    for at, ours in enumerate(found.rankings[OURS]):
        others = [_figure(ages[at].auc, 3) for rule, ages in found.rankings.items() if rule != OURS]
        rows.append(
            (
                f"day {ours.age}",
                f"{ours.parcels:,.0f}",
                _figure(ours.lost_share, 3),
                _figure(ours.auc, 3),
                *others,
                _figure(ours.brier, 4),
                _figure(ours.skill, 3),
            )
        )
    names = [f"AUC, {rule}" for rule in found.rankings]
    return _table(("Open at", "Parcels", "Lost", *names, "Brier score", "Brier skill"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th scope=col>{escape(text)}</th>" for text in head)
    body = "".join(_row(row, len(head)) for row in rows)
    table = f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div tabindex=0>{table}</div>"


def _row(row: Sequence[str], width: int) -> str:
    """Return a row; the last of too few cells reaches to the end."""
    ours = " class=ours" if row[0] in {OURS, BY_COST} else ""
    wide = f" colspan={width - len(row) + 1}" if len(row) < width else ""
    first = "".join(f"<td>{escape(text)}</td>" for text in row[:-1])
    return f"<tr{ours}>{first}<td{wide}>{escape(row[-1])}</td></tr>"


def _figure(value: float, digits: int) -> str:
    return "–" if isnan(value) else f"{value:,.{digits}f}"
