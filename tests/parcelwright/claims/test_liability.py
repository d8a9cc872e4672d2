from datetime import date
from decimal import Decimal

from parcelwright.claims.facts import Facts
from parcelwright.claims.liability import claimable, most_of
from parcelwright.money import Money
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.rule import Addition, Amount, Citation, Confidence
from parcelwright.rulebook.terms import (
    Basis,
    Fixed,
    Highest,
    Lowest,
    PerKilogram,
    Share,
    Tier,
    Tiered,
    Total,
)

USD = [Money.of(n, "USD") for n in range(101)]


def reckoned(term, *, adds=(), confidence=Confidence.HIGH, on=date(2025, 12, 23), **facts):
    amount = Amount(
        term=term, adds=adds, confidence=confidence, citation=Citation(title="T"), note=""
    )
    return claimable(amount, Facts(**facts), on, shipped_rates())


def test_a_started_kilogram_counts_whole():
    total = reckoned(PerKilogram(money=USD[10], started=True), weight_kg=Decimal("2.001"))
    assert [line.text for line in total.lines] == ["10.00 USD x 3 kg = 30.00 USD"]


def test_a_whole_kilogram_starts_no_further_one():
    total = reckoned(PerKilogram(money=USD[10], started=True), weight_kg=Decimal("2.000"))
    assert str(total.amount) == "20.00 USD"


def test_a_multiple_of_the_freight_is_shown_as_one():
    total = reckoned(Share(of=Basis.POSTAGE, times=Decimal(3)), values={Basis.POSTAGE: USD[7]})
    assert [line.text for line in total.lines] == ["3 x postage 7.00 USD = 21.00 USD"]


def test_a_figure_the_parcel_lacks_is_replaced_where_the_rule_says_so():
    term = Share(of=Basis.INSURED, otherwise=Fixed(money=USD[50]))
    assert str(reckoned(term).amount) == "50.00 USD"


def test_what_stands_in_for_a_figure_that_lacks_may_itself_be_worked_out():
    by_weight = Total(parts=(Fixed(money=USD[40]), PerKilogram(money=USD[5])))
    term = Share(of=Basis.INSURED, otherwise=by_weight)
    assert str(reckoned(term, weight_kg=Decimal(2)).amount) == "50.00 USD"
    insured = reckoned(term, weight_kg=Decimal(2), values={Basis.INSURED: USD[30]})
    assert str(insured.amount) == "30.00 USD"
    assert reckoned(term).missing == ("weight",)


def test_a_total_of_parts_with_steps_ends_with_how_they_add_up():
    capped = Lowest(parts=(Share(of=Basis.LOSS), Fixed(money=USD[20])))
    total = reckoned(
        Total(parts=(capped, Share(of=Basis.INSURED))),
        values={Basis.LOSS: USD[80], Basis.INSURED: USD[30]},
    )
    assert total.lines[-1].text == "20.00 USD + insured value 30.00 USD = 50.00 USD"
    assert total.amount == total.lines[-1].amount == USD[50].rounded()


def test_a_tier_holds_up_to_its_weight_and_not_above():
    tiers = Tiered(tiers=(Tier(up_to_g=500, money=USD[5]), Tier(up_to_g=None, money=USD[9])))
    at = [reckoned(tiers, weight_kg=Decimal(kg)).amount for kg in ("0.5", "0.501")]
    assert at == [USD[5].rounded(), USD[9].rounded()]


def test_the_highest_of_two_counts_where_the_rule_says_so():
    term = Highest(parts=(Fixed(money=USD[5]), Share(of=Basis.DECLARED)))
    total = reckoned(term, values={Basis.DECLARED: USD[8]})
    assert total.lines[-1].text == "The highest counts: 8.00 USD"


def test_amounts_in_two_currencies_are_added_at_a_rate_that_is_shown():
    term = Total(parts=(Fixed(money=USD[10]), Fixed(money=Money.of(10, "EUR"))))
    total = reckoned(term)
    assert str(total.in_rule_currency) == "21.75 USD"
    assert "EUR" in total.lines[0].text


def test_an_old_rate_is_marked():
    total = reckoned(Fixed(money=Money.of(30, "XDR")), currency="USD", on=date(2026, 11, 22))
    assert [line.text for line in total.lines[-2:]] == [
        "30.00 XDR x 1.36718 USD per XDR (22 Dec 2025) = 41.02 USD",
        "The rate is older than 30 days: confirm it.",
    ]


def test_without_a_rate_there_is_no_sum_and_a_line_says_why():
    total = reckoned(Fixed(money=Money.of(30, "XDR")), currency="USD", on=date(2024, 1, 1))
    assert total.amount is None
    assert total.lines[0].text == (
        "No sum: no rate from XDR to USD is known on or before 2024-01-01."
    )


def test_a_medium_source_asks_to_confirm():
    total = reckoned(Fixed(money=USD[5]), confidence=Confidence.MEDIUM)
    assert (str(total.amount), total.lines[-1].text) == (
        "5.00 USD",
        "Confirm this sum with the carrier.",
    )


def test_postage_that_is_unknown_is_named_and_not_guessed():
    total = reckoned(Fixed(money=USD[5]), adds=(Addition(of=Basis.POSTAGE),))
    assert (str(total.amount), total.lines[-1].text) == (
        "5.00 USD",
        "Plus the postage, which is not known here.",
    )


def test_terms_that_come_to_more_than_the_loss_are_capped_and_say_so():
    total = reckoned(
        PerKilogram(money=USD[10]), weight_kg=Decimal(5),
        values={Basis.LOSS: USD[20], Basis.POSTAGE: USD[4]}, currency="USD",
    )  # fmt: skip
    assert str(total.amount) == "24.00 USD"
    assert total.lines[-1].text == "No more than the loss with the postage: 24.00 USD"


def test_postage_in_another_currency_counts_among_what_was_lost():
    values = {Basis.LOSS: USD[20], Basis.POSTAGE: Money.of("9.50", "EUR")}
    facts = Facts(values=values, currency="USD")
    assert str(most_of(facts, date(2025, 12, 23), shipped_rates())) == "31.16 USD"


def test_postage_without_a_rate_leaves_the_loss_alone():
    values = {Basis.LOSS: USD[20], Basis.POSTAGE: Money.of("90000", "VND")}
    facts = Facts(values=values, currency="USD")
    assert most_of(facts, date(2025, 12, 23), shipped_rates()) == USD[20]


def test_without_a_rate_both_the_loss_and_the_limit_are_shown():
    loss = Money.of("2500000", "VND")
    term = Lowest(parts=(Share(of=Basis.LOSS), Fixed(money=Money.of("30.00", "XDR"))))
    total = reckoned(term, values={Basis.LOSS: loss}, currency="VND")
    assert (total.amount, total.missing) == (None, ("exchange rate",))
    assert [line.text for line in total.lines] == [
        "Actual loss 2500000 VND",
        "30.00 XDR",
        "No sum: no rate from XDR to VND is known on or before 2025-12-23.",
        "Needs exchange rate.",
    ]


def test_a_figure_less_what_nobody_knows_is_told_without_a_result():
    term = Share(of=Basis.POSTAGE, less="insurance fee")
    total = reckoned(term, values={Basis.POSTAGE: USD[41]})
    assert [line.text for line in total.lines] == ["postage 41.00 USD (less insurance fee)"]
    assert total.amount == USD[41].rounded()
