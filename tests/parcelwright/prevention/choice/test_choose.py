from dataclasses import replace

import numpy as np
import pytest

from drawn_journeys import journeys, lane
from drawn_shops import HANDLING, NOW, ON, PER_DAY, VALUE, drawn_services, tables
from parcelwright.money import Money
from parcelwright.prevention.choice.choose import LEAST, Sure, choose
from parcelwright.prevention.choice.grants import NO_CLAIMS, Grants
from parcelwright.prevention.choice.plain import plain_choice, sentence
from parcelwright.prevention.choice.rate_table import Rate
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.prevention.choice.sending import Sending, Stakes
from parcelwright.prevention.scorecards.gather import journeys_of
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import load_book

TERMS = Terms(book=RuleBook(carriers=(), rules=()), rates=shipped_rates())


def usd(amount):
    return Money.of(str(amount), "USD")


SENDING = Sending(
    origin_country="CN", destination_country="DE", weight_g=400, value=usd(VALUE), on=ON
)
STAKES = Stakes(handling=usd(HANDLING), per_day=usd(PER_DAY))


def rate(carrier, price, **more):
    return Rate(carrier=carrier, service="S", price=usd(price), destinations=("DE",), **more)


def chosen(truth, rates, stakes=STAKES, terms=TERMS, grants=NO_CLAIMS):
    return choose(SENDING, stakes, rates, journeys(truth), terms, grants)


def from_tables(seed, closed):
    """The choice of a drawn shop, read from its tables, and what each service truly costs."""
    random = np.random.default_rng(seed)
    services = drawn_services(random)
    past = journeys_of(*tables(random, services, closed), NOW, TERMS.rates)
    found = choose(SENDING, STAKES, [each.rate for each in services], past, TERMS, NO_CLAIMS)
    return found, {each.carrier: each.cost for each in services}


def test_the_true_best_is_chosen_once_300_journeys_are_closed():
    worlds = 50
    right = near = clear = clear_and_right = among = 0
    for seed in range(worlds):
        found, truth = from_tables(seed, LEAST)
        best, first = min(truth, key=truth.get), found.ranked[0].rate.carrier
        right += first == best
        among += best in [each.rate.carrier for each in found.alike]
        near += truth[first] <= truth[best] * 1.02
        clear += found.sure is Sure.CLEAR
        clear_and_right += found.sure is Sure.CLEAR and first == best
    # Of two that cost nearly the same in the end either may stand first; the choice then says
    # that they cannot be told apart.
    assert clear_and_right / clear >= 0.95
    assert clear / worlds >= 0.4
    assert among / worlds >= 0.95
    assert near / worlds >= 0.9
    assert right / worlds >= 0.8


def test_what_cannot_be_told_apart_from_the_first_is_named():
    two = {"a": 5.0, "b": 5.05, "c": 9.0}
    truth = [(lane(carrier), 900, 0.01, 12) for carrier in two]
    found = chosen(truth, [rate(carrier, price) for carrier, price in two.items()])
    assert found.sure is Sure.CLOSE
    assert found.alike == found.ranked[:2]
    assert sorted(plain_choice(found, {}, None)["alike"]) == ["a S", "b S"]


def test_of_a_clear_choice_only_the_first_is_named():
    truth = [(lane(carrier), 900, 0.01, 12) for carrier in ("a", "b")]
    found = chosen(truth, [rate("a", 5.0), rate("b", 9.0)])
    assert found.sure is Sure.CLEAR
    assert [each.rate.carrier for each in found.alike] == ["a"]


def test_before_300_journeys_are_closed_it_says_that_there_are_not_enough():
    found, _ = from_tables(1, LEAST - 1)
    assert found.sure is Sure.NOT_ENOUGH
    assert found.reason.code == "not_enough"
    assert found.reason.names["closed"] == str(LEAST - 1)


def test_a_dear_service_of_which_little_is_known_does_not_keep_a_choice_open():
    truth = [(lane("a"), 800, 0.01, 10), (lane("b"), 800, 0.01, 10), (lane("c"), 5, 0.01, 10)]
    found = chosen(truth, [rate("a", 5), rate("b", 9), rate("c", 40)])
    assert found.sure is Sure.CLEAR
    assert found.too_few == ()


def test_the_dearer_and_safer_service_is_chosen_and_the_reason_says_so():
    truth = [(lane("bad"), 3000, 0.08, 12), (lane("good"), 3000, 0.005, 12)]
    found = chosen(truth, [rate("bad", 5), rate("good", 6)])
    assert found.ranked[0].rate.carrier == "good"
    assert found.sure is Sure.CLEAR
    assert found.reason.code == "safer"
    assert sentence(found.reason, "USD").startswith(
        "good S costs 1.00 USD more to post than bad S, and its losses cost "
    )


