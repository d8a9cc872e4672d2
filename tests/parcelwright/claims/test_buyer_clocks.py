"""Which of the buyer's clocks reach a parcel, and what they say."""

from datetime import date

import pytest

from parcelwright.claims.buyer_clocks import buyer_clocks, reaching, unlisted_law
from parcelwright.parcels.parcel import Lane, Parcel, Party
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load_clocks import read_scheme, shipped_schemes
from parcelwright.rulebook.spans import Since

MOMENTS = {Since.ORDERED: date(2026, 1, 1), Since.PAID: date(2026, 1, 1)}


def clocks(destination="DE", channel="", payment="", moments=None):
    parcel = Parcel(
        tracking_number="RR123456785CN",
        lane=Lane(destination_country=destination),
        sales_channel=channel,
        payment_method=payment,
    )
    key = Key(carrier="china-post", service="", destination=destination)
    found = buyer_clocks(parcel, key, MOMENTS if moments is None else moments, shipped_schemes())
    return {clock.rule: clock for clock in found}


def test_a_consumer_in_the_union_is_owed_delivery_within_thirty_days():
    clock = clocks(destination="FR")["european-union/delivery"]
    assert clock.closes == date(2026, 1, 31)
    assert clock.explanation == (
        "To the end of 31 Jan 2026, 30 calendar days after the order on 1 Jan 2026 (a day "
        "announced before the thirty are over counts as agreed; where a later one was agreed, "
        "that one holds); confirm with the scheme."
    )


def test_a_delivery_announced_for_an_earlier_day_is_owed_by_that_day():
    moments = MOMENTS | {Since.DUE_DELIVERY: date(2026, 1, 20)}
    found = {country: clocks(country, moments=moments) for country in ("FR", "DE", "IE", "GB")}
    closes = {country: [clock.closes for clock in each.values()] for country, each in found.items()}
    assert closes == {country: [date(2026, 1, 20)] for country in found}


def test_goods_shipped_in_time_are_shown_as_shipped():
    clock = clocks("US", moments=MOMENTS | {Since.POSTING: date(2026, 1, 3)})["united-states/ship"]
    assert (clock.done_on, clock.is_done) == (date(2026, 1, 3), True)
    assert "; done on 3 Jan 2026 (counts from" in clock.explanation


def test_goods_shipped_after_the_day_were_not_shipped_in_time():
    clock = clocks("US", moments=MOMENTS | {Since.POSTING: date(2026, 2, 1)})["united-states/ship"]
    assert (clock.done_on, clock.is_done) == (date(2026, 2, 1), False)


def test_a_delivery_shown_by_tracking_lets_the_guarantee_of_amazon_begin_earlier():
    moments = {Since.DUE_DELIVERY: date(2026, 2, 1), Since.DELIVERED_SCAN: date(2026, 1, 20)}
    assert clocks("JP", "Amazon.co.jp", moments=moments)["amazon/open"].opens == date(2026, 1, 20)


def test_a_card_payment_cannot_be_disputed_before_the_day_that_was_promised():
    moments = MOMENTS | {Since.DUE_DELIVERY: date(2026, 2, 20)}
    found = clocks("BR", payment="card", moments=moments)
    assert found["visa/not-received"].opens == date(2026, 2, 20)
    assert found["mastercard/not-provided"].opens == date(2026, 2, 20)


def test_the_days_of_another_country_end_with_it():
    moments = {Since.BUYER_ASKED: date(2026, 3, 6)}
    found = clocks("VN", "TikTok Shop VN", moments=moments)
    assert found["tiktok-shop/answer-vn"].zone == "Asia/Ho_Chi_Minh"
    assert clocks("US", "TikTok Shop")["tiktok-shop/open-us"].zone == "America/Los_Angeles"


@pytest.mark.parametrize(
    ("country", "unlisted"), [("BR", "BR"), ("JP", "JP"), ("DE", ""), ("", "")]
)
def test_a_country_whose_law_is_not_known_is_named(country, unlisted):
    parcel = Parcel(tracking_number="A", lane=Lane(destination_country=country))
    assert unlisted_law(parcel, shipped_schemes()) == unlisted


def test_the_buyers_own_country_counts_before_that_of_the_label():
    parcel = Parcel(
        tracking_number="A", lane=Lane(destination_country="DE"), buyer=Party(country="GB")
    )
    found = buyer_clocks(parcel, Key(carrier="", service=""), MOMENTS, shipped_schemes())
    assert [clock.scheme for clock in found] == ["united-kingdom"]


