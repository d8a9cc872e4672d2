"""Policies of the shop: entered, kept in editions, and counted by what claims lack."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags
from stock import event, line, parcel

from parcelwright.rulebook.cover import CoverKind, CoverTerms, TermsOf
from parcelwright_web import clock
from parcelwright_web.actions.assessing import assess_these
from parcelwright_web.actions.situation import contracts_of, covers_of
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.covers import Cover, CoverLine
from parcelwright_web.models.parcels import Parcel

pytestmark = pytest.mark.django_db
NEW = "/settings/cover/new/"
FILES = "/settings/terms/"


@pytest.fixture
def fields():
    return {
        "policy_number": "OC-7", "kind": "open_cover", "insurer": "other",
        "insurer_name": "Harbor Mutual", "valid_from": "2025-01-01", "valid_to": "",
        "terms": "own", "pays": "loss", "limit": "500", "currency": "eur",
        "counted_from": "acceptance_scan", "claim_within_days": "1000",
        "proof_asked": ["sales_invoice"], "excess_of_carrier": "on",
        "destinations": "de, fr", "exclusions": "glass\n\nantiques",
        "claim_types": ["lost_in_transit", "lost_in_warehouse"],
    }  # fmt: skip


def text_of(answer):
    return " ".join(strip_tags(answer.content.decode()).split())


def role(user, value):
    Membership.objects.filter(user=user).update(role=value)


def test_a_policy_is_kept_as_the_cores_terms(member, tenant, fields):
    assert member.post(NEW, fields).headers["Location"] == "/settings/cover/"
    (terms,) = covers_of(tenant.pk)
    assert terms == CoverTerms(
        policy_number="OC-7", kind=CoverKind.OPEN_COVER, insurer="harbor-mutual",
        insurer_name="Harbor Mutual", valid_from=date(2025, 1, 1), terms=TermsOf.OWN,
        limit=Decimal(500), currency="EUR", counted_from="acceptance_scan",
        claim_within_days=1000, proof_asked=("sales_invoice",), excess_of_carrier=True,
        destinations=("DE", "FR"), exclusions=("glass", "antiques"),
    )  # fmt: skip


def test_what_is_stored_fills_the_form_and_saving_it_again_changes_nothing(member, tenant, fields):
    member.post(NEW, fields)
    row = Cover.objects.for_tenant(tenant).get()
    form = member.get(f"/settings/cover/{row.pk}/").context["form"]
    assert form["destinations"].value() == "DE, FR"
    assert form["exclusions"].value() == "glass\nantiques"
    again = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    member.post(f"/settings/cover/{row.pk}/", {**again, "excess_of_carrier": "on"})
    assert Cover.objects.for_tenant(tenant).get().pk == row.pk


def test_a_changed_policy_is_a_new_edition_and_a_removed_one_stays_in_the_history(
    member, tenant, fields
):
    member.post(NEW, fields)
    member.post(NEW, {**fields, "limit": "800", "valid_from": "2026-01-01"})
    assert [terms.limit for terms in covers_of(tenant.pk)] == [500, 800]
    newest = Cover.objects.for_tenant(tenant).get(valid_from="2026-01-01")
    member.post(f"/settings/cover/{newest.pk}/remove/")
    assert [terms.limit for terms in covers_of(tenant.pk)] == [500]
    entries = member.get("/settings/cover/").context["history"]
    assert sorted(each.ending for each in entries) == ["", "removed"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"policy_number": ""}, "policy_number"),
        ({"kind": ""}, "kind"),
        ({"insurer": ""}, "insurer"),
        ({"insurer_name": ""}, "insurer_name"),
        ({"valid_to": "2024-01-01"}, "valid_to"),
        ({"valid_from": ""}, "valid_from"),
        ({"limit": "much"}, "limit"),
        ({"currency": "euro"}, "currency"),
        ({"currency": ""}, "currency"),
        ({"destinations": "Germany"}, "destinations"),
        ({"waiting_days": "2000", "claim_within_days": ""}, "waiting_days"),
        ({"waiting_days": "60", "claim_within_days": "30"}, "claim_within_days"),
        ({"deductible": "5", "deductible_percent": "5"}, "deductible_percent"),
        ({"premium": "5"}, "premium_per"),
        ({"kind": "insurer", "terms": "rule_book", "limit": "", "claim_within_days": ""},
         "terms"),
    ],
)  # fmt: skip
def test_a_half_filled_policy_is_refused_at_its_field(member, tenant, fields, changes, field):
    answer = member.post(NEW, {**fields, **changes})
    assert list(answer.context["form"].errors) == [field]
    assert "There is a problem" in answer.content.decode()
    assert not Cover.objects.for_tenant(tenant).exists()


@pytest.fixture
def lost(shop):
    accepted = clock.now() - timedelta(days=100)
    row = parcel(
        shop, "CP123456785CN", accepted_on=accepted.date(), outcome="DECLARED_LOST",
        carrier="china-post", currency="EUR", facts={"weight_g": "2000"},
    )  # fmt: skip
    event(row, "ACCEPTED", occurred_local=accepted, received_at=accepted)
    lost_at = clock.now() - timedelta(days=5)
    event(row, "DECLARED_LOST", occurred_local=lost_at, received_at=lost_at)
    return row


def test_claim_readiness_is_counted_on_the_page_and_told_on_the_parcel(
    member, tenant, fields, lost
):
    member.post(NEW, fields)
    assess_these(tenant.pk, [lost.pk], clock.now())
    (row,) = CoverLine.objects.for_tenant(tenant)
    assert (row.policy_number, row.rule, row.is_ready, row.is_lost) == (
        "OC-7", "cover/OC-7", False, False,
    )  # fmt: skip
    assert row.lacks == [["carrier_first", "", None], ["paper", "sales_invoice", None]]
    assert (row.amount, row.currency) == (Decimal(24), "EUR")
    page = member.get("/settings/cover/")
    assert "1 would be refused today" in text_of(page)
    assert "Sales invoice1" in text_of(page).replace(" ", "").replace(
        "Salesinvoice", "Sales invoice"
    )
    pk = Cover.objects.for_tenant(tenant).get().pk
    assert "CP123456785CN" in text_of(member.get(f"/settings/cover/{pk}/parcels/"))
    page = member.get(f"/parcels/{lost.pk}/")
    (view,) = page.context["policies"]
    assert (view.policy, view.is_ready, view.lacks) == (
        "OC-7", False, ["The carrier's decision, for it pays first", "Sales invoice"],
    )  # fmt: skip
    carrier, cover = page.context["order"]
    assert (carrier.remedy.payer, cover.remedy.policy) == ("china-post", "OC-7")
    assert cover.after == [carrier.remedy.payer_name]
    assert "Would be refused today" in text_of(page)


def test_a_policy_of_another_shop_leaves_the_parcel_uncovered(member, tenant, fields, lost):
    member.post(NEW, fields)
    row = Cover.objects.for_tenant(tenant).get()
    row.terms["shops"] = ["Second"]
    row.save()
    assess_these(tenant.pk, [lost.pk], clock.now())
    assert not CoverLine.objects.for_tenant(tenant).exists()


def test_saving_a_policy_has_parcels_in_trouble_assessed_again(member, tenant, shop, fields):
    parcel(shop, "OPEN1")
    line(parcel(shop, "LOST1", outcome="DECLARED_LOST"))
    member.post(NEW, fields)
    again = Parcel.objects.for_tenant(tenant).filter(assess_due=True)
    assert list(again.values_list("tracking_number", flat=True)) == ["LOST1"]


def test_only_an_owner_changes_policies(member, user, tenant, shop, fields):
    role(user, Role.AGENT)
    assert member.get(NEW).status_code == 200
    assert member.post(NEW, fields).status_code == 403
    assert bring(member, shop, COVER).status_code == 403
    assert not Cover.objects.for_tenant(tenant).exists()


def test_policies_of_others_are_not_found(member, other_tenant, fields):
    row = Cover.objects.for_tenant(other_tenant).create(
        policy_number="X", insurer="x", valid_from=date(2026, 1, 1), entered_at=clock.now()
    )
    for address in ("", "parcels/"):
        assert member.get(f"/settings/cover/{row.pk}/{address}").status_code == 404
    assert member.post(f"/settings/cover/{row.pk}/remove/").status_code == 404


COVER = (
    '[[cover]]\npolicy_number = "OC-7"\nkind = "open_cover"\ninsurer = "harbor"\n'
    'insurer_name = "Harbor"\nterms = "own"\n'
)
CONTRACT = (
    '[[contract]]\ncarrier_account = "SZ-1"\npayer = "yanwen"\npayer_name = "Yanwen"\n'
    'counted_from = "handover"\nclaim_within_days = 60\nvalid_from = 2026-01-01\n'
)


def bring(member, shop, content):
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("mine.toml", content)
    return member.post(FILES, {"file": file, "shop": str(shop.pk)})


def test_a_file_of_terms_is_read_and_what_is_saved_reads_back_the_same(member, tenant, shop):
    assert bring(member, shop, CONTRACT + COVER).status_code == 302
    entered = contracts_of(tenant.pk), covers_of(tenant.pk)
    assert [terms.claim_within_days for terms in entered[0]] == [60]
    saved = member.get("/settings/terms/terms.toml").content.decode()
    bring(member, shop, saved)
    assert (contracts_of(tenant.pk), covers_of(tenant.pk)) == entered
    assert Cover.objects.for_tenant(tenant).count() == 1


def test_a_file_with_a_typo_is_refused_whole_with_what_was_meant(member, tenant, shop):
    text = CONTRACT + COVER.replace("insurer_name", "insurer_nam")
    answer = bring(member, shop, text)
    assert answer.context["faults"] == (
        (
            "mine.toml, line 12, cover 1 (OC-7): insurer_nam: not known here; "
            'did you mean "insurer_name"?'
        ),
        "mine.toml, line 8, cover 1 (OC-7): insurer_name: missing; a value is needed",
    )
    assert (contracts_of(tenant.pk), covers_of(tenant.pk)) == ((), ())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"# nothing\n", "neither a contract nor a policy"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"#" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_what_is_no_file_of_terms_is_refused(member, shop, content, said):
    assert said in text_of(bring(member, shop, content))
