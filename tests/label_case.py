"""One generated label, and what must be found of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from label_drawings import Order
    from parcelwright.parcels.draft import Draft


@dataclass(frozen=True, kw_only=True)
class LabelCase:
    """A label file with its order.

    Args:
        expected: Codes that must be found.
        allowed: Codes that may be found beside them, as another view of the same fault.
        others: Order and tracking numbers of other orders.
    """

    name: str
    file: str
    content: bytes
    draft: Draft
    expected: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    others: tuple[tuple[str, str], ...] = ()


def case(
    name: str,
    of: Order,
    content: bytes,
    expected: str = "",
    allowed: str = "",
    *,
    file: str = "",
    others: tuple[tuple[str, str], ...] = (),
) -> LabelCase:
    """Return a case; codes are parted by blanks, the file is named by the order if not said."""
    kind = "pdf" if content.startswith(b"%PDF") else "png" if b"PNG" in content[:8] else "jpg"
    return LabelCase(
        name=name,
        file=file or f"{of.draft.order_number}.{kind}",
        content=content,
        draft=of.draft,
        expected=frozenset(expected.split()),
        allowed=frozenset(allowed.split()),
        others=others,
    )