def test_a_card_payment_can_be_disputed_for_120_days():
    found = clocks(destination="BR", payment="Visa **** 1234")
    assert found["visa/not-received"].opens == date(2026, 1, 16)
    assert set(found) == {"visa/not-received", "visa/answer"}


def test_of_two_days_of_which_the_later_counts_none_is_shown_while_one_is_unknown():
    clock = clocks(destination="BR", payment="visa")["visa/not-received"]
    assert clock.closes is None
    assert "but the due delivery is not known" in clock.explanation


@pytest.mark.parametrize("channel", ["Amazon", "eBay", "AliExpress", "TikTok Shop"])
def test_no_card_window_reaches_a_seller_whom_the_marketplace_pays(channel):
    kinds = {
        clock.kind for clock in clocks(destination="US", channel=channel, payment="Visa").values()
    }
    assert "card" not in kinds
    assert "marketplace" in kinds


def test_a_weak_source_gives_no_day_and_says_why():
    moments = MOMENTS | {Since.DUE_DELIVERY: date(2026, 2, 1), Since.SHIP_DATE: date(2026, 1, 2)}
    clock = clocks(channel="AliExpress", moments=moments)["aliexpress/open"]
    assert (clock.opens, clock.closes) == (None, None)
    assert clock.explanation.startswith("Check with the scheme: a copy names the 11th day")


@pytest.mark.parametrize(
    ("channel", "slug"),
    [("Amazon.co.uk", "amazon"), ("amazon_de", "amazon"), ("Lazada MY", "lazada"),
     ("eBay", "ebay"), ("TikTok Shop US", "tiktok-shop"), ("Mercado Libre MX", "mercado-libre")],
)  # fmt: skip
def test_a_channel_named_with_its_country_is_one_of_the_marketplace(channel, slug):
    parcel = Parcel(tracking_number="A", sales_channel=channel, payment_method="Visa")
    assert [scheme.slug for scheme in reaching(parcel, shipped_schemes())] == [slug]


@pytest.mark.parametrize("channel", ["Amazonia", "Shop on the etsy-like pages", "Shopify"])
def test_a_channel_that_only_looks_like_a_marketplace_is_none(channel):
    parcel = Parcel(tracking_number="A", sales_channel=channel)
    assert reaching(parcel, shipped_schemes()) == ()


@pytest.mark.parametrize(
    ("payment", "slugs"),
    [
        ("American Express **** 1", {"american-express"}),
        ("Discover", {"discover"}),
        ("amazon_pay", {"amazon-pay"}),
        ("PayPal Express", {"paypal"}),
        ("Credit card (Stripe)", {"visa", "mastercard", "stripe"}),
        ("shopify_payments", {"visa", "mastercard", "shopify-payments"}),
        ("Bank transfer", set()),
    ],
)
def test_the_words_of_a_payment_method_choose_its_schemes(payment, slugs):
    parcel = Parcel(tracking_number="A", payment_method=payment)
    assert {scheme.slug for scheme in reaching(parcel, shipped_schemes())} == slugs


def test_wish_counts_the_days_of_the_country_of_the_buyer():
    moments = {Since.ORDERED: date(2024, 2, 10)}
    closes = {
        country: [
            c.closes
            for c in clocks(country, "Wish", moments=moments).values()
            if c.scheme == "wish"
        ]
        for country in ("GB", "BR", "PL")
    }
    assert closes == {"GB": [date(2024, 2, 22)], "BR": [date(2024, 3, 10)], "PL": []}


def test_a_clock_of_another_country_stays_away():
    assert "tiktok-shop/answer-vn" not in clocks(destination="US", channel="TikTok Shop")


def test_a_clock_with_a_typo_is_named_with_file_and_field():
    text = """
[scheme]
slug = "x"
name = "X"
kind = "wallet"
[source.a]
title = "A"
url = "https://a.example"
confidence = "low"
[[clock]]
id = "open"
title = "Open"
who = "buyer"
act = "open"
closes = { n = 3, unit = "days" }
source = "a"
confidence = "high"
"""
    fault = (
        "closes: needs n, unit and since, or n, unit and after, or one of "
        "earliest_of, latest_of, first_known_of, earliest_known_of"
    )
    assert read_scheme("payments/x.toml", text)[1] == [f"payments/x.toml, clock 1 (open): {fault}"]
