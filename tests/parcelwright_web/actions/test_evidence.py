import json

import pytest

from installation import PATIENCE_S, Installation
from parcelwright.evidence.chain import ChainFault
from parcelwright.evidence.item import EvidenceKind
from parcelwright_web.actions import evidence
from parcelwright_web.actions.evidence import NewItem
from parcelwright_web.models.cases import EvidenceEntry, EvidenceHead

_PREPARE = """
from parcelwright_web.models.accounts import Tenant
Tenant.objects.create(name="together")
"""
_APPEND = """
from datetime import UTC, datetime
from django.db import transaction
from parcelwright.evidence.item import EvidenceKind
from parcelwright_web.actions import evidence
from parcelwright_web.models.accounts import Tenant
tenant = Tenant.objects.get(name="together")
item = evidence.NewItem(kind=EvidenceKind.DECISION, payload=b"x", media_type="text/plain", title="t")
print("ready", flush=True)
input()
for _ in range(25):
    with transaction.atomic():
        evidence.append(tenant, item, actor="system", now=datetime(2026, 3, 1, tzinfo=UTC))
"""
_CHECK = """
import json
from parcelwright_web.actions import evidence
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.cases import EvidenceEntry
tenant = Tenant.objects.get(name="together")
seqs = EvidenceEntry.objects.for_tenant(tenant).order_by("seq").values_list("seq", flat=True)
print(json.dumps([list(seqs), len(evidence.check(tenant))]))
"""


def item(content=b"x"):
    return NewItem(kind=EvidenceKind.DECISION, payload=content, media_type="text/plain", title="t")


@pytest.fixture
def log(tenant, now):
    """A log of three entries."""
    evidence.append_all(tenant, [item(b"1"), item(b"2"), item(b"3")], actor="system", now=now)
    return tenant


def faults(tenant):
    return {finding.fault for finding in evidence.check(tenant)}


def test_items_are_numbered_in_the_log_and_in_their_case(case, tenant, now):
    evidence.append(tenant, item(), actor="system", now=now)
    evidence.append(tenant, item(), actor="system", now=now, case=case)
    rows = EvidenceEntry.objects.for_tenant(tenant).order_by("seq")
    assert [(row.seq, row.case_seq) for row in rows] == [(0, 0), (1, None), (2, 1)]
    assert evidence.check(tenant) == ()


def test_a_log_of_nothing_is_sound(tenant):
    assert evidence.check(tenant) == ()


def test_a_changed_payload_is_found(log):
    row = EvidenceEntry.objects.for_tenant(log).get(seq=1)
    row.payload = b"other"
    row.save()
    assert faults(log) == {ChainFault.PAYLOAD_CHANGED}


def test_an_entry_that_was_removed_is_found(log):
    EvidenceEntry.objects.for_tenant(log).filter(seq=1).delete()
    assert ChainFault.BROKEN_CHAIN in faults(log)


def test_an_end_that_was_cut_off_is_found(log):
    EvidenceEntry.objects.for_tenant(log).filter(seq=2).delete()
    assert faults(log) == {ChainFault.HEAD_DIFFERS}


def test_another_tenants_log_is_a_log_of_its_own(log, other_tenant, now):
    evidence.append(other_tenant, item(), actor="system", now=now)
    assert EvidenceHead.objects.for_tenant(other_tenant).get().seq == 1
    assert evidence.check(other_tenant) == ()


@pytest.mark.crash
def test_processes_that_append_at_once_leave_no_gap_and_a_sound_chain(tmp_path):
    place = Installation(tmp_path, _PREPARE)
    processes = [place.begin(_APPEND) for _ in range(2)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0
    assert json.loads(place.run(_CHECK)) == [list(range(50)), 0]
