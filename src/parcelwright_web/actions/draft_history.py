"""The history of an order before it ships: lines are added, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.models.draft_history import DraftEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright_web.models.drafts import OrderDraft
    from parcelwright_web.models.messages import Effect


def note(
    row: OrderDraft,
    act: str,
    *,
    actor: str,
    now: datetime,
    told: Mapping[str, object] | None = None,
    effect: Effect | None = None,
) -> DraftEntry:
    """Add a line to the history of an order; call inside the transaction of the act."""
    return DraftEntry.objects.for_tenant(row.tenant_id).create(
        draft=row, at=now, actor=actor, act=act, told=dict(told or {}), effect=effect
    )


def changed_cells(
    before: Mapping[str, str], after: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Return the cells that two forms of a row differ in, as name, before and after."""
    return [
        (name, before.get(name, ""), after.get(name, ""))
        for name in sorted(before.keys() | after.keys())
        if before.get(name, "") != after.get(name, "")
    ]
