from dataclasses import replace

import numpy as np
import pytest

from feed import event, journey, on, parcel
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import prior_table
from parcelwright.detection.assess import assess_columns
from parcelwright.diagnosis.diagnose import diagnose, diagnose_all
from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.features import features
from parcelwright.diagnosis.rules import module_of, modules, told_by_rules
from parcelwright.diagnosis.siblings import Siblings, no_siblings
from parcelwright.diagnosis.signs import signs_of
from parcelwright.diagnosis.statements import statements_of
from parcelwright.diagnosis.weighing import MOST, NAMED_FROM, shipped_weights, stated, weigh
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.journey import journey_of

SILENT = ((0, Milestone.ACCEPTED), (3, Milestone.DEPARTED))


def signs(*told, now=60.0, kin=None):
    pairs = [(parcel(f"LX{n}"), journey(*said, number=f"LX{n}")) for n, said in enumerate(told)]
    found = assess_columns(columns_of(pairs, on(now)), prior_table(), on(now))
    said = statements_of([one for _, one in pairs])
    return signs_of(found, said, kin or no_siblings(len(pairs)))


def kin(others, moved, complained=0):
    return Siblings(
        others=np.array([others]), moved_on=np.array([moved]), complained=np.array([complained])
    )


def test_every_learned_cause_has_a_file_and_every_feature_its_weights():
    kinds = {module.KIND for module in modules()}
    known = shipped_weights()
    assert set(known.causes) <= kinds
    assert set(known.weights) == set(features(signs(SILENT)))
    assert {len(figures) for figures in known.weights.values()} == {len(known.causes)}


def test_every_kind_but_unknown_has_one_file_with_its_words():
    kinds = [module.KIND for module in modules()]
    assert sorted(kinds) == sorted(set(CauseKind) - {CauseKind.UNKNOWN})
    assert all(module.SETTLED_BY.endswith(".") and module.NEXT_ACT.endswith(".")
               for module in modules())  # fmt: skip


def test_weighed_chances_add_up_to_one_and_none_is_stated_higher():
    found = weigh(signs(SILENT, ((0, Milestone.LABEL_CREATED), (1, Milestone.ACCEPTED))))
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(1.0)
    assert (stated(found) <= np.minimum(found, MOST)).all()


def test_a_parcel_weighs_the_same_alone_and_among_others():
    moved = (*SILENT, (8, Milestone.ARRIVED))
    together = weigh(signs(SILENT, moved))
    assert together[0].tolist() == pytest.approx(weigh(signs(SILENT))[0].tolist(), abs=1e-12)
    assert together[1].tolist() == pytest.approx(weigh(signs(moved))[0].tolist(), abs=1e-12)


def chance(kind, others, moved, complained=0):
    found = weigh(signs(SILENT, kin=kin(others, moved, complained)))
    return found[0, shipped_weights().causes.index(kind)]


def test_scanned_siblings_speak_for_a_theft_and_against_an_accident():
    stolen, accident = CauseKind.STOLEN, CauseKind.TRANSPORT_ACCIDENT
    assert chance(stolen, 8, 8) > chance(stolen, 8, 0)
    assert chance(accident, 8, 8) < chance(accident, 8, 0, complained=1)


def test_silent_siblings_whose_buyers_complain_speak_for_an_accident():
    accident = CauseKind.TRANSPORT_ACCIDENT
    assert chance(accident, 8, 0, complained=3) > 0.5 > chance(accident, 8, 0)


def test_a_named_cause_is_likelier_than_all_others_together_else_nobody_can_tell():
    for said in (SILENT, (*SILENT, (8, Milestone.ARRIVED)), (*SILENT, (8, Milestone.MISSORTED))):
        told = diagnose(parcel(), journey(*said), on(60))
        best = told.likely[0]
        if best.chance >= NAMED_FROM:
            assert (told.named, told.named_chance) == (best.kind, best.chance)
        else:
            assert (told.named, told.named_chance) == (CauseKind.UNKNOWN, None)


def test_what_the_carrier_says_itself_is_named_without_a_chance():
    told = diagnose(parcel(), journey(*SILENT, (9, Milestone.ADDRESS_PROBLEM)), on(20))
    assert (told.named, told.named_chance) == (CauseKind.ADDRESS_PROBLEM, None)
    assert [one.kind for one in told.likely] == [CauseKind.ADDRESS_PROBLEM]


