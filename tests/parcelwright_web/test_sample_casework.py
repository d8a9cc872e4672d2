"""The sample's past is played with rows that stand; each test reads what came of it."""

from datetime import UTC, datetime, timedelta

import pytest

from parcelwright.cases.case import CaseState
from parcelwright_web import sample_shop
from parcelwright_web.actions import evidence, sample
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.cases import Case, CaseLogEntry, EvidenceEntry
from parcelwright_web.models.claims import Contract, LedgerEntry, LedgerKind
from parcelwright_web.models.intake import InboundBody
from parcelwright_web.models.messages import Message
from parcelwright_web.models.own_meanings import OwnMeaning
from parcelwright_web.models.parcels import TrackingEventRow
from parcelwright_web.samples import _people

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PARCELS = 260
# One process plays the past, and all tests here read what came of it.
pytestmark = [pytest.mark.xdist_group("played sample"), pytest.mark.long]


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    del django_db_setup
    with django_db_blocker.unblock():
        patch = pytest.MonkeyPatch()
        plain = sample.fill
        patch.setattr(
            "parcelwright_web.samples.step2_intake.fill",
            lambda shop, now: plain(shop, now, PARCELS),
        )
        left_out = []
        patch.setattr(_people._log, "warning", lambda *args, **kw: left_out.append(args))
        sample_shop.begin(NOW)
        sample_shop.finish(NOW)
        patch.undo()
        shop = Shop.across_tenants.get(tenant__is_sample=True)
        shop.left_out = left_out
        yield shop
        sample.remove(shop.tenant)


@pytest.fixture
def tenant_id(played, db):
    return played.tenant_id


def test_no_act_was_left_out_for_breaking_a_rule(played):
    assert played.left_out == []


def test_cases_stand_in_many_states_and_most_were_opened_in_the_past(tenant_id):
    cases = Case.objects.for_tenant(tenant_id)
    states = set(cases.values_list("state", flat=True))
    assert {CaseState.WATCH, CaseState.WITH_CARRIER, CaseState.CLOSED} <= states
    assert len(states) >= 5
    old = cases.filter(opened_at__lt=NOW - timedelta(days=6)).count()
    assert old > cases.count() / 2


def test_every_act_stands_in_the_past_and_after_the_one_before(tenant_id):
    for case in Case.objects.for_tenant(tenant_id):
        entries = list(case.log.order_by("pk").values_list("at", flat=True))
        assert entries == sorted(entries)
        assert case.opened_at <= entries[0]
        assert entries[-1] <= NOW


def test_money_was_asked_before_it_was_granted_and_granted_before_it_was_paid(tenant_id):
    entries = LedgerEntry.objects.for_tenant(tenant_id)
    assert entries.filter(kind=LedgerKind.ASKED).exists()
    order = [LedgerKind.ASKED, LedgerKind.GRANTED, LedgerKind.PAID]
    for paid in entries.filter(kind=LedgerKind.PAID):
        of_payer = paid.case.ledger.filter(payer=paid.payer, pk__lte=paid.pk)
        assert list(of_payer.order_by("pk").values_list("kind", flat=True)) == order


def test_the_state_a_page_shows_is_the_one_the_log_ends_with(tenant_id):
    for case in Case.objects.for_tenant(tenant_id):
        moves = [
            entry.facts["changed"]["state"][1]
            for entry in case.log.order_by("pk")
            if "state" in entry.facts.get("changed", {})
        ]
        assert case.state == (moves[-1] if moves else CaseState.WATCH)


def test_messages_were_copied_and_marked_as_sent(tenant_id):
    rows = Message.objects.for_tenant(tenant_id)
    assert rows.exists()
    assert not rows.filter(marked_sent_at=None).exists()


def test_both_contracts_and_the_letterhead_are_entered(tenant_id, played):
    accounts = Contract.objects.for_tenant(tenant_id).values_list("carrier_account", flat=True)
    assert set(accounts) == {"4PX-880317", "YT-C20455"}
    shop = Shop.objects.for_tenant(tenant_id).get(pk=played.pk)
    assert shop.signatory == "Liang Wei"
    assert shop.address


def test_the_evidence_log_is_sound_and_runs_forward(tenant_id):
    assert evidence.check(tenant_id) == ()
    rows = EvidenceEntry.objects.for_tenant(tenant_id).exclude(case=None).order_by("seq")
    moments = list(rows.values_list("at", flat=True))
    assert moments == sorted(moments)


def test_nothing_was_known_before_it_was_heard(tenant_id):
    for entry in CaseLogEntry.objects.for_tenant(tenant_id).filter(act="payloads_kept"):
        assert entry.at <= NOW
    for case in Case.objects.for_tenant(tenant_id):
        for event in case.evidence.filter(kind="scan_history"):
            assert b'"received_at"' not in event.payload or all(
                datetime.fromisoformat(said.split('"')[3]) <= event.at
                for said in event.payload.decode().splitlines()
                if '"received_at": "' in said
            )


def test_a_source_tells_codes_that_nobody_knows_and_one_is_read_by_the_team(played):
    rows = TrackingEventRow.objects.for_tenant(played.tenant_id).filter(source="aftership")
    invented = rows.filter(code__in=["Exception_041", "InTransit_052", "InfoReceived_017"])
    meaning = OwnMeaning.objects.for_tenant(played.tenant_id).get()
    assert set(invented.values_list("milestone", flat=True)) == {"UNKNOWN"}
    assert (meaning.code, meaning.milestone, meaning.state) == (
        "InfoReceived_017",
        "NOTICE",
        "ready",
    )
    broken = InboundBody.objects.for_tenant(played.tenant_id).filter(verdict="quarantined")
    assert [body.problems[0][1] for body in broken] == [
        "not JSON: a text does not end, at character 10"
    ]
