"""Whatever stands in the cells of an order: findings, never exceptions."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from parcelwright.interchange.columns import DRAFT_COLUMNS
from parcelwright.interchange.drafts import drafts_from_rows
from parcelwright.prevention.known import Known, Past
from parcelwright.prevention.packing.adviser import advise
from parcelwright.prevention.run import findings_of
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

_ODD = (
    "0", "-1", "1e400", "9" * 21, "0.0000001", "NaN", "12,50", "1.234,56", "２３", "🙂", "x" * 900,
    "DE", "德国", "US", "KR", "ZZ", "EUR", "BTC", "yes", "no", "maybe", "2 lb", "30 cm",
    "2026-02-30", "0001-01-01", "9999-12-31", "china-post", "fedex", "\u202e", "\x00", "@",
    "+49 30 901820", "call me", "390.533.447-05", "alone", "lithium_ion", "gift", "cn22",
    "PO Box 5", "北京市朝阳区", "knife", "power bank", "6110", "10115", "\n\n", "a\nb", "١٢٣",
)  # fmt: skip
_ROW = st.fixed_dictionaries({}, optional={name: st.sampled_from(_ODD) for name in DRAFT_COLUMNS})


@given(_ROW)
@settings(max_examples=150, deadline=None)
def test_no_cells_of_an_order_raise(row):
    known = Known(on=date(2026, 3, 2), book=shipped_book(), rates=shipped_rates(), past=Past())
    for read in drafts_from_rows([{**row, "order_number": "A1"}]):
        assert read.draft is not None
        for finding in findings_of(read.draft, known):
            assert finding.reason
            assert "{" not in finding.fix
        assert all(step.text for step in advise(read.draft).steps)
