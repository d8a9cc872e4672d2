from parcelwright.claims import type_choices as answers
from parcelwright.claims.closing import closed_by
from parcelwright.parcels.events import Milestone


def test_an_open_journey_closes_nothing():
    assert closed_by(None, answers.LOST) == ""


def test_an_undisputed_delivery_closes_what_is_owed():
    told = "The parcel is delivered and nobody disputes it."
    assert closed_by(Milestone.DELIVERED, answers.UNDISPUTED) == told


def test_a_delivery_that_came_too_late_closes_nothing():
    assert closed_by(Milestone.DELIVERED, answers.LATE) == ""


def test_a_declared_loss_closes_nothing():
    assert closed_by(Milestone.DECLARED_LOST, answers.LOST) == ""
