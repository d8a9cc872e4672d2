from datetime import timedelta

import pytest

from parcelwright.cases.case import ClosedAs
from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.own_cases import OwnCases
from parcelwright_web.actions import cases
from parcelwright_web.actions.own_causes import own_cases_of
from parcelwright_web.models.cases import Case

pytestmark = pytest.mark.django_db


def close(case, actor, now, cause):
    cases.close(
        case, closed_as=ClosedAs.WRITTEN_OFF, cause=cause, expected_revision=case.revision,
        actor=actor, now=now,
    )  # fmt: skip


def closed(parcel, now, count, cause="stolen", told=None):
    """Store closed cases of a parcel, as many acts would have."""
    told = {"none": 0.5, "stolen": 0.5} if told is None else told
    Case.objects.for_tenant(parcel.tenant_id).bulk_create(
        Case(
            tenant_id=parcel.tenant_id, number=1000 + each, parcel=parcel, state="closed",
            opened_at=now, opened_by="system", closed_at=now - timedelta(days=each),
            closed_cause=cause, told_causes=told,
        )
        for each in range(count)
    )  # fmt: skip


def test_what_had_happened_is_kept_with_the_closed_case_until_it_is_opened_again(case, actor, now):
    close(case, actor, now, CauseKind.STOLEN)
    case.refresh_from_db()
    assert case.closed_cause == "stolen"
    cases.reopen(case, expected_revision=case.revision, actor=actor, now=now)
    case.refresh_from_db()
    assert case.closed_cause == ""


def test_a_case_remembers_the_chances_told_when_it_was_opened(case):
    assert sum(case.told_causes.values()) == pytest.approx(1, abs=0.1)


def test_twenty_closed_cases_of_a_shop_teach_it(parcel, now):
    closed(parcel, now, 20)
    (own,) = own_cases_of([parcel])
    assert own.cases == 20
    assert own.factors[CauseKind.STOLEN] == pytest.approx(1.5)


def test_nineteen_teach_nothing(parcel, now):
    closed(parcel, now, 19)
    assert own_cases_of([parcel]) == [OwnCases()]


def test_cases_closed_without_a_cause_teach_nothing(parcel, now):
    closed(parcel, now, 40, cause="")
    assert own_cases_of([parcel]) == [OwnCases()]
