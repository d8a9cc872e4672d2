"""Files of orders that are to be shipped: one row per line of goods, and back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import IO, TYPE_CHECKING

from parcelwright.interchange.cellreader import CellReader
from parcelwright.interchange.columns import Kind
from parcelwright.interchange.draft_lines import filled_cells, line_cells
from parcelwright.interchange.draft_reading import RowReader, joined
from parcelwright.interchange.grouping import order_key
from parcelwright.interchange.matching import match_columns
from parcelwright.interchange.parcels import money_cells, time_text
from parcelwright.interchange.problems import CellProblem, Trouble
from parcelwright.interchange.reading import RowResult, results
from parcelwright.interchange.tables import Row, open_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from parcelwright.interchange.draft_reading import Said
    from parcelwright.interchange.matching import Matching
    from parcelwright.parcels.draft import Draft


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
    constants = matching.preset.constants if matching.preset else {}
    read = RowReader(matching.used, constants)
    yield from _joined(results(table, matching, read))


def _joined(rows: Iterable[RowResult[Said]]) -> Iterator[DraftRead]:
    for _, group in groupby(rows, key=lambda each: _key(each.found, each.row.number)):
        found = list(group)
        said = [each.found for each in found if each.found is not None]
        yield DraftRead(
            row=found[0].row.number,
            draft=joined(said) if said else None,
            problems=tuple(problem for each in found for problem in each.problems),
        )


def _key(said: Said | None, row: int) -> tuple[str, str, int]:
    return ("", "", row) if said is None else (said.shop, order_key(said.order_number), 0)


def drafts_from_rows(rows: Iterable[Mapping[str, str]]) -> tuple[DraftRead, ...]:
    """Return the orders of rows under our own column names, as :func:`draft_rows` writes them.

    Rows of one order stand together; rows are counted from 1.
    """
    numbered = [Row(number, dict(row)) for number, row in enumerate(rows, 1)]
    mapping = {name: (name,) for row in numbered for name in row.cells}
    read = RowReader(mapping)
    results = []
    for row in numbered:
        cells = CellReader(row=row, mapping=mapping)
        found = read(cells)
        results.append(RowResult(row=row, found=found, problems=tuple(cells.problems)))
    return tuple(_joined(results))


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
