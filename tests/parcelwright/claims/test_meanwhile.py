"""What a buyer can force, and what a programme pays, before the carrier answers."""

from datetime import date

import pytest

from claim_factories import entitled, money, parcel
from parcelwright.claims.entitlement import Known
from parcelwright.claims.meanwhile import Flow, buyers_last_day, meanwhile_of
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.parcel import Lane
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since

# Ordered and paid on 29 September 2025, accepted by China Post on 1 October, due 20 October.
ORDERED = EventTime.parse("2025-09-29")
DUE = EventTime.parse("2025-10-20")


def sold(to="US", **more):
    lane = Lane(origin_country="CN", destination_country=to)
    return parcel(
        "RR123456785CN", lane=lane, ordered_at=ORDERED, latest_delivery_estimate=DUE, **more
    )


def found(on=date(2025, 11, 3), to="US", **more):
    return entitled(sold(to, **more), on=on, schemes=shipped_schemes())


def plan(entitlement, **moments):
    return meanwhile_of(
        entitlement,
        shipped_book(),
        moments={Since(name): day for name, day in moments.items()},
        accepted_on=date(2025, 10, 1),
    )


def days(dues):
    return {due.rule: (due.opens, due.closes) for due in dues}


def test_a_post_asked_today_answers_after_the_buyers_card_can_take_the_money():
    made = plan(found(payment_method="Visa"))
    # China Post answers an inquiry within 60 days: 3 November and 60 days.
    assert (made.answer_by, made.answer_rule) == (date(2026, 1, 2), "china-post/registered")
    assert not made.asked
    # 120 days after 20 October, the later of payment and due delivery.
    assert days(made.before) == {"visa/not-received": (date(2025, 11, 3), date(2026, 2, 17))}


def test_an_inquiry_made_before_starts_the_carriers_time():
    made = plan(found(payment_method="Visa"), inquiry_opened=date(2025, 10, 25))
    assert made.asked
    assert made.answer_by == date(2025, 12, 24)


def test_once_the_inquiry_is_answered_no_time_is_left_that_the_rule_gives():
    opened, answered = date(2025, 10, 25), date(2025, 11, 1)
    made = plan(found(), inquiry_opened=opened, inquiry_answered=answered)
    assert (made.answer_by, made.asked) == (None, False)


def test_after_a_refund_the_buyer_can_force_nothing_more():
    made = meanwhile_of(found(), shipped_book(), refunded_on=date(2025, 11, 2))
    assert [due for due in (*made.before, *made.later) if due.flow is Flow.TO_BUYER] == []


def test_money_due_stands_by_its_first_day_and_that_after_the_answer_apart():
    today = date(2025, 10, 12)
    made = plan(found(today, to="FR", sales_channel="Amazon.fr"), inquiry_opened=date(2025, 8, 23))
    # The answer is due on 22 October. The delivery was announced for the 20th, so that the law of
    # the Union is broken from the 21st; the marketplace waits three days after the 20th.
    assert made.answer_by == date(2025, 10, 22)
    assert days(made.before) == {"european-union/delivery": (date(2025, 10, 21), None)}
    assert days(made.later) == {"amazon/open": (date(2025, 10, 23), date(2026, 1, 18))}


def disputed(*marks, claim_type=None, **more):
    """What a parcel from China to Germany, ordered on 29 September, brings beside its claims."""
    answer = entitled(
        sold("DE", **more),
        ("ACCEPTED", "2025-10-01"),
        *marks,
        on=date(2025, 11, 3),
        schemes=shipped_schemes(),
        claim_type=claim_type,
    )
    return {due.rule for due in plan(answer).before if due.flow is Flow.TO_BUYER}


def test_goods_that_came_broken_bring_no_refund_for_goods_not_received():
    delivered = ("DELIVERED", "2025-10-15")
    assert disputed(delivered, payment_method="Visa", claim_type=ClaimType.DAMAGED) == set()


def test_goods_said_to_be_broken_that_never_came_can_still_be_refunded_as_not_received():
    found = disputed(payment_method="Visa", claim_type=ClaimType.DAMAGED)
    assert found == {"germany/delivery", "visa/not-received"}


def test_a_delivery_that_nobody_denies_leaves_the_law_nothing_to_force():
    delivered = ("DELIVERED", "2025-10-15")
    assert disputed(delivered, payment_method="Visa") == {"visa/not-received"}


def test_goods_that_came_back_broken_are_not_with_the_buyer():
    marks = ("DELIVERED", "2025-10-15"), ("RETURNED", "2025-10-28")
    found = disputed(*marks, payment_method="Visa", claim_type=ClaimType.DAMAGED)
    assert found == {"germany/delivery", "visa/not-received"}


