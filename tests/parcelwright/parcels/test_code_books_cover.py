"""The books of DHL and UPS against the carriers' own tables, where those are at hand.

Their twin without the tables is ``test_code_book_labels.py``.
"""

import csv
import os
import re
from pathlib import Path

import pytest

from parcelwright.parcels.code_books import lookup, meanings

DATA = os.environ.get("PARCELWRIGHT_TEST_DATA", "")
needs_data = pytest.mark.skipif(
    not DATA, reason="PARCELWRIGHT_TEST_DATA is not set; the labelled rows cover the books"
)
LEFT_OUT = {
    "AMBIGUOUS", "CONFIRMATION_PENDING", "CONFIRMED_BY_SENDER", "DELIVERED_ZU_NOT_OK", "MARBURG",
    "FETCHED_KEY_ACCOUNT_PENDING_DELIVERY_CONFIRMATION", "FETCHED_PENDING_DELIVERY_CONFIRMATION",
    "FETCHED_PO_BOX_PENDING_DELIVERY_CONFIRMATION", "ISSUE_OF_A_REPLACEMENT_CERTIFICATE_PZA",
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with Path(DATA, "codes", name).open(encoding="latin-1", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@needs_data
def test_every_status_of_the_dhl_group_is_explained_or_left_out_on_purpose():
    keys = {(row["Service"], row["Status"]) for row in rows("dhl-group-status.csv")}
    missing = {status for service, status in keys if lookup("dhl", service, status) is None}
    assert missing == LEFT_OUT


@needs_data
def test_every_pair_of_dhl_paket_is_explained():
    pairs = {
        f"{row['ice_event_code']}/{row['ice_ric_code']}" for row in rows("dhl-paket-ice-ric.csv")
    }
    missing = {pair for pair in pairs if not lookup("deutsche-post-dhl", "ice_ric", pair)}
    assert (len(pairs), missing) == (282, set())


@needs_data
def test_every_code_of_ups_is_explained_in_some_table():
    page = Path(DATA, "codes", "ups-package-exceptions.html").read_text(encoding="utf-8")
    cells = re.findall(r"<tr[^>]*>\s*<t[dh][^>]*>(.*?)</t[dh]>", page, re.DOTALL)
    codes = {re.sub(r"<[^>]+>|\s", "", cell) for cell in cells}
    ours = {one.code for one in meanings() if one.table.carrier == "ups"}
    assert len(ours) > 1000
    assert {code for code in codes - ours if re.fullmatch(r"[A-Z0-9]{1,3}", code)} == set()
