from dataclasses import replace
from datetime import date
from decimal import Decimal

from claim_factories import ON, entitled, journey, money, parcel
from parcelwright.claims.entitlement import entitle
from parcelwright.claims.gaps import Choice, Question, follows, gaps_of
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.parcel import Lane
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.spans import Since

TERMS = ContractTerms(
    carrier_account="SZ-1001", payer="yunexpress", payer_name="YunExpress",
    counted_from=Since.HANDOVER, claim_within_days=90,
    payout=Payout(kind=PayoutKind.FREIGHT_TIMES, number=Decimal(3)),
)  # fmt: skip


def gaps(what, *steps, on=ON, contracts=(), book=None):
    book = book or shipped_book()
    told = journey(*steps)

    def ask(parcel):
        return entitle(parcel, told, book, on, shipped_rates(), contracts=contracts)

    question = Question(
        found=ask(what),
        parcel=what,
        journey=told,
        book=book,
        contracts=contracts,
        ask=ask,
    )
    return {gap.lacks: gap for gap in gaps_of(question)}


def test_a_parcel_of_which_all_is_known_has_no_gap():
    assert gaps(parcel()) == {}


def test_a_misspelled_carrier_is_answered_with_what_follows_for_the_one_that_is_meant():
    found = gaps(parcel("1234567890", "2025-12-02", carrier="dhl-expres"))
    assert found["carrier"].text == '"dhl-expres" is no carrier of the rule book.'
    assert found["carrier"].choices[0] == Choice(
        supposed="If it is DHL Express",
        follows="DHL Express: the last day for the claim would be 1 Jan 2026, at most 71.09 USD.",
    )


def test_a_number_without_a_carrier_names_those_it_can_belong_to():
    found = gaps(parcel("1Z999AA10123456784"))
    assert found["carrier"].text == (
        "No carrier is named, and the number does not tell which it is."
    )
    assert [each.supposed for each in found["carrier"].choices] == ["If it is UPS"]


def test_a_service_that_no_rule_names_is_compared_with_those_that_are_named():
    found = gaps(parcel("4PX1", carrier="4px", service="c postal expres"))
    assert found["service"].text == (
        'No rule of 4PX names the service "c postal expres"; '
        "what holds for a parcel without a named service is taken."
    )
    assert found["service"].choices[0].supposed == "If the service is 4px-c-postal-express-ems"
    assert (
        found["service"]
        .choices[0]
        .follows.startswith("4PX: the last day for the inquiry was 30 Nov 2025, ")
    )


def test_without_a_day_of_acceptance_the_day_that_would_follow_is_told():
    ordered = EventTime.parse("2025-09-28")
    found = gaps(parcel(accepted=None, ordered_at=ordered))
    assert found["acceptance"].choices == (
        Choice(
            supposed="If the carrier took it on 28 Sep 2025",
            follows="China Post: the last day for the inquiry would be 27 Mar 2026, "
            "at most 66.99 USD.",
        ),
    )


def test_without_any_day_the_last_month_is_supposed():
    found = gaps(parcel(accepted=None))
    assert [each.supposed for each in found["acceptance"].choices] == [
        "If the carrier took it on 23 Nov 2025",
        "If the carrier took it on 23 Dec 2025",
    ]


def test_without_a_weight_three_weights_are_supposed():
    found = gaps(parcel(grams=None))
    assert [(each.supposed, each.follows[-19:]) for each in found["weight"].choices] == [
        ("With a weight of 500 g", " at most 57.76 USD."),
        ("With a weight of 1000 g", " at most 60.84 USD."),
        ("With a weight of 2000 g", " at most 66.99 USD."),
    ]


def test_the_weights_that_are_supposed_tell_of_the_sum_that_lacks_one():
    what = parcel("1Z999AA10123456784", grams=None, carrier="ups", value="450 USD")
    told = [each.follows for each in gaps(what)["weight"].choices]
    # 13, 26 and 52 SDR at 1.36718 USD; what UPS itself pays does not go by weight.
    assert told == [
        "UPS: no last day is known, at most 17.77 USD.",
        "UPS: no last day is known, at most 35.55 USD.",
        "UPS: no last day is known, at most 71.09 USD.",
    ]


def test_without_a_value_the_limit_is_told():
    found = gaps(parcel(value=None))
    assert found["value"].choices == (
        Choice(
            supposed="However high the value in USD",
            follows="China Post: the last day for the inquiry would be 30 Mar 2026, "
            "at most 66.99 USD.",
        ),
    )


def test_a_value_without_a_rate_is_named_with_the_limit():
    found = gaps(parcel(value="500 AAA"))
    assert found["rate"].text == (
        "No rate is known for 500.00 AAA; enter one, or the value in a currency that has one."
    )
    assert found["rate"].choices[0].follows.endswith("at most 66.99 USD.")


def test_a_parcel_older_than_the_oldest_edition_says_which_day_the_rules_begin():
    shipped = shipped_book()
    dated = tuple(
        replace(rule, valid_from=date(2024, 1, 1)) if rule.payer.slug == "dhl-express" else rule
        for rule in shipped.rules
        if "dhl-express" not in rule.carriers
    )
    book = RuleBook(carriers=shipped.carriers, rules=dated)
    found = gaps(parcel("1234567890", "2023-12-31", carrier="dhl-express"), book=book)
    assert found["edition"].text == (
        "The oldest edition of DHL Express in the rule book holds from 1 Jan 2024; the carrier "
        "took the parcel on 31 Dec 2023, so its terms of that day are needed."
    )
    assert [each.supposed for each in found["edition"].choices] == [
        "For a parcel taken on 1 Jan 2024"
    ]
    assert "was 31 Jan 2024" in found["edition"].choices[0].follows


def test_the_oldest_edition_of_the_service_is_told_where_other_services_have_no_beginning():
    # Sixty days after 18 January 2026: 13, 28 in February, 19 in March.
    what = parcel("GA1", "2026-01-17", carrier="usps", service="Ground Advantage",
                  lane=Lane(origin_country="US", destination_country="US"))  # fmt: skip
    found = gaps(what, on=date(2026, 3, 10))["edition"]
    assert "from 18 Jan 2026; the carrier took the parcel on 17 Jan 2026" in found.text
    assert "would be 19 Mar 2026" in found.choices[0].follows


def test_a_misspelled_account_is_compared_with_the_terms_that_are_entered():
    what = parcel("YT1", carrier="other-firm", carrier_account="SZ-101", postage=money("20 USD"),
                  handed_over_at=EventTime.parse("2025-12-01"))  # fmt: skip
    found = gaps(what, contracts=[TERMS])
    assert found["account"].text == (
        'The parcel names the account "SZ-101"; terms are entered for "SZ-1001".'
    )
    assert found["account"].choices == (
        Choice(
            supposed="If both are SZ-1001",
            follows="YunExpress: the last day for the claim would be 1 Mar 2026, "
            "at most 60.00 USD.",
        ),
    )


def test_terms_that_name_a_firm_nobody_knows_are_named():
    slip = ContractTerms(
        carrier_account="SZ-1", payer="yunexpres", payer_name="Yun", counted_from=Since.HANDOVER
    )
    assert gaps(parcel(), contracts=[slip])["account"].text == (
        'The terms of account "SZ-1" name the firm "yunexpres", which the rule book does not '
        'know; it knows "yunexpress".'
    )


def test_an_assumed_day_is_never_told_as_what_would_follow():
    found = entitled(parcel("4PX1", carrier="yunexpress"))
    assert any(each.assumed for remedy in found.remedies for each in remedy.deadlines)
    assert "no last day is known" in follows(found)
