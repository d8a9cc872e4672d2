"""Records what a shop told of its orders, like an imported file, and where reading goes on."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import Trouble, TroubleKind
from parcelwright.interchange.own_rows import orders_of_rows, parcels_of_rows
from parcelwright.interchange.parcels import parcel_cells
from parcelwright.watch import sentences
from parcelwright.watch.order_reading import Place, told
from parcelwright.watch.patience import quiet_until
from parcelwright_web.actions import orders
from parcelwright_web.actions.parcel_columns import Origin, Word
from parcelwright_web.actions.recording import record
from parcelwright_web.actions.statements import Named, Told, is_number
from parcelwright_web.models.intake import SourceConnection

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from parcelwright.asking.calls import Answer
    from parcelwright.asking.orders import OrdersRead
    from parcelwright.parcels.parcel import Parcel
    from parcelwright_web.actions.shop_orders import Errand

# A shop that refuses our credentials is looked at again each day.
_LOOK_AGAIN = timedelta(days=1)
_REST = timedelta(minutes=15)
_LINE = 300
_CIRCLES = Trouble(kind=TroubleKind.NONSENSE, what="it tells the same orders again and again")
_FAILING = frozenset({TroubleKind.DOWN, TroubleKind.UNREACHABLE, TroubleKind.NONSENSE})
_SETTLED = (
    "held_until", "cursor", "last_asked_at", "last_answer", "last_answer_ok", "quiet_until",
    "failing_since", "troubles", "access_refused_at", "check_due_at",
)  # fmt: skip


def settle(errand: Errand, answer: Answer | Trouble, now: datetime) -> None:
    """Record what an answer brings, with where reading goes on, in one transaction.

    An answer that comes after its hold ended, when another worker may have asked, is dropped.
    """
    if isinstance(answer, Trouble):
        _settle_trouble(errand, answer, now)
        return
    read = errand.source.read_orders(errand.call, answer)
    is_check = errand.call.purpose is Purpose.CHECK
    trouble = _CIRCLES if errand.place.goes_in_circles(read.cursor) else read.trouble
    if trouble is not None:
        _settle_trouble(errand, trouble, now)
        return
    with transaction.atomic():
        row = _held(errand)
        if row is None:
            return
        line = sentences.ANSWERS if is_check else _record(row, read, answer)
        if not is_check:
            row.cursor = errand.place.after(read.cursor, read.changed_until, now).stored()
        _checked(row, errand)
        row.quiet_until = row.failing_since = row.access_refused_at = None
        row.troubles = 0
        _answered(row, line, now, is_good=True)


def settle_defect(errand: Errand, now: datetime) -> None:
    """Let a shop rest a quarter of an hour whose answer broke our own code."""
    with transaction.atomic():
        row = _held(errand)
        if row is not None:
            _checked(row, errand)
            row.quiet_until = now + _REST
            _answered(row, sentences.DEFECT, now, is_good=False)


def _settle_trouble(errand: Errand, trouble: Trouble, now: datetime) -> None:
    with transaction.atomic():
        row = _held(errand)
        if row is None:
            return
        _checked(row, errand)
        if trouble.kind is TroubleKind.BAD_ACCESS:
            row.access_refused_at = row.access_refused_at or now
            row.check_due_at = row.check_due_at or now + _LOOK_AGAIN
        else:
            row.troubles += 1
            rests_until = quiet_until(trouble, row.troubles, now)
            row.quiet_until = rests_until if rests_until > now else now + _REST
            if trouble.kind in _FAILING:
                row.failing_since = row.failing_since or now
        if trouble is _CIRCLES:
            row.cursor = Place(since=errand.place.since, ended_at=now).stored()
        _answered(row, trouble.what[:1].upper() + trouble.what[1:], now, is_good=False)


def _held(errand: Errand) -> SourceConnection | None:
    """Return the row of an errand, locked, unless its hold ended or its access changed."""
    mine = errand.connection
    rows = SourceConnection.objects.for_tenant(mine.tenant_id).select_for_update()
    return rows.filter(pk=mine.pk, held_until=mine.held_until, is_asked=True).first()


def _checked(row: SourceConnection, errand: Errand) -> None:
    """Settle the look that a person wanted, unless they asked for another meanwhile."""
    is_check = errand.call.purpose is Purpose.CHECK
    if is_check and row.check_due_at == errand.connection.check_due_at:
        row.check_due_at = None


def _answered(row: SourceConnection, line: str, now: datetime, *, is_good: bool) -> None:
    row.held_until, row.last_asked_at = None, now
    row.last_answer, row.last_answer_ok = line[:_LINE], is_good
    row.save(update_fields=_SETTLED)


def _record(row: SourceConnection, read: OrdersRead, answer: Answer) -> str:
    """Store orders and parcels like those of imported files; return what it told in one line."""
    digest, at = hashlib.sha256(answer.body).hexdigest(), answer.received_at
    found, sent = orders_of_rows(read.orders), parcels_of_rows(read.parcels)
    changes = orders.record_orders(row.tenant_id, row.shop_id, found.rows, at, digest)
    changed = [*changes.made, *(order for order, _ in changes.changed)]
    named = tuple(_named(sent.rows, at, digest))
    if named:
        record(row.tenant_id, [Told(shop_id=row.shop_id, named=named)], at)
    orders.join(row.tenant_id, {order.number_key for order in changed})
    problems = [problem.what for problem in read.problems]
    problems += [problem.text for problem in (*found.problems, *sent.problems)]
    strange = [each.tracking_number for each in sent.rows if not is_number(each.tracking_number)]
    problems += [f"{number[:40]} is too long for a tracking number" for number in strange]
    return told(len(found.rows), len(sent.rows), problems)


def _named(parcels: Iterable[Parcel], at: datetime, digest: str) -> Iterable[Named]:
    """Yield what a shop states of its parcels; it names them, so each is one of its own."""
    for parcel in parcels:
        if not is_number(parcel.tracking_number):
            continue
        sent = parcel.handed_over_at
        yield Named(
            number=parcel.tracking_number,
            word=Word(
                values=parcel_cells(parcel), origin=Origin.ORDER, received_at=at, digest=digest
            ),
            at=at if sent is None else sent.utc,
            starts=() if sent is None else (sent.utc,),
            is_alone=True,
        )
