"""Reviews as their tables show them, with carriers by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.pages.labels import carrier_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright_web.models.scorecards import CarrierReview


def review_lines(rows: Iterable[CarrierReview]) -> list[tuple[str, CarrierReview]]:
    """Return each review with its carrier's name in the reader's language."""
    return [(carrier_name(each.carrier), each) for each in rows]
