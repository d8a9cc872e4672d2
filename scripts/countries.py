"""Writes the table of country codes and names from CLDR, as Babel carries it.

Usage: .venv/bin/python scripts/countries.py DAY   (the day that stands at the head of the file)
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_global

TARGET = Path(__file__).parent.parent / "src/parcelwright/parcels/countries.toml"
# Codes of CLDR that are not ISO 3166-1 countries.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
# Codes of three letters that ISO withdrew and CLDR still leads to a country.
WITHDRAWN = {"BUR", "DDR", "FXX", "NTZ", "SUN", "TMP", "YMD", "YUG", "ZAR"}
NAME_LOCALES = ("en", "zh", "zh_Hant")
ALPHA2 = 2
ALPHA3 = 3


def alpha3_codes() -> dict[str, str]:
    """Return alpha-3 by alpha-2, from the aliases of CLDR."""
    aliases = get_global("territory_aliases")
    return {
        targets[0]: code
        for code, targets in aliases.items()
        if len(code) == ALPHA3 and code.isalpha() and len(targets) == 1 and code not in WITHDRAWN
    }


def main(day: str) -> None:
    """Write the table, sorted by alpha-2 code."""
    three = alpha3_codes()
    locales = [Locale.parse(name) for name in NAME_LOCALES]
    codes = sorted(
        code
        for code in locales[0].territories
        if len(code) == ALPHA2 and code.isalpha() and code not in NOT_ISO and code in three
    )
    lines = [
        "# Countries: ISO 3166-1 codes with names in English and Chinese.",
        (
            f"# Origin: Unicode CLDR as carried by Babel {babel.__version__}; "
            f"made {date.fromisoformat(day)}"
        ),
        "# by scripts/countries.py; do not edit. Further names stand in country_names.toml.",
    ]
    for code in codes:
        names = list(dict.fromkeys(locale.territories[code] for locale in locales))
        quoted = ", ".join(f'"{name}"' for name in names)
        lines.append(f'{code} = {{ alpha3 = "{three[code]}", names = [{quoted}] }}')
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
