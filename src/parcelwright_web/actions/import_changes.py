"""What an import changes, kept so that one act can take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parcelwright.interchange.columns import Kind
from parcelwright_web.actions import orders
from parcelwright_web.actions.import_rows import orders_in, told_by
from parcelwright_web.actions.parcel_columns import fingerprint, snapshot
from parcelwright_web.actions.recording import record
from parcelwright_web.models import bulk
from parcelwright_web.models.intake import ImportChange
from parcelwright_web.models.parcels import Order, Parcel, TrackingEventRow, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright_web.actions.families import Stored
    from parcelwright_web.actions.import_rows import Part
    from parcelwright_web.models.intake import Import

PARCEL, ORDER, EVENT = "parcel", "order", "event"
# What a repeat of a statement may tell anew: its identity does not rest on these.
RETOLD = (
    "carrier", "milestone", "code", "code_table", "description", "language", "place", "country",
    "payload_digest", "facts", "own_meaning",
)  # fmt: skip


@dataclass(kw_only=True)
class Counts:
    """What some rows brought: rows refused, things new, things changed, events new."""

    rows: int = 0
    refused: int = 0
    new: int = 0
    changed: int = 0
    events: int = 0
    joined: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of further rows."""
        for name in ("rows", "refused", "new", "changed", "events", "joined"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def read_only(part: Part) -> Counts:
    """Return what is known of rows without trying them: how many, and how many refused."""
    return Counts(rows=part.rows, refused=sum(r.found is None for r in part.results))


def apply_part(batch: Import, part: Part, now: datetime) -> Counts:
    """Write one part of a file and remember what it changed. Call in a transaction."""
    counts = read_only(part)
    if batch.kind == Kind.ORDERS:
        _apply_orders(batch, part, counts)
    else:
        _apply_parcels(batch, part, now, counts)
    return counts


def _apply_orders(batch: Import, part: Part, counts: Counts) -> None:
    given = orders_in(part)
    if not given:
        return
    found = orders.record_orders(
        batch.tenant_id, batch.shop_id, given, batch.uploaded_at, batch.digest
    )
    counts.new, counts.changed = len(found.made), len(found.changed)
    keys = {row.number_key for row in found.made} | {row.number_key for row, _ in found.changed}
    joined = orders.join(batch.tenant_id, keys)
    counts.joined = len(joined)
    changes = [_change(batch, ORDER, row, None) for row in found.made]
    changes += [_change(batch, ORDER, row, before) for row, before in found.changed]
    changes += [_change(batch, PARCEL, row, before) for row, before in joined]
    bulk.insert(changes)


def _apply_parcels(batch: Import, part: Part, now: datetime, counts: Counts) -> None:
    said = told_by(part, batch)
    if not (said.events or said.named):
        return
    found = record(batch.tenant_id, [said], now)
    counts.events = found.events
    counts.new = len(found.made)
    made = {parcel.pk for parcel in found.made}
    counts.changed = len({parcel.pk for parcel, _ in found.changed} - made)
    changes = [_change(batch, PARCEL, parcel, None) for parcel in found.made]
    changes += [_change(batch, PARCEL, parcel, before) for parcel, before in found.changed]
    changes += [_event_change(batch, stored) for stored in found.replaced]
    bulk.insert(changes)


def _change(
    batch: Import, table: str, row: Parcel | Order, before: dict[str, Any] | None
) -> ImportChange:
    return ImportChange(
        tenant_id=batch.tenant_id,
        batch=batch,
        table=table,
        row_id=row.pk,
        before=before,
        after_digest=digest_of(row),
    )


def digest_of(row: Parcel | Order) -> str:
    """Return the digest of what a person or file stated of a row."""
    if isinstance(row, Order):
        return fingerprint({"facts": row.facts, "personal": row.personal})
    return fingerprint(snapshot(row))


def _event_change(batch: Import, stored: Stored) -> ImportChange:
    """Remember a statement that a fresher repeat replaced: all that can differ."""
    event = stored.event
    held = dict(zip(TrackingEventRow.FIELDS, values_of(event), strict=True))
    before = {
        **{name: held[name] for name in RETOLD},
        "received_at": None if event.received_at is None else event.received_at.isoformat(),
        "told_at": None if event.told_at is None else event.told_at.isoformat(),
        "batch": stored.batch_id,
    }
    return ImportChange(
        tenant_id=batch.tenant_id, batch=batch, table=EVENT, row_id=stored.row_id, before=before
    )


def touched_rows(changes: Sequence[ImportChange]) -> dict[int, tuple[Any, str]]:
    """Return, by row, what it was before the import and its digest after it."""
    found: dict[int, tuple[Any, str]] = {}
    for change in changes:
        before = found[change.row_id][0] if change.row_id in found else change.before
        found[change.row_id] = (before, change.after_digest)
    return found
