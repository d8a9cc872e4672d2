"""The books of DHL and UPS against rows that were labelled before the books existed."""

from pathlib import Path

import pytest

from parcelwright.parcels.code_books import Meaning, Why, lookup
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - tables of nothing else

LABELS = Path(__file__).parent / "labels" / "dhl_ups.tsv"
# What a milestone or a reason of a book says of the five troubles.
BY_MILESTONE = {
    M.DECLARED_LOST: "lost",
    M.INVESTIGATION: "lost",
    M.MISSORTED: "missorted",
    M.DAMAGED: "damaged",
    M.RETURNING: "returned",
    M.RETURNED: "returned",
    M.CUSTOMS_STARTED: "customs",
    M.CUSTOMS_CLEARED: "customs",
    M.CUSTOMS_NEEDS_DOCUMENTS: "customs",
    M.HELD_BY_CUSTOMS: "customs",
    M.DUTIES_UNPAID: "customs",
}
BY_REASON = {
    Why.LOST: {"lost"},
    Why.SEARCH: {"lost"},
    Why.LOST_AND_FOUND: {"lost"},
    Why.CONTENTS_MISSING: {"lost"},
    Why.THEFT: {"lost"},
    Why.LOST_OR_DAMAGED: {"lost", "damaged"},
    Why.MISSORTED: {"missorted"},
    Why.DAMAGED: {"damaged"},
    Why.CUSTOMS: {"customs"},
}
TROUBLES = ("lost", "missorted", "customs", "damaged", "returned")


def labelled() -> list[tuple[tuple[str, str, str], set[str]]]:
    rows = [line.split("\t") for line in LABELS.read_text().splitlines() if line[:1] != "#"]
    return [((row[0], row[1], row[2]), set(row[3].split()) - {"other"}) for row in rows]


def told(meaning: Meaning | None) -> set[str]:
    if meaning is None:
        return set()
    by_milestone = {BY_MILESTONE[meaning.milestone]} if meaning.milestone in BY_MILESTONE else set()
    return by_milestone | (BY_REASON.get(meaning.why, set()) if meaning.why else set())


def counts(trouble: str) -> tuple[int, int, int]:
    """Return how many rows are rightly told, wrongly told, and missed."""
    pairs = [(trouble in labels, trouble in told(lookup(*key))) for key, labels in labelled()]
    return pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False))


def test_at_least_300_rows_are_labelled_and_each_once():
    keys = [key for key, _labels in labelled()]
    assert len(keys) == len(set(keys)) >= 300


def test_every_label_is_one_of_the_five():
    assert set().union(*(labels for _key, labels in labelled())) == set(TROUBLES)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_precision_of_each_trouble_is_above_095(trouble):
    right, wrong, _missed = counts(trouble)
    assert right / (right + wrong) > 0.95


@pytest.mark.parametrize("trouble", TROUBLES)
def test_recall_of_each_trouble_is_above_095(trouble):
    right, _wrong, missed = counts(trouble)
    assert right / (right + missed) > 0.95
