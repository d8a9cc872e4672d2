"""The number formats of the folder ``numbers``: read, checked for shape, and matched."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from parcelwright import plugins
from parcelwright.parcels import check_digits


@dataclass(frozen=True, kw_only=True)
class NumberFormat:
    """One shape of tracking number; see any file of the folder ``numbers``.

    Args:
        name: What a person calls it, such as ``UPS 1Z``.
        carrier: Slug of the carrier that most likely uses it.
        also: Slugs of further carriers that use it.
        pattern: Matches the whole number; ``body`` and ``check`` name its parts.
        check: Kind of check digit: ``none``, ``mod7``, ``mod37_36``,
            ``weighted_mod10``, ``weighted_mod10_from_right``, ``weighted_mod11_mod10``.
        weights: Of a weighted kind, from the side where it starts.
        verified: Whether the shape has a source; otherwise it is from memory.
        tracking_url: Public tracking address with ``{n}`` for the number, or empty.
        shares_with: Formats that are known to accept some of the same numbers.
    """

    name: str
    carrier: str
    also: tuple[str, ...]
    pattern: re.Pattern[str]
    check: str
    weights: tuple[int, ...]
    verified: bool
    citation: str
    tracking_url: str
    shares_with: tuple[str, ...]
    valid: tuple[str, ...]
    invalid: tuple[str, ...]

    def fits(self, number: str) -> bool | None:
        """Return whether the check digit is right, or None when the shape is another.

        A format without check digit fits every number of its shape.
        """
        match = self.pattern.fullmatch(number)
        if match is None:
            return None
        if self.check == "none":
            return True
        return _expected(self.check, match["body"], self.weights) == match["check"]


def _expected(kind: str, body: str, weights: tuple[int, ...]) -> str:
    match kind:
        case "mod7":
            return check_digits.mod7(body)
        case "mod37_36":
            return check_digits.mod37_36(body)
        case "weighted_mod10":
            return check_digits.weighted_mod10(body, weights)
        case "weighted_mod10_from_right":
            return check_digits.weighted_mod10(body[::-1], weights)
        case "weighted_mod11_mod10":
            return check_digits.weighted_mod11_mod10(body, weights)
        case _:
            raise ValueError(f"no such check digit: {kind!r}")


@cache
def number_formats() -> dict[str, NumberFormat]:
    """Return every format by file name, sorted."""
    files = plugins.data_files("parcelwright.parcels.numbers", ".toml")
    return {stem: _read(entry.read_text(encoding="utf-8")) for stem, entry in files.items()}


def _read(text: str) -> NumberFormat:
    table = tomllib.loads(text)
    return NumberFormat(
        name=table["format"],
        carrier=table["carrier"],
        also=tuple(table.get("also", ())),
        pattern=re.compile(table["pattern"], re.ASCII),
        check=table["check"]["kind"],
        weights=tuple(table["check"].get("weights", ())),
        verified=table["verified"],
        citation=table["citation"],
        tracking_url=table.get("tracking_url", ""),
        shares_with=tuple(table.get("shares_with", ())),
        valid=tuple(table["valid"]),
        invalid=tuple(table["invalid"]),
    )
