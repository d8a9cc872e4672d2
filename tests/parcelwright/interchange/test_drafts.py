"""Files of orders that are to be shipped."""

from __future__ import annotations

from io import BytesIO

from parcelwright.interchange.drafts import draft_rows, drafts_from_rows, each_draft
from parcelwright.interchange.problems import Trouble
from parcelwright.money import Money
from parcelwright.parcels.draft import Battery, DutyPayer

_FILE = b"""order_number,destination_country,address_lines,contents,quantity,unit_value,currency,unit_weight_g,battery,duties_paid_by,weight_g,signed
A-1,DE,"Hauptstr. 5
2. OG",phone case,2,4.50,EUR,80,no,sender,400,yes
A-1,,,power bank,1,19.90,EUR,250,alone,,,
A-2,FR,12 rue Cler,scarf,1.5,9,EUR,120,perhaps,,2 lb,
,US,,mug,1,5,USD,300,,,,
"""


def test_rows_of_one_order_become_one_draft_with_its_lines() -> None:
    first = next(iter(each_draft(BytesIO(_FILE)))).draft
    assert first is not None
    assert first.order_number == "A-1"
    assert first.recipient.address_lines == ("Hauptstr. 5", "2. OG")
    assert [line.description for line in first.lines] == ["phone case", "power bank"]
    assert [line.battery for line in first.lines] == [Battery.NO, Battery.ALONE]
    assert first.lines[1].unit_value == Money.of("19.90", "EUR")
    assert (first.duty_payer, first.weight_g, first.signed) == (DutyPayer.SENDER, 400, True)


def test_cells_that_cannot_be_read_are_named_and_stay_unknown() -> None:
    second = list(each_draft(BytesIO(_FILE)))[1]
    assert second.draft is not None
    assert second.draft.lines[0].quantity is None
    assert second.draft.lines[0].battery is None
    assert second.draft.weight_g == 907
    assert [(each.column, each.trouble) for each in second.problems] == [
        ("quantity", Trouble.COUNT),
        ("battery", Trouble.WORD),
    ]


def test_a_row_without_order_number_is_refused_and_counted() -> None:
    last = list(each_draft(BytesIO(_FILE)))[-1]
    assert last.draft is None
    assert [each.refuses for each in last.problems] == [True]


def test_a_file_without_order_numbers_says_which_column_is_missing() -> None:
    (read,) = each_draft(BytesIO(b"contents\nmug\n"))
    assert [each.column for each in read.problems] == ["order_number"]


def test_a_draft_comes_back_from_its_rows_as_it_was() -> None:
    for read in each_draft(BytesIO(_FILE)):
        if read.draft is not None:
            (again,) = drafts_from_rows(draft_rows(read.draft))
            assert again.draft == read.draft
            assert again.problems == ()
