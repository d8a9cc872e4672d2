"""Rule files to the rule book; each error names file, rule and field."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import msgspec

from parcelwright.errors import RuleFileError
from parcelwright.plugins import data_files
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.contradictions import contradictions, overlaps
from parcelwright.rulebook.faults import FieldError
from parcelwright.rulebook.rule import Carrier, Citation, Rule
from parcelwright.rulebook.shapes import CarrierShape, RuleShape
from parcelwright.rulebook.sources_named import sources_of
from parcelwright.rulebook.tables import Tables
from parcelwright.rulebook.typed import shape_faults
from parcelwright.rulebook.understand import understood
from parcelwright.rulebook.zones import zones_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

# Read by its headings alone: tables that are kept are not to be read for this.
_OF_RULES = re.compile(r"^\s*\[+\s*(carrier|rule|source|zone)\b", re.MULTILINE)
_OF_TERMS = re.compile(r"^\s*\[+\s*(contract|cover)\b", re.MULTILINE)
FOLDERS = ("carriers", "insurers", "platforms", "conventions")


_shipped: list[RuleBook] = []


def shipped_book(kept_in: Path | None = None) -> RuleBook:
    """Return the rule book of this release, read once in each process.

    Args:
        kept_in: Folder that keeps tables between runs; counts on the first call only.

    Raises:
        RuleFileError: A shipped file is broken; the message lists every fault.
    """
    if not _shipped:
        _shipped.append(load_book(kept_in=kept_in))
    return _shipped[0]


def load_book(policies: Path | None = None, *, kept_in: Path | None = None) -> RuleBook:
    """Return the shipped rules, and those of the seller's own folder if one is given.

    A file of the seller's own replaces all shipped rules of the carrier it names. Tables
    that ``kept_in`` holds from an earlier run are not read again.

    Raises:
        RuleFileError: One or more files are broken; the message lists every fault.
    """
    book, problems = read_book(policies, kept_in=kept_in)
    if problems:
        raise RuleFileError("\n".join(problems))
    return book


def read_book(
    policies: Path | None = None, *, kept_in: Path | None = None
) -> tuple[RuleBook, tuple[str, ...]]:
    """Return the rules that can be used, and one line for each that cannot, in file order."""
    carriers: list[Carrier] = []
    rules: list[Rule] = []
    problems: list[str] = []
    names: list[str] = []
    tables = Tables(kept_in, "rules")
    sellers: set[str] = set()
    for name, text in _texts(policies):
        names.append(name)
        carrier, own, wrong = read_file(name, text, tables.read)
        problems += wrong
        if carrier is None:
            continue
        if "/" not in name:
            sellers.add(carrier.slug)
        # A later file speaks for its carrier alone: terms the seller negotiated replace ours.
        carriers = [known for known in carriers if known.slug != carrier.slug] + [carrier]
        rules = [rule for rule in rules if rule.payer.slug != carrier.slug] + own
    tables.keep()
    problems += overlaps(rules)
    # Ours are compared by a test and by ``rules check``, so that a release never fails on them.
    problems += contradictions(rule for rule in rules if rule.payer.slug in sellers)
    book = RuleBook(carriers=tuple(carriers), rules=tuple(rules), files=tuple(names))
    return book, tuple(problems)


def _texts(policies: Path | None) -> Iterable[tuple[str, str]]:
    for folder in FOLDERS:
        for stem, entry in data_files(f"parcelwright.rulebook.{folder}", ".toml").items():
            yield f"{folder}/{stem}.toml", entry.read_text(encoding="utf-8")
    if policies is not None:
        for path in sorted(policies.rglob("*.toml")):
            text = path.read_text(encoding="utf-8")
            if not is_terms_file(text):
                yield path.name, text


def is_terms_file(text: str) -> bool:
    """Return whether a text is a file of the seller's contracts and policies, no rule file."""
    return _OF_RULES.search(text) is None and _OF_TERMS.search(text) is not None


def read_file(
    name: str, text: str, read: Callable[[str], dict[str, object]] = tomllib.loads
) -> tuple[Carrier | None, list[Rule], list[str]]:
    """Return the head and the rules of one file, and every fault in it.

    Args:
        name: Shown in each fault; its stem begins the ids of the rules.
        text: The TOML.
        read: What reads it.
    """
    try:
        table = read(text)
    except tomllib.TOMLDecodeError as error:
        return None, [], [f"{name}: {error}"]
    try:
        carrier = _carrier(table)
        sources = sources_of(table)
        zones = zones_of(table)
    except msgspec.ValidationError as error:
        return None, [], [f"{name}: {error}"]
    raw_rules = table.get("rule", [])
    if not isinstance(raw_rules, list):
        return carrier, [], [f"{name}: rule: expected [[rule]] tables"]
    rules: list[Rule] = []
    unknown = sorted(set(table) - {"carrier", "source", "zone", "rule"})
    problems = [f"{name}: {key}: is no table of a rule file" for key in unknown]
    stem = name.rpartition("/")[2].removesuffix(".toml")
    for at, raw in enumerate(raw_rules, start=1):
        where = f"{name}, rule {at} ({_label(raw)})"
        try:
            rules.append(_rule(raw, carrier, stem, sources, zones))
        except (msgspec.ValidationError, FieldError) as error:
            problems.append(f"{where}: {error}")
    return carrier, rules, problems


def _rule(
    raw: object,
    carrier: Carrier,
    stem: str,
    sources: Mapping[str, Citation],
    zones: Mapping[str, frozenset[str]],
) -> Rule:
    try:
        shape = msgspec.convert(raw, RuleShape)
    except msgspec.ValidationError as error:
        if not (wrong := shape_faults(raw, RuleShape)):
            raise
        # Slower, and says which word was probably meant.
        first, *others = wrong
        raise FieldError(first.field, "; ".join((first.what, *map(str, others)))) from error
    return understood(shape, carrier, stem, sources, zones)


def _label(raw: object) -> str:
    return str(raw.get("id", "without id")) if isinstance(raw, dict) else "not a table"


def _carrier(table: Mapping[str, object]) -> Carrier:
    shape = msgspec.convert(table.get("carrier", {}), CarrierShape)
    return Carrier(
        slug=shape.slug,
        name=shape.name,
        kind=shape.kind,
        country=shape.country,
        zone=shape.zone,
        s10_country=shape.s10_country,
        aliases=shape.aliases,
        unknown=shape.unknown,
    )
