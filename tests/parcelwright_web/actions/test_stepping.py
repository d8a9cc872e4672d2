from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from parcelwright_web.actions.opening import open_by_hand
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.actions.stepping import end_of_day, set_step
from parcelwright_web.models.cases import Case, CaseLogEntry

pytestmark = pytest.mark.django_db


def step(case, now):
    row = Case.objects.for_tenant(case.tenant_id).select_related("parcel__shop").get(pk=case.pk)
    set_step(row, situation_of(row, now), now)
    return row


def log_of(case):
    rows = CaseLogEntry.objects.for_tenant(case.tenant_id).filter(case=case).order_by("pk")
    return [entry.act for entry in rows]


def test_the_queue_columns_hold_money_deadline_and_step(case):
    row = Case.objects.for_tenant(case.tenant).get()
    assert (row.at_risk, row.claimable, row.currency) == (Decimal("155.5"), Decimal(120), "CNY")
    assert (row.deadline_on, row.deadline_zone) == (date(2026, 6, 8), "Asia/Shanghai")
    assert row.deadline_at == datetime(2026, 6, 8, 16, tzinfo=UTC)
    assert (row.step_code, row.stepped_at) == (
        "tell_buyer",
        datetime(2026, 3, 20, 9, 30, tzinfo=UTC),
    )


def test_the_stored_step_explains_itself(case):
    told = Case.objects.for_tenant(case.tenant).get().step
    assert (told["payer_name"], told["rule"]) == ("China Post", "china-post/registered")
    assert [reason["code"] for reason in told["reasons"]] == [
        "buyer_not_told",
        "chance_left",
        "window_closes",
    ]
    assert told["deadline"]["loses"] == {"amount": "120.00", "currency": "CNY"}
    assert told["deadline"]["at"] == "2026-06-08T16:00:00+00:00"
    assert "180 calendar days after the posting on 10 Dec 2025" in told["deadline"]["explanation"]
    assert told["citation"]["section"] == "Articles 46 to 49"


def test_postage_in_another_currency_is_not_added_to_what_is_at_risk(make_parcel, actor, now):
    facts = {"postage": "5.00", "postage_currency": "USD"}
    case = open_by_hand(make_parcel(facts=facts), actor, now)
    assert (case.at_risk, case.currency) == (Decimal(120), "CNY")


def test_what_is_at_risk_stays_unknown_without_a_value(make_parcel, actor, now):
    case = open_by_hand(make_parcel(value=None, currency=""), actor, now)
    assert case.at_risk is None


def test_an_inquiry_that_falls_due_moves_the_case_and_says_so_once(case, now):
    Case.objects.for_tenant(case.tenant).update(buyer_told_on=now.date())
    assert step(case, now).state == "inquire"
    assert step(case, now + timedelta(hours=1)).state == "inquire"
    assert log_of(case) == ["opened", "inquiry_due"]


def test_time_to_answer_that_ran_out_brings_the_claim(case, now):
    day = now.date()
    Case.objects.for_tenant(case.tenant).update(
        state="with_carrier", buyer_told_on=day, inquiry_sent_on=day, inquiry_reply_due=day
    )
    assert step(case, now).step_code == "wait_for_carrier"
    later = step(case, now + timedelta(days=1))
    assert (later.step_code, later.state) == ("file_claim", "claim")
    assert log_of(case) == ["opened", "reply_time_ran_out", "claim_due"]


def test_a_window_that_has_passed_shows_no_deadline_and_no_money(case, now):
    late = step(case, now + timedelta(days=200))
    assert (late.deadline_at, late.claimable) == (None, None)


@pytest.mark.parametrize(
    ("zone", "instant"),
    [
        ("", "2026-03-29T00:00:00+00:00"),
        ("Asia/Shanghai", "2026-03-28T16:00:00+00:00"),
        ("America/New_York", "2026-03-29T04:00:00+00:00"),
        ("Europe/Berlin", "2026-03-28T23:00:00+00:00"),
    ],
)
def test_a_day_ends_at_its_zones_midnight(zone, instant):
    assert end_of_day(date(2026, 3, 28), zone).isoformat() == instant


def test_a_day_of_summer_time_ends_an_hour_earlier():
    assert end_of_day(date(2026, 3, 29), "Europe/Berlin").isoformat() == "2026-03-29T22:00:00+00:00"
