from datetime import timedelta
from decimal import Decimal

import pytest
from case_world import scan

from parcelwright.cases.case import ClosedAs
from parcelwright.parcels.events import Milestone
from parcelwright_web.actions import assessing, cases, telling_days
from parcelwright_web.actions.opening import open_by_hand
from parcelwright_web.jobs import assess
from parcelwright_web.models.cases import Case
from parcelwright_web.models.claims import AuditLine, LedgerEntry
from parcelwright_web.models.parcels import Parcel

pytestmark = pytest.mark.django_db


@pytest.fixture
def swept(tenant, parcel, now):
    """The case that the worker opened, and its parcel in the audit."""
    assess.run(now)
    return Case.objects.for_tenant(tenant).select_related("parcel").get()


def line(tenant):
    return AuditLine.objects.for_tenant(tenant).get()


def close(case, closed_as, actor, at):
    cases.close(case, closed_as=closed_as, expected_revision=case.revision, actor=actor, now=at)


def paid(case, amount, at, kind="paid", currency="CNY"):
    LedgerEntry.objects.for_tenant(case.tenant).create(
        tenant=case.tenant, case=case, kind=kind, payer="china-post", payer_name="China Post",
        rule="china-post/registered", amount=Decimal(amount), currency=currency, on=at.date(),
        entered_at=at,
    )  # fmt: skip


def test_a_parcel_written_off_without_a_claim_can_still_be_claimed(tenant, swept, actor, now):
    before = line(tenant)
    close(swept, ClosedAs.WRITTEN_OFF, actor, now + timedelta(hours=1))
    assert assess.run(now + timedelta(hours=2)) == 1
    after = line(tenant)
    assert before.bucket == "claimable"
    assert (after.bucket, after.amount, after.paid) == ("claimable", before.amount, None)


def test_what_was_written_off_lapses_and_says_when(tenant, swept, actor, now):
    close(swept, ClosedAs.WRITTEN_OFF, actor, now + timedelta(hours=1))
    assess.run(now + timedelta(days=400))
    after = line(tenant)
    assert (after.bucket, after.deadline < after.on) == ("expired", True)


def test_a_closed_case_that_was_paid_is_taken_off_with_what_was_paid(tenant, swept, actor, now):
    Case.objects.for_tenant(tenant).update(
        claim_sent_on=now.date(), claimed_rules=["china-post/registered"]
    )
    paid(swept, "90.00", now, "granted")
    paid(swept, "90.00", now)
    swept.refresh_from_db()
    close(swept, ClosedAs.PAID, actor, now + timedelta(hours=1))
    assess.run(now + timedelta(hours=2))
    after = line(tenant)
    assert (after.bucket, after.amount, after.paid, after.paid_currency) == (
        "settled", None, Decimal("90.0000"), "CNY",
    )  # fmt: skip


def test_a_claim_under_way_is_no_longer_claimable(tenant, swept, now):
    Case.objects.for_tenant(tenant).update(
        claim_sent_on=now.date(), claimed_rules=["china-post/registered"]
    )
    Parcel.objects.for_tenant(tenant).update(assess_due=True)
    assess.run(now + timedelta(hours=1))
    assert (line(tenant).bucket, line(tenant).rule) == ("claimed", "china-post/registered")


def test_a_parcel_closed_as_arrived_leaves_the_audit_though_its_scans_are_silent(
    tenant, swept, actor, now
):
    close(swept, ClosedAs.ARRIVED, actor, now + timedelta(hours=1))
    assess.run(now + timedelta(hours=2))
    assert AuditLine.objects.for_tenant(tenant).count() == 0


def test_a_parcel_that_arrived_damaged_is_audited_once_the_damage_is_reported(
    tenant, make_parcel, actor, now
):
    number = "RA000000009CN"
    row = make_parcel(
        number,
        scans=(
            scan(number, Milestone.ACCEPTED, now - timedelta(days=40)),
            scan(number, Milestone.DELIVERED, now - timedelta(days=20)),
        ),
        outcome=Milestone.DELIVERED,
    )
    case = open_by_hand(row, actor, now)
    assess.run(now)
    assert not AuditLine.objects.for_tenant(tenant).exists()
    later = now + timedelta(minutes=5)
    telling_days.record_day(
        case, telling_days.Told.DAMAGED, expected_revision=case.revision, actor=actor, now=later
    )
    assert assessing.mark_stale(later + timedelta(minutes=1)) == 1
    assess.run(later + timedelta(minutes=1))
    assert line(tenant).parcel == row


def test_a_parcel_is_assessed_again_once_after_an_act_on_its_case(tenant, swept, actor, now):
    close(swept, ClosedAs.WRITTEN_OFF, actor, now + timedelta(hours=1))
    later = now + timedelta(hours=2)
    assert assessing.mark_stale(later) == 1
    assess.run(later)
    assert assessing.mark_stale(later) == 0


def test_the_days_of_a_parcel_declared_lost_move_on_without_an_open_case(tenant, swept, actor, now):
    close(swept, ClosedAs.WRITTEN_OFF, actor, now + timedelta(hours=1))
    assess.run(now + timedelta(hours=2))
    Parcel.objects.for_tenant(tenant).update(outcome=Milestone.DECLARED_LOST)
    assert assessing.mark_stale(now + timedelta(hours=15)) == 1


def test_a_line_says_what_it_waits_for(tenant, make_parcel, now):
    make_parcel("RA000000018CN", accepted_on=None, value=None, currency="", carrier="yunexpress")
    assess.run(now)
    found = line(tenant)
    assert (found.bucket, found.lacks, found.lacks_of, found.waits) == (
        "unknown", "contract", "ACC-1", None,
    )  # fmt: skip
