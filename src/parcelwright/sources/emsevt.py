"""Postal item events in the manner of the UPU message EMSEVT, as lists and as EDIFACT.

The message itself is not public. What posts pass on are lists, one event a row: the item, the
event by its EMSEVT letters (``EMC``) or by its number in the International Postal System
(``12``), the time at the office, and the office. Known are the export of an operator's IPS
(receptacle, item, event name, time, office, event code, next office) and lists with like
columns. An EDIFACT interchange that calls itself EMSEVT is read as far as its segments are
those of IFTSTA.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.parcels import code_books
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._edifact import is_edifact, message_types, messages, starts_edifact
from parcelwright.sources._files import text_of
from parcelwright.sources._lists import header_of, rows
from parcelwright.sources._statements import Payload, event_time
from parcelwright.sources._status_message import read_statuses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._lists import ListRow
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._segments import Segment

SLUG = "emsevt"
NAME = "UPU event list (EMSEVT)"
ENDINGS = (".csv", ".txt", ".edi")

CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
_IPS, _EMSEVT = "emsevt.ips", "upu.emsevt"
_TABLES = {**CODES, **code_books.milestones("upu")}
_LETTERS = re.compile(r"[A-Z]{3}")

# Column names as folded, ours first. Names of persons are not taken over.
_ITEM = ("item", "itemid", "itemidentifier", "itemnumber", "mailitmfid", "mailitemid", "s10")
_CODE = ("eventcode", "eventtype", "eventtypecode", "eventtypecd", "emsevtcode", "event")
_TIME = ("occurredat", "eventdatetime", "eventdate", "eventlocaldt", "localdatetime", "datetime")
_WORDS = ("eventname", "eventtypename", "eventtypenm", "eventdescription")
_OFFICE = ("office", "eventoffice", "eventofficecd", "officecode", "location", "locationcode")
_COUNTRY = ("country", "countrycode", "eventcountry", "countrycd")
_FACTS = {
    "nextoffice": "next_office",
    "receptacle": "receptacle",
    "receptacleid": "receptacle",
    "recptclfid": "receptacle",
    "reason": "reason",
    "reasoncode": "reason",
    "nondeliveryreason": "reason",
    "retentionreason": "reason",
    "measure": "measure",
    "nondeliverymeasure": "measure",
    "operator": "operator",
    "operatorcode": "operator",
}


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return an event for each row or status, and a hint for each item.

    Args:
        payload: The whole file.
        received_at: When the file arrived.
    """
    page = Payload.of_file(SLUG, _TABLES, payload, received_at)
    if page.root.problems.found:
        return page.parsed()
    text = text_of(payload, "cp1252")
    if _is_list(text):
        _read_list(page, text)
    elif is_edifact(payload):
        for message in messages(page, payload):
            if message.type in {"EMSEVT", ""}:
                read_statuses(page, message, _status)
            else:
                page.note(message.where, f"a message of type {message.type[:6]} is not read here")
    return page.parsed()


def recognizes_file(head: bytes) -> bool:
    """Return whether a file begins as an interchange of this type, or as a list of items."""
    if starts_edifact(head):
        return "EMSEVT" in message_types(head)
    return _is_list(text_of(head, "cp1252"))


def _is_list(text: str) -> bool:
    first = text.partition("\n")[0]
    names = set(header_of(first)[1]) if len(first) < 4000 else set()  # noqa: PLR2004 - no header
    told = names.intersection(_CODE) or names.intersection(_WORDS)
    return bool(names.intersection(_ITEM) and names.intersection(_TIME) and told)


def _read_list(page: Payload, text: str) -> None:
    for row in rows(text):
        if row.is_cut:
            page.note(row.where, "the file ends within this row; it is not read")
            continue
        number = normalize(_first(row, _ITEM))
        if not number:
            page.note(row.where, "no item; the event belongs to no parcel")
        page.add(
            number,
            _read(page, _first(row, _CODE).upper()),
            occurred_at=event_time(page.at(_first(row, _TIME), row.where)),
            description=_first(row, _WORDS),
            place=_first(row, _OFFICE),
            country=_first(row, _COUNTRY),
            facts=_facts(row),
        )
        page.name_parcel(number)


def _first(row: ListRow, names: tuple[str, ...]) -> str:
    return next((row.cells[name] for name in names if name in row.cells), "")


def _facts(row: ListRow) -> dict[str, str]:
    facts = {ours: row.cells[name] for name, ours in _FACTS.items() if name in row.cells}
    facts |= {name: cell for name, cell in row.cells.items() if name.startswith("column")}
    return facts


def _read(page: Payload, code: str) -> Reading:
    return page.read(_EMSEVT if _LETTERS.fullmatch(code) else _IPS, code)


def _status(page: Payload, segment: Segment) -> Reading:
    return _read(page, segment.text(2).upper())
