"""Write src/parcelwright/parcels/countries.toml from the list in the holidays package.

Usage: python scripts/countries.py DATE   (the day that stands at the head of the file)
"""

from __future__ import annotations

import sys
from datetime import date
from importlib import metadata
from pathlib import Path

from holidays.registry import COUNTRIES

TARGET = Path(__file__).parent.parent / "src/parcelwright/parcels/countries.toml"
# In wide use, but assigned by nobody: not in ISO 3166-1.
UNASSIGNED = {"XK"}


def main(day: str) -> None:
    """Write the table, sorted by alpha-2 code."""
    codes = {names[1]: names[2] for names in COUNTRIES.values() if names[1] not in UNASSIGNED}
    version = metadata.version("holidays")
    head = (
        f"# ISO 3166-1: alpha-2 to alpha-3. Generated {date.fromisoformat(day)} by\n"
        f"# scripts/countries.py from the country list of holidays {version}.\n"
    )
    lines = [f'{two} = "{three}"\n' for two, three in sorted(codes.items())]
    TARGET.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
