from datetime import timedelta

import pytest
from django.utils.html import strip_tags
from stock import TODAY, case, entry, parcel

from parcelwright.money import Money
from parcelwright_web import clock
from parcelwright_web.models.accounts import Shop
from parcelwright_web.pages.claim_figures import claims_of, everything, payers_of

pytestmark = pytest.mark.django_db


def payers(tenant):
    return payers_of(claims_of(tenant), TODAY)


@pytest.fixture
def cases(shop):
    return [case(parcel(shop, f"RA{at}"), number=at + 1) for at in range(4)]


def test_no_claims_lead_to_the_audit(member):
    assert 'href="/audit/"' in member.get("/claims/").content.decode()


def test_each_payer_is_added_up_by_currency(tenant, cases):
    first, second, third, fourth = cases
    entry(first, "asked", "10.10")
    entry(second, "asked", "20.20", currency="CNY")
    entry(second, "granted", "15.00", currency="CNY")
    entry(third, "asked", "30.30")
    entry(third, "granted", "30.30")
    entry(third, "paid", "30.30")
    entry(fourth, "asked", "40.00")
    entry(fourth, "refused", "40.00")
    (payer,) = payers(tenant)
    assert payer.filed.totals == [Money.of("20.2000", "CNY"), Money.of("80.4000", "USD")]
    assert (payer.filed.parcels, payer.granted, payer.refused) == (4, 2, 1)
    assert payer.paid.totals == [Money.of("30.3000", "USD")]
    assert payer.open.totals == [Money.of("15.0000", "CNY"), Money.of("10.1000", "USD")]


def test_a_claim_that_was_taken_back_is_none(tenant, cases):
    entry(cases[0], "asked", "10.00")
    entry(cases[0], "asked", "-10.00", note="taken back")
    assert claims_of(tenant) == []


def test_an_answer_that_was_taken_back_leaves_the_claim_open(tenant, cases):
    entry(cases[0], "asked", "10.00")
    entry(cases[0], "granted", "8.00")
    entry(cases[0], "granted", "-8.00")
    (claim,) = claims_of(tenant)
    assert (claim.state, claim.asked) == ("open", [Money.of("10.0000", "USD")])


def test_a_claim_granted_after_a_refusal_is_granted(tenant, cases):
    entry(cases[0], "asked", "10.00")
    entry(cases[0], "refused", "10.00")
    entry(cases[0], "granted", "10.00")
    assert claims_of(tenant)[0].state == "granted"


def test_a_part_payment_leaves_the_rest_open(tenant, cases):
    entry(cases[0], "asked", "12.00")
    entry(cases[0], "granted", "10.00")
    entry(cases[0], "paid", "4.00")
    (claim,) = claims_of(tenant)
    assert (claim.state, claim.owed) == ("part", [Money.of("6.0000", "USD")])
    entry(cases[0], "paid", "6.00")
    assert (claims_of(tenant)[0].state, claims_of(tenant)[0].owed) == ("paid", [])


def test_a_payment_in_another_currency_settles_the_claim(tenant, cases):
    entry(cases[0], "asked", "12.00")
    entry(cases[0], "paid", "85.00", currency="CNY")
    assert claims_of(tenant)[0].state == "paid"


@pytest.mark.parametrize(
    ("days", "ages"),
    [(30, [1, 0, 0, 0]), (31, [0, 1, 0, 0]), (90, [0, 0, 1, 0]), (91, [0, 0, 0, 1])],
)
def test_open_claims_age_by_thirty_days(tenant, cases, days, ages):
    entry(cases[0], "asked", on=TODAY - timedelta(days=days))
    (payer,) = payers(tenant)
    assert (payer.ages, payer.oldest) == (ages, days)


def test_a_share_is_shown_from_twenty_answers_on(tenant, shop):
    for at in range(20):
        of = case(parcel(shop, f"RB{at}"), number=100 + at)
        entry(of, "asked")
        if at == 19:
            assert payers(tenant)[0].granted_in_100 is None
        entry(of, "granted" if at < 15 else "refused")
    assert payers(tenant)[0].granted_in_100 == 75


def test_all_payers_add_up(tenant, cases):
    entry(cases[0], "asked", "10.00")
    entry(cases[1], "asked", "5.50", payer="4px", payer_name="4PX")
    whole = everything(payers(tenant))
    assert (whole.filed.parcels, whole.filed.totals) == (2, [Money.of("15.5000", "USD")])


def test_the_list_is_narrowed_by_payer_and_state(member, cases):
    entry(cases[0], "asked")
    entry(cases[1], "asked", payer="4px", payer_name="4PX")
    entry(cases[1], "refused", payer="4px", payer_name="4PX")
    rows = member.get("/claims/?payer=4px&state=refused").context["rows"]
    assert [row.case.name for row in rows] == ["PW-2"]
    assert member.get("/claims/?payer=4px&state=paid").context["rows"] == []


def test_a_row_links_its_case_and_says_how_long_it_is_open(member, cases):
    entry(cases[0], "asked", on=clock.now().date() - timedelta(days=3))
    page = member.get("/claims/").content.decode()
    assert 'href="/cases/1/"' in page
    assert "3 days ago" in " ".join(strip_tags(page).split())


def test_nobody_sees_the_claims_of_others(member, other_tenant):
    theirs = Shop.objects.for_tenant(other_tenant).create(name="Theirs")
    entry(case(parcel(theirs, "SECRET123")), "asked")
    assert "SECRET123" not in member.get("/claims/").content.decode()


def test_queries_do_not_grow_with_claims(member, shop, django_assert_max_num_queries):
    for at in range(60):
        entry(case(parcel(shop, f"RC{at}"), number=at + 1), "asked")
    with django_assert_max_num_queries(12):
        member.get("/claims/")
