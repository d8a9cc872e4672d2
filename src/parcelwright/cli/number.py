"""``parcelwright number``: what a tracking number says of itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.cli import FINDINGS
from parcelwright.errors import InputFileError
from parcelwright.parcels.misreading import correct
from parcelwright.parcels.recognize import normalize, recognize

if TYPE_CHECKING:
    from parcelwright.parcels.recognize import Candidate


@click.command()
@click.option("--file", type=click.Path(path_type=Path), help="Text file with one number a line.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a number.")
@click.argument("numbers", nargs=-1)
def command(*, file: Path | None, as_json: bool, numbers: tuple[str, ...]) -> None:
    """Show which carriers a tracking number can belong to, and whether it is valid.

    Exit code 1 means that at least one number is valid for no carrier.
    """
    given = [*numbers, *(_lines(file) if file is not None else ())]
    if not given:
        raise click.UsageError("no number given; name one, or a file with --file")
    reports = [_report(number) for number in given]
    for report in reports:
        click.echo(json.dumps(report, ensure_ascii=False) if as_json else _sentences(report))
    if not all(report["valid"] for report in reports):
        sys.exit(FINDINGS)


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputFileError(
            f"{file}: cannot be read ({error.strerror}); check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise InputFileError(f"{file}: not UTF-8 text at byte {error.start}") from error
    return [line.strip() for line in text.splitlines() if line.strip()]


def _report(number: str) -> dict[str, object]:
    found = recognize(number)
    return {
        "number": number,
        "normalized": normalize(number),
        "valid": any(one.valid for one in found),
        "correction": correct(number),
        "candidates": [_candidate(one) for one in found],
    }


def _candidate(found: Candidate) -> dict[str, object]:
    return {
        "carrier": found.carrier,
        "service": found.service or None,
        "format": found.format,
        "valid": found.valid,
        "checked": found.checked,
        "verified": found.verified,
        "origin_country": found.origin_country or None,
        "liability_hint": found.liability_hint or None,
        "tracking_url": found.tracking_url or None,
    }


def _sentences(report: dict[str, object]) -> str:
    number = str(report["number"])
    found = recognize(number)
    shown = "".join(letter for letter in number if letter.isprintable())
    lines = [f"{shown}: " + ("" if found else "no known format")]
    lines += [f"  {one.carrier}: {_judgement(one)}" for one in found]
    if report["correction"]:
        lines.append(f"  perhaps meant: {report['correction']}")
    return "\n".join(lines)


def _judgement(found: Candidate) -> str:
    if not found.valid:
        verdict = "check digit or letters are wrong"
    elif found.checked:
        verdict = "check digit is right"
    else:
        verdict = "shape fits, no check digit"
    source = "" if found.verified else "; the format is not verified"
    service = f", {found.service}" if found.service else ""
    return f"{found.format}{service}; {verdict}{source}"
