import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation
from django.utils.html import strip_tags
from stock import NOW, TODAY, case, line, parcel

from parcelwright.claims.audit import Bucket
from parcelwright.claims.lacking import Lack
from parcelwright.money import Money
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright_web import clock
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.claims import AuditLine
from parcelwright_web.pages import audit_figures, audit_waiting

pytestmark = pytest.mark.django_db
NO_CONTRACT = {"rule": "contract/unknown", "payer": "yunexpress", "payer_name": "YunExpress"}


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch):
    """What a page says depends on the day; the tests' own day is not always near."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def text_of(answer):
    return " ".join(strip_tags(answer.content.decode()).split())


def groups(tenant):
    return audit_figures.groups(AuditLine.objects.for_tenant(tenant))


def test_an_empty_audit_leads_to_the_ways_in(member):
    page = member.get("/audit/").content.decode()
    assert "No parcels yet" in page
    assert 'href="/start/"' in page


def test_sums_are_exact_and_never_added_across_currencies(tenant, shop):
    for at in range(30):
        line(parcel(shop, f"RA{at:09d}CN"), amount="0.10")
    line(parcel(shop, "RB000000001CN"), amount="12.3456", currency="CNY")
    found = audit_figures.tally(groups(tenant), Bucket.CLAIMABLE)
    assert found.totals == [Money.of("12.3456", "CNY"), Money.of("3.0000", "USD")]
    assert (found.parcels, found.without_sum) == (31, 0)


def test_a_parcel_without_a_sum_is_counted_and_adds_nothing(tenant, shop):
    line(parcel(shop, "RA000000001CN"), amount="5.00")
    line(parcel(shop, "RA000000002CN"), amount=None, lacks="weight")
    found = audit_figures.tally(groups(tenant), Bucket.CLAIMABLE)
    assert (found.parcels, found.without_sum, found.totals) == (2, 1, [Money.of("5.0000", "USD")])


def test_claimable_now_holds_what_ends_this_week_and_says_so(member, shop):
    line(parcel(shop, "RA000000001CN"), "expiring", "7.00", date(2026, 11, 24))
    line(parcel(shop, "RA000000002CN"), "claimable", "24.00")
    page = text_of(member.get("/audit/"))
    assert "Claimable now $31.00 2 parcels" in page
    assert "Of these, ends within 7 days $7.00 1 parcel" in page


def test_the_next_deadline_of_a_group_is_the_next_to_come(tenant, shop):
    line(parcel(shop, "RA000000001CN"), "unknown", None, date(2026, 7, 2), assumed=True)
    line(parcel(shop, "RA000000002CN"), "unknown", None, date(2026, 12, 9), assumed=True)
    (group,) = groups(tenant)
    assert (group.next_deadline, group.passed, group.assumed) == (date(2026, 12, 9), 1, 2)


def test_a_deadline_is_shown_with_the_zone_of_the_payer(member, shop):
    line(parcel(shop), deadline=date(2126, 1, 20))
    page = text_of(member.get("/audit/"))
    assert "Sun 20 Jan 2126 23:59 Shanghai" in page


def test_an_assumed_date_is_labeled_in_groups_and_rows(member, shop):
    line(parcel(shop), "unknown", None, date(2126, 1, 20), assumed=True, **NO_CONTRACT)
    for address in ("/audit/", "/audit/?bucket=unknown"):
        assert ">assumed</span>" in member.get(address).content.decode()


def test_an_expired_parcel_is_told_with_its_first_chance(member, shop):
    row = parcel(shop)
    line(row, "expired", "9.00", date(2026, 9, 2), first_chance=date(2026, 8, 3))
    page = text_of(member.get("/audit/?bucket=expired"))
    assert "First chance was 3 Aug 2026" in page
    assert "Wed 2 Sep 23:59" in page


def repairs(tenant):
    return audit_waiting.waiting(AuditLine.objects.for_tenant(tenant), TODAY, shipped_rates())


def waits_for(row, lacks, of="", waits="24.00", currency="USD", **fields):
    amount = None if waits is None else Decimal(waits)
    asked = {"lacks": lacks, "lacks_of": of, "waits": amount, "waits_currency": currency, **fields}
    return line(row, "unknown", None, None, **asked)


def test_unknown_parcels_are_grouped_by_what_would_help_the_most_money_first(tenant, shop):
    waits_for(parcel(shop, "RA1"), "weight", waits="10.00")
    waits_for(parcel(shop, "RA2"), "terms", "China Post", waits=None, currency="")
    waits_for(parcel(shop, "RA3"), "terms", "China Post", waits=None, currency="")
    for at in range(3):
        waits_for(parcel(shop, f"YT{at}"), "contract", "YT-C20455", "6.00", assumed=True)
    waits_for(parcel(shop, "YT9"), "contract", "YT-C20455", "1.50", "EUR")
    found = [each.waiting for each in repairs(tenant)]
    assert [
        (each.want.lack, each.want.of, each.parcels, each.assumed, [str(m) for m in each.sums])
        for each in found
    ] == [
        ("contract", "YT-C20455", 4, 3, ["1.50 EUR", "18.00 USD"]),
        ("weight", "", 1, 0, ["10.00 USD"]),
        ("terms", "China Post", 2, 0, []),
    ]


@pytest.mark.parametrize("lack", list(Lack))
def test_every_repair_says_what_to_do_and_leads_to_where_it_is_done(member, tenant, shop, lack):
    waits_for(parcel(shop, "RA1"), lack.value, "")
    (repair,) = repairs(tenant)
    assert repair.title
    assert repair.hint
    assert member.get(repair.done_at).status_code == 200
    assert repair.button in text_of(member.get("/audit/"))


def test_every_repair_links_to_exactly_its_parcels(member, shop):
    waits_for(parcel(shop, "YT1"), "contract", "YT & C")
    waits_for(parcel(shop, "YT2"), "contract", "YT-2")
    waits_for(parcel(shop, "RA1"), "weight")
    for each in member.get("/audit/").context["repairs"]:
        listed = member.get(f"/audit/{each.parcels_at}").context["page"].paginator.count
        assert listed == each.waiting.parcels == 1, each


def test_the_page_says_what_waits_for_a_contract(member, shop):
    waits_for(parcel(shop, "YT1"), "contract", "YT-7", "30.00")
    page = text_of(member.get("/audit/"))
    assert "Enter the contract of account YT-7" in page
    assert "$30.00 1 parcel Enter contract" in page


def test_what_was_claimed_and_paid_is_shown_apart(member, shop):
    line(parcel(shop, "RA1"), "claimed", "20.00", None)
    paid = {"paid": Decimal("12.50"), "paid_currency": "USD"}
    line(parcel(shop, "RA2"), "settled", None, None, **paid)
    line(parcel(shop, "RA3"), "claimable", "7.00", **paid)
    page = text_of(member.get("/audit/"))
    assert "Claimable now $7.00 1 parcel" in page
    assert "Claimed, waiting for the decision $20.00 1 parcel" in page
    assert "Granted or paid so far $25.00 2 parcels" in page
    assert member.get("/audit/?paid=yes").context["page"].paginator.count == 2


def test_the_groups_are_a_file_with_one_row_for_each_currency(member, shop):
    line(parcel(shop, "RA1"), amount="5.00")
    line(parcel(shop, "RA2"), amount="7.25", currency="EUR")
    line(parcel(shop, "RA3"), "expiring", "1.00", date(2026, 11, 24))
    answer = member.get("/audit/groups.csv")
    rows = list(csv.DictReader(answer.getvalue().decode("utf-8-sig").splitlines()))
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="money-audit-groups.csv"'
    )
    assert [(each["bucket"], each["total"], each["currency"]) for each in rows] == [
        ("expiring", "1.00", "USD"), ("claimable", "7.25", "EUR"), ("claimable", "5.00", "USD"),
    ]  # fmt: skip


def test_what_is_missing_is_a_file_without_formulas(member, shop):
    waits_for(parcel(shop, "YT1"), "contract", "=YT", "30.00")
    content = member.get("/audit/waiting.xlsx").getvalue()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = {cell.value: below.value for cell, below in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["lacks"], cells["of"], cells["waits_up_to"], cells["currency"]) == (
        "contract", "'=YT", "30.00", "USD",
    )  # fmt: skip


def test_the_page_speaks_chinese(member, shop, user):
    waits_for(parcel(shop, "YT1"), "terms", "China Post")
    with translation.override("zh-hans"):
        member.cookies["django_language"] = "zh-hans"
        user.language = "zh-hans"
        user.save()
        page = text_of(member.get("/audit/"))
    assert "是否赔付、赔多少、截止到何时" in page


def test_a_contract_is_entered_for_the_account_that_waits(member, shop):
    waits_for(parcel(shop, "YT1"), "contract", "YT & C")
    page = member.get("/audit/").content.decode()
    assert 'href="/settings/contracts/new/?account=YT+%26+C"' in page


def test_a_row_leads_to_its_open_case_or_opens_one(member, shop):
    with_case, without = parcel(shop, "RA1"), parcel(shop, "RA2")
    line(with_case), line(without)
    case(with_case, number=7)
    page = member.get("/audit/?bucket=claimable").content.decode()
    assert '<a href="/cases/7/">PW-7</a>' in page
    assert f'action="/parcels/{without.pk}/open-case/"' in page
    assert f'action="/parcels/{with_case.pk}/open-case/"' not in page


def test_progress_is_said_while_parcels_wait(member, shop):
    parcel(shop, "RA1")
    parcel(shop, "RA2", assessed_at=None, assess_due=True)
    assert "1 of 2 parcels assessed" in text_of(member.get("/audit/"))


def test_parcels_that_are_fine_are_counted(member, shop):
    parcel(shop, "RA1", standing="ON_TIME")
    line(parcel(shop, "RA2", standing="STALLED"))
    assert "1 parcel is not in trouble" in text_of(member.get("/audit/"))


def test_a_parcel_without_scans_is_not_called_fine(member, shop):
    parcel(shop, "SILENT1", standing="")
    page = text_of(member.get("/audit/"))
    assert "1 parcel cannot be judged: no scan of it is known." in page
    assert "0 parcels are not in trouble." in page
    assert "Nothing is in trouble" not in page


def test_the_export_holds_what_the_filter_shows_and_no_formula(member, shop):
    line(parcel(shop, "RA1", order_number="=cmd()"), why="=1+1")
    line(parcel(shop, "RA2"), "expired", "9.00")
    answer = member.get("/audit/export.csv?bucket=claimable")
    rows = answer.getvalue().decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="money-audit.csv"'
    assert rows[0].startswith("bucket,tracking_number,carrier")
    assert len(rows) == 2
    assert "'=cmd()" in rows[1]
    assert "'=1+1" in rows[1]
    assert ",24.00,USD,2027-01-20,Asia/Shanghai," in rows[1]


def test_the_excel_export_has_text_cells(member, shop):
    line(parcel(shop, "12345678901234567890"), amount="24.00")
    content = member.get("/audit/export.xlsx").getvalue()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = {cell.value: below.value for cell, below in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["tracking_number"], cells["amount"]) == ("12345678901234567890", "24.00")


@pytest.mark.parametrize("name", ["export", "groups", "waiting"])
def test_another_format_is_not_found(member, name):
    assert member.get(f"/audit/{name}.pdf").status_code == 404


def test_nobody_sees_the_lines_of_others(member, other_tenant):
    theirs = Shop.objects.for_tenant(other_tenant).create(name="Theirs")
    line(parcel(theirs, "SECRET123"))
    waits_for(parcel(theirs, "SECRET124"), "contract", "SECRET123")
    addresses = ("/audit/", "/audit/?bucket=claimable", "/audit/export.csv", "/audit/waiting.csv")
    for address in addresses:
        assert "SECRET123" not in member.get(address).getvalue().decode()
    assert audit_figures.progress(member.get("/audit/").wsgi_request.tenant).parcels == 0


@pytest.mark.parametrize("address", ["/audit/", "/audit/?bucket=claimable"])
def test_the_number_of_queries_does_not_grow(member, shop, address, django_assert_max_num_queries):
    for at in range(60):
        line(parcel(shop, f"RA{at:09d}CN"), amount=str(Decimal(at + 1)))
    member.get(address)
    with django_assert_max_num_queries(15):
        member.get(address)
