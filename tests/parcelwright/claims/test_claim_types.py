from datetime import date

import pytest

from claim_factories import entitled, parcel
from parcelwright.claims.entitlement import Known
from parcelwright.claims.remedy import RemedyStatus
from parcelwright.parcels.events import EventTime
from parcelwright.rulebook.rule import ClaimType

TAKEN = ("ACCEPTED", "2025-10-01")
CAME = ("DELIVERED", "2025-11-01")
DUE = EventTime.parse("2025-10-20")


def known(*types):
    return Known(reported=frozenset(ClaimType(each) for each in types))


@pytest.mark.parametrize(("steps", "reported", "chosen", "others"), [
    ((TAKEN,), (), "lost_in_transit", []),
    ((TAKEN, ("DAMAGED", "2025-10-09")), (), "damaged", ["lost_in_transit"]),
    ((TAKEN, ("LOST_OR_DAMAGED", "2025-10-09")), (), "lost_in_transit", ["damaged"]),
    ((TAKEN, ("RETURNING", "2025-10-09")), (), "lost_in_transit", ["returned_without_reason"]),
    ((TAKEN, ("RETURNED", "2025-10-09")), (), "returned_without_reason", []),
    ((TAKEN, ("DUTIES_UNPAID", "2025-10-08"), ("RETURNED", "2025-10-09")), (),
     "lost_in_transit", ["returned_without_reason"]),
    ((TAKEN, ("REFUSED", "2025-10-08"), ("RETURNED", "2025-10-09")),
     ("returned_without_reason",), "returned_without_reason", []),
    ((TAKEN, ("RETURNED", "2025-10-09")), ("damaged",), "damaged", []),
    ((TAKEN, CAME), (), "delivered_not_received", []),
    ((TAKEN, CAME), ("damaged",), "damaged", []),
    ((TAKEN, CAME), ("partly_lost",), "partly_lost", []),
    ((TAKEN, CAME), ("damaged", "partly_lost"), "damaged", ["partly_lost"]),
    ((TAKEN, CAME, ("REPORTED_NOT_RECEIVED", "2025-11-05")), ("damaged",),
     "delivered_not_received", ["damaged"]),
    ((TAKEN, CAME, ("REPORTED_RECEIVED", "2025-11-05")), ("partly_lost",), "partly_lost", []),
    ((TAKEN, ("REPORTED_NOT_RECEIVED", "2025-10-25"), CAME), (), "delivered_not_received", []),
    ((), (), "lost_in_transit", ["not_accepted"]),
])  # fmt: skip
def test_scans_and_reports_choose_what_went_wrong(steps, reported, chosen, others):
    found = entitled(parcel(), *steps, known=known(*reported))
    assert (found.claim_type, [each.claim_type for each in found.other_types]) == (chosen, others)


def test_a_parcel_that_came_after_its_estimate_was_delayed():
    found = entitled(parcel(promised_by=DUE), TAKEN, CAME)
    assert (found.claim_type, found.type_reason) == (
        ClaimType.DELAYED,
        "It arrived after the estimate.",
    )


def test_a_parcel_that_came_on_the_day_of_its_estimate_was_not_delayed():
    found = entitled(parcel(promised_by=DUE), TAKEN, ("DELIVERED", "2025-10-20"))
    assert found.claim_type is ClaimType.DELIVERED_NOT_RECEIVED
    assert found.remedies[0].status is RemedyStatus.EXCLUDED


@pytest.mark.parametrize(("on", "others"), [
    (date(2025, 10, 20), []),
    (date(2025, 10, 21), [("delayed", "Whether it still arrives: the estimate has passed.")]),
])  # fmt: skip
def test_an_overdue_parcel_may_still_turn_out_to_be_late_only(on, others):
    found = entitled(parcel(promised_by=DUE), TAKEN, on=on)
    assert found.claim_type is ClaimType.LOST_IN_TRANSIT
    assert [(each.claim_type, each.decided_by) for each in found.other_types] == others


def test_damage_that_the_buyer_reports_reopens_a_delivered_parcel():
    what = parcel("RR123456785GB")
    assert entitled(what, TAKEN, CAME).remedies[0].status is RemedyStatus.EXCLUDED
    found = entitled(what, TAKEN, CAME, known=known("damaged"))
    assert found.remedies[0].status is not RemedyStatus.EXCLUDED


def test_a_person_who_knows_better_decides():
    found = entitled(parcel(), TAKEN, claim_type=ClaimType.PARTLY_LOST)
    assert (found.claim_type, found.type_reason, found.other_types) == (
        ClaimType.PARTLY_LOST,
        "You said so.",
        (),
    )
