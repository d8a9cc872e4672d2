"""Takes an import back, unless somebody has built on it since."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import ngettext

from parcelwright_web.actions import own_meanings
from parcelwright_web.actions.import_changes import (
    EVENT,
    ORDER,
    PARCEL,
    RETOLD,
    digest_of,
    touched_rows,
)
from parcelwright_web.actions.imports import ImportRefused
from parcelwright_web.actions.orders import JOINED_FIELDS
from parcelwright_web.actions.parcel_columns import restore
from parcelwright_web.actions.recording import STATED, record
from parcelwright_web.models import bulk
from parcelwright_web.models.cases import Case
from parcelwright_web.models.intake import ColumnMemory, Import, ImportChange, ImportPhase
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.parcels import Order, Parcel, TrackingEventRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model


@transaction.atomic
def undo(batch: Import, now: datetime) -> None:
    """Take back everything that an import wrote.

    Raises:
        ImportRefused: It is not written, or its parcels or orders were used since; the
            message counts how.
    """
    if batch.phase != ImportPhase.COMMITTED or batch.state not in _WRITTEN:
        raise ImportRefused("Only an import that is written can be undone; reload the page.")
    changes = list(
        ImportChange.objects.for_tenant(batch.tenant_id).filter(batch=batch).order_by("pk")
    )
    by_table = {
        table: touched_rows([change for change in changes if change.table == table])
        for table in (PARCEL, ORDER, EVENT)
    }
    parcels = _rows(Parcel, batch, by_table[PARCEL])
    orders = _rows(Order, batch, by_table[ORDER])
    _refuse_if_used(batch, by_table, parcels, orders)
    numbers = _take_events_back(batch, by_table[EVENT])
    numbers |= {parcel.tracking_number for parcel in parcels.values()}
    _take_parcels_back(batch, by_table[PARCEL], parcels)
    _take_orders_back(batch, by_table[ORDER], orders)
    record(batch.tenant_id, [], now, numbers)
    own_meanings.read_again(batch.shop, now)
    # What is undone was often matched wrongly: the next file is looked at afresh.
    ColumnMemory.objects.for_tenant(batch.tenant_id).filter(
        fingerprint=batch.header_fingerprint
    ).delete()
    ImportChange.objects.for_tenant(batch.tenant_id).filter(batch=batch).delete()
    batch.phase, batch.undone_at, batch.state = ImportPhase.UNDONE, now, LeaseState.DONE
    batch.save(update_fields=["phase", "undone_at", "state"])


_WRITTEN = frozenset({LeaseState.DONE.value, LeaseState.PARKED.value})


def _rows(model: type[Any], batch: Import, changes: Iterable[int]) -> dict[int, Any]:
    rows = model.objects.for_tenant(batch.tenant_id)
    return {row.pk: row for row in rows.filter(pk__among=changes)}


def _refuse_if_used(
    batch: Import,
    by_table: dict[str, dict[int, tuple[Any, str]]],
    parcels: dict[int, Parcel],
    orders: dict[int, Order],
) -> None:
    counts: Counter[str] = Counter()
    for table, rows in ((PARCEL, parcels), (ORDER, orders)):
        for row_id, (_, after) in by_table[table].items():
            if row_id not in rows or digest_of(rows[row_id]) != after:
                counts["changed"] += 1
    of_file = TrackingEventRow.objects.for_tenant(batch.tenant_id).filter(batch=batch)
    made = [pk for pk, (before, _) in by_table[PARCEL].items() if before is None]
    others = TrackingEventRow.objects.for_tenant(batch.tenant_id).filter(parcel__among=made)
    fed = others.exclude(pk__in=of_file.values("pk"))
    counts["events"] = fed.values("parcel").distinct().count()
    ids = {*parcels, *of_file.values_list("parcel_id", flat=True).distinct()}
    counts["cases"] = Case.objects.for_tenant(batch.tenant_id).filter(parcel__among=ids).count()
    if any(counts.values()):
        raise ImportRefused(_said(counts))


def _said(counts: Counter[str]) -> str:
    n = counts["changed"]
    sayings = (
        (n, ngettext("%(n)d row was changed since", "%(n)d rows were changed since", n)),
        (
            n := counts["events"],
            ngettext(
                "%(n)d parcel has tracking events from elsewhere",
                "%(n)d parcels have tracking events from elsewhere",
                n,
            ),
        ),
        (
            n := counts["cases"],
            ngettext("%(n)d parcel has a case", "%(n)d parcels have a case", n),
        ),
    )
    return "; ".join(text % {"n": count} for count, text in sayings if count)


def _take_events_back(batch: Import, replaced: dict[int, tuple[Any, str]]) -> set[str]:
    rows = TrackingEventRow.objects.for_tenant(batch.tenant_id)
    restored = []
    for row_id, row in _rows(TrackingEventRow, batch, replaced).items():
        before = replaced[row_id][0]
        row.received_at = datetime.fromisoformat(before["received_at"])
        for name in RETOLD:
            setattr(row, name, before.get(name, getattr(row, name)))
        told_at = before.get("told_at")
        row.told_at = None if told_at is None else datetime.fromisoformat(told_at)
        row.batch_id = _living(batch, before["batch"])
        restored.append(row)
    bulk.update(restored, ("received_at", "told_at", *RETOLD, "batch"))
    gone = rows.filter(batch=batch)
    numbers = set(gone.values_list("parcel__tracking_number", flat=True).distinct())
    gone.delete()
    return numbers


def _living(batch: Import, earlier: int | None) -> int | None:
    known = Import.objects.for_tenant(batch.tenant_id).exclude(phase=ImportPhase.UNDONE)
    return earlier if earlier and known.filter(pk=earlier).exists() else None


def _take_parcels_back(
    batch: Import, changes: dict[int, tuple[Any, str]], parcels: dict[int, Parcel]
) -> None:
    made, changed = [], []
    for row_id, parcel in parcels.items():
        before = changes[row_id][0]
        if before is None:
            made.append(row_id)
        else:
            restore(parcel, before)
            changed.append(parcel)
    bulk.update(changed, {*STATED, *JOINED_FIELDS})
    _delete(Parcel, batch, made)


def _take_orders_back(
    batch: Import, changes: dict[int, tuple[Any, str]], orders: dict[int, Order]
) -> None:
    made, changed = [], []
    for row_id, order in orders.items():
        before = changes[row_id][0]
        if before is None:
            made.append(row_id)
        else:
            order.facts, order.personal = before["facts"], before["personal"]
            changed.append(order)
    bulk.update(changed, ("facts", "personal"))
    _delete(Order, batch, made)


def _delete(model: type[Model], batch: Import, keys: Iterable[int]) -> None:
    model.objects.for_tenant(batch.tenant_id).filter(pk__among=keys).delete()  # type: ignore[attr-defined]  # tenant models
