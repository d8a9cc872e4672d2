"""Whatever stands in the cells of an order: findings, never exceptions."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_journeys import journeys, lane
from parcelwright.interchange.columns import DRAFT_COLUMNS
from parcelwright.interchange.drafts import drafts_from_rows
from parcelwright.prevention.known import Known, Past
from parcelwright.prevention.lane_transit import TransitPast
from parcelwright.prevention.packing.adviser import advise
from parcelwright.prevention.run import findings_of
from parcelwright.prevention.tariff import Tariff, TariffRate
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

_ODD = (
    "0", "-1", "1e400", "9" * 21, "0.0000001", "NaN", "12,50", "1.234,56", "２３", "🙂", "x" * 900,
    "DE", "德国", "US", "KR", "ZZ", "EUR", "BTC", "yes", "no", "maybe", "2 lb", "30 cm",
    "2026-02-30", "0001-01-01", "9999-12-31", "china-post", "fedex", "\u202e", "\x00", "@",
    "+49 30 901820", "call me", "390.533.447-05", "alone", "lithium_ion", "gift", "cn22",
    "PO Box 5", "北京市朝阳区", "knife", "power bank", "6110", "10115", "2026-03-09", "\n\n", "a\nb", "١٢٣",
)  # fmt: skip
RATE = TariffRate(
    hs_prefix="61", destination="US", percent=Decimal(5), valid_from=date(2026, 1, 1), source="x"
)
_ROW = st.fixed_dictionaries({}, optional={name: st.sampled_from(_ODD) for name in DRAFT_COLUMNS})


@given(_ROW)
@settings(max_examples=150, deadline=None)
def test_no_cells_of_an_order_raise(row):
    known = Known(
        on=date(2026, 3, 2),
        book=shipped_book(),
        rates=shipped_rates(),
        past=Past(),
        transit=TransitPast(journeys=journeys([(lane("china-post", ""), 40, 0.0, 10)])),
        tariff=Tariff(rates=(RATE,)),
    )
    for read in drafts_from_rows([{**row, "order_number": "A1"}]):
        assert read.draft is not None
        for finding in findings_of(read.draft, known):
            assert finding.reason
            assert "{" not in finding.fix
        assert all(step.text for step in advise(read.draft).steps)


def codes(**cells):
    row = {"order_number": "A1", "origin_country": "CN", "destination_country": "DE", **cells}
    (read,) = drafts_from_rows([row])
    return {each.code for each in findings_of(read.draft, Known(on=date(2026, 9, 2)))}


def test_a_word_with_one_latin_letter_is_not_read_abroad():
    assert "description_unreadable" in codes(contents="T恤", destination_country="AU")
    assert "description_unreadable" not in codes(contents="T恤 T-shirt", destination_country="AU")


def test_a_parcel_that_weighs_nothing_is_looked_at():
    assert "weight_zero" in codes(weight_g="0")
    assert "weight_zero" not in codes(weight_g="1")
