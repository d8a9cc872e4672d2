"""What checks would have found in parcels before they left."""

from __future__ import annotations

from datetime import date

from parcelwright.parcels.parcel import Contents, Lane, Parcel, Party
from parcelwright.prevention.hindsight import seen_before, would_have_caught
from parcelwright.prevention.known import Known


def _lost(code: str) -> Parcel:
    return Parcel(
        tracking_number="RA1",
        carrier="china-post",
        lane=Lane(origin_country="CN", destination_country="BR"),
        contents=Contents(description="ceramic mug", hs_code="691200"),
        buyer=Party(
            name="Ana", address_lines=("Rua A, 5",), city="Rio", country="BR", postal_code=code
        ),
    )


def test_what_the_losses_of_a_lane_share_is_told_with_its_count() -> None:
    losses = [_lost("12345"), _lost("23456"), _lost("20040-030")]
    found = would_have_caught(losses, Known(on=date(2026, 9, 2)))
    missed = next(each for each in found if each.check == "postal_code")
    assert (missed.lane, missed.code) == (("CN", "BR"), "postal_code_malformed")
    assert (missed.with_it, missed.losses) == (2, 3)


def test_what_our_records_lack_is_not_taken_for_a_fault_of_the_parcel() -> None:
    losses = [_lost("20040-030"), _lost("20040-030")]
    found = would_have_caught(losses, Known(on=date(2026, 9, 2)))
    assert [each.code for each in found if each.code.endswith("_missing")] == []


def test_what_parcels_that_arrived_have_as_often_is_no_sign() -> None:
    losses = [_lost("12345"), _lost("23456"), _lost("20040-030")]
    arrived = [_lost("12345"), _lost("23456"), _lost("34567"), _lost("20040-030")]
    known = Known(on=date(2026, 9, 2))
    usual = next(
        each
        for each in would_have_caught(losses, known, arrived)
        if each.code == "postal_code_malformed"
    )
    assert (usual.arrived_with_it, usual.arrived, usual.telling) == (3, 4, False)
    rare = next(
        each
        for each in would_have_caught(losses, known, [_lost("12345"), *[_lost("20040-030")] * 3])
        if each.code == "postal_code_malformed"
    )
    assert (rare.arrived_with_it, rare.arrived, rare.telling) == (1, 4, True)


def test_one_parcel_names_the_checks_that_would_have_warned() -> None:
    known = Known(on=date(2026, 9, 2))
    bad = {each.code for each in seen_before(_lost("12345"), known)}
    assert "postal_code_malformed" in bad
    good = {each.code for each in seen_before(_lost("20040-030"), known)}
    assert "postal_code_malformed" not in good
