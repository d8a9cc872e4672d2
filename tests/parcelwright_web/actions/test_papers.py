import io
import zipfile
from datetime import date

import openpyxl
import pytest

from parcelwright.documents.batch import Request
from parcelwright.documents.forms import claim_letter
from parcelwright.documents.text import plain_text
from parcelwright.errors import DocumentError
from parcelwright_web.actions import papers
from parcelwright_web.actions.batches import batch
from parcelwright_web.actions.covers import cover_of
from parcelwright_web.actions.opening import open_by_hand
from parcelwright_web.actions.papers import Form, Wanted
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.models.cases import Case, EvidenceEntry
from parcelwright_web.models.claims import Contract

pytestmark = pytest.mark.django_db


def test_a_letter_to_a_carrier_in_china_is_chinese_unless_another_language_is_asked_for(case, now):
    found = situation_of(case, now)
    assert papers.language_for(Form.LOSS_INQUIRY, found, Wanted()) == "zh-Hans"
    asked = papers.letter_facts(Form.LOSS_INQUIRY, case, found, Wanted(language="en"))
    assert asked.addressee.name == "China Post"


def test_a_letter_to_a_carrier_elsewhere_is_english(make_parcel, actor, now):
    row = make_parcel("JD014600003828000000", carrier="deutsche-post-dhl", service="")
    case = open_by_hand(row, actor, now)
    assert papers.language_for(Form.LOSS_INQUIRY, situation_of(case, now), Wanted()) == "en"


def test_a_letter_speaks_for_the_shop_and_encloses_what_was_kept(case, now):
    facts = papers.letter_facts(Form.LOSS_INQUIRY, case, situation_of(case, now), Wanted())
    assert facts.sender.name == "Lumi Home Trading Co., Ltd."
    assert facts.sender.address_lines == ("88 Keji Road", "Shenzhen 518057")
    assert (facts.reference, facts.written_on) == ("PW-1", date(2026, 3, 20))
    assert facts.silent_days == 97
    assert [item.kind.value for item in facts.enclosures] == ["scan_history"]


def test_a_preview_is_not_kept(case, now):
    found = situation_of(case, now)
    pdf = papers.preview(Form.EVIDENCE_LIST, case, found, Wanted(language="en"), now)
    assert pdf.startswith(b"%PDF")
    assert EvidenceEntry.objects.for_tenant(case.tenant).count() == 1


def test_a_claim_names_no_sum_that_is_only_assumed(make_parcel, actor, now):
    row = make_parcel(
        "YT2534500000000001", carrier="yunexpress", service="", carrier_account="YT-9"
    )
    case = open_by_hand(row, actor, now)
    with pytest.raises(DocumentError, match="no sum is known under any rule"):
        papers.preview(Form.CLAIM_LETTER, case, situation_of(case, now), Wanted(), now)


def under_contract(tenant, make_parcel, actor, now, shop, claimant):
    """Return a case of a parcel whose account has a contract, and how it stands."""
    Contract.objects.for_tenant(tenant).create(
        shop=shop, carrier_account="YT-9", payer="yunexpress", entered_at=now,
        valid_from=date(2025, 1, 1),
        terms={
            "carrier_account": "YT-9", "payer": "yunexpress", "payer_name": "YunExpress",
            "claimant": claimant, "counted_from": "handover", "claim_within_days": 400,
            "payout": {"kind": "freight_times", "number": "3"},
        },
    )  # fmt: skip
    row = make_parcel(
        "YT2534500000000001", carrier="yunexpress", service="", carrier_account="YT-9"
    )
    case = open_by_hand(row, actor, now)
    return case, situation_of(case, now)


def test_a_letter_under_a_contract_is_written_by_the_company_that_made_it(
    tenant, letter_shop, make_parcel, actor, now
):
    company = "Hongda Export (Shenzhen) Ltd"
    case, found = under_contract(tenant, make_parcel, actor, now, letter_shop, company)
    letter_shop.tax_id = "9144 0000"
    facts = papers.letter_facts(Form.CLAIM_LETTER, case, found, Wanted())
    assert facts.remedy.rule == "contract/YT-9"
    assert facts.sender.name == company
    # The company's own address and registration are not known.
    assert facts.sender.address_lines[:2] == ("c/o Lumi Home Trading Co., Ltd.", "88 Keji Road")
    assert facts.sender.registration == ""
    said = plain_text(claim_letter.build(facts, "en"))
    assert said.startswith(f"{company}\n")
    assert "Basis: Our contract with you, account YT-9" in said
    mail = cover_of(Form.CLAIM_LETTER, case, found, "en", facts.remedy)
    assert mail.body.endswith(f"Liang Wei\n{company}\n")


@pytest.mark.parametrize("claimant", ["", "Lumi Home Trading Co., Ltd."])
def test_a_letter_under_a_contract_of_the_shop_itself_is_the_shops(
    tenant, letter_shop, make_parcel, actor, now, claimant
):
    case, found = under_contract(tenant, make_parcel, actor, now, letter_shop, claimant)
    facts = papers.letter_facts(Form.CLAIM_LETTER, case, found, Wanted())
    assert facts.sender == papers.letterhead(case.parcel.shop)


def test_a_letter_under_a_public_rule_is_the_shops(
    tenant, letter_shop, make_parcel, actor, now, case
):
    under_contract(tenant, make_parcel, actor, now, letter_shop, "Hongda Export (Shenzhen) Ltd")
    facts = papers.letter_facts(Form.LOSS_INQUIRY, case, situation_of(case, now), Wanted())
    assert facts.sender.name == "Lumi Home Trading Co., Ltd."


def test_a_batch_has_a_sheet_and_letters_for_each_account(make_parcel, actor, now):
    for number, account in (
        ("RA123456785CN", "ACC-1"),
        ("RA473124829CN", "ACC-2"),
        ("RB473124829CN", "ACC-1"),
    ):
        open_by_hand(make_parcel(number, carrier_account=account), actor, now)
    rows = list(Case.across_tenants.select_related("parcel__shop").order_by("number"))
    first, second = batch(rows, Request.INQUIRY, now)
    assert (first.account, second.account) == ("china-post/ACC-1", "china-post/ACC-2")
    page = openpyxl.load_workbook(io.BytesIO(first.sheet)).active
    assert [row[0].value for row in page.iter_rows(min_row=2)] == ["RA123456785CN", "RB473124829CN"]
    with zipfile.ZipFile(io.BytesIO(first.archive)) as archive:
        assert archive.namelist() == ["RA123456785CN.pdf", "RB473124829CN.pdf"]
    assert [str(case) for case in first.cases] == ["PW-1", "PW-3"]


def test_a_batch_says_which_letters_could_not_be_printed_and_why(
    make_parcel, letter_shop, actor, now
):
    letter_shop.signatory = ""
    letter_shop.save()
    case = open_by_hand(make_parcel(), actor, now)
    (found,) = batch([case], Request.INQUIRY, now)
    assert found.archive is None
    assert [(str(case), "who signs" in why) for case, why in found.problems] == [("PW-1", True)]


def test_a_batch_of_nothing_is_refused(now):
    with pytest.raises(DocumentError, match="choose at least one"):
        batch([], Request.CLAIM, now)
