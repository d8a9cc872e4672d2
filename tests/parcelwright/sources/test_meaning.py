from __future__ import annotations

import json

import pytest

from parcelwright.parcels.code_books import tables
from parcelwright.parcels.events import Milestone
from parcelwright.sources import aftership, easypost
from parcelwright.sources._meaning import _LISTS, Reading, by_carrier, by_words

M = Milestone


def reading(milestone):
    return Reading(table="x.status", code="c", milestone=milestone)


@pytest.mark.parametrize("known", [M.UNKNOWN, M.SCANNED, M.PROCESSED, M.DEPARTED])
def test_a_code_of_the_carriers_own_list_decides(known):
    found = by_carrier(reading(known), "usps", "08")
    assert (found.table, found.code, found.milestone) == ("usps.event", "08", M.MISSORTED)


@pytest.mark.parametrize("known", [M.DECLARED_LOST, M.DAMAGED, M.DEPARTED, M.HELD_BY_CUSTOMS])
def test_a_carriers_vague_code_hides_nothing(known):
    assert by_carrier(reading(known), "usps", "10") == reading(known)


@pytest.mark.parametrize("known", [M.RETURNING, M.RETURNED])
def test_a_carriers_delivered_says_nothing_about_the_way_back(known):
    assert by_carrier(reading(known), "usps", "01") == reading(known)


def test_a_code_of_ups_without_its_list_decides_nothing():
    assert by_carrier(reading(M.SCANNED), "ups", "34") == reading(M.SCANNED)


@pytest.mark.parametrize("code", ["", "ZZ", "in transit"])
def test_a_code_in_no_book_decides_nothing(code):
    assert by_carrier(reading(M.UNKNOWN), "usps", code) == reading(M.UNKNOWN)


def test_every_list_of_a_carrier_is_a_book():
    books = {(table.carrier, table.name) for table in tables()}
    assert set(_LISTS.items()) <= books


def test_words_decide_where_the_source_knows_only_movement():
    found = by_words(reading(M.SCANNED), "Missorted, sent on to the right depot", "en")
    assert (found.milestone, found.by_words) == (M.MISSORTED, True)


def test_words_decide_where_the_code_is_unknown():
    assert by_words(reading(M.UNKNOWN), "Delivered", "").milestone is M.DELIVERED


def test_movement_is_never_called_a_delivery_by_words():
    assert by_words(reading(M.SCANNED), "Delivered", "en") == reading(M.SCANNED)


@pytest.mark.parametrize("known", [M.PROCESSED, M.HELD, M.DECLARED_LOST, M.NOT_FOUND])
def test_a_code_with_a_meaning_is_not_overridden_by_words(known):
    assert by_words(reading(known), "Delivered", "en") == reading(known)


@pytest.mark.parametrize("words", ["", "Will be delivered tomorrow", "Zxqv"])
def test_words_that_are_not_clear_decide_nothing(words):
    assert by_words(reading(M.UNKNOWN), words, "en") == reading(M.UNKNOWN)


def test_an_event_read_from_its_words_says_so_and_keeps_its_code():
    body = {
        "object": "Tracker",
        "tracking_code": "A1",
        "tracking_details": [{"status": "teleported", "message": "Delivered"}],
    }
    event = easypost.parse(json.dumps(body).encode(), None).events[0]
    assert (event.milestone, event.code_table, event.code) == (
        M.DELIVERED, "easypost.status", "teleported",
    )  # fmt: skip
    assert ("read_from", "words") in event.facts


def test_a_code_of_4px_tells_more_than_the_sources_movement():
    checkpoint = {"subtag": "InTransit_001", "slug": "4px", "raw_tag": "FPX_M_CRSD"}
    body = {"msg": {"tracking_number": "4PX3000000001CN", "checkpoints": [checkpoint]}}
    event = aftership.parse(json.dumps(body).encode(), None).events[0]
    assert (event.milestone, event.code_table, event.code) == (
        M.CUSTOMS_CLEARED, "4px.link", "FPX_M_CRSD",
    )  # fmt: skip
    assert ("subtag", "InTransit_001") in event.facts
