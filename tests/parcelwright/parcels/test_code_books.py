"""Code books: what every book promises, and what some codes mean."""

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.code_books import Why, lookup, read_book
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - tables of nothing else

BOOK = """
carrier = "snail-post"
[tables.event]
title = "Events"
citation = "its own leaflet"
confidence = "low"
meanings = [{ milestone = "DELIVERED", means = "Delivered", codes = ["D1", "D2"] }]
"""


def test_a_code_means_other_things_in_another_table():
    found = [lookup("ups", table, "34") for table in ("package_exception", "status")]
    freight = lookup("ups", "freight_exception", "34")
    assert [one.milestone for one in found] == [M.MISSORTED, M.RETURNED]
    assert (freight.milestone, freight.why) == (M.INVESTIGATION, Why.SEARCH)


@pytest.mark.parametrize(
    ("carrier", "table", "code", "milestone", "why"),
    [
        ("deutsche-post-dhl", "ice_ric", "EXPHD/LOSTX", M.DECLARED_LOST, Why.LOST),
        ("deutsche-post-dhl", "ice_ric", "RCCLS/LOSTX", M.DECLARED_LOST, Why.LOST),
        ("deutsche-post-dhl", "ice_ric", "DSPSD/NTCLM", M.DESTROYED, None),
        ("deutsche-post-dhl", "ice_ric", "DLVRD/CODAR", M.NOTICE, Why.PAYMENT),
        ("dhl", "ecommerce", "443", M.HELD_BY_CUSTOMS, None),
        ("dhl", "ecommerce", "690", M.INVESTIGATION, Why.LOST),
        ("dhl", "ecommerce-europe", "43", M.ARRIVED_AT_DELIVERY_OFFICE, None),
        ("dhl", "ecommerce-ppl", "997", M.DECLARED_LOST, Why.LOST),
        ("ups", "package_exception", "UO", M.INVESTIGATION, Why.SEARCH),
        ("ups", "package_exception", "S9", M.INVESTIGATION, Why.LOST_AND_FOUND),
        ("ups", "package_exception", "AJ", M.TROUBLE, Why.CONTENTS_MISSING),
        ("ups", "package_exception", "GN", M.NOTICE, Why.CLAIM),
        ("ups", "mail_innovations", "R9", M.DECLARED_LOST, Why.LOST),
        ("upu", "emsevt", "EMC", M.DEPARTED, None),
        ("upu", "emsevt", "EXC", M.PROCESSED, Why.CUSTOMS),
        ("india-post", "reason", "30", M.MISSORTED, Why.MISSORTED),
        ("shippo", "substatus", "package_lost", M.DECLARED_LOST, Why.LOST),
        ("trackingmore", "substatus", "exception007", M.LOST_OR_DAMAGED, Why.LOST_OR_DAMAGED),
        ("karrio", "reason", "carrier_parcel_lost", M.INVESTIGATION, Why.LOST),
        ("royal-mail", "event", "EVNMI", M.MISSORTED, Why.MISSORTED),
        ("royal-mail", "event", "EVNOI", M.NOTICE, None),
        ("usps", "event", "07", M.ARRIVED_AT_DELIVERY_OFFICE, None),
        ("la-poste-colissimo", "suivi", "ET1", M.SCANNED, None),
    ],
)
def test_a_code_means_what_its_carrier_documents(carrier, table, code, milestone, why):
    found = lookup(carrier, table, code)
    assert (found.milestone, found.why) == (milestone, why)


@pytest.mark.parametrize(
    ("carrier", "table", "code"),
    [
        ("ups", "package_exception", "LT"),
        ("ups", "package_exception", "LP"),
        ("ups", "no_such_table", "34"),
        ("china-post", "event", "203"),
        ("dhl", "svb", "AMBIGUOUS"),
        ("karrio", "status", "unknown"),
        ("gls", "status", "DELIVEREDPS"),
        ("4px", "link", "FPX_D_RA"),
        ("", "", ""),
    ],
)
def test_a_code_that_no_book_explains_has_no_meaning(carrier, table, code):
    assert lookup(carrier, table, code) is None


def test_blanks_and_capitals_around_a_code_do_not_matter():
    assert lookup("ups", "package_exception", " s9 ").code == "S9"


@given(st.text(), st.text(), st.text())
def test_a_lookup_of_anything_else_gives_nothing_and_raises_nothing(carrier, table, code):
    assert lookup(carrier, table, code) is None


@given(st.text())
def test_any_text_in_a_known_table_gives_one_of_its_own_codes_or_none(code):
    found = lookup("ups", "package_exception", code)
    assert found is None or found.code.casefold() == code.strip().casefold()


def test_a_book_is_read_into_one_meaning_a_code():
    first, second = read_book(BOOK)
    assert (first.code, second.code) == ("D1", "D2")
    assert first.milestone is second.milestone is M.DELIVERED
    assert (first.table.carrier, first.table.name, first.why) == ("snail-post", "event", None)


@pytest.mark.parametrize("wrong", [("DELIVERED", "ARRIVED_SOMEWHERE"), ('"low"', '"sure"')])
def test_a_book_with_a_word_we_do_not_know_is_refused(wrong):
    with pytest.raises(ValueError, match="is not a valid"):
        list(read_book(BOOK.replace(*wrong)))


def test_the_books_ship_with_the_package():
    folder = resources.files("parcelwright.parcels.codes")
    assert (folder / "ups.toml").is_file()