def test_goods_that_came_late_are_no_goods_not_received():
    assert disputed(("DELIVERED", "2025-10-30"), payment_method="Visa") == set()


def test_a_delivery_that_the_buyer_denies_is_none_in_law():
    marks = ("DELIVERED", "2025-10-15"), ("REPORTED_NOT_RECEIVED", "2025-10-18")
    assert disputed(*marks) == {"germany/delivery"}


@pytest.mark.parametrize(("day", "forced"), [("2025-10-15", False), ("2025-10-16", True)])
def test_wish_wants_delivery_confirmed_by_its_day_and_not_after(day, forced):
    # 16 days after 29 September, for Germany.
    found = disputed(("DELIVERED", day), sales_channel="Wish")
    assert ("wish/confirmed-belgium-germany-denmark-france" in found) is forced


def test_a_way_of_the_buyer_that_is_over_is_no_money_due():
    made = plan(found(date(2026, 2, 18), payment_method="Visa"))
    assert made.before == made.later == ()


def test_a_marketplace_that_protects_the_label_bears_its_own_guarantee():
    made = plan(found(sales_channel="Amazon", programme="Amazon Buy Shipping"))
    (due,) = made.before
    assert due.rule == "amazon/open"
    assert due.borne_by == "Amazon Buy Shipping Claims Protection"
    assert due.needs == ("claims_protected_label", "first_scan_in_time")


def test_without_the_programme_the_seller_bears_the_guarantee():
    (due,) = plan(found(sales_channel="Amazon")).before
    assert (due.rule, due.borne_by) == ("amazon/open", "")


def test_a_card_dispute_is_never_borne_by_the_marketplaces_programme():
    (due,) = plan(found(payment_method="Visa", programme="Amazon Buy Shipping")).before
    assert (due.rule, due.borne_by) == ("visa/not-received", "")


def test_a_programme_that_pays_the_seller_is_listed_with_its_days_and_sum():
    made = plan(found(sales_channel="Lazada", programme="LGS", to="SG", value="150 USD"))
    due = next(each for each in made.before if each.rule == "lazada-lgs/lost")
    assert due.flow is Flow.TO_SELLER
    # 120 days after the order of 29 September.
    assert (due.opens, due.closes) == (date(2025, 11, 3), date(2026, 1, 27))
    assert due.amount == money("100.00 USD")


def test_cover_that_wants_the_carriers_share_first_pays_only_after_its_answer():
    made = plan(found(insurer="Cabrella", insured=money("80 USD")))
    assert "cabrella/insured" not in days(made.before)
    assert "cabrella/insured" in days(made.later)


def test_cover_that_the_buyer_claims_goes_to_the_buyer_in_the_sellers_place():
    made = plan(found(insurer="Route"))
    due = next(each for each in made.before if each.rule == "route/lost")
    assert (due.flow, due.borne_by) == (Flow.TO_BUYER, "Route")


def test_a_dispute_that_nobody_answers_is_paid_the_day_after_the_last():
    asked = {Since.BUYER_ASKED: date(2025, 11, 3)}
    clocks = entitled(
        sold(sales_channel="Amazon"),
        on=date(2025, 11, 4),
        schemes=shipped_schemes(),
        known=Known(moments=asked),
    )
    # Three calendar days to answer end on 6 November.
    assert days(plan(clocks).before)["amazon/answer"] == (date(2025, 11, 7), None)


def test_days_to_answer_are_no_money_due_before_anybody_asked():
    assert "amazon/answer" not in days(plan(found(sales_channel="Amazon")).before)


def test_a_weak_source_leaves_the_day_unknown_and_the_way_listed():
    made = plan(found(sales_channel="AliExpress"))
    assert days(made.before) == {"aliexpress/open": (None, None)}


@pytest.mark.parametrize(
    ("channel", "payment", "day"),
    [
        ("eBay", "Visa", date(2025, 11, 19)),  # 30 days after 20 October
        ("", "Visa", date(2026, 2, 17)),
        ("", "PayPal", date(2026, 3, 28)),  # 180 days after 29 September
        ("", "", None),
    ],
)
def test_the_buyers_last_day_is_that_of_channel_and_payment(channel, payment, day):
    assert buyers_last_day(found(sales_channel=channel, payment_method=payment)) == day


def test_the_buyers_last_day_is_never_one_that_has_passed():
    assert buyers_last_day(found(date(2025, 11, 20), sales_channel="eBay")) is None
