import re
from datetime import datetime, timedelta

import pytest
from case_world import ACCEPTED, NOW, scan

from parcelwright.cases.step import NextStep, StepCode
from parcelwright.parcels.events import EventTime, Milestone, TimeKind
from parcelwright_web.actions.opening import open_by_hand
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.actions.stepping import case_facts
from parcelwright_web.models.cases import Case, CaseLogEntry, EvidenceEntry
from parcelwright_web.models.parcels import TrackingEventRow
from parcelwright_web.pages.case_next import next_card

pytestmark = pytest.mark.django_db


def plain(answer):
    """Return a page without what differs from one case to the next."""
    return re.sub(r"/cases/\d+/", "/cases/", answer.content.decode())


def page(browser, case):
    return browser.get(f"/cases/{case.number}/").content.decode()


def test_the_page_says_what_to_do_with_reasons_and_the_way_to_do_it(member, case):
    text = page(member, case)
    assert "Tell the buyer what is known" in text
    assert "The buyer has not heard from you about the delay." in text
    assert f'href="/cases/{case.number}/message/"' in text


def test_the_page_shows_buyer_goods_order_and_carrier(member, case):
    text = page(member, case)
    for words in ("Ana Souza", "desk lamp", "LM-1001", "China Post", "10 Dec 2025", "PW-1"):
        assert words in text


def test_the_deadline_has_day_zone_and_rule(member, case):
    text = page(member, case)
    assert "Shanghai" in text
    assert "China Post: last day to inquire" in text
    assert "china-post/" in text


def test_the_case_and_its_claim_lead_to_the_rule_in_the_rule_book(member, case):
    claim = member.get(f"/cases/{case.number}/claim/").content.decode()
    for text in (page(member, case), claim):
        assert re.search(r'href="/rules/china-post/#china-post-[a-z-]+"', text)


def test_the_chance_is_given_with_range_and_as_a_table(member, case):
    text = page(member, case)
    assert re.search(r"<b>\d+ in 100</b> still arrive \(likely range \d+ to \d+\)", text)
    assert "As a table" in text


def test_an_unknown_code_is_called_unknown_with_the_carriers_words(member, make_case):
    at = ACCEPTED + timedelta(days=1)
    event = scan("RA123456785CN", Milestone.UNKNOWN, at, code="ZZ9", description="Sealed in bag")
    text = page(member, make_case(extra=[event]))
    assert "Sealed in bag" in text
    assert "ZZ9" in text
    assert "<h3>Unknown" in text


def test_a_time_without_zone_is_called_so(member, make_case):
    local = EventTime(datetime(2025, 12, 11, 8, 15), TimeKind.LOCAL)  # no zone on purpose
    event = scan("RA123456785CN", Milestone.PROCESSED, ACCEPTED, occurred_at=local)
    assert "08:15, zone unknown" in page(member, make_case(extra=[event]))


def test_what_the_carrier_wrote_is_shown_as_text(member, make_case):
    event = scan(
        "RA123456785CN", Milestone.PROCESSED, ACCEPTED + timedelta(days=1),
        description="<script>alert(1)</script>",
    )  # fmt: skip
    text = page(member, make_case(extra=[event]))
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_page_has_no_script_and_no_inline_style(member, case):
    assert not re.search(r"<script|\sstyle=|\son[a-z]+=", page(member, case))


@pytest.mark.parametrize(
    "path",
    [
        "", "note/", "assign/", "snooze/", "wake/", "close/", "reopen/", "dispute/", "answer/",
        "money/", "buyer/", "inquiry/", "claim/", "message/", "papers/evidence_list/",
        "evidence/0/",
    ],
)  # fmt: skip
def test_a_case_of_another_tenant_is_not_found_like_a_missing_one(stranger, case, path):
    foreign = stranger.get(f"/cases/{case.number}/{path}")
    missing = stranger.get(f"/cases/99/{path}")
    assert foreign.status_code == missing.status_code == 404
    assert plain(foreign) == plain(missing)


