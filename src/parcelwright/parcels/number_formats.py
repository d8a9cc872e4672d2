"""The number formats of the folder ``numbers``: read, checked for shape, and matched."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from parcelwright import plugins
from parcelwright.parcels import check_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_NEEDED = {"format", "carrier", "lengths", "starts", "pattern", "check", "verified", "citation"}
_EXAMPLES = {"valid", "invalid"}
_ANY_DIGIT = 10
_KEYS = _NEEDED | _EXAMPLES | {"also", "tracking_url", "shares_with", "service", "services"}


@dataclass(frozen=True, kw_only=True, eq=False)
class NumberFormat:
    """One shape of tracking number; see any file of the folder ``numbers``.

    Args:
        name: What a person calls it, such as ``UPS 1Z``.
        carrier: Slug of the carrier that most likely uses it.
        also: Slugs of further carriers that use it.
        lengths: How many characters its numbers have.
        starts: Characters that its numbers begin with.
        pattern: Matches the whole number; ``body``, ``check`` and ``service`` name its parts.
        check: Kind of check digit: ``none``, ``luhn``, ``mod7``, ``mod37_36``,
            ``weighted_mod10``, ``weighted_mod10_from_right``, ``weighted_mod11_mod10``.
        expected: The check character that a body calls for, or None without check digit.
        service: What every number of the format says of the service, or empty.
        services: Service by the part of the number that tells it.
        verified: Whether the shape has a source; otherwise it is from memory.
        tracking_url: Public tracking address with ``{n}`` for the number, or empty.
        shares_with: Formats that are known to accept some of the same numbers.
    """

    name: str
    carrier: str
    also: tuple[str, ...]
    lengths: frozenset[int]
    starts: frozenset[str]
    pattern: re.Pattern[str]
    check: str
    expected: Callable[[str], str] | None
    service: str
    services: Mapping[str, str]
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
        return None if match is None else self.keeps(match)

    @property
    def marked(self) -> bool:
        """Whether its numbers begin with few characters, such as ``1Z``, and not just any."""
        return len(self.starts) < _ANY_DIGIT

    def keeps(self, match: re.Match[str]) -> bool:
        """Return whether the check digit of a number that the pattern matched is right."""
        return self.expected is None or self.expected(match["body"]) == match["check"]

    def service_of(self, match: re.Match[str]) -> str:
        """Return the service that a matched number tells, or empty."""
        return self.services.get(match["service"], self.service) if self.services else self.service


@cache
def number_formats() -> dict[str, NumberFormat]:
    """Return every format by file name, sorted.

    Raises:
        ValueError: A file lacks a key, has an unknown one, or names no known check digit.
    """
    files = plugins.data_files("parcelwright.parcels.numbers", ".toml")
    return {
        stem: read_format(stem, entry.read_text(encoding="utf-8")) for stem, entry in files.items()
    }


def read_format(stem: str, text: str) -> NumberFormat:
    """Return the format that a file's text describes.

    Raises:
        ValueError: It lacks a key, has an unknown one, or names no known check digit.
    """
    try:
        return _format(tomllib.loads(text))
    except (TypeError, ValueError, re.error) as error:
        raise ValueError(f"{stem}.toml: {error}") from error


def _format(table: dict[str, Any]) -> NumberFormat:
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise ValueError(f"unknown key {', '.join(unknown)}")
    missing = sorted((_NEEDED | _EXAMPLES) - set(table))
    if missing:
        raise ValueError(f"key {', '.join(missing)} is missing")
    return NumberFormat(
        name=table["format"],
        carrier=table["carrier"],
        also=tuple(table.get("also", ())),
        lengths=frozenset(_numbers(table["lengths"])),
        starts=frozenset(_letters(table["starts"])),
        pattern=re.compile(table["pattern"], re.ASCII),
        check=table["check"]["kind"],
        expected=_expected(**table["check"]),
        service=table.get("service", ""),
        services=table.get("services", {}),
        verified=table["verified"],
        citation=table["citation"],
        tracking_url=table.get("tracking_url", ""),
        shares_with=tuple(table.get("shares_with", ())),
        valid=tuple(table["valid"]),
        invalid=tuple(table["invalid"]),
    )


def _numbers(spans: Iterable[str]) -> Iterable[int]:
    for span in spans:
        low, _, high = span.partition("-")
        yield from range(int(low), int(high or low) + 1)


def _letters(spans: Iterable[str]) -> Iterable[str]:
    for span in spans:
        yield from map(chr, range(ord(span[0]), ord(span[-1]) + 1))


def _expected(
    kind: str, weights: Iterable[int] = (), prefix: str = ""
) -> Callable[[str], str] | None:
    """Return what computes the check character.

    Args:
        kind: See :class:`NumberFormat`.
        weights: Of a weighted kind, from the side where it starts.
        prefix: Digits that the sum counts before a body that does not begin with them.
    """
    if kind == "none":
        return None
    if kind in _PLAIN:
        counted = _PLAIN[kind]
    elif kind in _WEIGHTED:
        counted = partial(_WEIGHTED[kind], weights=tuple(weights))
    else:
        raise ValueError(f"no such check digit: {kind!r}")
    if not prefix:
        return counted
    return lambda body: counted(body if body.startswith(prefix) else prefix + body)


def _from_right(body: str, weights: tuple[int, ...]) -> str:
    return check_digits.weighted_mod10(body[::-1], weights)


_PLAIN: dict[str, Callable[[str], str]] = {
    "luhn": check_digits.luhn,
    "mod7": check_digits.mod7,
    "mod37_36": check_digits.mod37_36,
}
_WEIGHTED: dict[str, Callable[..., str]] = {
    "weighted_mod10": check_digits.weighted_mod10,
    "weighted_mod10_from_right": _from_right,
    "weighted_mod11_mod10": check_digits.weighted_mod11_mod10,
}
