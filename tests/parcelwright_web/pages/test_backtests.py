"""The page asks for a backtest, follows it, shows what came of it, and hands out its files."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.urls import reverse
from stored_history import store

from histories import tables
from parcelwright.backtest.history import history_of
from parcelwright.backtest.run import backtest
from parcelwright.backtest.span import Span, suggested
from parcelwright_web import blobs, clock
from parcelwright_web.actions import backtests as actions
from parcelwright_web.jobs import backtests
from parcelwright_web.models.backtests import BacktestRun

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 1, 9, tzinfo=UTC)
SPAN = {"train_until": "2025-03-10", "until": "2025-06-20"}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def text(answer):
    return " ".join(answer.content.decode().split())


def page(member):
    return text(member.get(reverse("backtests")))


def ask(member, **days):
    return member.post(reverse("backtests"), SPAN | days)


@pytest.fixture(scope="module")
def walked():
    """One backtest for all tests of what a page shows; that of a job is tested with the job."""
    span = Span(train_until=date(2025, 3, 10), until=date(2025, 6, 20))
    return backtest(history_of(*tables(parcels=180)), span)


@pytest.fixture
def done(member, shop, walked, monkeypatch):
    monkeypatch.setattr(actions, "backtest", lambda *given, **named: walked)
    store(shop)
    ask(member)
    backtests.run(NOW)
    return BacktestRun.across_tenants.get()


def got(member, run, name):
    answer = member.get(reverse("backtest-file", args=[run.pk, name]))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return b"".join(answer) if answer.streaming else answer.content


def test_too_little_history_is_said_plainly_and_offers_no_form(member, shop):
    assert "No parcel with tracking events is stored." in page(member)
    store(shop, parcels=30, days=40)
    shown = page(member)
    assert "Too little history yet" in shown
    assert "must span at least 136 days" in shown
    assert 'name="train_until"' not in shown
    assert ask(member).status_code == 200
    assert not BacktestRun.across_tenants.exists()


def test_the_form_comes_with_days_that_suit_the_history(member, shop):
    store(shop)
    shown = page(member)
    usual = suggested(actions.days_accepted(shop.tenant), actions.last_day(shop.tenant, NOW))
    assert f'value="{usual.train_until}"' in shown
    assert f'value="{usual.until}"' in shown
    assert usual.until == actions.last_day(shop.tenant, NOW)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"until": "2025-09-02"}, "That day has not come yet."),
        ({"until": "2025-05-24"}, "Choose 25 May 2025 or later: a parcel is followed for 75 days."),
        ({"train_until": "2025-03-01"}, "choose 3 Mar 2025 or later, to learn first."),
    ],
)
def test_days_that_judge_nothing_are_refused_with_what_to_choose(member, shop, days, said):
    store(shop)
    assert said in text(ask(member, **days))
    assert not BacktestRun.across_tenants.exists()


def test_while_it_is_walked_the_page_says_how_far_and_offers_no_second(member, shop):
    store(shop)
    answer = ask(member)
    run = BacktestRun.across_tenants.get()
    assert answer.headers["Location"] == reverse("backtest", args=[run.pk])
    BacktestRun.across_tenants.update(days_done=35, days_of=120)
    shown = text(member.get(answer.headers["Location"]))
    assert "Walking through day 35 of 120." in shown
    assert 'http-equiv="refresh"' in shown
    assert "One is under way" in page(member)
    assert ask(member).headers["Location"] == reverse("backtests")
    assert BacktestRun.across_tenants.count() == 1


def test_the_result_shows_figures_of_both_kinds_with_its_warnings(member, done):
    shown = text(member.get(reverse("backtest", args=[done.pk])))
    assert f"<dd>{done.summary['parcels']:.0f}</dd>" in shown
    assert "Take care:" in shown
    assert "every figure about lost parcels is little more than chance." in shown
    assert shown.index("Take care:") < shown.index("Parcels followed to their end")
    for told in ("With thresholds set beforehand", "What it would have cost",
                 "Days since the last scan", "Were the chances right?"):  # fmt: skip
        assert told in shown
    assert 'http-equiv="refresh"' not in shown


def test_the_chosen_precision_decides_the_rows(member, done):
    address = reverse("backtest", args=[done.pk])
    assert "When 60% of the alerts are right" in text(member.get(address, {"target": "0.6"}))
    assert member.get(address, {"target": "soon"}).status_code == 200


def test_a_span_in_which_nobody_was_accepted_says_so(member, shop):
    store(shop)
    span = Span(train_until=date(2025, 3, 4), until=date(2025, 3, 8))
    run = actions.ask(shop.tenant, span, actor="user:1", now=NOW)
    backtests.run(NOW)
    shown = text(member.get(reverse("backtest", args=[run.pk])))
    assert "No parcel could be judged" in shown
    assert "What it would have cost" not in shown


def test_the_files_are_those_of_the_command(member, done):
    assert b"<!doctype html>" in got(member, done, "report.html")
    assert json.loads(got(member, done, "summary.json")) == done.summary
    for name in ("daily", "alerts"):
        table = pq.read_table(io.BytesIO(got(member, done, f"{name}.parquet")))
        lines = got(member, done, f"{name}.csv").decode("utf-8-sig").splitlines()
        assert lines[0] == ",".join(table.column_names)
        assert len(lines) == table.num_rows + 1


def test_a_number_that_a_spreadsheet_would_reckon_with_is_guarded(member, done, walked):
    history = replace(walked.history, numbers=pa.chunked_array([["=1+1"] * 180]))
    again = replace(walked, history=history)
    assert again.daily()["tracking_number"][0].as_py() == "=1+1"
    content = io.BytesIO()
    pq.write_table(again.daily(), content)
    name = blobs.write(done.tenant_id, content.getvalue()).name
    BacktestRun.across_tenants.update(daily_blob=name)
    assert b",'=1+1," in got(member, done, "daily.csv")


def test_a_file_of_another_name_or_before_the_end_is_not_found(member, shop, done):
    assert member.get(reverse("backtest-file", args=[done.pk, "keys"])).status_code == 404
    ask(member)
    waiting = BacktestRun.across_tenants.get(finished_at=None)
    address = reverse("backtest-file", args=[waiting.pk, "summary.json"])
    assert member.get(address).status_code == 404


def test_somebody_elses_backtest_is_not_found(member, other_tenant):
    span = Span(train_until=date(2025, 3, 10), until=date(2025, 6, 20))
    run = actions.ask(other_tenant, span, actor="user:9", now=NOW)
    for name, more in (("backtest", []), ("backtest-file", ["summary.json"])):
        assert member.get(reverse(name, args=[run.pk, *more])).status_code == 404
    assert member.post(reverse("backtest-delete", args=[run.pk])).status_code == 404
    assert BacktestRun.across_tenants.count() == 1


def test_deleting_is_an_act_of_its_own(member, done):
    address = reverse("backtest-delete", args=[done.pk])
    assert member.get(address).status_code == 405
    member.post(address)
    assert not BacktestRun.across_tenants.exists()


def test_settings_and_the_audit_lead_to_it(member, shop):
    store(shop, parcels=2)
    link = f'href="{reverse("backtests")}"'
    assert link in text(member.get(reverse("settings")))
    assert link in text(member.get(reverse("audit")))


def test_a_chinese_reader_reads_the_doubts_in_chinese(member, user, done):
    type(user).objects.filter(pk=user.pk).update(language="zh-hans")
    shown = text(member.get(reverse("backtest", args=[done.pk])))
    assert "当时能帮上忙吗？" in shown
    assert "未送达的包裹：" in shown
