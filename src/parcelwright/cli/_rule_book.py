"""The rules of a command, with their tables kept between runs where the person allows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.rulebook.load import load_book
from parcelwright.rulebook.load_clocks import shipped_schemes

if TYPE_CHECKING:
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.clocks import Scheme


def kept_in() -> Path | None:
    """Return the folder of the option ``--cache``, or None when it is empty."""
    chosen = click.get_current_context().find_object(str)
    return Path(chosen).expanduser() / "parcelwright" if chosen else None


def rules_with(policies: Path | None) -> RuleBook:
    """Return the shipped rules and those of the seller's own folder.

    Raises:
        RuleFileError: One or more files are broken; the message lists every fault.
    """
    return load_book(policies, kept_in=kept_in())


def clocks() -> tuple[Scheme, ...]:
    """Return the shipped clocks of buyers.

    Raises:
        RuleFileError: A shipped file is broken; the message lists every fault.
    """
    return shipped_schemes(kept_in())
