"""The label of an order that waits to be shipped: kept sealed, and read again at each check."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from parcelwright.prevention.labels.label_index import label_index
from parcelwright_web import blobs

if TYPE_CHECKING:
    from parcelwright.prevention.labels.label_index import LabelIndex
    from parcelwright_web.models.drafts import OrderDraft

_NAME_LETTERS = 200


def keep_label(row: OrderDraft, name: str, content: bytes) -> None:
    """Keep the label of an order in place of an earlier one."""
    old = row.label_blob
    row.label_blob = blobs.write(row.tenant_id, content).name
    row.label_name = PurePath(name).name[:_NAME_LETTERS]
    row.save(update_fields=["label_blob", "label_name"])
    if old and old != row.label_blob:
        blobs.remove(row.tenant_id, old)


def forget_label(row: OrderDraft) -> None:
    """Remove the label of an order with its file."""
    if row.label_blob:
        blobs.remove(row.tenant_id, row.label_blob)


def label_of(row: OrderDraft) -> LabelIndex:
    """Return the label of an order as checks read it, under the order's own name."""
    # What decodes labels takes long to load, and most orders come without one.
    from parcelwright.prevention.labels.read import read_labels  # noqa: PLC0415 - see above

    with blobs.open_blob(row.tenant_id, row.label_blob) as file:
        content = file.read()
    named = row.order_number.replace("/", "_") + PurePath(row.label_name).suffix
    number = row.rows[0].get("tracking_number", "") if row.rows else ""
    return label_index([read_labels(named, content)], [(row.order_number, number)])
