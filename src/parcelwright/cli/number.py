"""``parcelwright number``: what a tracking number says of itself."""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.cli import FINDINGS
from parcelwright.interchange.number_report import report_of
from parcelwright.parcels.misreading import Slip
from parcelwright.parcels.recognize import normalize
from parcelwright.parcels.s10 import liability_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.interchange.number_report import NumberReport
    from parcelwright.parcels.recognize import Candidate

_SHOWN = 3
_SLIPS = {
    Slip.LOOK_ALIKE: "letters and digits that look alike",
    Slip.LOST_ZEROS: "a spreadsheet dropped zeros in front",
    Slip.SWAPPED: "two neighbors swapped",
    Slip.WRONG_CHARACTER: "one wrong character",
}
_ROUNDED = (
    "  a spreadsheet rounded it: its digits are gone and cannot be computed; "
    "take the number from the label or the original file"
)


@click.command()
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    help="Table with a column of tracking numbers, or text with one number a line.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a number.")
@click.argument("numbers", nargs=-1)
def command(*, file: Path | None, as_json: bool, numbers: tuple[str, ...]) -> None:
    """Show which carriers a tracking number can belong to, and whether it is valid.

    Exit code 1 means that at least one number is valid for no carrier.
    """
    if not numbers and file is None:
        raise click.UsageError("no number given; name one, or a file with --file")
    all_valid = True
    for number in chain(numbers, _listed(file) if file is not None else ()):
        report = report_of(number)
        all_valid &= report.valid
        shown = json.dumps(_json(report), ensure_ascii=False) if as_json else _text(report)
        sys.stdout.write(f"{shown}\n")
    if not all_valid:
        sys.exit(FINDINGS)


def _listed(file: Path) -> Iterable[str]:
    # The readers of tables take longer to load than a number takes to look up.
    from parcelwright.interchange import number_lists  # noqa: PLC0415 - see above

    return number_lists.read_numbers(file)


def _json(report: NumberReport) -> dict[str, object]:
    return {
        "number": report.number,
        "normalized": normalize(report.number),
        "valid": report.valid,
        "correction": report.correction.number if report.correction else None,
        "possible": [{"number": one.number, "slip": one.slip.value} for one in report.possible],
        "damage": "rounded" if report.rounded else None,
        "candidates": [_candidate(one, report.number) for one in report.candidates],
    }


def _candidate(found: Candidate, number: str) -> dict[str, object]:
    return {
        "carrier": found.carrier,
        "service": found.service or None,
        "format": found.format,
        "valid": found.valid,
        "checked": found.checked,
        "verified": found.verified,
        "origin_country": found.origin_country or None,
        "liability_hint": found.liability_hint or None,
        "tracking_url": found.tracking_url(number) or None,
    }


def _text(report: NumberReport) -> str:
    shown = "".join(letter for letter in report.number if letter.isprintable())
    known = report.candidates or report.rounded
    lines = [f"{shown}:" if known else f"{shown}: no known format"]
    if report.rounded:
        lines.append(_ROUNDED)
    for one in report.candidates:
        lines.append(f"  {one.carrier}: {_judgement(one)}")
        if one.valid and (address := one.tracking_url(report.number)):
            lines.append(f"    {address}")
    valid = [one for one in report.candidates if one.valid]
    liabilities = {one.liability_hint for one in valid if one.liability_hint}
    lines += [f"  {liability_in_words(each)}" for each in sorted(liabilities)]
    carriers = {one.carrier for one in valid}
    if len(carriers) > 1:
        lines.append(f"  it fits {len(carriers)} carriers; the label or the shipment tells which")
    return "\n".join([*lines, *_guesses(report)])


def _judgement(found: Candidate) -> str:
    if not found.valid:
        verdict = "check digit or letters are wrong"
    elif found.checked:
        verdict = "check digit is right"
    else:
        verdict = "shape fits, no check digit"
    source = "" if found.verified else "; the format is not verified"
    service = f", {found.service}" if found.service else ""
    origin = f", issued in {found.origin_country}" if found.origin_country else ""
    return f"{found.format}{service}{origin}; {verdict}{source}"


def _guesses(report: NumberReport) -> list[str]:
    lines = []
    if report.correction:
        slip = _SLIPS[report.correction.slip]
        lines.append(f"  perhaps meant: {report.correction.number} ({slip})")
    others = [one for one in report.possible if one != report.correction]
    lines += [f"  possible: {one.number} ({_SLIPS[one.slip]})" for one in others[:_SHOWN]]
    if len(others) > _SHOWN:
        lines.append(f"  and {len(others) - _SHOWN} more; compare with the label")
    return lines
