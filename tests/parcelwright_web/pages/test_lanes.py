"""Scorecards, reviews, the rate table, the choice and insurance, as pages show and take them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from stored_history import store

from parcelwright_web import clock
from parcelwright_web.actions import scorecards
from parcelwright_web.jobs import scorecards as job
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.scorecards import (
    CarrierReview,
    Declaration,
    KeptJourneys,
    RateTable,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 1, 9, tzinfo=UTC)
RATES = (
    "carrier,service,origin_country,destination_country,weight_to_g,price,currency\n"
    "china-post,S,CN,BR,2000,5.00,USD\ncne,New,CN,BR,2000,5.50,USD\n"
)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def counted(shop):
    """180 parcels of one carrier and service, every twelfth lost, counted."""
    store(shop, service="S")
    scorecards.count_for(shop.tenant_id, NOW)
    return shop


def text(answer):
    return " ".join(answer.content.decode().split())


def page(member, name, *args, **query):
    answer = member.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return text(answer)


def upload(content, name="rates.csv"):
    return SimpleUploadedFile(name, content.encode(), "text/csv")


def handed_out(member, name):
    return member.get(reverse("rate-table-file", args=[name, "csv"])).getvalue()


def as_reader(user):
    Membership.objects.filter(user=user).update(role=Role.READER)


def test_the_worker_counts_a_tenant_with_parcels_once_a_day(shop):
    store(shop, parcels=12)
    assert job.run(NOW) == 1
    assert job.run(NOW + timedelta(hours=23)) == 0
    assert job.run(NOW + timedelta(hours=25)) == 1
    kept = KeptJourneys.across_tenants.get()
    assert kept.journeys == 12


def test_before_anything_is_counted_the_page_says_so(member):
    assert "Nothing is counted yet" in page(member, "lanes")


def test_a_carrier_stands_with_its_losses_their_interval_and_what_they_rest_on(member, counted):
    shown = page(member, "lanes")
    assert "180 journeys, 180 of them closed" in shown
    assert "of 180 journeys" in shown
    assert "China Post" in shown


def test_one_scorecard_says_of_what_there_is_not_enough(member, counted):
    shown = page(member, "lane", by="carrier", carrier="china-post")
    assert "Called delivered, and were not" in shown
    assert "Not enough decided claims: 0 of 10" in shown
    assert "Nobody has said anything of this carrier yet." in shown


def test_a_scorecard_of_nobody_is_not_found(member, counted):
    assert member.get(reverse("lane"), {"by": "carrier", "carrier": "nobody"}).status_code == 404


def test_another_tenants_parcels_are_not_counted(member, counted, other_tenant):
    assert scorecards.counted_of(other_tenant.pk) is None


def test_a_review_stands_beside_the_figures(member, counted):
    told = {"carrier": "China Post", "stars": "2", "words": "Slow in winter", "who": "Mei"}
    member.post(reverse("reviews"), told)
    assert CarrierReview.across_tenants.get().carrier == "china-post"
    shown = page(member, "lane", by="carrier", carrier="china-post")
    assert "2 of 5 stars" in shown
    assert "Slow in winter" in shown


def test_a_review_that_says_nothing_is_refused(member):
    answer = member.post(reverse("reviews"), {"carrier": "yanwen"})
    assert "Write something, or give stars." in text(answer)
    assert not CarrierReview.across_tenants.exists()


def test_a_table_of_reviews_is_taken_once_and_a_broken_one_named(member):
    table = "carrier,stars,words\nyanwen,3,fine\nyanwen,3,fine\n4px,,late\n"
    for _ in range(2):
        member.post(reverse("reviews"), {"file": upload(table, "r.csv")})
    assert CarrierReview.across_tenants.count() == 2
    broken = upload("carrier,stars,words\nyanwen,9,\n", "r.csv")
    shown = text(member.post(reverse("reviews"), {"file": broken}))
    assert "r.csv, row 2, stars:" in shown


def test_a_review_can_be_deleted(member):
    member.post(reverse("reviews"), {"carrier": "yanwen", "words": "fine"})
    row = CarrierReview.across_tenants.get()
    member.post(reverse("review-delete", args=[row.pk]))
    assert not CarrierReview.across_tenants.exists()


def test_a_rate_table_is_read_whole_and_handed_out_as_it_came(member):
    member.post(reverse("rate-table"), {"file": upload(RATES)})
    assert len(RateTable.across_tenants.get().to_domain()) == 2
    assert "5.50" in page(member, "rate-table")
    again = SimpleUploadedFile("again.csv", handed_out(member, "rates"))
    member.post(reverse("rate-table"), {"file": again})
    first, second = RateTable.across_tenants.order_by("pk")
    told = [{**row, "row": 0} for row in first.rates]
    assert told == [{**row, "row": 0} for row in second.rates]


def test_every_broken_row_of_a_rate_table_is_named_and_nothing_is_read(member):
    broken = RATES + "yanwen,A,CN,DE,2000,free,USD\nyanwen,A,CN,Narnia,2000,3,USD\n"
    shown = text(member.post(reverse("rate-table"), {"file": upload(broken)}))
    assert "row 4, price" in shown
    assert "row 5, destination_country" in shown
    assert not RateTable.across_tenants.exists()


def test_the_example_can_be_brought_as_it_is(member):
    example = SimpleUploadedFile("example.csv", handed_out(member, "example"))
    member.post(reverse("rate-table"), {"file": example})
    assert len(RateTable.across_tenants.get().to_domain()) == 2


PARCEL = {
    "origin": "CN", "destination": "Brazil", "weight_g": "400", "value": "40", "currency": "usd",
}  # fmt: skip


def test_a_choice_says_the_reason_what_would_change_it_and_a_trial(member, counted):
    assert "No rate table yet" in page(member, "choose")
    member.post(reverse("rate-table"), {"file": upload(RATES)})
    shown = page(member, "choose", **PARCEL)
    assert "of the 300 closed journeys that it takes to choose by losses" in shown
    assert "The first stays first up to a price of" in shown
    assert "CNE New: never used on this lane" in shown
    assert "180 closed journeys" in shown


def test_a_country_that_is_none_is_refused(member, counted):
    member.post(reverse("rate-table"), {"file": upload(RATES)})
    shown = page(member, "choose", **PARCEL | {"destination": "Narnia"})
    assert "No country is known by that name" in shown


OFFER = {"policy": "", "percent": "1", "currency": "USD", "odds": "80"}


def waiting(shop, number="NEW1", value="100"):
    return Parcel.objects.for_tenant(shop.tenant).create(
        shop=shop, tracking_number=number, carrier="china-post", service="S",
        origin_country="CN", destination_country="BR", value=value, currency="USD",
        created_at=NOW,
    )  # fmt: skip


def test_each_lane_has_a_rule_and_each_parcel_not_sent_an_answer(member, counted):
    waiting(counted)
    shown = page(member, "insure", **OFFER)
    assert "1 of 1 parcel is worth insuring." in shown
    assert "Insure goods from" in shown


def test_an_offer_without_premium_is_refused(member, counted):
    shown = page(member, "insure", **OFFER | {"percent": ""})
    assert "Enter a premium: a percentage, or a sum for each parcel." in shown


def test_a_list_is_kept_handed_out_and_compared_with_its_certificates(member, counted):
    waiting(counted)
    waiting(counted, "NEW2")
    member.post(reverse("declare"), OFFER)
    row = Declaration.across_tenants.get()
    lines = member.get(reverse("declaration-file", args=[row.pk, "csv"])).content.decode()
    assert "NEW1,china-post,S,2025-09-01,CN,BR" in lines
    answer = "tracking_number,certificate_number,insured_value,currency\nNEW1,C-1,90,USD\n"
    member.post(reverse("declaration", args=[row.pk]), {"file": upload(answer, "c.csv")})
    shown = page(member, "declaration", row.pk)
    assert "Not insured until a certificate comes." in shown
    assert "declared 100.00 USD, certified 90.00 USD" in shown
    assert "No parcel waits to be sent" in page(member, "insure", **OFFER)
    member.post(reverse("declaration-delete", args=[row.pk]))
    assert not Declaration.across_tenants.exists()


@pytest.mark.parametrize("name", ["reviews", "rate-table", "declare"])
def test_a_reader_changes_nothing(member, user, counted, name):
    as_reader(user)
    assert member.post(reverse(name), OFFER).status_code == 403


def test_another_tenants_list_is_not_found(member, counted, other_tenant):
    row = Declaration.objects.for_tenant(other_tenant).create(declared_at=NOW)
    assert member.get(reverse("declaration", args=[row.pk])).status_code == 404
