from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection as database
from django.utils.html import strip_tags
from stock import line, parcel

from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.own_terms import read_terms
from parcelwright.rulebook.rule import Act
from parcelwright.rulebook.spans import Since
from parcelwright_web.actions.situation import contracts_of
from parcelwright_web.models.accounts import Membership, Role, Shop
from parcelwright_web.models.claims import Contract
from parcelwright_web.models.messages import Effect
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.pages.contract_preview import preview_of

pytestmark = pytest.mark.django_db
NEW = "/settings/contracts/new/"


@pytest.fixture
def fields(shop):
    return {
        "carrier_account": "YT-C20455", "shop": str(shop.pk), "payer": "yunexpress",
        "payer_name": "", "counted_from": "handover", "inquiry_within_days": "30",
        "claim_within_days": "60", "payout_kind": "freight_times", "payout_number": "3",
        "payout_currency": "", "payout_cap": "", "claimant": "", "proof_asked": ["proof_of_value"], "refund_before_claim": "either",
        "channel": "portal", "account_manager": "Li Na", "valid_from": "2026-01-01",
    }  # fmt: skip


def text_of(answer):
    return " ".join(strip_tags(answer.content.decode()).split())


def role(user, value):
    Membership.objects.filter(user=user).update(role=value)


def test_a_contract_is_kept_as_the_cores_terms(member, tenant, fields):
    assert member.post(NEW, fields).headers["Location"] == "/settings/contracts/"
    (row,) = Contract.objects.for_tenant(tenant)
    assert row.to_domain() == ContractTerms(
        carrier_account="YT-C20455", payer="yunexpress", payer_name="YunExpress",
        counted_from=Since.HANDOVER, inquiry_within_days=30, claim_within_days=60,
        payout=Payout(kind=PayoutKind.FREIGHT_TIMES, number=Decimal(3)),
        proof_asked=("proof_of_value",), channel="portal", account_manager="Li Na",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip


def test_saving_has_open_parcels_of_the_account_assessed_again(member, tenant, shop, fields):
    parcel(shop, "OPEN1", carrier_account="YT-C20455")
    parcel(shop, "DONE1", carrier_account="YT-C20455", outcome="DELIVERED")
    line(parcel(shop, "LOST1", carrier_account="YT-C20455", outcome="DECLARED_LOST"))
    parcel(shop, "OTHER", carrier_account="4PX-1")
    answer = member.post(NEW, fields, follow=True)
    again = Parcel.objects.for_tenant(tenant).filter(assess_due=True)
    assert sorted(again.values_list("tracking_number", flat=True)) == ["LOST1", "OPEN1"]
    assert "2 parcels are being assessed again" in text_of(answer)


def test_the_preview_works_an_example_out_and_stores_nothing(member, tenant, fields):
    answer = member.post(NEW, {**fields, "act": "preview"})
    preview = answer.context["preview"]
    assert (preview.handed_over.month, preview.handed_over.day) == (10, 1)
    last_day = preview.handed_over + timedelta(days=60)
    assert preview.remedy.deadline(Act.CLAIM).latest == last_day
    page = text_of(answer)
    assert f"Claim until{last_day:%a} {last_day.day} {last_day:%b %Y}" in page
    assert "Pays at most$18.00" in page
    assert not Contract.objects.for_tenant(tenant).exists()


def test_the_preview_counts_from_the_first_of_october():
    terms = ContractTerms(
        carrier_account="A", payer="x", payer_name="X", counted_from=Since.LAST_SCAN,
        claim_within_days=30,
    )  # fmt: skip
    preview = preview_of(terms, date(2026, 11, 22))
    assert preview.handed_over == date(2026, 10, 1)
    assert preview.remedy.deadlines[0].latest == date(2026, 11, 7)
    assert preview.remedy.amount is None
    assert preview_of(terms, date(2026, 9, 30)).handed_over == date(2025, 10, 1)


def test_a_later_first_day_makes_an_edition_and_keeps_the_old(member, tenant, fields):
    member.post(NEW, fields)
    first = Contract.objects.for_tenant(tenant).get()
    changed = {**fields, "claim_within_days": "90", "valid_from": "2026-06-01"}
    member.post(f"/settings/contracts/{first.pk}/", changed)
    rows = Contract.objects.for_tenant(tenant).order_by("valid_from")
    assert [row.to_domain().claim_within_days for row in rows] == [60, 90]


def test_the_same_first_day_corrects_the_edition(member, tenant, fields):
    member.post(NEW, fields)
    member.post(NEW, {**fields, "claim_within_days": "45"})
    standing = Contract.objects.for_tenant(tenant).filter(ended_at=None)
    assert standing.get().to_domain().claim_within_days == 45
    before = Contract.objects.for_tenant(tenant).exclude(ended_at=None).get()
    assert (before.to_domain().claim_within_days, before.ending) == (60, "corrected")
    assert before.ended_by == before.entered_by


def test_saving_the_same_again_changes_nothing(member, tenant, fields):
    member.post(NEW, fields)
    first = Contract.objects.for_tenant(tenant).get()
    member.post(NEW, fields)
    assert Contract.objects.for_tenant(tenant).get().entered_at == first.entered_at


def test_the_page_shows_each_edition_with_who_and_when(member, user, fields):
    member.post(NEW, fields)
    member.post(NEW, {**fields, "claim_within_days": "45"})
    page = member.get("/settings/contracts/")
    entries = [(each.name, each.entered_by, each.ending) for each in page.context["history"]]
    assert entries == [("YT-C20455", str(user), ""), ("YT-C20455", str(user), "corrected")]
    assert "Nothing entered is ever overwritten." in text_of(page)


def test_an_edition_is_removed_by_a_post_alone(member, tenant, fields):
    member.post(NEW, fields)
    row = Contract.objects.for_tenant(tenant).get()
    assert member.get(f"/settings/contracts/{row.pk}/remove/").status_code == 405
    member.post(f"/settings/contracts/{row.pk}/remove/")
    row.refresh_from_db()
    assert row.ending == "removed"
    assert contracts_of(tenant.pk) == ()
    assert member.get(f"/settings/contracts/{row.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"carrier_account": ""}, "carrier_account"),
        ({"payer": "other"}, "payer_name"),
        ({"payer": ""}, "payer"),
        ({"counted_from": ""}, "counted_from"),
        ({"claim_within_days": "0"}, "claim_within_days"),
        ({"payout_number": ""}, "payout_number"),
        ({"payout_number": "-3"}, "payout_number"),
        ({"payout_kind": "fixed", "payout_currency": "yuan"}, "payout_currency"),
        ({"payout_kind": "fixed", "payout_currency": "ZZZ"}, "payout_currency"),
        ({"payout_kind": ""}, "payout_kind"),
        ({"valid_from": "soon"}, "valid_from"),
    ],
)
def test_a_half_filled_contract_is_refused_at_its_field(member, tenant, fields, changes, field):
    answer = member.post(NEW, {**fields, **changes})
    assert list(answer.context["form"].errors) == [field]
    assert "There is a problem" in answer.content.decode()
    assert not Contract.objects.for_tenant(tenant).exists()


