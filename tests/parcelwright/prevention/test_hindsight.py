"""What closed parcels teach checks."""

from __future__ import annotations

from datetime import date

from parcelwright.parcels.parcel import Contents, Lane, Parcel, Party
from parcelwright.prevention.hindsight import Worth, score_checks, would_have_caught
from parcelwright.prevention.known import Known

_SILENT: frozenset[str] = frozenset()


def _closed(
    found: int, lost: int, others: int, others_lost: int
) -> list[tuple[frozenset[str], bool]]:
    with_it = frozenset({"postal_code"})
    return (
        [(with_it, True)] * lost
        + [(with_it, False)] * (found - lost)
        + [(_SILENT, True)] * others_lost
        + [(_SILENT, False)] * (others - others_lost)
    )


def test_a_check_whose_orders_are_lost_far_more_often_comes_true() -> None:
    (score,) = score_checks(_closed(40, 8, 1000, 20))
    assert score.times is not None
    assert 9 < score.times < 11
    assert score.worth is Worth.COMES_TRUE


def test_a_check_whose_orders_are_lost_no_more_often_is_noisy() -> None:
    (score,) = score_checks(_closed(200, 2, 1000, 20))
    assert score.worth is Worth.NOISY


def test_few_findings_say_nothing_of_a_check() -> None:
    (score,) = score_checks(_closed(29, 20, 1000, 20))
    assert score.worth is Worth.NOT_ENOUGH


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
