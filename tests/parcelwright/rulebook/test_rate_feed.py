import json
from datetime import date
from decimal import Decimal

import pytest

from parcelwright.errors import RateFeedError
from parcelwright.money import Money
from parcelwright.rulebook.exchange import Rates, RateTable, convert, shipped_rates, with_tables
from parcelwright.rulebook.rate_feed import read_feed

TODAY = date(2026, 1, 12)
UNITS = {
    "USD": "1.3670", "EUR": "1.1640", "GBP": "1.0175", "CNY": "9.6200", "JPY": "215.60",
    "HKD": "10.640", "BRL": "7.5700", "CAD": "1.8800",
}  # fmt: skip


def rows(units=UNITS, day="2026-01-09", base="XDR"):
    told = [{"date": day, "base": base, "quote": c, "rate": float(r)} for c, r in units.items()]
    return json.dumps(told).encode()


def read(body, known=None, today=TODAY):
    return read_feed(body, known or shipped_rates(), today, title="T", url="https://example.org")


def test_rows_against_the_xdr_become_one_table_of_their_day():
    feed = read(rows())
    (table,) = feed.tables
    assert table.as_of == date(2026, 1, 9)
    assert table.units == {code: Decimal(rate) for code, rate in UNITS.items()}
    assert (table.title, table.url) == ("T", "https://example.org")
    assert (feed.refused, feed.left_out) == ({}, {})


def test_an_object_of_rates_to_the_euro_is_turned_to_the_xdr_by_its_basket():
    rates = {"USD": 1.1745, "GBP": 0.87405, "CNY": 8.266, "JPY": 185.14, "SEK": 10.9}
    body = json.dumps({"amount": 1.0, "base": "EUR", "date": "2026-01-09", "rates": rates})
    (table,) = read(body.encode()).tables
    # 0.57813/1.1745 + 0.37379 + 1.0993/8.266 + 13.452/185.14 + 0.080870/0.87405
    assert table.units["EUR"] == Decimal("1.16419740")
    assert abs(table.units["SEK"] / table.units["EUR"] - Decimal("10.9")) < Decimal("0.0001")


def test_a_base_without_a_way_to_the_xdr_is_refused_and_says_why():
    body = json.dumps({"base": "EUR", "date": "2026-01-09", "rates": {"USD": 1.17}})
    with pytest.raises(RateFeedError, match="no exchange rates against the XDR"):
        read(body.encode())


IMF = (
    "SDRs per Currency unit and Currency units per SDR\nlast two days\n\n"
    "Currency\tJanuary 09, 2026\tJanuary 08, 2026\n"
    "Chinese yuan\t0.103950\t0.103940\n"
    "Euro\t0.859100\t0.859000\n"
    "Japanese yen\t0.0046382\t0.0046390\n"
    "U.K. pound\t0.982800\t0.982700\n"
    "U.S. dollar\t0.731500\t0.731400\n"
    "Norwegian krone\t0.0726\n"
    "Korean won\tNA\t0.000516\n"
)


def test_the_funds_table_is_read_day_by_day_and_a_line_that_may_have_slipped_is_left_out():
    feed = read(IMF.encode())
    older, newer = feed.tables
    assert (older.as_of, newer.as_of) == (date(2026, 1, 8), date(2026, 1, 9))
    assert newer.units["USD"] == Decimal("1.36705400")
    assert (older.units["KRW"], "KRW" in newer.units) == (Decimal("1937.98449612"), False)
    assert feed.left_out == {"NOK": "Norwegian krone: 1 values for 2 days"}


def test_the_funds_table_printed_the_other_way_round_gives_the_same_rates():
    lines = []
    for line in IMF.splitlines():
        name, *values = line.split("\t")
        turned = [v if not v[:1].isdigit() else f"{1 / Decimal(v):.8f}" for v in values]
        lines.append("\t".join([name, *turned]))
    (_, newer) = read("\n".join(lines).encode()).tables
    assert newer.units["USD"] == Decimal("1.36705400")


def test_a_table_upside_down_is_refused_by_its_basket():
    turned = {code: str(1 / Decimal(rate)) for code, rate in UNITS.items()}
    feed = read(rows(turned))
    assert feed.tables == ()
    assert "the basket sums to" in feed.refused[date(2026, 1, 9)]


def test_rates_that_slipped_by_a_line_are_refused_by_the_last_known_day():
    codes = sorted(UNITS)
    slipped = {code: UNITS[codes[at - 1]] for at, code in enumerate(codes)}
    del slipped["GBP"]
    feed = read(rows(slipped))
    assert feed.tables == ()
    assert date(2026, 1, 9) in feed.refused


def test_one_currency_that_fell_too_far_is_left_out_and_the_others_kept():
    feed = read(rows(UNITS | {"BRL": "10.0"}))
    (table,) = feed.tables
    assert "BRL" not in table.units
    assert table.units["HKD"] == Decimal("10.64")
    assert feed.left_out == {"BRL": "BRL went from 7.5718 to 10.0 for one XDR within 18 days"}


def test_a_day_to_come_is_refused():
    feed = read(rows(day="2026-01-14"))
    assert feed.refused == {date(2026, 1, 14): "2026-01-14 has not come yet"}


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>busy</html>", b"[]", b"{}", b'[{"date": "x"}]', b"[1", b"\xff\xfe\x00", b"null",
     b'{"base": "XDR", "date": "2026-01-09", "rates": {"USD": "many"}}',
     b"Currency\tyesterday\nEuro\t1.1\n",
     b'{"amount": 0, "base": "XDR", "date": "2026-01-09", "rates": {"USD": 1.4}}'],
)  # fmt: skip
def test_what_is_no_table_of_rates_is_refused_in_words(body):
    with pytest.raises(RateFeedError, match="the answer"):
        read(body)


@pytest.mark.parametrize("rate", ["0", "-1.4", "NaN", "1e400"])
def test_a_rate_that_cannot_be_is_refused_with_its_day(rate):
    body = b'[{"date": "2026-01-09", "base": "XDR", "quote": "USD", "rate": "%s"}]' % rate.encode()
    assert read(body).tables == ()


def test_a_newer_table_is_used_from_its_day_and_a_currency_it_lacks_keeps_its_own_day():
    rates = with_tables(shipped_rates(), read(rows()).tables)
    assert convert(Money.of(1, "XDR"), "USD", TODAY, rates).as_of == date(2026, 1, 9)
    krone = convert(Money.of(100, "NOK"), "USD", TODAY, rates)
    # Both stand in the table of 20 October 2025.
    assert (str(krone.money), krone.as_of, krone.old) == ("9.93 USD", date(2025, 10, 20), True)


def test_currencies_of_no_common_day_meet_and_the_older_day_is_said():
    own = RateTable(as_of=date(2026, 1, 2), units={"VND": Decimal(36000)})
    rates = Rates(tables=(own, *read(rows()).tables))
    found = convert(Money.of(1000000, "VND"), "USD", TODAY, rates)
    assert (str(found.money), found.as_of) == ("37.97 USD", date(2026, 1, 2))


def test_a_table_added_for_a_known_day_wins_and_keeps_what_it_does_not_name():
    own = RateTable(as_of=date(2025, 12, 22), units={"USD": Decimal("1.4")})
    table = with_tables(shipped_rates(), [own]).tables[-1]
    assert (table.units["USD"], table.units["EUR"]) == (Decimal("1.4"), Decimal("1.16405"))
