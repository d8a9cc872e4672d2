"""A service of exchange rates on a real socket is asked twice a day, and believed with care."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from doubles._server import Mode, Response, json_response, serving
from parcelwright_web import clock
from parcelwright_web.configuration import configuration
from parcelwright_web.gateways import http
from parcelwright_web.jobs import rates
from parcelwright_web.models.rates import FetchedRates, RateFeed

START = datetime(2026, 1, 12, 9, tzinfo=UTC)
UNITS = {"USD": 1.367, "EUR": 1.164, "GBP": 1.0175, "CNY": 9.62, "JPY": 215.6, "HKD": 10.64}

pytestmark = pytest.mark.django_db


def respond(request, state):
    """Answer as Frankfurter's second version does: rows of date, base, quote and rate."""
    if request.path != "/v2/rates" or request.one("base") != "XDR":
        return Response(404, b"{}")
    units = state.memory.get("units", UNITS)
    day = state.memory.get("day", "2026-01-09")
    rows = [{"date": day, "base": "XDR", "quote": code, "rate": r} for code, r in units.items()]
    return json_response(rows)


@pytest.fixture
def service(monkeypatch):
    limits = http.Limits(private_hosts=frozenset({"127.0.0.1"}), seconds=5)
    monkeypatch.setattr(http, "limits", lambda: limits)
    monkeypatch.setattr(clock, "now", lambda: START)
    with serving(SimpleNamespace(SLUG="rates", respond=respond)) as running:
        monkeypatch.setattr(configuration(), "rates_url", f"{running.url}/v2/rates?base=XDR")
        yield running


def feed():
    return RateFeed.objects.get()


def test_an_answer_becomes_a_day_of_rates(service):
    assert rates.run(START) == 1
    kept = FetchedRates.objects.get()
    assert (kept.day, kept.units["HKD"]) == (date(2026, 1, 9), "10.64")
    assert (feed().answered_at, feed().trouble) == (START, "")


def test_it_is_asked_again_after_twelve_hours_and_the_same_day_changes_nothing(service):
    rates.run(START)
    assert rates.run(START + timedelta(hours=11)) == 0
    assert len(service.state.requests) == 1
    assert rates.run(START + timedelta(hours=12)) == 0
    assert len(service.state.requests) == 2
    assert FetchedRates.objects.get().fetched_at == START


def test_a_corrected_day_replaces_the_first(service):
    rates.run(START)
    service.state.memory["units"] = UNITS | {"HKD": 10.65}
    assert rates.run(START + timedelta(hours=12)) == 1
    assert FetchedRates.objects.get().units["HKD"] == "10.65"


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (Mode.BROKEN, "it has trouble of its own (HTTP 500)"),
        (Mode.THROTTLED, "it asks us to slow down (HTTP 429)"),
        (Mode.PAGE, "the answer is no table of rates"),
        (Mode.EMPTY, "the answer is no table of rates"),
        (Mode.HALF, "the answer is no table of rates"),
        (Mode.CUT, "the connection ended in the middle of the answer"),
        (Mode.REDIRECT, "redirects are not followed"),
    ],
)
def test_trouble_is_said_and_tried_again_after_an_hour(service, mode, said):
    service.state.mode = mode
    assert rates.run(START) == 0
    assert said in feed().trouble
    assert not FetchedRates.objects.exists()
    service.state.mode = Mode.WELL
    assert rates.run(START + timedelta(minutes=59)) == 0
    assert rates.run(START + timedelta(hours=1)) == 1
    assert feed().trouble == ""


def test_a_table_upside_down_is_refused_and_the_known_one_stays(service):
    rates.run(START)
    service.state.memory |= {"units": {c: 1 / r for c, r in UNITS.items()}, "day": "2026-01-12"}
    assert rates.run(START + timedelta(hours=12)) == 0
    assert "the basket sums to" in feed().trouble
    assert FetchedRates.objects.get().day == date(2026, 1, 9)


def test_without_an_address_nobody_is_asked(monkeypatch):
    monkeypatch.setattr(configuration(), "rates_url", "")
    assert rates.run(START) == 0
    assert not RateFeed.objects.exists()
