"""Reading an orders file cell by cell: what was read before changes nothing."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcelwright.interchange.columns import DRAFT_COLUMNS
from parcelwright.interchange.draft_plan import Part, plan_of
from parcelwright.interchange.drafts import drafts_from_rows, each_draft
from parcelwright.interchange.problems import Trouble
from parcelwright.money import Money
from parcelwright.parcels.draft import Draft, Line, Packing
from parcelwright.parcels.parcel import Party

CELLS = ("", "0", "no", "x", "12", "1,5", "5 €", "2 lb", "30 cm", "DE", "Atlantis", "EUR", "\ufffd")
COLUMNS = ("unit_value", "currency", "quantity", "weight_g", "signed", "goods_origin", "ship_on")
ROWS = st.lists(
    st.fixed_dictionaries({column: st.sampled_from(CELLS) for column in COLUMNS}),
    min_size=1,
    max_size=12,
)


@given(ROWS)
@settings(max_examples=60, deadline=None)
def test_a_row_reads_the_same_alone_as_after_others(rows):
    numbered = [{"order_number": f"A{at}", **row} for at, row in enumerate(rows)]
    for at, read in enumerate(drafts_from_rows(numbered)):
        (alone,) = drafts_from_rows([numbered[at]])
        problems = tuple(replace(each, row=at + 1) for each in alone.problems)
        assert (read.draft, read.problems) == (alone.draft, problems)


def test_the_same_amount_beside_another_currency_is_other_money():
    file = b"order_number,value,currency\nA,5,EUR\nB,5,USD\nC,5,EUR\n"
    found = [read.draft.value for read in each_draft(BytesIO(file))]
    assert found == [Money.of(5, "EUR"), Money.of(5, "USD"), Money.of(5, "EUR")]


def test_each_row_says_what_is_wrong_with_it_even_when_the_cell_was_seen_before():
    file = b"order_number,weight_g\nA,heavy\nB,heavy\n"
    reads = each_draft(BytesIO(file))
    found = [[(each.row, each.trouble) for each in read.problems] for read in reads]
    assert found == [[(2, Trouble.WEIGHT)], [(3, Trouble.WEIGHT)]]


def test_what_a_later_row_says_fills_only_what_the_first_left_open():
    file = (
        b"order_number,city,signed,contents,Note\n"
        b"A,,no,mug,first\nA,Berlin,yes,cup,second\nA,Bonn,yes,,third\n"
    )
    (read,) = each_draft(BytesIO(file))
    assert (read.draft.recipient.city, read.draft.signed) == ("Berlin", False)
    assert [line.description for line in read.draft.lines] == ["mug", "cup"]
    assert read.draft.extra == (("Note", "first"),)


def test_every_cell_of_the_plan_fills_a_field_that_there_is():
    kinds = {Part.LINE: Line, Part.ORDER: Draft, Part.PACKING: Packing}
    for asked in plan_of(DRAFT_COLUMNS):
        assert asked.field in kinds.get(asked.part, Party).__dataclass_fields__
    currencies = {"currency", "unit_currency", "declared_currency"}
    currencies |= {"postage_currency", "insured_currency"}
    read = {asked.column for asked in plan_of(DRAFT_COLUMNS)}
    assert read | currencies | {"order_number"} == set(DRAFT_COLUMNS)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1999-12-31"])
@pytest.mark.parametrize("column", ["ship_on", "ordered_at", "promised_by"])
def test_a_day_of_no_sale_of_ours_is_a_problem_and_no_day(column, day):
    (read,) = drafts_from_rows([{"order_number": "A1", column: day}])
    assert getattr(read.draft, column) is None
    assert [(each.column, each.trouble) for each in read.problems] == [(column, Trouble.DATE)]
