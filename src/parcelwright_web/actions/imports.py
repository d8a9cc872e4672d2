"""Files of sellers: taken in, shown before anything is written, written, taken back."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction

from parcelwright.errors import InputFileError
from parcelwright.interchange.columns import COLUMNS, Kind
from parcelwright.interchange.preset import presets
from parcelwright.interchange.preview import summarize
from parcelwright_web import blobs
from parcelwright_web.actions import import_messages
from parcelwright_web.actions.import_changes import Counts, apply_part, read_only
from parcelwright_web.actions.import_rows import KINDS, matching_of, open_rows, parts, table_of
from parcelwright_web.models import leases
from parcelwright_web.models.intake import ColumnMemory, Import, ImportPhase
from parcelwright_web.models.leases import LeaseState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime, timedelta

    from parcelwright.interchange.preview import Summary
    from parcelwright.interchange.reading import RowResult
    from parcelwright.interchange.tables import Table
    from parcelwright_web.actions.import_rows import OpenFile, Part
    from parcelwright_web.models.accounts import Shop

# Small files are previewed at once, in the request; larger ones by the worker.
PREVIEWED_AT_ONCE_BYTES = 400_000
MAX_FILE_BYTES = 1_073_741_824
_NAME_LETTERS = 200
_SHOWN_LETTERS = 120
_REASON = "reason"


class ImportRefused(InputFileError):
    """An import that cannot go on; the message says why and what to do."""

    code = "import-refused"


def receive(
    shop: Shop, file: blobs.Written, name: str, *, by: str, now: datetime, kind: str = ""
) -> Import:
    """Take in a file that is on disk: recognise its kind and columns, ready for preview.

    Raises:
        InputFileError: It is no table and no message file that can be read; the file is
            deleted again.
    """
    batch = Import(
        tenant_id=shop.tenant_id,
        shop=shop,
        kind=kind,
        file_name=name[-_NAME_LETTERS:],
        blob=file.name,
        size=file.size,
        digest=file.digest,
        uploaded_at=now,
        run_at=now,
        uploaded_by=by,
        state=_waits(file.size),
    )
    try:
        if import_messages.source_of(batch) is not None:
            batch.kind = Kind.EVENTS.value
            batch.mapping = {column: [column] for column in import_messages.SHOWN}
        else:
            with table_of(batch) as table:
                _recognize(batch, table)
    except InputFileError:
        blobs.remove(shop.tenant_id, file.name)
        raise
    with transaction.atomic():
        batch.save()
    return batch


def _recognize(batch: Import, table: Table) -> None:
    found = matching_of(batch, table)
    memory = (
        ColumnMemory.objects.for_tenant(batch.tenant_id)
        .filter(fingerprint=found.fingerprint)
        .first()
    )
    if memory is not None:
        batch.mapping, batch.kind = memory.mapping, batch.kind or memory.kind
        found = matching_of(batch, table)
    batch.kind = batch.kind or (found.kind if found.kind in KINDS else Kind.EVENTS).value
    batch.preset = found.preset.slug if found.preset and memory is None else ""
    batch.header_fingerprint = found.fingerprint
    used = found.of_kind(Kind(batch.kind)).used
    batch.mapping = {column: list(headers) for column, headers in used.items()}


def _waits(size: int) -> LeaseState:
    """Return READY for a file that the worker previews, HELD for one previewed at once."""
    return LeaseState.HELD if size <= PREVIEWED_AT_ONCE_BYTES else LeaseState.READY


def rematch(
    batch: Import, *, kind: str, layout: str, mapping: Mapping[str, Sequence[str]], now: datetime
) -> None:
    """Read the file another way: as another kind, layout, or with other columns.

    Raises:
        ImportRefused: The import was committed, or there is no such kind or column.
    """
    if batch.phase != ImportPhase.UPLOADED:
        raise ImportRefused("This import is committed; undo it to read the file another way.")
    if kind not in set(KINDS) or layout not in {"", *presets()} or _is_message(batch):
        raise ImportRefused("There is no such kind of file; choose one of the list.")
    if not set(mapping) <= set(COLUMNS[Kind(kind)]):
        raise ImportRefused("A column does not belong to this kind of file; choose it again.")
    new_layout = layout != batch.preset and layout
    batch.kind, batch.preset = kind, layout
    batch.mapping = {column: list(headers) for column, headers in mapping.items()}
    if new_layout:
        # The layout settles every column by itself.
        batch.mapping = {}
        with table_of(batch) as table:
            found = matching_of(batch, table)
        batch.mapping = {column: list(headers) for column, headers in found.mapping.items()}
    batch.state, batch.run_at, batch.attempt = _waits(batch.size), now, 0
    batch.summary, batch.preview, batch.rows_done = {}, {}, 0
    with transaction.atomic():
        batch.save()


def _is_message(batch: Import) -> bool:
    """Return whether the rows of a previewed file are statements of messages."""
    return "messages" in (batch.preview or {})


@contextmanager
def _opened(batch: Import) -> Iterator[OpenFile]:
    """Open a file as rows: of a table, or one for each statement of a message file.

    Raises:
        InputFileError: It cannot be read.
    """
    source = import_messages.source_of(batch)
    if source is not None:
        yield import_messages.opened(batch, source)
        return
    with table_of(batch) as table:
        yield open_rows(batch, table)


def preview(batch: Import, now: datetime, *, tries: bool = True) -> None:
    """Read the whole file and count what a commit would do; nothing of it stays written.

    Without ``tries`` rows are only read, and what they would change is not counted.
    """
    counts = Counts()
    rejects = blobs.Writer(batch.tenant_id)
    try:
        with _opened(batch) as file:
            missing = file.missing
            _write_reject(rejects, [*file.header, _REASON])
            found = [] if missing else _seen(batch, file, counts, rejects, now if tries else None)
            batch.preview = _shown(file, summarize(found))
    except InputFileError as error:
        rejects.discard()
        batch.summary = {"error": str(error)}
    else:
        blobs.remove(batch.tenant_id, batch.rejects_blob)
        batch.rejects_blob = _kept(rejects, counts)
        batch.summary = {**asdict(counts), "missing": missing, "untried": not tries}
    batch.rows_done, batch.state, batch.lease_until = 0, LeaseState.HELD, None
    with transaction.atomic():
        batch.save()


def _seen(
    batch: Import,
    file: OpenFile,
    counts: Counts,
    rejects: blobs.Writer,
    now: datetime | None,
) -> Iterator[RowResult[Any]]:
    """Yield the rows of a file, and count on the way what writing them would do."""
    for part in parts(file.results()):
        counts.add(read_only(part) if now is None else _dry_run(batch, part, now))
        _show_progress(batch, counts.rows)
        for result in part.results:
            if result.found is None:
                _write_reject(rejects, _rejected(result, file.header))
            yield result


def _dry_run(batch: Import, part: Part, now: datetime) -> Counts:
    with transaction.atomic():
        counts = apply_part(batch, part, now)
        transaction.set_rollback(True)
    return counts


def _kept(rejects: blobs.Writer, counts: Counts) -> str:
    if counts.refused:
        return rejects.finish().name
    rejects.discard()
    return ""


def _show_progress(batch: Import, rows: int) -> None:
    Import.objects.for_tenant(batch.tenant_id).filter(pk=batch.pk).update(rows_done=rows)


def _shown(file: OpenFile, summary: Summary) -> dict[str, Any]:
    return {
        **file.about,
        "header": list(file.header),
        "repairs": [repair.text for repair in summary.repairs],
        "rows": [
            {
                "number": result.row.number,
                "cells": {k: v[:_SHOWN_LETTERS] for k, v in result.row.cells.items()},
                "problems": [problem.text for problem in result.problems],
                "refused": result.found is None,
            }
            for result in summary.first
        ],
    }


def _rejected(result: RowResult[Any], header: Sequence[str]) -> list[str]:
    reasons = [problem.text for problem in result.problems if problem.refuses]
    return [*(result.row.cells.get(name, "") for name in header), "; ".join(reasons)]


def _write_reject(writer: blobs.Writer, cells: Sequence[str]) -> None:
    line = io.StringIO()
    csv.writer(line).writerow([_neutral(cell) for cell in cells])
    writer.write(line.getvalue().encode("utf-8-sig" if writer.size == 0 else "utf-8"))


def _neutral(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula."""
    bare = cell.lstrip(" \u00a0\ufeff")
    return f"'{cell}" if bare[:1] in set("=+-@\t\r\n\0＝＋－＠") and bare else cell


