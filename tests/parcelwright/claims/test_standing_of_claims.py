from dataclasses import replace
from datetime import date

from claim_factories import journey, money, parcel
from parcelwright.claims.audit import AuditItem, Bucket, audit
from parcelwright.claims.known import Known
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.spans import Since

ON = date(2026, 2, 25)
RULE = "china-post/parcel"
FILED = Known(moments={Since.CLAIM_FILED: date(2026, 1, 5)}, claimed=frozenset({RULE}))
REFUSED = Known(
    moments={Since.CLAIM_FILED: date(2026, 1, 5), Since.DECISION: date(2026, 2, 5)},
    claimed=frozenset({RULE}),
)


def audited(*known):
    items = [
        AuditItem(
            parcel=parcel(accepted="2025-12-01"), journey=journey(), troubled=True, known=each
        )
        for each in known
    ]
    return audit(items, shipped_book(), ON, shipped_rates())


def row(known):
    (found,) = audited(known).rows
    return found


def test_a_claim_without_decision_is_claimed_and_no_longer_claimable():
    found = row(FILED)
    assert (found.bucket, str(found.amount), found.deadline) == (Bucket.CLAIMED, "66.99 USD", None)
    assert found.why == "The claim was filed on 5 Jan 2026; the decision is awaited."


def test_a_claim_filed_after_a_refusal_is_undecided_again():
    moments = {Since.CLAIM_FILED: date(2026, 2, 20), Since.DECISION: date(2026, 2, 5)}
    assert row(replace(REFUSED, moments=moments)).bucket is Bucket.CLAIMED


def test_a_refused_claim_is_settled_and_worth_nothing_more():
    found = row(REFUSED)
    assert (found.bucket, found.amount, found.paid) == (Bucket.SETTLED, None, None)
    assert found.why == "The payer refused on 5 Feb 2026; only an appeal is left."


def test_what_the_payer_paid_is_told_and_what_it_left_out_is_not_claimable_again():
    found = row(replace(REFUSED, paid={"china-post": money("50 USD")}))
    assert (found.bucket, found.amount, str(found.paid)) == (Bucket.SETTLED, None, "50.00 USD")


def test_what_another_payer_paid_leaves_the_rest_of_the_loss_claimable():
    found = row(Known(paid={"own-cover": money("450 USD")}))
    assert (found.bucket, str(found.amount), str(found.paid)) == (
        Bucket.CLAIMABLE, "50.00 USD", "450.00 USD",
    )  # fmt: skip


def test_a_loss_that_is_paid_in_full_leaves_nothing():
    found = row(Known(paid={"own-cover": money("500 USD")}))
    assert (found.bucket, found.amount) == (Bucket.SETTLED, None)


def test_payments_without_a_rate_are_left_out_of_the_sum():
    found = row(Known(paid={"own-cover": money("450 USD"), "other": money("9 KPW")}))
    assert str(found.paid) == "450.00 USD"


def test_the_audit_adds_up_what_was_paid_beside_what_is_left():
    found = audited(
        Known(paid={"own-cover": money("450 USD")}),
        replace(REFUSED, paid={"china-post": money("50 USD")}),
        FILED,
    )
    assert [str(each) for each in found.paid] == ["500.00 USD"]
    assert [str(each) for each in found.totals(Bucket.CLAIMABLE)] == ["50.00 USD"]
    assert [(each.bucket, each.parcels) for each in found.groups] == [
        (Bucket.CLAIMABLE, 1), (Bucket.CLAIMED, 1), (Bucket.SETTLED, 1),
    ]  # fmt: skip
