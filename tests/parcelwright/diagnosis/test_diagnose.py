from feed import event, journey, on, parcel
from parcelwright.diagnosis.diagnose import diagnose
from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.parcels.events import Milestone, Stage
from parcelwright.parcels.journey import journey_of


def find(*said, now=60.0, accepted=0.0):
    return diagnose(parcel(accepted=accepted), journey(*said), on(now))


def kinds(found):
    return [cause.kind for cause in found.causes]


def test_a_silent_line_haul_names_leg_custodian_and_the_missing_import_scan():
    found = find((0, Milestone.ACCEPTED), (3, Milestone.DEPARTED))
    assert (found.custodian, found.silent_leg, found.next_handover) == (
        "china-post", Stage.LINE_HAUL, Stage.IMPORT,
    )  # fmt: skip
    assert kinds(found) == [CauseKind.SILENT_LEG]


def test_a_silent_leg_is_proven_by_its_last_scan():
    found = find((0, Milestone.ACCEPTED), (3, Milestone.DEPARTED), (9, Milestone.NOTICE))
    assert [proof.milestone for proof in found.causes[0].proof] == [Milestone.DEPARTED]
    assert found.causes[0].reasons[0].figures == (("days", "57"),)


def test_customs_is_no_handover():
    found = find((0, Milestone.ACCEPTED), (5, Milestone.HELD_BY_CUSTOMS))
    assert (kinds(found)[0], found.next_handover) == (CauseKind.HELD_BY_CUSTOMS, Stage.DESTINATION)


def test_a_cleared_hold_is_no_cause_any_more():
    found = find((5, Milestone.HELD_BY_CUSTOMS), (6, Milestone.CUSTOMS_CLEARED))
    assert kinds(found) == [CauseKind.SILENT_LEG]


def test_a_label_without_scan_was_never_handed_over():
    found = find((0, Milestone.LABEL_CREATED), accepted=None)
    assert (kinds(found), found.custodian, found.next_handover) == (
        [CauseKind.NEVER_HANDED_OVER], "", Stage.ORIGIN,
    )  # fmt: skip


def test_an_acceptance_the_seller_recorded_names_the_carrier():
    found = find((0, Milestone.LABEL_CREATED), accepted=1.0)
    assert (found.custodian, kinds(found)) == ("china-post", [CauseKind.NONE])


def test_a_disputed_delivery_is_proven_by_both_statements():
    found = find(
        (0, Milestone.ACCEPTED), (9, Milestone.DELIVERED), (11, Milestone.REPORTED_NOT_RECEIVED)
    )
    assert kinds(found)[0] is CauseKind.DELIVERY_DISPUTED
    assert [proof.milestone for proof in found.causes[0].proof] == [
        Milestone.DELIVERED, Milestone.REPORTED_NOT_RECEIVED,
    ]  # fmt: skip
    assert (found.silent_leg, found.next_handover) == (Stage.DELIVERY, Stage.CLOSED)


def test_a_delivered_parcel_has_no_cause_and_no_missing_handover():
    found = find((0, Milestone.ACCEPTED), (9, Milestone.DELIVERED))
    assert (kinds(found), found.next_handover) == ([CauseKind.NONE], None)


def test_a_declared_loss_comes_first_until_a_scan_contradicts_it():
    lost = ((0, Milestone.ACCEPTED), (9, Milestone.DECLARED_LOST))
    assert kinds(find(*lost))[0] is CauseKind.DECLARED_LOST
    assert kinds(find(*lost, (10, Milestone.ARRIVED))) == [CauseKind.SILENT_LEG]


def test_a_return_under_way_ends_with_the_sender():
    found = find((0, Milestone.ACCEPTED), (9, Milestone.REFUSED), (10, Milestone.RETURNING))
    assert kinds(found)[0] is CauseKind.RETURN_IN_PROGRESS
    assert (found.silent_leg, found.next_handover) == (Stage.RETURN, Stage.CLOSED)


def test_an_address_problem_and_a_waiting_pickup_outweigh_plain_silence():
    address = find((0, Milestone.ACCEPTED), (9, Milestone.ADDRESS_PROBLEM))
    pickup = find((0, Milestone.ACCEPTED), (9, Milestone.READY_FOR_PICKUP))
    assert kinds(address) == [CauseKind.ADDRESS_PROBLEM, CauseKind.SILENT_LEG]
    assert kinds(pickup) == [CauseKind.AWAITING_PICKUP, CauseKind.SILENT_LEG]


def test_what_was_heard_later_is_not_known_yet():
    events = [event("LX1", 0, Milestone.ACCEPTED), event("LX1", 3, Milestone.DEPARTED, heard=50)]
    found = diagnose(parcel(), journey_of(events), on(40))
    assert found.silent_leg is Stage.ORIGIN


def test_a_return_that_a_scan_states_is_not_blamed_on_customs_nobody_saw():
    found = find(
        (0, Milestone.ACCEPTED), (4, Milestone.DEPARTED), (14, Milestone.ARRIVED),
        (15, Milestone.RETURNING), now=21.0,
    )  # fmt: skip
    assert (found.named, found.named_chance) == (CauseKind.RETURN_IN_PROGRESS, None)
    assert [cause.kind for cause in found.likely] == [CauseKind.RETURN_IN_PROGRESS]
    assert [event.milestone for event in found.likely[0].supports] == [Milestone.RETURNING]
