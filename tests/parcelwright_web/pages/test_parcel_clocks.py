from datetime import date

from parcelwright.claims.buyer_clocks import buyer_clocks
from parcelwright.parcels.parcel import Lane, Parcel
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.spans import Since
from parcelwright_web.pages.parcel_clocks import clock_views, notes_of


def views(today):
    parcel = Parcel(
        tracking_number="A1",
        lane=Lane(destination_country="DE"),
        sales_channel="eBay",
    )
    moments = {Since.ORDERED: date(2026, 1, 1), Since.DUE_DELIVERY: date(2026, 1, 20)}
    found = buyer_clocks(parcel, Key(carrier="", service=""), moments, shipped_schemes())
    return [(view.act, view.when) for view in clock_views(found, today)]


def test_clocks_with_a_known_day_are_shown_the_next_to_end_first():
    assert views(date(2026, 1, 10)) == [
        ("You: deliver", "until Tue 20 Jan 2026"),
        ("The buyer: open a request", "until Thu 19 Feb 2026"),
    ]


def test_a_clock_that_has_ended_says_so_and_stands_last():
    assert views(date(2026, 2, 10)) == [
        ("The buyer: open a request", "until Thu 19 Feb 2026"),
        ("You: deliver", "passed"),
    ]


def test_an_act_that_was_done_in_time_has_not_passed():
    parcel = Parcel(tracking_number="A1", lane=Lane(destination_country="US"))
    moments = {Since.ORDERED: date(2026, 1, 1), Since.POSTING: date(2026, 1, 3)}
    found = buyer_clocks(parcel, Key(carrier="", service=""), moments, shipped_schemes())
    (view,) = clock_views(found, date(2026, 3, 1))
    assert (view.act, view.when) == ("You: ship", "done on Sat 3 Jan 2026")


def test_a_country_without_a_law_in_the_rule_book_says_so():
    parcel = Parcel(tracking_number="A1", lane=Lane(destination_country="BR"))
    ((title, (said,)),) = notes_of(parcel)
    assert title == "Consumer law, Brazil"
    assert said.endswith("what the buyer may ask for by law, and by when, is not known.")