def test_the_total_is_price_and_loss_and_delay_less_what_comes_back():
    found = chosen([(lane("a"), 4000, 0.02, 10)], [rate("a", 5, cover=usd(20))])
    (only,) = found.ranked
    share = only.prospect.losses.mean
    assert only.if_lost == pytest.approx(VALUE + 5 + HANDLING)
    # Without claims of its own the shop reckons with one of two granted.
    assert only.back == pytest.approx(10)
    assert only.delay == pytest.approx(PER_DAY * 10 * (1 - share), rel=0.05)
    assert only.total == pytest.approx(5 + share * only.if_lost + only.delay - share * 10)
    assert found.sure is Sure.ONLY_ONE


def test_the_shops_own_claims_decide_how_much_comes_back():
    grants = Grants(decided={"a": (18, 20)})
    truth, offer = [(lane("a"), 4000, 0.02, 10)], [rate("a", 5, cover=usd(20))]
    (only,) = chosen(truth, offer, grants=grants).ranked
    assert only.back == pytest.approx(20 * 20 / 24)


def test_only_days_beyond_the_promise_cost_when_one_is_given():
    truth = [(lane("a"), 4000, 0.0, 10)]
    (all_days,) = chosen(truth, [rate("a", 5)]).ranked
    (late,) = chosen(truth, [rate("a", 5)], replace(STAKES, promised_days=14.0)).ranked
    drawn = np.random.default_rng(0).gamma(9, 10 / 9, 200_000)
    assert late.delay == pytest.approx(PER_DAY * np.maximum(drawn - 14, 0).mean(), rel=0.25)
    assert late.delay < all_days.delay / 5


def test_at_the_break_even_price_the_first_two_cost_the_same():
    truth = [(lane("a"), 3000, 0.01, 10), (lane("b"), 3000, 0.03, 14)]
    found = chosen(truth, [rate("a", 5), rate("b", 5)])
    limit = round(found.would_change.price_up_to, 2)
    moved = chosen(truth, [rate("a", limit), rate("b", 5)])
    assert moved.ranked[0].total == pytest.approx(moved.ranked[1].total, abs=0.02)


def test_at_the_break_even_loss_share_the_first_costs_as_much_as_the_second():
    truth = [(lane("a"), 3000, 0.01, 10), (lane("b"), 3000, 0.03, 14)]
    found = chosen(truth, [rate("a", 5), rate("b", 5)])
    best, second = found.ranked
    share = found.would_change.loss_share_up_to
    assert best.price + share * best.per_loss + best.waiting == pytest.approx(second.total)


def test_a_price_without_exchange_rate_is_left_out_and_named():
    odd = Rate(carrier="b", service="S", price=Money.of(1, "ZZZ"), destinations=("DE",))
    found = chosen([(lane("a"), 500, 0.01, 10)], [rate("a", 5), odd])
    assert [each.rate.carrier for each in found.ranked] == ["a"]
    assert found.unpriced == (odd,)


def test_nothing_on_offer_is_said():
    found = chosen([(lane("a"), 10, 0.01, 10)], [])
    assert found.sure is Sure.NONE
    assert sentence(found.reason, "USD") == (
        "No service in the rate table carries this parcel on that day."
    )


def test_the_rule_book_says_what_a_post_would_owe():
    terms = Terms(book=load_book(), rates=shipped_rates())
    post = Rate(
        carrier="china-post", service="Registered small packet", price=usd(5), destinations=("DE",)
    )
    (only,) = chosen([(lane("china-post"), 10, 0.01, 10)], [post], terms=terms).ranked
    (part,) = only.recoverable.parts
    assert part.payer == "china-post"
    assert 0 < part.amount.amount < 60
    assert only.back == pytest.approx(float(part.amount.amount) / 2)


def test_services_are_the_same_when_only_case_and_marks_differ():
    past = [(lane("a", "Special Line, tracked"), 400, 0.01, 10)]
    named = Rate(carrier="a", service="special line tracked", price=usd(5), destinations=("DE",))
    (only,) = chosen(past, [named]).ranked
    assert only.prospect.closed == 400


def test_a_choice_as_data_names_every_figure_of_the_total():
    truth = [(lane("a"), 400, 0.01, 10), (lane("b"), 400, 0.01, 10)]
    told = plain_choice(chosen(truth, [rate("a", 5), rate("b", 9)]), {}, None)
    first = told["ranked"][0]
    whole = first["price"] + first["loss"] + first["delay"] - first["recovered"]
    assert first["total"] == pytest.approx(whole, abs=0.02)
    assert told["sure"] == "clear"
