"""Reads the shipped rules when a process starts, so that no visitor waits for them."""

from __future__ import annotations

from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright_web.configuration import configuration


def read_shipped_rules() -> None:
    """Read rules and clocks, with tables kept in the home folder between runs.

    Raises:
        RuleFileError: A shipped file is broken; the message lists every fault.
    """
    folder = configuration().home_folder / "build" / "tables"
    shipped_book(folder)
    shipped_schemes(folder)
