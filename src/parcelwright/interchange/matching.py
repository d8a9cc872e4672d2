"""Which column of a file is which of ours, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parcelwright.interchange.columns import ALL_COLUMNS, COLUMNS, REQUIRED, Kind
from parcelwright.interchange.headers import header_fingerprint, header_key, header_keys
from parcelwright.interchange.known import ambiguous, synonyms
from parcelwright.interchange.preset import Preset, preset_for, presets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Columns that tell kinds apart, looked for in this order.
_TELLING = (
    (Kind.REPORTS, ("report",)),
    (Kind.OUTCOMES, ("outcome",)),
    (Kind.EVENTS, ("occurred_at", "milestone")),
    (Kind.PARCELS, ("tracking_number",)),
    (Kind.ORDERS, ("order_number", "marketplace_order_id")),
)


@dataclass(frozen=True, kw_only=True)
class Matching:
    """How the columns of one file map to ours; a caller may change it with :meth:`changed`.

    Args:
        kind: What a row is about, as far as the columns tell.
        mapping: Headers by our column. Several headers fill ``address_lines`` together;
            of any other column the first filled one counts.
        unmatched: Headers that stay extra facts.
        ambiguous: Headers whose meaning this file does not settle.
        verified: Whether the layout rests on a header list that was seen. False only for
            a preset that says so; show it as "not verified".
        native: All columns carry our own names.
        fingerprint: Identity of the layout, under which a shell may remember a matching.
    """

    kind: Kind
    mapping: Mapping[str, tuple[str, ...]]
    unmatched: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    preset: Preset | None = field(default=None)
    verified: bool = True
    native: bool = False
    fingerprint: str = ""

    @property
    def missing(self) -> str:
        """The column without which rows of the kind say nothing, when no header fills it."""
        needed = REQUIRED[self.kind]
        return "" if needed in self.mapping else needed

    @property
    def used(self) -> dict[str, tuple[str, ...]]:
        """The part of the mapping that rows of the kind have; other headers stay extra facts.

        A plain ``country`` of a parcel or order is where it goes.
        """
        own = COLUMNS[self.kind]
        found = {column: headers for column, headers in self.mapping.items() if column in own}
        if "country" in self.mapping and "destination_country" in own:
            found.setdefault("destination_country", self.mapping["country"])
        return found

    def of_kind(self, kind: Kind) -> Matching:
        """Return the matching with rows read as another kind."""
        return replace(self, kind=kind)

    def changed(self, column: str, *headers: str) -> Matching:
        """Return the matching with one column filled by other headers, or by none.

        Raises:
            ValueError: No such column of ours.
        """
        if column not in ALL_COLUMNS:
            raise ValueError(f'there is no column "{column}"')
        mapping = {name: found for name, found in self.mapping.items() if name != column}
        if headers:
            mapping[column] = headers
        freed = [h for h in self.mapping.get(column, ()) if h not in _used(mapping)]
        rest = [h for h in (*self.unmatched, *self.ambiguous, *freed) if h not in headers]
        return replace(self, mapping=mapping, unmatched=tuple(dict.fromkeys(rest)), ambiguous=())


def match_columns(
    headers: Sequence[str],
    remembered: Mapping[str, Sequence[str]] | None = None,
    *,
    layout: str = "",
) -> Matching:
    """Return how the columns of a file map to ours.

    A remembered mapping wins, then a known layout, whose file settles every column, then
    our own names and synonyms.

    Args:
        headers: Column names as written.
        remembered: Headers by our column, as a person settled them for this layout before.
        layout: Slug of the preset that a person chose; by default the one recognised.

    Raises:
        KeyError: There is no such preset.
    """
    named = [header for header in headers if header]
    preset = presets()[layout] if layout else preset_for(named)
    open_words: tuple[str, ...] = ()
    if remembered:
        mapping = _present({column: tuple(found) for column, found in remembered.items()}, named)
    elif preset:
        mapping = _present(preset.columns, named)
    else:
        mapping, open_words = _by_synonyms(named)
    used = _used(mapping)
    return Matching(
        kind=_kind(mapping, preset),
        mapping=mapping,
        unmatched=tuple(h for h in named if h not in used and h not in open_words),
        ambiguous=open_words,
        preset=preset,
        verified=preset is None or preset.verified,
        native=preset is None and all(header in ALL_COLUMNS for header in used),
        fingerprint=header_fingerprint(named),
    )


def _present(
    columns: Mapping[str, tuple[str, ...]], headers: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the columns of a layout with the headers as this file writes them."""
    by_key: dict[str, str] = {}
    for header in headers:
        by_key.setdefault(header_key(header), header)
    written = {
        column: tuple(by_key[key] for name in names if (key := header_key(name)) in by_key)
        for column, names in columns.items()
    }
    return {column: found for column, found in written.items() if found}


def _by_synonyms(
    headers: Sequence[str],
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    mapping: dict[str, tuple[str, ...]] = {}
    keys = {key for header in headers for key in header_keys(header)}
    open_words = []
    own = {header: header for header in headers if header in ALL_COLUMNS}
    for header in (*own, *(each for each in headers if each not in own)):
        column = own.get(header) or _meaning(header, keys)
        if column is None:
            continue
        if not column or (column in mapping and column != "address_lines"):
            open_words += [] if column else [header]
            continue
        mapping[column] = (*mapping.get(column, ()), header)
    return mapping, tuple(open_words)


def _meaning(header: str, keys: set[str]) -> str | None:
    """Return our column for a header; empty when this file does not settle it; None: unknown."""
    for key in header_keys(header):
        choices = ambiguous().get(key)
        if choices is not None:
            fitting = (c.column for c in choices if not c.beside or c.beside & keys)
            return next(fitting, "")
        if key in synonyms():
            return synonyms()[key]
    return None


def _used(mapping: Mapping[str, Iterable[str]]) -> set[str]:
    return {header for headers in mapping.values() for header in headers}


def _kind(mapping: Mapping[str, tuple[str, ...]], preset: Preset | None) -> Kind:
    if preset is not None and preset.kind in set(COLUMNS):
        return Kind(preset.kind)
    for kind, columns in _TELLING:
        if any(column in mapping for column in columns):
            return kind
    return Kind.PARCELS
