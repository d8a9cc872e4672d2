import csv
import io
import re
from datetime import date, timedelta

import pytest
from case_world import NOW
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parcelwright_web.models.cases import Case
from parcelwright_web.models.claims import LedgerEntry

pytestmark = pytest.mark.django_db


def page(browser, query=""):
    return browser.get(f"/cases/{query}").content.decode()


def set_case(case, **fields):
    Case.across_tenants.filter(pk=case.pk).update(**fields)


def test_an_empty_queue_says_how_cases_come(member):
    assert "No cases yet" in page(member)


def test_a_case_stands_in_the_queue_with_number_buyer_step_and_money(member, case):
    text = page(member)
    assert "RA123456785CN" in text
    assert "Ana Souza" in text
    assert "Tell the buyer what is known" in text
    assert "CN¥155.50" in text or "CN¥155.50" in text.replace("\xa0", "")


def test_a_stranger_sees_no_case_of_another_tenant(stranger, case):
    assert "RA123456785CN" not in page(stranger, "?view=open")


@pytest.mark.parametrize(
    ("days", "group"), [(-1, "Day has passed"), (0, "Due today"), (2, "Next 3 days"), (9, "Later")]
)
def test_a_case_stands_in_the_group_of_its_deadline(member, case, days, group):
    # 09:30 UTC is 17:30 in Shanghai; six hours later is still the same day there.
    set_case(case, deadline_at=NOW + timedelta(days=days, hours=6))
    groups = re.findall(r'<tr class="group"><th[^>]*>([^<]*?) <small>1</small>', page(member))
    assert groups == [group]


def test_a_case_without_a_deadline_stands_last(member, case):
    set_case(case, deadline_at=None)
    assert "No deadline <small>1</small>" in page(member)


def test_a_snoozed_case_leaves_the_queue_and_stands_under_snoozed(member, case):
    set_case(case, snoozed_until=date(2026, 3, 25))
    assert "RA123456785CN" not in page(member)
    assert "RA123456785CN" in page(member, "?view=snoozed")


def test_a_case_wakes_on_the_last_day_of_its_snooze(member, case):
    set_case(case, snoozed_until=date(2026, 3, 20))
    assert "RA123456785CN" in page(member)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?view=open&state=watch", False), ("?view=open&state=inquire", True),
        ("?view=open&carrier=china-post", True), ("?view=open&carrier=yunexpress", False),
        ("?view=open&lane=CN-BR", True), ("?view=open&lane=CN-DE", False),
        ("?view=open&owner=none", True), ("?view=mine", False),
        ("?view=open&least=155", True), ("?view=open&least=156", False),
        ("?view=open&least=nonsense&state=", True), ("?view=closed", False),
        ("?view=buyer", False), ("?view=carrier", False),
    ],
)  # fmt: skip
def test_filters_show_what_they_say(member, case, query, shown):
    set_case(case, state="inquire")
    assert ("RA123456785CN" in page(member, query)) is shown


def test_figures_never_add_two_currencies(member, make_case):
    one, two = make_case("RA123456785CN"), make_case("RB123456785CN")
    set_case(one, at_risk=10, currency="USD")
    set_case(two, at_risk=20, currency="EUR")
    text = page(member, "?view=open")
    assert "$10.00" in text
    assert "€20.00" in text
    assert "30.00" not in text


def test_money_paid_this_month_is_shown_and_that_of_last_month_is_not(member, case, tenant):
    for day, amount in ((date(2026, 3, 2), 41), (date(2026, 2, 27), 1000)):
        LedgerEntry.objects.for_tenant(tenant).create(
            case=case, kind="paid", payer="china-post", payer_name="China Post",
            rule="china-post/x", amount=amount, currency="USD", on=day, entered_at=NOW,
        )  # fmt: skip
    text = page(member)
    assert "$41.00" in text
    assert "1,0" not in text


def test_fifty_rows_cost_at_most_thirteen_queries(member, make_case, tenant, user):
    first = make_case("RA000000000CN")
    make_rows(tenant, first, user, 50)
    with CaptureQueriesContext(connection) as queries:
        text = page(member, "?view=open")
    assert text.count('name="pick"') == 50
    assert len(queries) <= 13, "\n".join(query["sql"][:120] for query in queries)


def test_a_second_page_holds_the_rest(member, make_case, tenant, user):
    make_rows(tenant, make_case("RA000000000CN"), user, 50)
    text = page(member, "?view=open&page=2")
    assert text.count('name="pick"') == 1
    assert "Page 2 of 2, 51 rows" in text


def make_rows(tenant, case, user, count):
    """Copy a case with its parcel ``count`` times, owners in turn."""
    parcel = case.parcel
    for place in range(count):
        parcel.pk, parcel._state.adding = None, True
        parcel.tracking_number = f"RC{place:09d}CN"
        parcel.save()
        case.pk, case._state.adding = None, True
        case.number, case.parcel = place + 2, parcel
        case.owner = user if place % 2 else None
        case.save()


def test_the_export_holds_exactly_the_view_and_no_formula(member, make_case):
    make_case("RA123456785CN", facts={"contents": "=cmd|' /C calc'!A0"})
    answer = member.get("/cases/export/?view=open")
    assert answer.content[:3] == b"\xef\xbb\xbf"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["tracking_number"] for row in rows] == ["RA123456785CN"]
    assert rows[0]["contents"].startswith("'=")
    assert (rows[0]["at_risk"], rows[0]["currency"]) == ("155.50", "CNY")
    assert list(
        csv.reader(
            io.StringIO(member.get("/cases/export/?view=closed").content.decode("utf-8-sig"))
        )
    ) == [["tracking_number"]]


def test_looking_at_the_queue_changes_nothing(member, case):
    before = Case.across_tenants.values().get()
    page(member)
    page(member, "?view=open&page=99&sort=money&size=200")
    assert Case.across_tenants.values().get() == before


@pytest.mark.parametrize("until", [date(2026, 3, 18), date(2026, 3, 19)])
def test_a_snooze_that_is_over_is_told_nowhere(member, case, until):
    set_case(case, snoozed_until=until)
    assert "until Wed 18 Mar" not in page(member)
    assert "until Thu 19 Mar" not in page(member)
    text = member.get(f"/cases/{case.number}/").content.decode()
    assert "Snoozed until" not in text
    assert f"/cases/{case.number}/snooze/" in text
