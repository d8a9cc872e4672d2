"""What a clerk remembers of earlier parcels changes no answer."""

import io
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawn_parcels import BOOK, RATES, drawn_parcels

from parcelwright.claims.entitlement import Clerk, entitle
from parcelwright.claims.known import NOTHING, Known
from parcelwright.interchange.reading import read_events, read_parcels
from parcelwright.money import Money
from parcelwright.parcels.journey import journey_of
from parcelwright.rulebook.contract import ContractTerms
from parcelwright.rulebook.cover import CoverKind, CoverTerms
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since

ON = date(2026, 3, 2)
GOLDEN = sorted((Path(__file__).parents[2] / "golden" / "entitlements").glob("*.toml"))
TERMS = {
    "contracts": (
        ContractTerms(
            carrier_account="A-1",
            payer="yunexpress",
            payer_name="YunExpress",
            counted_from=Since.POSTING,
            claim_within_days=60,
        ),
    ),
    "covers": (
        CoverTerms(
            policy_number="P-1",
            kind=CoverKind.INSURER,
            insurer="u-pic",
            insurer_name="U-PIC",
            currency="USD",
            excess_of_carrier=True,
        ),
    ),
    "schemes": shipped_schemes(),
}
BARE, AGREED = Clerk(BOOK, ON, RATES), Clerk(BOOK, ON, RATES, **TERMS)
KNOWN = st.builds(
    Known,
    moments=st.dictionaries(
        st.sampled_from((Since.INQUIRY_OPENED, Since.INQUIRY_ANSWERED, Since.CLAIM_FILED)),
        st.dates(date(2025, 1, 1), ON),
    ),
    papers=st.frozensets(st.sampled_from(("invoice", "refund_screenshot"))),
    reported=st.frozensets(st.sampled_from(ClaimType), max_size=2),
    refunded_on=st.none() | st.dates(date(2025, 1, 1), ON),
    paid=st.dictionaries(
        st.sampled_from(("china-post", "ups")), st.just(Money.of(10, "EUR")), max_size=1
    ),
)


@settings(max_examples=300, deadline=None)
@given(drawn=drawn_parcels(), known=KNOWN, agreed=st.booleans(), explained=st.booleans())
def test_a_clerk_answers_for_the_thousandth_parcel_as_for_the_first(
    drawn, known, agreed, explained
):
    what = {"known": known, "claim_type": drawn.claim_type, "explained": explained}
    clerk, terms = (AGREED, TERMS) if agreed else (BARE, {})
    found = clerk.entitle(drawn.parcel, journey_of(drawn.events), **what)
    assert found == entitle(
        drawn.parcel, journey_of(drawn.events), BOOK, ON, RATES, **terms, **what
    )


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_clerk_answers_for_a_worked_case_as_when_it_is_asked_alone(path):
    case = tomllib.loads(path.read_text("utf-8"))
    parcel, journey = _told(case)
    found = BARE.entitle(parcel, journey)
    assert found == entitle(parcel, journey, BOOK, ON, RATES, known=NOTHING)


def _told(case):
    (parcel,) = read_parcels(_lines([case["parcel"]])).rows
    number = {"tracking_number": case["parcel"]["tracking_number"]}
    told = [number | event for event in case.get("event", ())]
    return parcel, journey_of(read_events(_lines(told)).rows if told else ())


def _lines(rows):
    return io.BytesIO(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
