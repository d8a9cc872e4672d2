import hashlib
import json
from datetime import timedelta

import pytest

from parcelwright_web.actions import evidence
from parcelwright_web.actions.opening import CaseExistsError, open_by_hand
from parcelwright_web.jobs import assess
from parcelwright_web.models.cases import Case, CaseLogEntry, EvidenceEntry
from parcelwright_web.models.claims import AuditLine
from parcelwright_web.models.intake import InboundBody, SourceConnection
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

pytestmark = pytest.mark.django_db


def items(case):
    return [(item.case_seq, item.kind) for item in evidence.evidence_of(case)]


def receive(tenant, shop, parcel, body, now):
    """Keep a body and let the newest event of the parcel rest on it, as projection does."""
    connection, _ = SourceConnection.objects.for_tenant(tenant).get_or_create(
        shop=shop,
        source="17track",
        defaults={"token": "t", "token_digest": "d" * 64, "created_at": now, "tenant": tenant},
    )
    digest = hashlib.sha256(body).hexdigest()
    InboundBody.objects.for_tenant(tenant).create(
        connection=connection,
        source="17track",
        dedupe_key=digest,
        digest=digest,
        body=body,
        received_at=now,
        run_at=now,
        auth="signature",
    )
    event = (
        TrackingEventRow.objects.for_tenant(tenant).filter(parcel=parcel).order_by("-pk").first()
    )
    TrackingEventRow.objects.for_tenant(tenant).filter(pk=event.pk).update(payload_digest=digest)


def test_cases_of_a_tenant_are_numbered_from_one_without_gaps(make_parcel, actor, now):
    numbers = [open_by_hand(make_parcel(f"RA12345678{n}CN"), actor, now).number for n in range(3)]
    assert numbers == [1, 2, 3]


def test_a_parcel_with_an_open_case_gets_no_second_one(case, parcel, actor, now):
    with pytest.raises(CaseExistsError, match="RA123456785CN has the open case PW-1 already"):
        open_by_hand(parcel, actor, now)
    assert Case.objects.for_tenant(case.tenant).count() == 1


def test_opening_says_in_the_log_who_and_why(case, actor, now):
    entry = CaseLogEntry.objects.for_tenant(case.tenant).get(act="opened")
    assert (entry.actor, entry.at) == (actor, now)
    assert entry.facts["reason"]["code"] == "presumed_lost"


def test_opening_keeps_the_scan_history_known_then(case, now):
    item = EvidenceEntry.objects.for_tenant(case.tenant).get(kind="scan_history")
    told = json.loads(item.payload)
    assert told["known_at"] == now.isoformat()
    assert [event["milestone"] for event in told["events"]] == ["ACCEPTED", "DEPARTED"]
    assert told["parcel"]["tracking_number"] == "RA123456785CN"


def test_opening_keeps_raw_payloads_byte_for_byte(tenant, letter_shop, parcel, actor, now):
    receive(tenant, letter_shop, parcel, b'{"raw": 1}', now)
    case = open_by_hand(parcel, actor, now)
    assert items(case) == [(0, "scan_history"), (1, "raw_payload")]
    assert EvidenceEntry.objects.for_tenant(tenant).get(kind="raw_payload").payload == b'{"raw": 1}'


def test_a_payload_that_comes_later_is_kept_once_however_often_the_job_runs(
    tenant, letter_shop, case, parcel, now
):
    receive(tenant, letter_shop, parcel, b'{"raw": 2}', now)
    for hour in (1, 2):
        Parcel.objects.for_tenant(tenant).update(assess_due=True)
        assess.run(now + timedelta(hours=hour))
    assert items(case) == [(0, "scan_history"), (1, "raw_payload")]


def test_the_worker_opens_a_case_for_a_parcel_in_trouble_and_steps_it(tenant, parcel, now):
    assert assess.run(now) == 1
    case = Case.objects.for_tenant(tenant).get()
    assert (case.parcel_id, case.opened_by, case.step_code) == (parcel.pk, "system", "tell_buyer")


def test_the_worker_opens_none_for_a_parcel_on_its_way(tenant, make_parcel, now):
    row = make_parcel(accepted_on=now.date())
    TrackingEventRow.objects.for_tenant(tenant).filter(parcel=row).delete()
    assess.run(now)
    assert Case.objects.for_tenant(tenant).count() == 0
    assert AuditLine.objects.for_tenant(tenant).count() == 0


def test_a_second_sweep_of_unchanged_facts_changes_nothing(tenant, parcel, now):
    def state():
        rows = [Case, CaseLogEntry, EvidenceEntry, AuditLine]
        counts = [model.objects.for_tenant(tenant).count() for model in rows]
        case = Case.objects.for_tenant(tenant).get()
        return counts, case.step, case.revision, case.state, case.deadline_at

    assess.run(now)
    before = state()
    Parcel.objects.for_tenant(tenant).update(assess_due=True)
    assert assess.run(now) == 1
    assert state() == before
    assert assess.run(now) == 0


def test_the_worker_does_not_open_again_what_a_person_closed(tenant, case, parcel, now):
    Case.objects.for_tenant(tenant).update(closed_at=now, state="closed", closed_as="written_off")
    Parcel.objects.for_tenant(tenant).update(assess_due=True)
    assess.run(now)
    assert Case.objects.for_tenant(tenant).count() == 1
