"""Every code book keeps the promise of its folder."""

import tomllib
from collections import Counter

import pytest

from parcelwright import plugins
from parcelwright.parcels.code_books import Why, lookup, meanings, tables
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - tables of nothing else

BOOKS = plugins.data_files("parcelwright.parcels.codes", ".toml")


def test_no_code_stands_twice_in_one_table_however_it_is_written():
    keys = Counter((one.table.carrier, one.table.name, one.code.casefold()) for one in meanings())
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_code_is_found_under_its_own_table():
    lost = [one for one in meanings() if lookup(one.table.carrier, one.table.name, one.code) != one]
    assert lost == []


def test_no_code_is_mapped_to_unknown():
    assert [one.code for one in meanings() if one.milestone is M.UNKNOWN] == []


def test_only_a_loss_in_the_carriers_own_words_is_declared():
    reasons = {one.why for one in meanings() if one.milestone is M.DECLARED_LOST}
    assert reasons == {Why.LOST, Why.CONTENTS_MISSING}


def test_no_code_is_empty_or_has_blanks_around_it():
    assert [one for one in meanings() if one.code != one.code.strip() or not one.code] == []


@pytest.mark.parametrize("table", tables(), ids=lambda table: f"{table.carrier}.{table.name}")
def test_every_table_names_its_source_and_title(table):
    assert len(table.citation) > 20
    assert table.title


@pytest.mark.parametrize("name", BOOKS)
def test_every_book_has_only_fields_that_are_read(name):
    book = tomllib.loads(BOOKS[name].read_text(encoding="utf-8"))
    assert set(book) == {"carrier", "tables"}
    for table in book["tables"].values():
        assert set(table) == {"title", "citation", "confidence", "meanings"}
        for group in table["meanings"]:
            assert (
                {"milestone", "means", "codes"}
                <= set(group)
                <= {"milestone", "why", "means", "codes"}
            )
            assert group["codes"]


def test_a_table_of_one_carrier_stands_in_one_book_only():
    books = [tomllib.loads(entry.read_text(encoding="utf-8")) for entry in BOOKS.values()]
    keys = Counter((book["carrier"], name) for book in books for name in book["tables"])
    assert set(keys.values()) == {1}


def test_no_beginning_of_codes_begins_with_another():
    families = {}
    for one in meanings():
        if one.table.name.endswith("_beginning"):
            families.setdefault((one.table.carrier, one.table.name), []).append(one.code)
    assert len(families) >= 2
    for codes in families.values():
        clashes = [(a, b) for a in codes for b in codes if a != b and a.startswith(b)]
        assert clashes == []
