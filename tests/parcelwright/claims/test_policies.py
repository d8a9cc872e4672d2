"""Policies of the shop: which parcels they cover, what they bring, and who pays first."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claim_factories import ON, entitled, money, parcel
from parcelwright.claims.covers import covers_of
from parcelwright.claims.entitlement import Known
from parcelwright.claims.readiness import LackKind, readiness_of
from parcelwright.claims.remedy import Act, PayerKind, RemedyStatus
from parcelwright.claims.stacking import shares_of
from parcelwright.parcels.parcel import Lane
from parcelwright.rulebook.cover import CoverKind, CoverTerms, TermsOf
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since
from parcelwright.rulebook.terms import Basis

ABROAD = Lane(origin_country="CN", destination_country="US")


def open_cover(**more):
    given = {
        "policy_number": "OC-7", "kind": CoverKind.OPEN_COVER, "insurer": "harbor-mutual",
        "insurer_name": "Harbor Mutual", "terms": TermsOf.OWN, "currency": "USD",
        "counted_from": Since.ACCEPTANCE_SCAN, "claim_within_days": 120,
    }  # fmt: skip
    return CoverTerms(**{**given, **more})


def upic(**more):
    given = {
        "policy_number": "U-1", "kind": CoverKind.INSURER, "insurer": "u-pic",
        "insurer_name": "U-PIC",
    }  # fmt: skip
    return CoverTerms(**{**given, **more})


def under(what, *covers, **more):
    found = entitled(what, covers=covers, **more)
    return {remedy.rule: remedy for remedy in found.remedies if remedy.policy}


def sent(**more):
    return parcel(lane=ABROAD, **more)


def test_an_open_cover_pays_the_loss_within_its_limit_less_the_deductible():
    terms = open_cover(limit=Decimal(300), deductible=Decimal(50), waiting_days=30)
    found = under(sent(), terms)["cover/OC-7"]
    assert (found.kind, found.amount, found.status) == (
        PayerKind.INSURER, money("250.00 USD"), RemedyStatus.OPEN,
    )  # fmt: skip
    claim = found.deadline(Act.CLAIM)
    assert (claim.earliest, claim.latest) == (date(2025, 10, 31), date(2026, 1, 29))
    assert [line.text for line in found.sum_lines] == [
        "Actual loss 500.00 USD",
        "300.00 USD",
        "The lowest counts: 300.00 USD",
        "300.00 USD less 50.00 USD that you bear yourself = 250.00 USD",
    ]


def test_a_percentage_is_borne_of_the_limited_sum():
    terms = open_cover(limit=Decimal(300), deductible_percent=Decimal(10))
    assert under(sent(), terms)["cover/OC-7"].amount == money("270.00 USD")


def test_an_insured_value_above_the_loss_pays_the_loss():
    terms = open_cover(pays=Basis.INSURED)
    assert under(sent(insured=money("900 USD")), terms)["cover/OC-7"].amount == money("500.00 USD")


def test_a_policy_whose_terms_are_in_the_rule_book_needs_no_column_in_the_parcel():
    found = under(sent(insured=money("80 USD")), upic())
    assert found.keys() == {"u-pic/lost"}
    assert found["u-pic/lost"].policy == "U-1"
    assert found["u-pic/lost"].notes[0] == "Under your policy U-1."


def test_a_rule_that_the_parcel_names_as_well_stands_once_under_the_policy():
    what = sent(insured=money("80 USD"), insurer="upic")
    rules = [remedy.rule for remedy in entitled(what, covers=[upic()]).remedies]
    assert rules.count("u-pic/lost") == 1


def test_a_programme_of_another_carrier_does_not_lower_the_sum_of_a_policy():
    what = parcel(lane=ABROAD, carrier="China Post", insured=money("250 USD"))
    assert under(what, upic())["u-pic/lost"].amount == money("250.00 USD")
    unknown = parcel(number="X1", lane=ABROAD, insured=money("250 USD"))
    assert under(unknown, upic())["u-pic/lost"].amount == money("100.00 USD")


def test_two_policies_with_one_insurer_bring_its_rule_once():
    both = [upic(), upic(policy_number="U-2")]
    found = entitled(sent(insured=money("80 USD")), covers=both)
    assert [remedy.policy for remedy in found.remedies if remedy.rule == "u-pic/lost"] == ["U-1"]


def test_cover_of_the_carrier_by_its_own_rules_adds_no_payer():
    cover = CoverTerms(
        policy_number="D", kind=CoverKind.CARRIER, insurer="china-post", insurer_name="China Post"
    )
    assert entitled(sent(), covers=[cover]) == entitled(sent())


def test_a_policy_that_pays_only_the_rest_says_so_for_terms_of_the_rule_book():
    found = under(sent(insured=money("80 USD")), upic(excess_of_carrier=True))
    assert found["u-pic/lost"].excess_of == ("carrier",)


@pytest.mark.parametrize(
    ("terms", "what"),
    [
        ({"destinations": ("DE",)}, {}),
        ({"not_destinations": ("US",)}, {}),
        ({"carriers": ("ups",)}, {"carrier": "china-post"}),
        ({"carrier_accounts": ("A",)}, {"carrier_account": "B"}),
        ({"programmes": ("eBay",)}, {"programme": "Etsy"}),
        ({"shops": ("Second",)}, {"shop": "First"}),
        ({"value_from": Decimal(501)}, {}),
        ({"value_to": Decimal(499)}, {}),
        ({"valid_from": date(2025, 10, 2)}, {}),
        ({"valid_to": date(2025, 9, 30)}, {}),
        ({"bought_per_parcel": True}, {}),
        ({}, {"insurer": "cabrella"}),
        ({"claim_types": (ClaimType.DAMAGED,)}, {}),
    ],
)
def test_a_parcel_outside_a_policy_gets_nothing_of_it(terms, what):
    assert under(sent(**what), open_cover(**terms)) == {}


@pytest.mark.parametrize(
    ("terms", "what"),
    [
        ({"destinations": ("US", "DE")}, {}),
        ({"carriers": ("China_Post",)}, {"carrier": "china-post"}),
        ({"value_from": Decimal(500), "value_to": Decimal(500)}, {}),
        ({"valid_from": date(2025, 10, 1), "valid_to": date(2025, 10, 1)}, {}),
        ({"bought_per_parcel": True}, {"insured": money("80 USD")}),
        ({"bought_per_parcel": True}, {"insurer": "Harbor Mutual"}),
    ],
)
def test_a_parcel_at_the_edge_of_a_policy_is_covered(terms, what):
    assert under(sent(**what), open_cover(**terms)).keys() == {"cover/OC-7"}


def test_what_is_not_known_of_a_parcel_leaves_it_covered_with_a_word():
    found = under(parcel(), open_cover(destinations=("US",)))["cover/OC-7"]
    assert found.notes[-1] == (
        "Whether the policy covers this parcel is not sure: its destination is not known."
    )


def test_the_edition_in_force_at_acceptance_counts_and_old_parcels_keep_theirs():
    old = open_cover(limit=Decimal(100), valid_from=date(2025, 1, 1))
    new = open_cover(limit=Decimal(400), valid_from=date(2025, 11, 1))
    assert under(sent(), new, old)["cover/OC-7"].amount == money("100.00 USD")
    late = sent(accepted="2025-11-01")
    assert under(late, old, new)["cover/OC-7"].amount == money("400.00 USD")


def test_an_edition_that_has_ended_leaves_no_older_one_in_force():
    old = open_cover(valid_from=date(2025, 1, 1))
    ended = open_cover(valid_from=date(2025, 6, 1), valid_to=date(2025, 9, 30))
    found = covers_of(
        sent(), [old, ended], shipped_book(), date(2025, 10, 1), ON, shipped_rates()
    )  # fmt: skip
    assert found == ()


def turns(found):
    shares = zip(found.remedies, shares_of(found), strict=True)
    placed = [(share.turn, remedy, share) for remedy, share in shares if share.turn is not None]
    return [(remedy, share) for _turn, remedy, share in sorted(placed, key=lambda one: one[0])]


def test_excess_cover_stands_after_the_carrier_and_adds_only_the_rest():
    found = entitled(sent(), covers=[open_cover(excess_of_carrier=True)])
    (carrier, first), (cover, second) = turns(found)
    assert (carrier.rule, cover.amount) == ("china-post/parcel", money("500.00 USD"))
    assert second.after == ("china-post",)
    assert second.in_turn == money("500.00 USD") - first.in_turn


def test_excess_cover_is_never_the_first_remedy_even_where_it_lapses_sooner():
    soon = open_cover(excess_of_carrier=True, claim_within_days=90)
    found = entitled(sent(), covers=[soon])
    assert [remedy.rule for remedy in found.remedies] == ["china-post/parcel", "cover/OC-7"]


def test_of_what_the_carrier_leaves_the_seller_bears_the_deductible():
    # The post owes 49 XDR x 1.36718 = 66.99 USD; of the other 53.01 USD of 120 the seller bears 10.
    terms = open_cover(excess_of_carrier=True, limit=Decimal(90), deductible=Decimal(10))
    found = entitled(sent(value="120 USD"), covers=[terms])
    (carrier, first), (cover, second) = turns(found)
    assert (carrier.rule, first.in_turn) == ("china-post/parcel", money("66.99 USD"))
    assert (cover.amount, second.in_turn) == (money("80.00 USD"), money("43.01 USD"))
    assert second.if_others_first == money("43.01 USD")


def test_a_share_in_percent_is_borne_of_what_the_carrier_leaves():
    # Of the 53.01 USD that the post leaves a tenth, 5.30 USD.
    terms = open_cover(excess_of_carrier=True, deductible_percent=Decimal(10))
    (_carrier, (_cover, second)) = turns(entitled(sent(value="120 USD"), covers=[terms]))
    assert second.in_turn == money("47.71 USD")


def test_a_deductible_in_another_currency_is_borne_at_the_rate_of_the_day():
    # 10 EUR / 1.16405 EUR per XDR x 1.36718 USD per XDR = 11.74503 USD, on 22 December 2025.
    terms = open_cover(excess_of_carrier=True, deductible=Decimal(10), currency="EUR")
    (_carrier, (cover, second)) = turns(entitled(sent(value="120 USD"), covers=[terms]))
    assert cover.borne.rounded() == money("11.75 USD")
    assert second.in_turn == money("53.01 USD") - cover.borne.rounded()


def test_a_deductible_of_primary_cover_can_be_had_from_the_carrier():
    # The insurer pays 110 of 120 and the post what is left of the loss.
    found = entitled(sent(value="120 USD"), covers=[open_cover(deductible=Decimal(10))])
    assert sum(share.in_turn.amount for _remedy, share in turns(found)) == Decimal(120)


def test_once_the_carrier_has_paid_the_deductible_comes_off_the_rest():
    terms = open_cover(excess_of_carrier=True, limit=Decimal(90), deductible=Decimal(10))
    known = Known(paid={"china-post": money("60 USD")})
    found = under(sent(value="120 USD"), terms, known=known)["cover/OC-7"]
    assert found.amount == money("50.00 USD")
    assert [line.text for line in found.sum_lines][-2:] == [
        "Of the loss 120.00 USD, 60.00 USD is granted: 60.00 USD is left",
        "60.00 USD less 10.00 USD that you bear yourself = 50.00 USD",
    ]


def test_what_the_insurer_itself_paid_counts_after_the_deductible():
    terms = open_cover(excess_of_carrier=True, deductible=Decimal(10))
    paid = {"china-post": money("60 USD"), "harbor-mutual": money("30 USD")}
    found = under(sent(value="120 USD"), terms, known=Known(paid=paid))["cover/OC-7"]
    # 120 less 60 of the post less 10 borne is 50; 30 of it came.
    assert found.amount == money("20.00 USD")


def test_three_payers_share_one_loss_and_the_last_gets_only_what_is_left():
    terms = open_cover(excess_of_carrier=True, limit=Decimal(90))
    what = sent(value="120 USD", postage=money("20 USD"), insured=money("50 USD"))
    shares = {remedy.rule: share for remedy, share in turns(entitled(what, covers=[terms, upic()]))}
    # The post 66.99 and the postage, U-PIC its 50 of insured value, the open cover the rest of 140.
    assert {rule: str(share.in_turn) for rule, share in shares.items()} == {
        "china-post/parcel": "86.99 USD", "u-pic/lost": "50.00 USD", "cover/OC-7": "3.01 USD",
    }  # fmt: skip


def test_a_loss_that_is_paid_leaves_no_payer_open_though_its_sum_is_not_known():
    what = sent(value="120 USD", insurer="Cabrella")
    found = entitled(what, known=Known(paid={"china-post": money("120 USD")}))
    status = {remedy.rule: (remedy.status, remedy.why) for remedy in found.remedies}
    assert status["cabrella/insured"] == (
        RemedyStatus.EXCLUDED, "Paid in full: nothing more can be asked for this loss.",
    )  # fmt: skip


def test_primary_cover_waits_for_nobody():
    found = entitled(sent(), covers=[open_cover()])
    assert {share.after for _remedy, share in turns(found)} == {()}


_some = st.none() | st.decimals(min_value=1, max_value=900, places=2)
_policies = st.lists(
    st.builds(
        open_cover, policy_number=st.sampled_from("ABC"), limit=_some, deductible=_some,
        excess_of_carrier=st.booleans(), plus_postage=st.booleans(),
        insurer=st.sampled_from(["one", "two"]),
    ),
    max_size=4,
)  # fmt: skip


@given(covers=_policies, value=st.integers(1, 2000), postage=st.integers(0, 50))
def test_all_payers_together_never_pay_more_than_the_loss(covers, value, postage):
    what = sent(value=f"{value} USD", postage=money(f"{postage} USD"))
    found = entitled(what, covers=covers)
    shares = turns(found)
    total = sum(share.in_turn.amount for _remedy, share in shares if share.in_turn is not None)
    assert total <= found.most.amount
    excess = [bool(remedy.excess_of) for remedy, _share in shares]
    assert excess == sorted(excess)


def ready(terms, on=ON, known=Known(), *, is_filed=False, **more):  # noqa: B008 - frozen
    (remedy,) = under(sent(**more), terms, on=on, known=known).values()
    return readiness_of(remedy, on, known.moments, is_filed=is_filed)


def test_a_claim_lacks_the_papers_the_notice_and_the_carriers_answer():
    terms = open_cover(
        notice_within_days=100, proof_asked=("sales_invoice",), excess_of_carrier=True
    )
    found = ready(terms)
    assert [(lack.kind, lack.what, lack.day) for lack in found.lacks] == [
        (LackKind.NOTICE_DUE, "", date(2026, 1, 9)),
        (LackKind.CARRIER_FIRST, "", None),
        (LackKind.PAPER, "sales_invoice", None),
    ]
    assert (found.is_ready, found.is_lost) == (False, False)
    assert (found.notice_by, found.claim_by) == (date(2026, 1, 9), date(2026, 1, 29))


def test_a_claim_that_lacks_nothing_is_ready():
    terms = open_cover(proof_asked=("sales_invoice",), excess_of_carrier=True)
    moments = {Since.DECISION: ON}
    known = Known(moments=moments, papers=frozenset({"sales_invoice"}))
    assert ready(terms, known=known).is_ready


def test_a_notice_that_was_missed_cannot_be_made_up():
    found = ready(open_cover(notice_within_days=10))
    assert [(lack.kind, lack.day) for lack in found.lacks] == [
        (LackKind.NOTICE_PASSED, date(2025, 10, 11))
    ]
    assert found.is_lost


def test_a_claim_that_was_filed_gave_notice():
    assert ready(open_cover(notice_within_days=10), is_filed=True).is_ready


def noticed(day):
    return Known(noticed={"cover/OC-7": day})


def test_a_notice_given_in_time_is_no_lack_and_closes_its_day():
    terms = open_cover(notice_within_days=100)
    told = noticed(date(2026, 1, 9))
    assert ready(terms, known=told).is_ready
    notice = under(sent(), terms, known=told)["cover/OC-7"].deadline(Act.NOTICE)
    assert (notice.done_on, notice.latest, notice.is_kept) == (
        date(2026, 1, 9), date(2026, 1, 9), True,
    )  # fmt: skip


def test_a_notice_given_too_late_cannot_be_made_up():
    found = ready(open_cover(notice_within_days=100), known=noticed(date(2026, 1, 10)))
    assert [lack.kind for lack in found.lacks] == [LackKind.NOTICE_PASSED]


def test_a_notice_to_one_payer_is_none_to_another():
    told = Known(noticed={"cover/OC-8": date(2026, 1, 1)})
    found = ready(open_cover(notice_within_days=100), known=told)
    assert [lack.kind for lack in found.lacks] == [LackKind.NOTICE_DUE]


def test_the_day_before_the_waiting_time_ends_a_claim_is_too_early():
    terms = open_cover(waiting_days=60)
    (lack,) = ready(terms, on=date(2025, 11, 29)).lacks
    assert (lack.kind, lack.day) == (LackKind.TOO_EARLY, date(2025, 11, 30))
    assert ready(terms, on=date(2025, 11, 30)).is_ready


def test_a_claim_after_its_last_day_is_lost():
    (lack,) = ready(open_cover(), on=date(2026, 1, 30)).lacks
    assert (lack.kind, lack.day) == (LackKind.CLAIM_PASSED, date(2026, 1, 29))


def test_a_value_that_is_not_known_is_asked_for():
    (lack,) = ready(open_cover(), value=None).lacks
    assert (lack.kind, lack.what) == (LackKind.FACT, "value")