def test_the_form_says_what_a_file_with_the_same_fault_says(member, fields):
    answer = member.post(NEW, {**fields, "claim_within_days": "0"})
    text = '[[contract]]\ncarrier_account = "A"\npayer = "x"\npayer_name = "X"\n'
    text += 'counted_from = "handover"\nclaim_within_days = 0\n'
    (fault,) = read_terms(text, "mine.toml").faults
    said = "expected 1 to 1000 days, found 0"
    assert fault == f"mine.toml, line 6, contract 1 (A): claim_within_days: {said}"
    assert answer.context["form"].errors["claim_within_days"] == [f"{said.capitalize()}."]


def test_a_fault_is_said_in_the_readers_language(member, fields):
    member.cookies["language"] = "zh-hans"
    answer = member.post(NEW, {**fields, "claim_within_days": "0"})
    assert answer.context["form"].errors["claim_within_days"] == ["应为1 到 1000 天，实为0。"]


def test_the_ten_fields_keep_company_and_cap(member, tenant, fields):
    more = {"claimant": "Lumi Trading", "payout_cap": "300", "payout_currency": "cny"}
    member.post(NEW, {**fields, **more})
    (terms,) = contracts_of(tenant.pk)
    assert (terms.claimant, terms.payout) == (
        "Lumi Trading",
        Payout(kind=PayoutKind.FREIGHT_TIMES, number=Decimal(3), currency="CNY", cap=Decimal(300)),
    )
    row = Contract.objects.for_tenant(tenant).get()
    page = member.get(f"/settings/contracts/{row.pk}/").content.decode()
    assert 'value="Lumi Trading"' in page
    assert 'value="300"' in page


