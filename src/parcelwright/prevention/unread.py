"""Cells of an orders file that could not be read, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Finding, Found, Says, Severity, finding_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.interchange.problems import CellProblem

CHECK = "file"
SAYS = {
    "cell_unread": Says(
        severity=Severity.NOT_CHECKED,
        reason="Row {row}, column {column}: {what}",
        fix="Repair the cell and check again: what it says was not looked at.",
    ),
    "order_unread": Says(
        severity=Severity.STOP,
        reason="Row {row}, column {column}: {what}",
        fix="Without an order number the row cannot be checked.",
    ),
}


def unread_findings(problems: Iterable[CellProblem]) -> tuple[Finding, ...]:
    """Return a finding for each cell that could not be used, in the order of the file."""
    return tuple(
        finding_of(
            CHECK,
            SAYS,
            Found(
                code="order_unread" if problem.refuses else "cell_unread",
                field=problem.column,
                figures=(
                    ("row", str(problem.row)),
                    ("column", problem.column),
                    ("what", problem.text),
                ),
            ),
        )
        for problem in problems
    )
