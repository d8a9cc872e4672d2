"""A day is assumed only of terms for the same act, the same loss and a comparable service."""

from datetime import date

import pytest

from claim_factories import entitled, parcel
from parcelwright.claims.comparable import comparable_terms, families_of
from parcelwright.claims.known import Known
from parcelwright.claims.remedy import Act
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import ClaimType, ServiceFamily
from parcelwright.rulebook.spans import Since


def assumed(claim_type, service="", *steps, accepted="2025-12-01"):
    what = parcel("YT1", accepted, carrier="yunexpress", service=service)
    (remedy,) = entitled(what, *steps, claim_type=claim_type).remedies
    assert remedy.rule == "contract/unknown"
    assert all(day.assumed for day in remedy.deadlines)
    return [(day.act, day.latest, day.explanation) for day in remedy.deadlines]


def test_a_lost_parcel_of_no_named_service_takes_the_earliest_period_for_a_loss():
    ((act, day, text),) = assumed(ClaimType.LOST_IN_TRANSIT)
    assert (act, day) == (Act.CLAIM, date(2025, 12, 31))
    assert text == (
        "Assumed 31 Dec 2025 from comparable terms (4px/express-lost), because your contract is "
        "not entered. Not a date to rely on."
    )


def test_a_registered_packet_does_not_take_the_period_of_an_express():
    days = assumed(ClaimType.LOST_IN_TRANSIT, "Registered small packet")
    # 60 days after 1 December, of a postal express; 90 days, of terms for any service.
    assert [(act, day) for act, day, _ in days] == [
        (Act.INQUIRY, date(2026, 1, 30)),
        (Act.CLAIM, date(2026, 3, 1)),
    ]


def test_damage_does_not_take_the_period_of_a_loss():
    assert assumed(ClaimType.DAMAGED) == []


@pytest.mark.parametrize("claim_type", [
    ClaimType.DELIVERED_NOT_RECEIVED, ClaimType.RETURNED_WITHOUT_REASON,
])  # fmt: skip
def test_where_no_consolidator_sets_a_period_none_is_assumed(claim_type):
    assert assumed(claim_type) == []


def test_after_the_inquiry_only_a_day_for_the_claim_is_assumed():
    what = parcel("YT1", "2025-12-01", carrier="yunexpress", service="registered")
    known = Known(moments={Since.INQUIRY_OPENED: date(2025, 12, 20)})
    (remedy,) = entitled(what, known=known, claim_type=ClaimType.LOST_IN_TRANSIT).remedies
    assert [(day.act, day.latest) for day in remedy.deadlines] == [(Act.CLAIM, date(2026, 3, 1))]


def test_terms_for_another_kind_of_service_are_called_that():
    ((_, day, text),) = assumed(ClaimType.LOST_IN_WAREHOUSE, "postal", accepted="2025-12-01")
    assert day == date(2025, 12, 31)
    assert "from terms for another kind of service (4px/express-lost)" in text


def test_every_comparable_period_is_for_the_loss_that_was_asked_for():
    for claim_type in ClaimType:
        for each in comparable_terms(shipped_book(), claim_type, frozenset()):
            assert claim_type in each.rule.claim_types
            assert each.window.act in {Act.INQUIRY, Act.CLAIM}


@pytest.mark.parametrize(("service", "families"), [
    ("yunexpress-special-line", {"line"}), ("dhl-express", {"express"}), ("x", set()),
    ("中邮挂号小包", {"postal"}), ("express-postal", {"express", "postal"}),
])  # fmt: skip
def test_the_kind_of_a_service_is_read_from_whole_words(service, families):
    assert families_of(service) == families


def test_what_a_rule_says_of_its_services_counts_before_their_names():
    terms = comparable_terms(
        shipped_book(), ClaimType.LOST_IN_TRANSIT, frozenset({ServiceFamily.EXPRESS})
    )
    same = {each.rule.id: each.same_service for each in terms}
    # Among its services is one without a telling name, which made it comparable with all.
    assert not same["cainiao/online-shipping"]
    assert same["4px/express-lost"]


def test_a_service_whose_rule_states_its_kind_is_of_that_kind():
    assert families_of("aliexpress-online-shipping") == frozenset()
    days = assumed(ClaimType.LOST_IN_TRANSIT, "aliexpress-online-shipping")
    assert "(4px/express-lost)" not in " ".join(text for _, _, text in days)
