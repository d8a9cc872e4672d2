"""The option with which a command reads the seller's own terms."""

from __future__ import annotations

from pathlib import Path

import click

terms_option = click.option(
    "--terms",
    "--policies",
    "terms",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of your own contracts, policies and rules.",
)
