"""Files of orders that are to be shipped: one row per line of goods, and back."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import IO, TYPE_CHECKING, TypeVar

from parcelwright.interchange.cellreader import CellReader
from parcelwright.interchange.columns import Kind
from parcelwright.interchange.draft_lines import filled_cells, line_cells, line_of
from parcelwright.interchange.grouping import order_key
from parcelwright.interchange.matching import match_columns
from parcelwright.interchange.parcels import money_cells, time_text
from parcelwright.interchange.problems import CellProblem, Trouble
from parcelwright.interchange.reading import RowResult, results
from parcelwright.interchange.tables import Row, open_table
from parcelwright.parcels.draft import Draft, DutyPayer, Line, Packing, Purpose
from parcelwright.parcels.parcel import ContractParty, Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from parcelwright.interchange.matching import Matching

T = TypeVar("T", Draft, Party, Packing)
_EMPTY = (None, "", ())


@dataclass(frozen=True, kw_only=True)
class DraftRead:
    """One order of a file: what its rows say together, and what could not be read.

    Args:
        row: Number of its first row, as a person counts.
        draft: None where its rows have no order number.
    """

    row: int
    draft: Draft | None
    problems: tuple[CellProblem, ...] = ()


def draft_of(cells: CellReader) -> Draft | None:
    """Return the draft of one row with its one line, or None without an order number."""
    number = cells.text("order_number")
    if not number:
        cells.refuse_without("order_number")
        return None
    line = line_of(cells)
    return Draft(
        order_number=number,
        shop=cells.text("shop"),
        sales_channel=cells.text("sales_channel"),
        payment_method=cells.text("payment_method"),
        ordered_at=cells.time("ordered_at"),
        promised_by=cells.time("promised_by"),
        ship_on=cells.day("ship_on"),
        carrier=cells.carrier("carrier"),
        service=cells.text("service"),
        carrier_account=cells.text("carrier_account"),
        programme=cells.text("programme"),
        contract_party=cells.word("contract_party", ContractParty),
        tracking_number=cells.number("tracking_number"),
        recipient=_recipient(cells),
        company=cells.text("company"),
        region=cells.text("destination_region"),
        recipient_id=cells.text("recipient_id"),
        recipient_id_kind=cells.text("recipient_id_kind").casefold(),
        recipient_id_until=cells.day("recipient_id_until"),
        sender=_sender(cells),
        lines=() if line == Line() else (line,),
        purpose=cells.word("purpose", Purpose),
        value=cells.money("value", "currency"),
        declared=cells.money("declared_value", "declared_currency", "currency"),
        postage=cells.money("postage", "postage_currency", "currency"),
        weight_g=cells.grams("weight_g"),
        length_mm=cells.millimetres("length_mm"),
        width_mm=cells.millimetres("width_mm"),
        height_mm=cells.millimetres("height_mm"),
        duty_payer=cells.word("duties_paid_by", DutyPayer),
        ioss_number=cells.text("ioss_number"),
        voec_number=cells.text("voec_number"),
        sender_vat=cells.text("sender_vat"),
        eori_number=cells.text("eori_number"),
        form=cells.text("customs_form").casefold(),
        signed=cells.yes("signed"),
        insurer=cells.text("insurer"),
        insured=cells.money("insured_value", "insured_currency", "currency"),
        proof_of_posting=cells.yes("proof_of_posting"),
        packing=_packing(cells),
        extra=cells.rest(),
    )


def _recipient(cells: CellReader) -> Party:
    return Party(
        name=cells.text("buyer_name"),
        email=cells.text("buyer_email"),
        phone=cells.text("buyer_phone"),
        language=cells.text("buyer_language"),
        address_lines=cells.lines("address_lines"),
        city=cells.text("city"),
        country=cells.country("destination_country"),
        postal_code=cells.text("destination_postal_code"),
    )


def _sender(cells: CellReader) -> Party:
    return Party(
        name=cells.text("sender_name"),
        phone=cells.text("sender_phone"),
        address_lines=cells.lines("sender_address_lines"),
        city=cells.text("sender_city"),
        country=cells.country("origin_country"),
        postal_code=cells.text("sender_postal_code"),
    )


def _packing(cells: CellReader) -> Packing:
    marks = cells.text("marks").replace(",", " ").replace(";", " ").casefold().split()
    return Packing(
        board_ect=cells.whole("board_ect"),
        double_wall=cells.yes("double_wall"),
        cushion_mm=cells.millimetres("cushion_mm"),
        void_filled=cells.yes("void_filled"),
        double_boxed=cells.yes("double_boxed"),
        tape_mm=cells.millimetres("tape_mm"),
        marks=tuple(marks),
    )


def each_draft(
    path_or_file: str | Path | IO[bytes], matching: Matching | None = None
) -> Iterator[DraftRead]:
    """Yield the orders of a file one at a time; rows of one order stand together.

    What the first row leaves empty is taken from the next rows of the same order. Holds one
    order in memory.

    Raises:
        InputFileError: The file is not a table, or has no column of order numbers.
    """
    table = open_table(path_or_file)
    matching = (matching or match_columns(table.header)).of_kind(Kind.DRAFTS)
    if matching.missing:
        lacking = CellProblem(row=0, column=matching.missing, trouble=Trouble.EMPTY_FILE)
        yield DraftRead(row=0, draft=None, problems=(lacking,))
        return
    yield from _joined(results(table, matching, draft_of))


def _joined(rows: Iterable[RowResult[Draft]]) -> Iterator[DraftRead]:
    for _, group in groupby(rows, key=lambda each: _key(each.found, each.row.number)):
        found = list(group)
        drafts = [each.found for each in found if each.found is not None]
        yield DraftRead(
            row=found[0].row.number,
            draft=joined(drafts) if drafts else None,
            problems=tuple(problem for each in found for problem in each.problems),
        )


def _key(draft: Draft | None, row: int) -> tuple[str, str, int]:
    return ("", "", row) if draft is None else (draft.shop, order_key(draft.order_number), 0)


def joined(drafts: list[Draft]) -> Draft:
    """Return the rows of one order as one draft with all lines; the first filled cell counts."""
    whole = drafts[0]
    for other in drafts[1:]:
        whole = _filled(whole, other)
    extra = {name: cell for draft in reversed(drafts) for name, cell in draft.extra}
    lines = tuple(line for draft in drafts for line in draft.lines)
    return replace(whole, lines=lines, extra=tuple(sorted(extra.items())))


def _filled(known: T, other: T) -> T:
    changes: dict[str, object] = {}
    for each in fields(known):
        mine, theirs = getattr(known, each.name), getattr(other, each.name)
        if isinstance(mine, (Party, Packing)):
            changes[each.name] = _filled(mine, theirs)
        elif mine in _EMPTY and theirs not in _EMPTY:
            changes[each.name] = theirs
    return replace(known, **changes)  # type: ignore[arg-type]  # values of the same fields


def drafts_from_rows(rows: Iterable[Mapping[str, str]]) -> tuple[DraftRead, ...]:
    """Return the orders of rows under our own column names, as :func:`draft_rows` writes them.

    Rows of one order stand together; rows are counted from 1.
    """
    cells = [
        CellReader(row=Row(number, dict(row)), mapping={name: (name,) for name in row})
        for number, row in enumerate(rows, 1)
    ]
    results = [RowResult(row=each.row, found=draft_of(each), problems=()) for each in cells]
    noted = [
        replace(result, problems=tuple(each.problems))
        for result, each in zip(results, cells, strict=True)
    ]
    return tuple(_joined(noted))


def draft_rows(draft: Draft) -> list[dict[str, str]]:
    """Return the filled cells of a draft, one row per line; the first row holds its facts."""
    buyer, sender, packing = draft.recipient, draft.sender, draft.packing
    facts: dict[str, object] = {
        "shop": draft.shop,
        "sales_channel": draft.sales_channel,
        "payment_method": draft.payment_method,
        "ordered_at": time_text(draft.ordered_at),
        "promised_by": time_text(draft.promised_by),
        "ship_on": draft.ship_on,
        "carrier": draft.carrier,
        "service": draft.service,
        "carrier_account": draft.carrier_account,
        "programme": draft.programme,
        "contract_party": draft.contract_party,
        "tracking_number": draft.tracking_number,
        "buyer_name": buyer.name,
        "company": draft.company,
        "buyer_email": buyer.email,
        "buyer_phone": buyer.phone,
        "buyer_language": buyer.language,
        "address_lines": "\n".join(buyer.address_lines),
        "city": buyer.city,
        "destination_region": draft.region,
        "destination_postal_code": buyer.postal_code,
        "destination_country": buyer.country,
        "recipient_id": draft.recipient_id,
        "recipient_id_kind": draft.recipient_id_kind,
        "recipient_id_until": draft.recipient_id_until,
        "sender_name": sender.name,
        "sender_phone": sender.phone,
        "sender_address_lines": "\n".join(sender.address_lines),
        "sender_city": sender.city,
        "sender_postal_code": sender.postal_code,
        "origin_country": sender.country,
        "purpose": draft.purpose,
        **money_cells("value", "currency", draft.value),
        **money_cells("declared_value", "declared_currency", draft.declared),
        **money_cells("postage", "postage_currency", draft.postage),
        **money_cells("insured_value", "insured_currency", draft.insured),
        "weight_g": draft.weight_g,
        "length_mm": draft.length_mm,
        "width_mm": draft.width_mm,
        "height_mm": draft.height_mm,
        "duties_paid_by": draft.duty_payer,
        "ioss_number": draft.ioss_number,
        "voec_number": draft.voec_number,
        "sender_vat": draft.sender_vat,
        "eori_number": draft.eori_number,
        "customs_form": draft.form,
        "signed": draft.signed,
        "insurer": draft.insurer,
        "proof_of_posting": draft.proof_of_posting,
        "board_ect": packing.board_ect,
        "double_wall": packing.double_wall,
        "cushion_mm": packing.cushion_mm,
        "void_filled": packing.void_filled,
        "double_boxed": packing.double_boxed,
        "tape_mm": packing.tape_mm,
        "marks": " ".join(packing.marks),
    }
    first = dict(draft.extra) | filled_cells(facts)
    lines = [line_cells(line) for line in draft.lines] or [{}]
    return [
        {"order_number": draft.order_number} | (first if at == 0 else {}) | line
        for at, line in enumerate(lines)
    ]
