"""The sources that a file of rules, clocks, parties or figures names at its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from parcelwright.rulebook.rule import Citation
from parcelwright.rulebook.shapes import SourceShape

if TYPE_CHECKING:
    from collections.abc import Mapping


def sources_of(table: Mapping[str, object]) -> dict[str, Citation]:
    """Return the citations of a file by key."""
    shapes = msgspec.convert(table.get("source", {}), dict[str, SourceShape])
    return {
        key: Citation(
            title=shape.title,
            section=shape.section,
            url=shape.url,
            seen=shape.seen,
            checked=shape.checked,
            confidence=shape.confidence,
            lead=shape.lead,
        )
        for key, shape in shapes.items()
    }