def test_another_firm_gets_a_slug_of_its_own(member, tenant, fields):
    member.post(NEW, {**fields, "payer": "other", "payer_name": "Wind & Wave Express"})
    terms = Contract.objects.for_tenant(tenant).get().to_domain()
    assert (terms.payer, terms.payer_name) == ("wind-wave-express", "Wind & Wave Express")


def test_accounts_without_contract_come_first_with_their_waiting_parcels(member, shop, fields):
    for at in range(3):
        row = parcel(shop, f"YT{at}", carrier_account="YT-C20455", carrier="yunexpress")
        if at:
            line(row, "unknown", None, None, rule="contract/unknown")
    page = member.get("/settings/contracts/")
    (seen,) = page.context["seen"]
    assert (seen.account, seen.parcels, seen.waiting) == ("YT-C20455", 3, 2)
    assert member.get(f"{NEW}?account=YT-C20455").context["form"].initial["payer"] == "yunexpress"
    member.post(NEW, fields)
    assert member.get("/settings/contracts/").context["seen"] == []


def test_a_reader_sees_contracts_and_changes_none(member, user, tenant, fields):
    role(user, Role.READER)
    assert member.get(NEW).status_code == 200
    assert member.post(NEW, fields).status_code == 403
    assert not Contract.objects.for_tenant(tenant).exists()


def test_shop_and_contracts_of_others_are_not_found(member, other_tenant, fields):
    theirs = Shop.objects.for_tenant(other_tenant).create(name="Theirs")
    row = Contract.objects.for_tenant(other_tenant).create(
        shop=theirs, carrier_account="A", payer="4px", valid_from=date(2026, 1, 1),
        entered_at="2026-01-01T00:00Z",
    )  # fmt: skip
    for address in (
        f"/settings/shops/{theirs.pk}/", f"/settings/shops/{theirs.pk}/mail/",
        f"/settings/contracts/{row.pk}/",
    ):  # fmt: skip
        assert member.get(address).status_code == 404
        assert member.post(address, fields).status_code == 404
    assert member.post(f"/settings/contracts/{row.pk}/remove/").status_code == 404
    answer = member.post(NEW, {**fields, "shop": str(theirs.pk)})
    assert list(answer.context["form"].errors) == ["shop"]


SHOP = {
    "name": "Lumi Home", "legal_name": "Lumi Ltd", "address": "1 Lane", "country": "CN",
    "phone": "", "email": "", "tax_id": "", "signatory": "Liang Wei", "currency": "USD",
    "language": "en", "timezone": "Europe/Amsterdam",
}  # fmt: skip


def test_the_letterhead_of_a_shop_is_stored(member, shop):
    assert member.post(f"/settings/shops/{shop.pk}/", SHOP).status_code == 302
    shop.refresh_from_db()
    assert (shop.legal_name, shop.timezone) == ("Lumi Ltd", "Europe/Amsterdam")


def test_a_time_zone_that_is_none_is_refused(member, shop):
    answer = member.post(f"/settings/shops/{shop.pk}/", {**SHOP, "timezone": "Mars/Base"})
    assert list(answer.context["form"].errors) == ["timezone"]


def test_two_shops_cannot_have_one_name(member, tenant, shop):
    Shop.objects.for_tenant(tenant).create(name="Second")
    answer = member.post(f"/settings/shops/{shop.pk}/", {**SHOP, "name": "Second"})
    assert list(answer.context["form"].errors) == ["name"]


