"""A document as plain text: to copy into a carrier's form, and to compare with the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.documents.letter import Addressee, Document, Letterhead, Table


def plain_text(document: Document) -> str:
    """Return every word of the document in reading order, one fact or row per line."""
    asks = [f"{number}. {ask}" for number, ask in enumerate(document.asks, start=1)]
    blocks: list[Iterable[str]] = [
        _head(document.sender),
        _head(document.addressee),
        _pairs(document.meta),
        [document.title, document.subject],
        [document.salutation],
        document.opening,
        _pairs(document.facts),
        [document.asks_title, *asks],
        *(_table(table) for table in document.tables),
        document.closing,
        _signature(document),
        document.notes,
    ]
    written = ["\n".join(line for line in block if line) for block in blocks]
    return "\n\n".join(block for block in written if block) + "\n"


def _head(who: Letterhead | Addressee | None) -> list[str]:
    return [] if who is None else [who.name, *who.address_lines]


def _pairs(rows: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{label}: {value}" for label, value in rows]


def _table(table: Table) -> list[str]:
    total = () if table.total is None else (table.total,)
    rows = [" | ".join(row) for row in (*table.rows, *total)]
    return [table.title, " | ".join(table.head), *rows] if rows else [table.title, table.empty]


def _signature(document: Document) -> list[str]:
    sender = document.sender
    bank = [document.bank_title, *sender.bank_lines] if document.bank_title else []
    signed = ", ".join(filter(None, (sender.signatory, sender.signatory_role)))
    return [*bank, document.greeting, signed]
