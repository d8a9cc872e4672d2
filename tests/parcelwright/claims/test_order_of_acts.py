from dataclasses import replace
from datetime import date

from claim_factories import entitled, parcel
from parcelwright.claims.entitlement import Known
from parcelwright.claims.order_of_acts import FREE, opposed_orders, order_of
from parcelwright.claims.remedy import RemedyStatus
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import RefundOrder
from parcelwright.rulebook.spans import Since

(FORBIDS,) = shipped_book().by_id["amazon-claims-protection/not-received"]
ASKS = shipped_book().by_id["4px/c-ems-lost"][-1]
ON = date(2025, 11, 10)
FREE_RULE = replace(ASKS, refund_before_claim=RefundOrder.EITHER)


def test_a_rule_that_asks_for_no_order_says_nothing():
    assert order_of(FREE_RULE, Known(refunded_on=date(2025, 12, 1)), {}) == FREE


def test_a_rule_that_wants_the_refund_first_says_what_follows_otherwise():
    assert order_of(ASKS, Known(), {}).text == (
        "Refund the buyer or send the goods again before you claim: "
        "without proof of it 4PX refuses the claim."
    )


def test_a_claim_filed_before_the_refund_it_needs_is_endangered():
    found = order_of(ASKS, Known(), {Since.CLAIM_FILED: date(2025, 12, 3)})
    assert found.endangered
    assert found.warning == (
        "The claim was filed on 3 Dec 2025, before a refund or a resend: "
        "4PX can refuse it. Send the proof after it."
    )


def test_a_resend_before_the_claim_serves_as_well_as_a_refund():
    known = Known(resent_on=date(2025, 12, 2))
    assert not order_of(ASKS, known, {Since.CLAIM_FILED: date(2025, 12, 3)}).endangered


def test_a_refund_before_the_decision_breaks_a_rule_that_forbids_it():
    found = order_of(FORBIDS, Known(refunded_on=date(2025, 12, 3)), {})
    assert found.warning == (
        f"You refunded the buyer on 3 Dec 2025, before {FORBIDS.payer.name} decided: "
        "it can refuse the claim. Ask it before you count on the sum."
    )


def test_a_refund_after_the_decision_breaks_nothing():
    known = Known(refunded_on=date(2025, 12, 3))
    assert not order_of(FORBIDS, known, {Since.DECISION: date(2025, 12, 3)}).warning


def test_a_broken_order_turns_an_open_remedy_into_one_to_ask_about():
    what = parcel("EE123456785CN", carrier="4px", service=ASKS.services[0])
    steps = (("ACCEPTED", "2025-10-01"), ("DEPARTED", "2025-10-05"))
    before = entitled(what, *steps, on=ON).remedies[0]
    filed = Known(moments={Since.CLAIM_FILED: date(2025, 11, 3)})
    after = next(
        r for r in entitled(what, *steps, on=ON, known=filed).remedies if r.rule == ASKS.id
    )
    assert (before.rule, before.status) == (ASKS.id, RemedyStatus.OPEN)
    assert after.status is RemedyStatus.CHECK_WITH_CARRIER
    assert after.warnings == (after.why,)


def test_proof_of_the_refund_meets_the_condition_for_it():
    what = parcel("EE123456785CN", carrier="4px", service=ASKS.services[0])
    steps = (("ACCEPTED", "2025-10-01"), ("DEPARTED", "2025-10-05"))
    open_ = entitled(what, *steps, on=ON).remedies[0]
    done = entitled(what, *steps, on=ON, known=Known(papers=frozenset({"refund_screenshot"})))
    assert "platform_refund_proof" in open_.needs
    assert "platform_refund_proof" not in done.remedies[0].needs
    assert done.remedies[0].needs_met == ("platform_refund_proof",)


def test_two_payers_that_want_opposite_orders_are_named_together():
    what = parcel("EE123456785CN", carrier="4px", service=ASKS.services[0])
    steps = (("ACCEPTED", "2025-10-01"), ("DEPARTED", "2025-10-05"))
    remedy = entitled(what, *steps, on=ON).remedies[0]
    both = [remedy, replace(remedy, rule=FORBIDS.id)]
    name = FORBIDS.payer.name
    assert opposed_orders([ASKS, FORBIDS], both) == (
        (
            f"{name} refuses a claim after a refund, and 4PX asks for one first: "
            f"claim from {name} before you refund."
        ),
    )