def test_only_an_owner_changes_shop_and_mail(member, user, shop):
    role(user, Role.AGENT)
    for address in (f"/settings/shops/{shop.pk}/", f"/settings/shops/{shop.pk}/mail/"):
        assert member.get(address).status_code == 200
        assert member.post(address, SHOP).status_code == 403
    assert member.post(f"/settings/shops/{shop.pk}/mail/test/").status_code == 403


MAIL = {
    "mail_from": "shop@lumi.example", "smtp_host": "smtp.lumi.example", "smtp_port": "587",
    "smtp_security": "starttls", "smtp_user": "shop", "password": "open-sesame-42",
}  # fmt: skip


def test_the_password_is_sealed_and_never_shown_again(member, shop):
    address = f"/settings/shops/{shop.pk}/mail/"
    assert member.post(address, MAIL).status_code == 302
    assert Shop.across_tenants.get(pk=shop.pk).smtp_password == "open-sesame-42"
    with database.cursor() as cursor:
        cursor.execute("SELECT smtp_password FROM parcelwright_web_shop")
        assert b"open-sesame-42" not in bytes(cursor.fetchone()[0])
    assert "open-sesame-42" not in member.get(address).content.decode()


def test_an_empty_password_keeps_the_stored_one_and_forget_forgets_it(member, shop):
    address = f"/settings/shops/{shop.pk}/mail/"
    member.post(address, MAIL)
    member.post(address, {**MAIL, "password": ""})
    assert Shop.across_tenants.get(pk=shop.pk).smtp_password == "open-sesame-42"
    member.post(address, {**MAIL, "password": "", "forget": "on"})
    assert Shop.across_tenants.get(pk=shop.pk).smtp_password is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mail_from": ""}, "mail_from"),
        ({"smtp_port": "70000"}, "smtp_port"),
        ({"smtp_security": "none"}, "smtp_security"),
    ],
)
def test_a_server_that_cannot_work_is_refused_at_its_field(member, shop, changes, field):
    answer = member.post(f"/settings/shops/{shop.pk}/mail/", {**MAIL, **changes})
    assert list(answer.context["form"].errors) == [field]


def test_a_test_mail_goes_to_oneself_through_the_outbox_once_a_minute(member, user, shop, tenant):
    member.post(f"/settings/shops/{shop.pk}/mail/", MAIL)
    for _ in range(2):
        member.post(f"/settings/shops/{shop.pk}/mail/test/")
    first = Effect.objects.for_tenant(tenant).order_by("pk").first()
    assert (first.kind, first.recipient, first.shop_id, first.case) == (
        "test", user.email, shop.pk, None,
    )  # fmt: skip
    assert Effect.objects.for_tenant(tenant).count() <= 2
    assert "In the outbox" in text_of(member.get(f"/settings/shops/{shop.pk}/mail/"))


def test_a_test_without_a_sender_says_what_is_missing(member, shop, tenant):
    answer = member.post(f"/settings/shops/{shop.pk}/mail/test/", follow=True)
    assert "is not one mail address" in text_of(answer)
    assert not Effect.objects.for_tenant(tenant).exists()


def test_the_index_lists_members_and_the_way_out(member, user):
    page = member.get("/settings/").content.decode()
    assert user.email in page
    assert 'action="/account/logout/"' in page


def test_on_phones_more_leads_to_everything_and_out(member):
    page = member.get("/more/").content.decode()
    for each in ('href="/settings/"', 'href="/claims/"', 'action="/account/logout/"'):
        assert each in page
    bar = page.partition('class="bottombar"')[2]
    assert 'href="/more/"' in bar
    assert 'href="/settings/"' not in bar


def test_a_shop_stands_in_a_country_and_never_in_a_group_of_them(member):
    text = member.get("/settings/shops/new/").content.decode()
    assert ">Germany<" in text
    for group in ("Pseudo-Accents", "European Union", "United Nations", "Unknown Region"):
        assert group not in text
