from types import SimpleNamespace

import pytest

from parcelwright.diagnosis.diagnosis import Cause, CauseKind, Likely
from parcelwright.parcels.events import Stage
from parcelwright_web.pages.causes import cause_name, causes_of, disagree


def told(chance, stated=CauseKind.NONE, kind=CauseKind.NONE, leg=Stage.LINE_HAUL):
    return SimpleNamespace(
        causes=(Cause(kind=stated, strength=0.95),),
        likely=[Likely(kind=kind, chance=chance)],
        named=kind,
        silent_leg=leg,
    )


@pytest.mark.parametrize(
    ("stated", "name"),
    [(CauseKind.NONE, "Still moving"), (CauseKind.DELIVERY_DISPUTED, "It came after all")],
)
def test_nothing_is_said_to_move_after_a_delivery_scan(stated, name):
    found = told(0.65, stated)
    assert (cause_name(found), causes_of(found)[0].name) == (name, name)


@pytest.mark.parametrize(
    ("leg", "name"),
    [
        (Stage.LINE_HAUL, "Lost or stolen on the way"),
        (Stage.DELIVERY, "Stolen, or given to somebody else"),
    ],
)
def test_nobody_at_the_door_is_accused_of_what_vanished_on_the_way(leg, name):
    found = told(0.9, kind=CauseKind.STOLEN, leg=leg)
    assert (cause_name(found), causes_of(found)[0].name) == (name, name)


def test_scans_and_count_of_a_disputed_delivery_are_not_compared():
    found = told(0.86, CauseKind.DELIVERY_DISPUTED)
    assert not disagree(found, SimpleNamespace(chance_arrives=0.2))


@pytest.mark.parametrize(
    ("moving", "arrives", "apart"),
    [(0.86, 0.23, True), (0.06, 0.36, True), (0.40, 0.23, False), (None, 0.23, False)],
)
def test_scans_and_count_disagree_where_they_tell_quite_different_chances(moving, arrives, apart):
    assert disagree(told(moving), SimpleNamespace(chance_arrives=arrives)) is apart


@pytest.mark.parametrize(("arrives", "apart"), [(0.26, True), (0.15, False)])
def test_a_parcel_that_vanished_for_nearly_sure_does_not_arrive_in_one_of_four(arrives, apart):
    found = told(0.96, kind=CauseKind.STOLEN)
    assert disagree(found, SimpleNamespace(chance_arrives=arrives)) is apart


def test_nothing_disagrees_with_an_assessment_that_is_not_there():
    assert not disagree(told(0.86), None)
