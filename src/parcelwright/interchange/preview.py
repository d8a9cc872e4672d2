"""What an import would bring: accepted and refused rows, and problems grouped by repair."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.interchange.columns import Kind
from parcelwright.interchange.events import event_of
from parcelwright.interchange.orders import Order, order_of
from parcelwright.interchange.outcomes import Outcome, outcome_of
from parcelwright.interchange.parcels import parcel_of
from parcelwright.interchange.problems import CellProblem, Trouble, grouped_text
from parcelwright.interchange.reading import RowResult, results
from parcelwright.interchange.reports import report_of
from parcelwright.parcels.events import TrackingEvent
from parcelwright.parcels.parcel import Parcel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from parcelwright.interchange.cellreader import CellReader
    from parcelwright.interchange.matching import Matching
    from parcelwright.interchange.tables import Table

Found = Parcel | Order | TrackingEvent | Outcome
_FIRST = 20
_MAKERS: dict[Kind, Callable[[CellReader], Found | None]] = {
    Kind.PARCELS: parcel_of,
    Kind.ORDERS: order_of,
    Kind.EVENTS: event_of,
    Kind.OUTCOMES: outcome_of,
    Kind.REPORTS: report_of,
}


@dataclass(frozen=True, kw_only=True)
class Repair:
    """All cells of one column with the same trouble, and the one thing that repairs them.

    Args:
        rows: How many cells.
        refused: How many of them cost their row.
        text: One sentence with count, sample and repair.
    """

    trouble: Trouble
    column: str
    rows: int
    refused: int
    sample: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Counts of an import, what to repair (most refused rows first), and its first rows."""

    accepted: int
    refused: int
    repairs: tuple[Repair, ...]
    first: tuple[RowResult[Found], ...]


def read_import(
    table: Table, matching: Matching, kind: Kind | str = ""
) -> Iterator[RowResult[Found]]:
    """Yield what each row of a file becomes: an object, or the problems that refuse it.

    Rows are read as ``kind``, by default the kind that the columns tell. Several rows of
    one parcel or order are still several; see ``grouping``.
    """
    chosen = Kind(kind) if kind else matching.kind
    found: Iterator[RowResult[Found]] = results(table, matching.of_kind(chosen), _MAKERS[chosen])
    yield from found


def summarize(found: Iterable[RowResult[Found]], first: int = _FIRST) -> Summary:
    """Return counts, grouped problems and the first rows; holds no more rows than those."""
    accepted = refused = 0
    shown: list[RowResult[Found]] = []
    cells: Counter[tuple[str, Trouble]] = Counter()
    costly: Counter[tuple[str, Trouble]] = Counter()
    samples: dict[tuple[str, Trouble], str] = {}
    for result in found:
        accepted += result.found is not None
        refused += result.found is None
        if len(shown) < first:
            shown.append(result)
        for problem in result.problems:
            key = problem.column, problem.trouble
            cells[key] += 1
            costly[key] += problem.refuses
            samples.setdefault(key, problem.sample)
    repairs = [_repair(key, cells[key], costly[key], samples[key]) for key in cells]
    repairs.sort(key=lambda each: (-each.refused, -each.rows, each.column, each.trouble))
    return Summary(accepted=accepted, refused=refused, repairs=tuple(repairs), first=tuple(shown))


def repairs_of(problems: Iterable[CellProblem]) -> tuple[Repair, ...]:
    """Return problems of a reading grouped as :func:`summarize` groups them."""
    groups: dict[tuple[str, Trouble], list[CellProblem]] = {}
    for problem in problems:
        groups.setdefault((problem.column, problem.trouble), []).append(problem)
    return tuple(
        _repair(key, len(group), sum(each.refuses for each in group), group[0].sample)
        for key, group in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def _repair(key: tuple[str, Trouble], rows: int, refused: int, sample: str) -> Repair:
    column, trouble = key
    return Repair(
        trouble=trouble,
        column=column,
        rows=rows,
        refused=refused,
        sample=sample,
        text=grouped_text(trouble, column, rows, sample),
    )
