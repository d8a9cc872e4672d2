from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claim_factories import entitled, money, parcel
from parcelwright.claims.entitlement import Known
from parcelwright.claims.remedy import RemedyStatus
from parcelwright.claims.stacking import shares_of
from parcelwright.money import Money
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.spans import Since

TAKEN = ("ACCEPTED", "2025-10-01")


def insured(value="500 USD", cover="500 USD", postage="9 USD"):
    return parcel(value=value, insurer="shipsurance", insured=money(cover), postage=money(postage))


def shares(found):
    return {each.rule: each for each in shares_of(found)}


def test_cover_that_pays_the_excess_comes_after_the_carrier():
    found = shares(entitled(insured(), TAKEN))
    assert (found["china-post/parcel"].turn, found["shipsurance/lost"].turn) == (1, 2)
    assert found["shipsurance/lost"].after == ("china-post",)


def test_two_payers_share_the_loss_and_the_postage_and_no_more():
    found = shares(entitled(insured(), TAKEN))
    post, cover = found["china-post/parcel"], found["shipsurance/lost"]
    assert (post.alone, post.in_turn, post.if_others_first) == (
        money("75.99 USD"), money("75.99 USD"), money("9.00 USD"),
    )  # fmt: skip
    assert (cover.alone, cover.in_turn, cover.if_others_first) == (
        money("500.00 USD"), money("433.01 USD"), money("433.01 USD"),
    )  # fmt: skip


def test_what_one_payer_granted_shrinks_what_both_can_be_asked_for():
    found = entitled(insured(), TAKEN, known=Known(paid={"china-post": money("66.99 USD")}))
    sums = {each.rule: each.amount for each in found.remedies}
    assert found.left == money("442.01 USD")
    assert sums == {
        "china-post/parcel": money("9.00 USD"),
        "shipsurance/lost": money("442.01 USD"),
    }
    lines = {each.rule: each.sum_lines[-1].text for each in found.remedies}
    assert lines == {
        "china-post/parcel": "75.99 USD less 66.99 USD already granted = 9.00 USD",
        "shipsurance/lost": "Of the loss 509.00 USD, 66.99 USD is granted: 442.01 USD is left",
    }


def test_a_payer_that_granted_all_it_owes_is_asked_no_more():
    found = entitled(insured(), TAKEN, known=Known(paid={"china-post": money("75.99 USD")}))
    post = next(each for each in found.remedies if each.payer == "china-post")
    assert (post.status, post.amount, post.why) == (
        RemedyStatus.EXCLUDED,
        money("0.00 USD"),
        "Granted in full: this payer owes no more under the rule.",
    )


def test_a_loss_that_is_paid_in_full_leaves_nothing_to_ask():
    found = entitled(insured(), TAKEN, known=Known(paid={"a-friend": money("509 USD")}))
    assert {(each.status, each.amount, each.why) for each in found.remedies} == {
        (
            RemedyStatus.EXCLUDED,
            money("0.00 USD"),
            "Paid in full: nothing more can be asked for this loss.",
        )
    }


def test_a_payment_in_another_currency_counts_at_the_rate_of_the_day():
    found = entitled(insured(), TAKEN, known=Known(paid={"china-post": money("40 EUR")}))
    assert found.left == money("462.02 USD")


def test_a_payment_without_a_rate_is_named_and_not_counted():
    found = entitled(insured(), TAKEN, known=Known(paid={"china-post": money("40 AAA")}))
    assert found.left == money("509.00 USD")
    assert found.warnings == (
        (
            "40.00 AAA already paid is not counted: no rate from AAA to USD is known on or before "
            "2025-12-23."
        ),
    )


cents = st.integers(0, 200_000).map(lambda n: Money.of(Decimal(n) / 100, "USD"))


@given(value=cents, cover=cents, postage=cents, granted=cents)
def test_all_payers_together_never_get_more_than_is_left_of_the_loss(
    value, cover, postage, granted
):
    what = insured(str(value), str(cover), str(postage))
    found = entitled(what, TAKEN, known=Known(paid={"china-post": granted}))
    turns = [each.in_turn.amount for each in shares_of(found) if each.in_turn is not None]
    assert sum(turns) + min(granted.amount, found.most.amount) <= found.most.amount
    for each in shares_of(found):
        if each.if_others_first is not None:
            assert each.if_others_first.amount <= each.alone.amount


def test_without_a_value_a_payment_is_still_taken_off_the_payers_own_sum():
    terms = ContractTerms(
        carrier_account="SZ-1", payer="yunexpress", payer_name="YunExpress",
        counted_from=Since.HANDOVER, claim_within_days=90,
        payout=Payout(kind=PayoutKind.FIXED, number=Decimal(100), currency="USD"),
    )  # fmt: skip
    what = parcel("YT1", carrier="yunexpress", value=None, carrier_account="SZ-1")
    known = Known(paid={"yunexpress": money("40 EUR")})
    (before,) = entitled(what, TAKEN, contracts=[terms]).remedies
    found = entitled(what, TAKEN, contracts=[terms], known=known)
    assert (before.amount, found.remedies[0].amount, found.left) == (
        money("100.00 USD"),
        money("53.02 USD"),
        None,
    )
