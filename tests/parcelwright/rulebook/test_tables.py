"""Kept tables save time and never change what is read."""

import tomllib
from datetime import UTC, date, datetime, time
from hashlib import sha256

import pytest

from parcelwright.rulebook import tables
from parcelwright.rulebook.load import load_book, read_book
from parcelwright.rulebook.load_clocks import load_schemes
from parcelwright.rulebook.tables import Tables

OWN = """
[carrier]
slug = "own"
name = "Own"
kind = "parcel"
[source.terms]
title = "Terms"
url = "https://own.example/terms"
confidence = "high"
[[rule]]
id = "tracked"
title = "Tracked"
regime = "contract"
held_by = "account"
source = "terms"
confidence = "high"
claim_types = ["lost_in_transit"]
valid_from = 2024-01-01
[[rule.window]]
act = "claim"
latest = { n = 30, unit = "days", since = "posting" }
"""


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "own.toml").write_text(OWN)
    return folder


@pytest.fixture
def kept(tmp_path, own):
    load_book(own, kept_in=tmp_path / "kept")
    return tmp_path / "kept" / "rules.tables"


def own_days(own, kept):
    book = load_book(own, kept_in=kept.parent)
    return book.by_id["own/tracked"][0].windows[0].latest.n


def no_toml(_):
    raise AssertionError("TOML was read")


def test_kept_tables_make_the_same_rules(tmp_path):
    plain = load_book()
    for _ in range(2):
        book = load_book(kept_in=tmp_path)
        assert (book.carriers, book.rules, book.files) == (plain.carriers, plain.rules, plain.files)


def test_kept_tables_make_the_same_clocks(tmp_path):
    assert load_schemes(tmp_path) == load_schemes(tmp_path) == load_schemes()


def test_a_second_reading_reads_no_toml(own, kept, monkeypatch):
    monkeypatch.setattr(tables.tomllib, "loads", no_toml)
    assert own_days(own, kept) == 30


def test_a_changed_file_counts_at_once(own, kept):
    (own / "own.toml").write_text(OWN.replace("n = 30", "n = 20"))
    assert own_days(own, kept) == 20


def test_a_file_changed_back_counts_at_once(own, kept):
    (own / "own.toml").write_text(OWN.replace("n = 30", "n = 20"))
    load_book(own, kept_in=kept.parent)
    (own / "own.toml").write_text(OWN)
    assert own_days(own, kept) == 30


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, 500, -1])
def test_tables_cut_short_count_for_nothing(own, kept, length):
    whole = kept.read_bytes()
    kept.write_bytes(whole[:length])
    assert own_days(own, kept) == 30
    assert kept.read_bytes() == whole


def test_an_altered_figure_counts_for_nothing(own, kept):
    whole = kept.read_bytes()
    at = whole.rindex(b"tracked")
    kept.write_bytes(whole[:at] + b"Xracked" + whole[at + 7 :])
    assert "own/tracked" in load_book(own, kept_in=kept.parent).by_id


@pytest.mark.parametrize("body", [b"", b"\x93\x01\x02\x03", b"\x81\xa1a\x81\xa1b\xc7\x01\x09x"])
def test_tables_of_another_format_count_for_nothing(own, kept, body):
    kept.write_bytes(sha256(body).digest() + body)
    assert own_days(own, kept) == 30


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path):
    (tmp_path / "file").write_text("")
    assert load_book(kept_in=tmp_path / "file" / "folder").rules == load_book().rules


def test_nothing_unfinished_is_left_in_the_folder(kept):
    assert [path.name for path in kept.parent.iterdir()] == ["rules.tables"]


def test_a_fault_is_told_again_when_its_table_was_kept(own, kept):
    (own / "own.toml").write_text(OWN.replace('title = "Tracked"', "title = 2024-01-01"))
    told = [read_book(own, kept_in=kept.parent)[1] for _ in range(2)]
    assert told[0] == told[1]
    assert "title" in told[0][0]


def test_a_text_that_is_no_toml_is_told_again(own, kept):
    (own / "own.toml").write_text("rule = [")
    told = [read_book(own, kept_in=kept.parent)[1] for _ in range(2)]
    assert told[0] == told[1]
    assert told[0][0].startswith("own.toml: ")


def test_days_and_times_come_back_as_such(tmp_path):
    text = "a = 2024-02-29\nb = 2024-02-29T10:00:00Z\nc = 10:30:00\nd = '2024-02-29'\ne = [1, 1.0]"
    for _ in range(2):
        read = Tables(tmp_path, "some")
        found = read.read(text)
        read.keep()
    assert found == {
        "a": date(2024, 2, 29),
        "b": datetime(2024, 2, 29, 10, tzinfo=UTC),
        "c": time(10, 30),
        "d": "2024-02-29",
        "e": [1, 1.0],
    }
    assert [type(each) for each in found["e"]] == [int, float]


def test_a_figure_too_large_to_keep_is_read_each_time(tmp_path):
    text = f"a = {2**70}"
    read = Tables(tmp_path, "some")
    assert read.read(text) == tomllib.loads(text)
    read.keep()
    assert list(tmp_path.iterdir()) == []