def commit(batch: Import, now: datetime) -> None:
    """Have the worker write a previewed file, and remember how its columns were matched.

    Raises:
        ImportRefused: There is nothing to write, or it is written already.
    """
    if batch.phase != ImportPhase.UPLOADED or batch.state != LeaseState.HELD:
        raise ImportRefused("This import is not waiting to be committed; reload the page.")
    if batch.summary.get("missing") or batch.summary.get("error"):
        raise ImportRefused("This file cannot be imported as it is read now; see the preview.")
    with transaction.atomic():
        if batch.header_fingerprint:
            _remember(batch, now)
        batch.phase, batch.state, batch.run_at = ImportPhase.COMMITTED, LeaseState.READY, now
        batch.committed_at, batch.rows_done, batch.attempt = now, 0, 0
        batch.summary = {**batch.summary, "written": asdict(Counts())}
        batch.save()


def _remember(batch: Import, now: datetime) -> None:
    ColumnMemory.objects.for_tenant(batch.tenant_id).update_or_create(
        fingerprint=batch.header_fingerprint,
        defaults={
            "tenant_id": batch.tenant_id,
            "kind": batch.kind,
            "mapping": batch.mapping,
            "used_at": now,
        },
    )


def apply(batch: Import, now: datetime, lease: timedelta) -> bool:
    """Write a committed file part by part; return False when another worker took it over.

    Each part is one transaction that also notes how far it came, so that after a crash
    the next attempt goes on from there.
    """
    with _opened(batch) as file:
        for part in parts(file.results(), skip=batch.rows_done):
            with transaction.atomic():
                if not leases.extend(batch, now, lease):
                    return False
                counts = apply_part(batch, part, now)
                batch.rows_done += part.rows
                written = batch.summary["written"]
                added = asdict(counts)
                batch.summary = {
                    **batch.summary,
                    "written": {name: written[name] + added[name] for name in added},
                }
                batch.save(update_fields=["rows_done", "summary"])
    return leases.finish(batch)
