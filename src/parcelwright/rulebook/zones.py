"""Zones of a file: countries that it treats alike, by name or by a treaty that binds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from parcelwright.rulebook.bound import shipped_members
from parcelwright.rulebook.shapes import ZoneShape

if TYPE_CHECKING:
    from collections.abc import Mapping


def zones_of(table: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """Return the countries of each zone of a file.

    Raises:
        msgspec.ValidationError: A zone has no such fields, or names a list of states that is none.
    """
    shapes = msgspec.convert(table.get("zone", {}), dict[str, ZoneShape])
    return {name: _countries(name, shape) for name, shape in shapes.items()}


def _countries(name: str, shape: ZoneShape) -> frozenset[str]:
    without = _bound(name, "not_bound_by", shape.not_bound_by)
    return frozenset(shape.countries) | (_bound(name, "bound_by", shape.bound_by) - without)


def _bound(name: str, field: str, regime: str) -> frozenset[str]:
    if not regime:
        return frozenset()
    lists = shipped_members()
    if regime not in lists:
        known = ", ".join(sorted(lists))
        raise msgspec.ValidationError(
            f'zone.{name}.{field}: names "{regime}"; there are lists of these treaties: {known}'
        )
    return frozenset(lists[regime].since)