@pytest.mark.parametrize("name", ["note", "assign", "close", "answer", "money", "inquiry", "claim"])
def test_a_stranger_cannot_act_on_a_case(stranger, case, name):
    answer = stranger.post(f"/cases/{case.number}/{name}/", {"revision": 1, "text": "x"})
    assert answer.status_code == 404
    case.refresh_from_db()
    assert case.revision == 1


def test_looking_changes_nothing(member, case):
    before = (Case.across_tenants.values().get(), CaseLogEntry.across_tenants.count())
    for path in ("", "note/", "assign/", "snooze/", "wake/", "close/", "answer/", "money/",
                 "buyer/", "inquiry/", "claim/", "message/", "papers/loss_inquiry/",
                 "papers/evidence_list/", "evidence/0/", "dispute/"):  # fmt: skip
        assert member.get(f"/cases/{case.number}/{path}").status_code == 200, path
    assert (Case.across_tenants.values().get(), CaseLogEntry.across_tenants.count()) == before
    assert EvidenceEntry.across_tenants.count() == 1


def test_an_evidence_item_is_handed_out_as_it_was_sealed(member, case):
    item = EvidenceEntry.across_tenants.get()
    answer = member.get(f"/cases/{case.number}/evidence/{item.seq}/")
    assert answer.content == item.payload
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_evidence_item_runs_nothing(member, case):
    answer = member.get(f"/cases/{case.number}/evidence/0/")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_an_assumed_day_is_called_so(member, make_case):
    case = make_case("YT1234567890123", carrier="yunexpress", service="")
    text = page(member, case)
    assert "Assumed" in text
    assert "from comparable contracts; enter your own terms." in text


def test_a_figure_that_is_not_sourced_well_is_not_shown_as_a_sum(member, make_case):
    case = make_case("YT1234567890123", carrier="yunexpress", service="")
    text = page(member, case)
    assert "Check with the carrier" in text
    assert "up to" not in text.partition("Who can pay")[2]


def test_a_closed_journey_has_no_curve_and_says_why(member, make_case):
    event = scan("RA123456785CN", Milestone.DELIVERED, ACCEPTED + timedelta(days=30))
    assert "The journey has ended" in page(member, make_case(extra=[event]))


def test_a_case_without_any_scan_is_shown(member, make_parcel, user):
    parcel = make_parcel()
    TrackingEventRow.across_tenants.all().delete()
    case = open_by_hand(parcel, f"user:{user.pk}", NOW)
    assert "No event is known." in page(member, case)


def test_two_causes_stand_with_chances_what_settles_them_and_where_that_was_measured(member, case):
    text = page(member, case)
    assert text.count("What would settle it:") == 2
    assert text.count("Next:") >= 2
    assert "These chances were measured on simulated journeys only." in text


def _closed_as(case, closed_as):
    Case.objects.for_tenant(case.tenant_id).filter(pk=case.pk).update(
        state="closed", closed_as=closed_as, closed_at=NOW
    )


def test_a_closed_case_names_the_checks_that_would_have_warned(member, make_case):
    told = {
        "buyer_name": "Ana Souza", "address_lines": "Rua A, 5", "city": "Rio",
        "destination_postal_code": "12345",
    }  # fmt: skip
    lost = make_case(personal=told)
    assert "Before it left" not in page(member, lost)
    _closed_as(lost, "written_off")
    text = page(member, lost)
    assert "Checks before shipping would have warned" in text
    assert "Address: postal code" in text
    _closed_as(lost, "arrived")
    assert "Before it left" not in page(member, lost)


@pytest.mark.parametrize(
    ("carrier", "account", "href"),
    [
        ("china-post", "", "/rules/china-post/"),
        ("yunexpress", "YT-7", "/settings/contracts/new/?account=YT-7"),
    ],
)
def test_a_step_that_asks_for_terms_leads_to_where_they_are(make_case, carrier, account, href):
    case = make_case(carrier=carrier, carrier_account=account)
    step = NextStep(code=StepCode.ENTER_TERMS)
    card = next_card(case, step, case_facts(case, situation_of(case, NOW), NOW))
    assert card.href == href
