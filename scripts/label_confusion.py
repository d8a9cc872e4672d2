"""Prints how the label check judges the generated labels of the tests, group by group.

Run with the tests on the path: PYTHONPATH=src:tests .venv/bin/python scripts/label_confusion.py
"""

from __future__ import annotations

from label_verdicts import verdicts
from labels_bad import BAD
from labels_good import GOOD
from parcelwright.prevention.finding import Severity

FAULTS = (Severity.STOP, Severity.WARN)


def main() -> None:
    """Print one line per group: labels, passed, caught, caught for the reason that was set."""
    print(f"{'group':<24}{'labels':>8}{'passed':>8}{'caught':>8}{'right reason':>14}")
    total = [0, 0, 0, 0]
    for group, cases_of in {**GOOD, **BAD}.items():
        cases = list(cases_of())
        found = verdicts(cases, FAULTS)
        caught = [one for one in cases if found[one.name]]
        right = [
            one for one in caught if found[one.name] - one.allowed == one.expected and one.expected
        ]
        row = (len(cases), len(cases) - len(caught), len(caught), len(right))
        total = [sum(pair) for pair in zip(total, row, strict=True)]
        print(f"{group:<24}" + _cells(row))
    print(f"{'all':<24}" + _cells(total))


def _cells(row: tuple[int, ...] | list[int]) -> str:
    return "".join(f"{count:>{width}}" for count, width in zip(row, (8, 8, 8, 14), strict=True))


if __name__ == "__main__":
    main()
