"""The sheet of a carrier that the shop has not used yet."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from stored_history import store

from parcelwright_web import clock
from parcelwright_web.actions import scorecards
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.scorecards import CarrierCandidate

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 1, 9, tzinfo=UTC)
RATES = (
    "carrier,service,origin_country,destination_country,weight_to_g,price,currency\n"
    "china-post,S,CN,BR,2000,5.00,USD\nyunexpress,New,CN,BR,2000,5.50,USD\n"
)
SHEET = "/lanes/candidate/?carrier=yunexpress&service=New"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def text(answer):
    return " ".join(answer.content.decode().split())


def given(member, numbers="YT2412345678901234\nCP123456785US\nCP123456786US", references="",
          address=SHEET):  # fmt: skip
    return member.post(address, {"numbers": numbers, "references": references})


def test_each_sample_is_judged_for_the_carrier_that_gave_it(member, shop):
    assert given(member).url == SHEET
    shown = text(member.get(SHEET))
    assert "Fits its shape" in shown
    assert (
        "A number of United States Postal Service: ask who carries the parcel on which leg."
        in shown
    )
    assert "A digit or letter is wrong" in shown
    kept = CarrierCandidate.across_tenants.get()
    assert (kept.carrier, kept.service, len(kept.numbers)) == ("yunexpress", "New", 3)


def test_what_is_entered_again_takes_the_place_of_what_was_there(member, shop):
    given(member)
    given(member, "CP123456785US, CP123456785US", "Ming Trading: two claims paid in 30 days")
    kept = CarrierCandidate.across_tenants.get()
    assert kept.numbers == ["CP123456785US"]
    assert "Ming Trading: two claims paid in 30 days" in text(member.get(SHEET))


def test_what_holds_for_the_carrier_stands_on_the_sheet_of_its_service_too(member, shop):
    given(member, "CP123456785US", address="/lanes/candidate/?carrier=YunExpress")
    assert CarrierCandidate.across_tenants.get().service == ""
    assert "CP123456785US" in text(member.get(SHEET))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ("\n".join(f"X{n}" for n in range(21)), "More than 20 numbers"),
        ("9" * 65, "A tracking number is shorter; write one a line."),
    ],
)
def test_what_cannot_be_samples_is_refused_and_nothing_is_kept(member, shop, numbers, words):
    answer = given(member, numbers)
    assert answer.status_code == 422
    assert words in text(answer)
    assert not CarrierCandidate.across_tenants.exists()


def test_services_of_the_rate_table_without_a_journey_are_proposed(member, shop):
    store(shop, service="S")
    scorecards.count_for(shop.tenant_id, NOW)
    rates = SimpleUploadedFile("rates.csv", RATES.encode(), "text/csv")
    member.post(reverse("rate-table"), {"file": rates})
    shown = text(member.get("/lanes/candidates/"))
    assert "In your rate table, without a journey" in shown
    assert "carrier=yunexpress&amp;service=New" in shown
    assert "carrier=china-post" not in shown
    given(member)
    assert "2 of 3 valid" in text(member.get("/lanes/candidates/"))


def test_the_choice_shows_what_the_candidate_gave(member, shop):
    store(shop, service="S")
    scorecards.count_for(shop.tenant_id, NOW)
    rates = SimpleUploadedFile("rates.csv", RATES.encode(), "text/csv")
    member.post(reverse("rate-table"), {"file": rates})
    given(member, "CP123456785US", "Ming Trading")
    asked = {"origin": "CN", "destination": "BR", "weight_g": 400, "value": "40", "currency": "USD"}
    shown = text(member.get(reverse("choose"), asked))
    assert (
        "A number of United States Postal Service: ask who carries the parcel on which leg."
        in shown
    )
    assert "Ming Trading" in shown
    assert "Samples, references and reviews" in shown


def test_a_sheet_is_opened_by_the_name_that_people_use(member, shop):
    answer = member.get("/lanes/candidates/", {"carrier": "YunExpress", "service": "New"})
    assert answer.url == SHEET


@pytest.mark.parametrize("carrier", ["", "???"])
def test_a_sheet_of_nobody_is_not_found(member, shop, carrier):
    assert member.get("/lanes/candidate/", {"carrier": carrier}).status_code == 404


def test_a_sheet_can_be_deleted_and_another_tenants_cannot(member, shop, user, other_tenant):
    given(member)
    row = CarrierCandidate.across_tenants.get()
    place = Membership.objects.filter(user=user)
    place.update(tenant=other_tenant)
    assert member.post(reverse("candidate-delete", args=[row.pk])).status_code == 404
    place.update(tenant=shop.tenant)
    member.post(reverse("candidate-delete", args=[row.pk]))
    assert not CarrierCandidate.across_tenants.exists()


def test_a_reader_enters_nothing(member, user, shop):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert given(member).status_code == 403
    assert "Enter what it gave you" not in text(member.get(SHEET))
