import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest

from parcelwright_web.models.cases import Case, EvidenceEntry
from parcelwright_web.models.messages import Effect

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(make_case):
    return [make_case("RA123456785CN"), make_case("RB123456785CN", carrier_account="ACC-2")]


def ask(browser, act, **values):
    return browser.post("/cases/bulk/", {"act": act, "address": "view=open", "count": 2, **values})


def confirmed(answer):
    """Return the hidden fields of a confirming page, as a browser sends them."""
    text = answer.content.decode()
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    data = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    return data


def test_choosing_cases_does_nothing_yet(member, two):
    text = ask(member, "assign", pick=[1, 2]).content.decode()
    assert "Assign 2 cases" in text
    assert set(Case.across_tenants.values_list("revision", "owner")) == {(1, None)}


def test_cases_are_assigned_with_a_line_each(member, two, user):
    answer = ask(member, "assign", pick=[1, 2])
    done = member.post("/cases/bulk/assign/", {**confirmed(answer), "owner": user.pk})
    text = done.content.decode()
    assert "2 cases done" in text
    assert text.count("Given to Liang Wei.") == 2
    assert set(Case.across_tenants.values_list("owner", flat=True)) == {user.pk}


def test_a_confirmed_act_is_done_once(member, two, user):
    data = {**confirmed(ask(member, "assign", pick=[1, 2])), "owner": user.pk}
    member.post("/cases/bulk/assign/", data)
    text = member.post("/cases/bulk/assign/", data).content.decode()
    assert text.count("changed it since; nothing was done.") == 2
    assert set(Case.across_tenants.values_list("revision", flat=True)) == {2}


def test_a_whole_page_is_meant_by_its_box(member, two):
    answer = ask(member, "snooze", scope="page", shown=[1, 2], pick=[1])
    assert "Put 2 cases aside" in answer.content.decode()


def test_a_view_whose_size_changed_asks_again(member, two, make_case):
    answer = ask(member, "snooze", scope="view")
    data = {**confirmed(answer), "until": "2026-03-25"}
    make_case("RC123456785CN")
    text = member.post("/cases/bulk/snooze/", data).content.decode()
    assert "The view held 2 cases when you chose them; now it holds 3." in text
    assert not Case.across_tenants.exclude(snoozed_until=None).exists()
    again = member.post("/cases/bulk/snooze/", {**confirmed_text(text), "until": "2026-03-25"})
    assert "3 cases done" in again.content.decode()
    assert set(Case.across_tenants.values_list("snoozed_until", flat=True)) == {date(2026, 3, 25)}


def confirmed_text(text):
    return confirmed(type("Answer", (), {"content": text.encode()}))


def test_buyers_are_told_by_mail_and_others_get_a_reason(member, two, make_case):
    make_case("RC123456785CN", facts={"sales_channel": "Amazon"})
    data = confirmed(ask(member, "tell", pick=[1, 2, 3]))
    text = member.post("/cases/bulk/tell/", {**data, "next_news_on": "2026-03-27"}).content.decode()
    assert "2 cases done, 1 not" in text
    assert "it cannot leave by mail; open the case and copy the text" in text
    assert Effect.across_tenants.count() == 2


def test_inquiries_are_kept_and_recorded_as_handed_in(member, two):
    data = confirmed(ask(member, "inquiry", pick=[1, 2]))
    text = member.post("/cases/bulk/inquiry/", {**data, "language": "en"}).content.decode()
    assert "2 cases done" in text
    assert set(Case.across_tenants.values_list("inquiry_sent_on", flat=True)) == {date(2026, 3, 20)}
    assert EvidenceEntry.across_tenants.filter(kind="loss_inquiry").count() == 2
    assert not Effect.across_tenants.exists()


@pytest.mark.parametrize(("what", "picks"), [("inquiry", [1, 2]), ("claim", [1])])
def test_the_way_that_was_entered_is_kept_with_every_case_of_a_bulk_act(member, two, what, picks):
    data = confirmed(ask(member, what, pick=picks))
    member.post(f"/cases/bulk/{what}/", {**data, "language": "en", "channel": "Account manager"})
    kept = Case.across_tenants.filter(number__in=picks).values_list(f"{what}_channel", flat=True)
    assert list(kept) == ["Account manager"] * len(picks)


def test_each_carrier_account_has_its_sheet_and_letters(member, two):
    answer = ask(member, "inquiry", pick=[1, 2])
    assert answer.content.decode().count('name="account"') == 4
    data = {**confirmed(answer), "account": "china-post/ACC-1", "language": "en"}
    sheet = member.post("/cases/bulk/inquiry/sheet/", data)
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    assert [row[0] for row in rows[1:]] == ["RA123456785CN"]
    letters = member.post("/cases/bulk/inquiry/letters/", data)
    names = zipfile.ZipFile(io.BytesIO(letters.content)).namelist()
    assert names == ["RA123456785CN.pdf"]
    assert set(Case.across_tenants.values_list("inquiry_sent_on", flat=True)) == {None}


def test_claims_name_payer_and_sum(member, two):
    data = confirmed(ask(member, "claim", pick=[1]))
    text = member.post("/cases/bulk/claim/", data).content.decode()
    assert "The claim on China Post for" in text
    assert Case.across_tenants.get(number=1).claim_sent_on == date(2026, 3, 20)


def test_the_bulk_bar_exports_what_was_picked(member, two):
    answer = ask(member, "export", pick=[2])
    assert "RB123456785CN" in answer.content.decode()
    assert "RA123456785CN" not in answer.content.decode()


def test_numbers_of_another_tenant_are_not_found_in_a_bulk_act(stranger, two):
    assert ask(stranger, "assign", pick=[1, 2]).status_code == 302
    stranger.post("/cases/bulk/assign/", {"pick": [1, 2], "seen": ["1:1", "2:1"], "owner": ""})
    assert set(Case.across_tenants.values_list("revision", flat=True)) == {1}


@pytest.mark.parametrize("path", ["bulk/", "bulk/assign/", "bulk/inquiry/sheet/"])
def test_a_bulk_act_is_never_done_by_looking(member, two, path):
    assert member.get(f"/cases/{path}").status_code == 405


def test_too_many_cases_are_refused_with_the_number(member, two, monkeypatch):
    monkeypatch.setattr("parcelwright_web.pages.case_picks.MOST", 1)
    text = ask(member, "snooze", pick=[1, 2]).content.decode()
    assert "Nothing was done." in text
    assert "Put" not in text.partition("<main")[2].partition("</h1>")[2]
