from __future__ import annotations

from parcelwright.sources._binding import kept_under
from parcelwright.sources._node import Node, Problems

ENTRY = {"main": "UG100000001YP", "other": " 9200 1900 ", "none": None}


def kept(asked, *names):
    root = Node(ENTRY, "", Problems())
    found = kept_under([root[name] for name in names], asked)
    return found, [(each.where, each.what) for each in root.problems.found]


def test_unasked_the_main_number_counts():
    assert kept(None, "none", "main", "other") == ("UG100000001YP", [])


def test_the_number_that_was_asked_counts():
    assert kept(("92001900",), "main", "other") == ("92001900", [])


def test_another_parcel_is_no_answer():
    found, [(where, what)] = kept(("UG100000002YP",), "main", "other")
    assert (found, where) == ("", "main")
    assert what == "about UG100000001YP, which was not asked; nothing of it is used"


def test_without_a_number_nothing_is_kept_even_if_one_was_asked():
    found, [(where, what)] = kept(("UG100000001YP",), "none")
    assert (found, where) == ("", "none")
    assert what == "no tracking number; its events belong to no parcel"
