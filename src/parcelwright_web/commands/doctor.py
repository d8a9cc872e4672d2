"""``parcelwright doctor``: says what is well and what is not."""

from __future__ import annotations

import sys

import click

from parcelwright_web.commands._start import start

_WORDS = {"ok": "ok  ", "warn": "note", "bad": "FIX "}


@click.command("doctor")
def command() -> None:
    """Check versions, database, keys, fonts, disk and clock; exit code 1 when one is bad."""
    start()
    from parcelwright_web import checkup  # noqa: PLC0415  # commands import late

    results = checkup.all_results()
    for result in results:
        click.echo(f"{_WORDS[result.level]}  {result.subject}: {result.words}")
    sys.exit(1 if any(result.level == "bad" for result in results) else 0)
