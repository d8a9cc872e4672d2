from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest

from parcelwright.simulate.sample_shop import SampleShop, sample_shop

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def shop() -> SampleShop:
    return sample_shop(1, NOW)


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_same_seed_and_now_give_the_same_bytes(shop: SampleShop) -> None:
    assert sample_shop(1, NOW) == shop


def test_another_seed_gives_another_shop(shop: SampleShop) -> None:
    assert sample_shop(2, NOW, parcels=300).parcels != sample_shop(3, NOW, parcels=300).parcels


def test_scans_of_a_parcel_come_by_file_or_by_webhook_but_not_both(shop: SampleShop) -> None:
    by_file = {row["tracking_number"] for row in _rows(shop.events)}
    by_hook = {d.tracking_number for requests in shop.deliveries.values() for d in requests}
    assert not by_file & by_hook
    known = {row["tracking_number"] for row in _rows(shop.parcels)}
    assert by_file | by_hook <= known
    assert len(known) == 3000


def test_all_three_sources_deliver_something_worth_importing(shop: SampleShop) -> None:
    counts = {source: len(requests) for source, requests in shop.deliveries.items()}
    assert set(counts) == {"17track", "aftership", "easypost"}
    assert all(count > 100 for count in counts.values())
    assert sum(counts.values()) < 5000


def test_orders_join_parcels_by_number_many_to_many(shop: SampleShop) -> None:
    orders = {row["Name"] for row in _rows(shop.orders)}
    cells = [row["order_number"].split(";") for row in _rows(shop.parcels)]
    named = [number for cell in cells for number in cell]
    assert set(named) == orders
    assert any(len(cell) == 2 for cell in cells)
    assert len(named) > len(set(named))


def test_two_parcels_of_an_order_go_to_one_buyer(shop: SampleShop) -> None:
    buyers: dict[str, set[str]] = {}
    for row in _rows(shop.parcels):
        buyers.setdefault(row["order_number"].split(";")[0], set()).add(row["buyer_email"])
    assert all(len(emails) == 1 for emails in buyers.values())


def test_placed_losses_have_dates_due_today_soon_and_past(shop: SampleShop) -> None:
    lost = {
        row["tracking_number"]
        for row in _rows(shop.truth)
        if row["outcome"] == "lost" and datetime.fromisoformat(row["lost_at"]) < NOW
    }
    ages = {
        row["carrier"] + str((NOW.date() - date.fromisoformat(row["handed_over_at"][:10])).days)
        for row in _rows(shop.parcels)
        if row["tracking_number"] in lost and row["handed_over_at"]
    }
    assert {"4px30", "4px27", "4px38", "yunexpress45", "yunexpress42", "yunexpress58"} <= ages
    posted = {
        row["handed_over_at"][:10]
        for row in _rows(shop.parcels)
        if row["carrier"] == "china-post" and row["tracking_number"] in lost
    }
    assert {"2026-05-22", "2026-05-25", "2026-05-18"} <= posted


@pytest.mark.parametrize(
    "now", [datetime(2026, 8, 31, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)]
)
def test_shop_can_be_made_on_days_that_not_every_month_has(now: datetime) -> None:
    assert len(_rows(sample_shop(1, now, parcels=100).parcels)) == 100


def test_trouble_concerns_between_one_and_four_percent(shop: SampleShop) -> None:
    trouble = [
        r for r in _rows(shop.truth)
        if r["outcome"] in {"lost", "seized"} or r["cause"] in {"missing_scan", "customs_return"}
    ]  # fmt: skip
    assert 0.01 < len(trouble) / 3000 < 0.04


def test_buyers_cannot_be_reached(shop: SampleShop) -> None:
    reserved = ("@example.com", "@example.net", "@example.org")
    assert all(row["buyer_email"].endswith(reserved) for row in _rows(shop.parcels))


def test_buyers_write_in_six_languages_and_several_scripts(shop: SampleShop) -> None:
    rows = _rows(shop.parcels)
    assert {row["buyer_language"] for row in rows} == {"en", "zh", "de", "fr", "es", "pt"}
    assert any("\u4e00" <= row["buyer_name"][0] <= "\u9fff" for row in rows)
    assert any("\u0400" <= row["buyer_name"][0] <= "\u04ff" for row in rows)


def test_every_consolidated_parcel_has_a_contract(shop: SampleShop) -> None:
    accounts = {terms.carrier_account for terms in shop.contracts}
    used = {
        row["carrier_account"]
        for row in _rows(shop.parcels)
        if row["contract_party"] == "consolidator"
    }
    assert used == accounts


def test_truth_is_in_no_file_that_is_imported(shop: SampleShop) -> None:
    bodies = b"".join(d.body for requests in shop.deliveries.values() for d in requests)
    fed = shop.orders + shop.parcels + shop.events + shop.reports + bodies
    for word in (b"transport_accident", b"false_delivery", b"theft", b"missing_scan", b"lost_leg"):
        assert word not in fed


def test_bodies_are_json_in_utf8_with_the_carriers_own_language(shop: SampleShop) -> None:
    texts = [request.body.decode() for request in shop.deliveries["17track"]]
    assert all(json.loads(text)["event"] == "TRACKING_UPDATED" for text in texts)
    assert any("已收寄" in text for text in texts)


def test_reports_speak_of_known_parcels_and_past_days(shop: SampleShop) -> None:
    known = {row["tracking_number"] for row in _rows(shop.parcels)}
    rows = _rows(shop.reports)
    assert rows
    assert {row["report"] for row in rows} == {"not_received"}
    assert {row["tracking_number"] for row in rows} <= known
    assert all(datetime.fromisoformat(row["reported_at"]) <= NOW for row in rows)