def test_a_scan_in_a_third_country_speaks_for_a_mis_sort_and_the_next_scan_against():
    astray = replace(event("LX1", 9, Milestone.SCANNED), country="AE")
    back = replace(event("LX1", 12, Milestone.PROCESSED), country="FR")
    events = [event("LX1", 0, Milestone.ACCEPTED), event("LX1", 5, Milestone.ARRIVED)]
    of = module_of(CauseKind.MISSORTED).testimony(parcel(), journey_of([*events, astray, back]))
    assert (of.supports, of.opposes) == ((astray,), (back,))
    told = diagnose(parcel(), journey_of([*events, astray]), on(30))
    assert told.named is CauseKind.MISSORTED


def test_silent_siblings_are_told_as_a_reason():
    pair = (parcel(), journey(*SILENT))
    found = assess_columns(columns_of([pair], on(30)), prior_table(), on(30))
    [told] = diagnose_all([pair], found, on(30), kin(8, 0))
    [own] = (one for one in told.likely if one.kind is CauseKind.NONE)
    [reason] = own.reasons
    assert (reason.code, reason.figures) == ("siblings_silent", (("others", "8"), ("moved", "0")))


def test_what_vanished_before_the_destination_is_asked_of_the_carrier_not_of_the_buyers_door():
    def stolen(*said):
        told = diagnose(parcel(), journey(*said), on(60))
        [own] = (one for one in told.likely if one.kind is CauseKind.STOLEN)
        return own.settled_by, own.next_act

    silent, theft = module_of(CauseKind.SILENT_LEG), module_of(CauseKind.STOLEN)
    assert stolen(*SILENT) == (silent.SETTLED_BY, silent.NEXT_ACT)
    out = (*SILENT, (8, Milestone.ARRIVED), (9, Milestone.OUT_FOR_DELIVERY))
    assert stolen(*out) == (theft.SETTLED_BY, theft.NEXT_ACT)


def test_an_ended_journey_has_no_likely_cause():
    told = diagnose(parcel(), journey(*SILENT, (9, Milestone.DELIVERED)), on(30))
    assert (told.likely, told.named, told.named_chance) == ((), CauseKind.NONE, None)


DISPUTED = (*SILENT, (8, Milestone.DELIVERED), (12, Milestone.REPORTED_NOT_RECEIVED))


def test_silence_after_a_disputed_delivery_speaks_for_no_cause():
    early, late = weigh(signs(DISPUTED, now=20.0)), weigh(signs(DISPUTED, now=200.0))
    assert early.tolist() == late.tolist()
    assert weigh(signs(SILENT, now=20.0)).tolist() != weigh(signs(SILENT, now=200.0)).tolist()


def test_a_disputed_parcel_that_came_waits_for_the_proof_and_not_for_a_scan():
    told = diagnose(parcel(), journey(*DISPUTED), on(20))
    [came] = (one for one in told.likely if one.kind is CauseKind.NONE)
    module = module_of(CauseKind.DELIVERY_DISPUTED)
    assert (came.settled_by, came.next_act) == (module.SETTLED_BY, module.NEXT_ACT)


def test_how_much_is_known_counts_for_a_silent_parcel_and_not_for_a_disputed_one():
    def weighed(told, count):
        return weigh(replace(signs(told), journeys=np.array([count]))).tolist()

    assert weighed(SILENT, 300) != weighed(SILENT, 30_000)
    assert weighed(DISPUTED, 300) == weighed(DISPUTED, 30_000)


def test_fewer_parcels_than_any_shop_taught_count_as_the_fewest():
    one = signs((*SILENT, (8, Milestone.ARRIVED)))
    none, few = (weigh(replace(one, journeys=np.array([count]))) for count in (0, 30))
    assert none.tolist() == few.tolist()


def test_a_parcel_silent_at_customs_names_the_scan_that_speaks_for_a_hold():
    shown = event("LX1", 9, Milestone.CUSTOMS_STARTED)
    events = [event("LX1", 0, Milestone.ACCEPTED), event("LX1", 8, Milestone.ARRIVED), shown]
    held = module_of(CauseKind.HELD_BY_CUSTOMS)
    assert held.testimony(parcel(), journey_of(events)).supports == (shown,)
    moved = event("LX1", 12, Milestone.PROCESSED)
    assert held.testimony(parcel(), journey_of([*events, moved])).supports == ()


def test_rules_alone_tell_the_strongest_and_still_moving_where_none_speaks():
    among = shipped_weights().causes
    found = told_by_rules(
        signs(SILENT, (*SILENT, (8, Milestone.HELD_BY_CUSTOMS)), (*SILENT, (8, Milestone.ARRIVED)),
              (*SILENT, (9, Milestone.DUTIES_UNPAID))),
        among,
    )  # fmt: skip
    assert [among[place] for place in found] == [
        CauseKind.NONE, CauseKind.HELD_BY_CUSTOMS, CauseKind.NONE, CauseKind.HELD_BY_CUSTOMS,
    ]  # fmt: skip
