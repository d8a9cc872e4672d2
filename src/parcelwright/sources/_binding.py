"""Binds what an answer tells to the numbers that were asked about, and to no other parcel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.recognize import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.sources._node import Node


def kept_under(numbered: Sequence[Node], asked: Sequence[str] | None) -> str:
    """Return the number under which events are kept; empty, and noted, if there is none.

    A parcel has several numbers, and a source may be asked by any of them: what it tells is
    kept under the one that was asked.

    Args:
        numbered: Where one parcel's numbers stand, the main one first; at least one place.
        asked: Numbers asked about; None when the body was not fetched by us.
    """
    numbers = [number for node in numbered if (number := normalize(node.text))]
    main = numbered[0]
    if not numbers:
        main.problems.add(main.path, "no tracking number; its events belong to no parcel")
        return ""
    if asked is None:
        return numbers[0]
    found = next((number for number in asked if normalize(number) in numbers), "")
    if not found:
        what = f"about {numbers[0][:40]}, which was not asked; nothing of it is used"
        main.problems.add(main.path, what)
    return found
