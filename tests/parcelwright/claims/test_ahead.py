"""An acceptance after the day asked about is a slip of the pen, and no day to count from."""

from datetime import date

from claim_factories import entitled, journey, parcel
from parcelwright.claims.audit import AuditItem, Bucket, audit
from parcelwright.claims.lacking import Lack
from parcelwright.claims.remedy import Act, RemedyStatus
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

ON = date(2025, 12, 23)


def test_no_period_is_counted_from_an_acceptance_that_lies_ahead():
    found = entitled(parcel(accepted="2035-01-01"), on=ON)
    (remedy,) = found.remedies
    assert remedy.status is RemedyStatus.CHECK_WITH_CARRIER
    assert remedy.deadline(Act.INQUIRY).latest is None
    (warning,) = found.warnings
    assert warning == (
        "The parcel says that the carrier took it on 1 Jan 2035, after the day asked about: that "
        "cannot be right, so its day of acceptance counts as not known."
    )


# Of 180 days from 23 December 8 are left in December; 31, 28, 31, 30 and 31 more end in May.
def test_an_acceptance_on_the_day_itself_counts():
    found = entitled(parcel(accepted="2025-12-23"), on=ON)
    assert found.warnings == ()
    assert found.remedies[0].deadline(Act.INQUIRY).latest == date(2026, 6, 21)


def test_the_audit_waits_for_a_proof_of_posting_and_names_nothing_claimable():
    what = AuditItem(parcel=parcel(accepted="2035-01-01"), journey=journey(), troubled=True)
    (row,) = audit([what], shipped_book(), ON, shipped_rates()).rows
    assert (row.bucket, row.deadline, row.want.lack) == (
        Bucket.UNKNOWN, None, Lack.PROOF_OF_POSTING,
    )  # fmt: skip
