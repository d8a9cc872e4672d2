import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_samples import AT, REMEDY, letter_facts
from parcelwright.claims.remedy import Confidence
from parcelwright.documents.batch import (
    COLUMNS,
    BatchRow,
    Request,
    archive,
    by_account,
    neutral,
    sheet,
)
from parcelwright.errors import DocumentError

FACTS = letter_facts()
ROW = BatchRow(
    parcel=FACTS.parcel,
    journey=FACTS.journey,
    request=Request.CLAIM,
    remedy=REMEDY,
    days_silent=19,
    remark="=HYPERLINK(1)",
    paper=b"%PDF-1",
)


def read(rows, language="en"):
    page = openpyxl.load_workbook(io.BytesIO(sheet(rows, language, AT))).active
    head, *body = page.iter_rows(values_only=True)
    return head, [dict(zip(COLUMNS, row, strict=True)) for row in body]


def test_a_sheet_holds_one_row_per_parcel_with_amounts_as_numbers():
    head, rows = read([ROW])
    assert head[0] == "Tracking number"
    assert rows[0]["tracking_number"] == "RV482917305CN"
    assert rows[0]["waybill"] == "WB-20261024-0031"
    assert rows[0]["posted_on"].date().isoformat() == "2026-10-24"
    assert Decimal(str(rows[0]["amount"])) == Decimal("47.25")
    assert (rows[0]["days_silent"], rows[0]["request"]) == (19, "Claim")


def test_a_sheet_for_a_carrier_in_china_is_in_chinese():
    head, rows = read([ROW], "zh-Hans")
    assert (head[0], rows[0]["request"]) == ("运单号", "索赔")


def test_an_inquiry_and_an_uncertain_claim_state_no_amount():
    inquiry = replace(ROW, request=Request.INQUIRY)
    unsure = replace(ROW, remedy=replace(REMEDY, confidence=Confidence.LOW))
    _, rows = read([inquiry, unsure])
    assert [row["amount"] for row in rows] == [None, None]


def test_a_formula_is_shown_as_text():
    _, rows = read([ROW])
    assert rows[0]["remark"] == "'=HYPERLINK(1)"


@given(st.sampled_from("=+-@\t\r\n\x00＝＋－＠"), st.sampled_from(["", " ", "\u00a0", "\ufeff"]))
def test_whatever_may_begin_a_formula_is_neutralised(first, before):
    assert neutral(f"{before}{first}cmd").startswith("'")


def test_the_same_rows_and_time_give_the_same_sheet_and_archive():
    assert sheet([ROW], "en", AT) == sheet([ROW], "en", AT)
    assert archive([ROW], AT) == archive([ROW], AT)


def test_a_sheet_names_no_other_time_than_the_given_one():
    with zipfile.ZipFile(io.BytesIO(sheet([ROW], "en", AT))) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert core.count("2026-11-22T03:00:00Z") == 2
        assert {info.date_time for info in parts.infolist()} == {(2026, 11, 22, 3, 0, 0)}
    assert sheet([ROW], "en", AT) != sheet([ROW], "en", AT + timedelta(days=1))


def test_papers_are_named_by_waybill_and_never_leave_their_folder():
    odd = replace(FACTS.parcel, waybill_number="../../etc/x")
    numbered = replace(FACTS.parcel, waybill_number="")
    rows = [ROW, ROW, replace(ROW, parcel=odd), replace(ROW, parcel=numbered)]
    with zipfile.ZipFile(io.BytesIO(archive(rows, AT))) as made:
        assert made.namelist() == [
            "RV482917305CN.pdf",
            "WB-20261024-0031-2.pdf",
            "WB-20261024-0031.pdf",
            "etc_x.pdf",
        ]


def test_rows_are_grouped_by_carrier_account_in_order():
    other = replace(ROW, parcel=replace(FACTS.parcel, carrier_account="", tracking_number="A"))
    groups = by_account([ROW, other, ROW])
    assert {key: len(rows) for key, rows in groups.items()} == {
        "china-post/-": 1,
        "china-post/GZ-50021": 2,
    }


def test_an_empty_batch_is_refused():
    with pytest.raises(DocumentError, match="no parcels in it"):
        sheet([], "en", AT)
    with pytest.raises(DocumentError, match="no parcel in it has a paper"):
        archive([replace(ROW, paper=None)], AT)
