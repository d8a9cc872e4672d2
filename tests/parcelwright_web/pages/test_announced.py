from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parcelwright.analytics.published import Announcement, Happening
from parcelwright_web import clock
from parcelwright_web.actions.announced import calendar_of
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.announced import AnnouncedDays

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
STRIKE = {
    "what": "strike", "country": "加拿大", "region": "", "carrier": "Canada Post",
    "first": "2026-03-18", "last": "2026-03-24", "source": "https://post.example/notice",
}  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def enter(member, **values):
    return member.post(reverse("announced"), STRIKE | values)


def bring(member, text, name="calendar.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return member.post(reverse("announced"), {"file": file})


def words(response):
    return " ".join(response.content.decode().split())


def test_an_entered_strike_is_in_the_calendar_of_the_shop_and_on_the_page(member, tenant):
    assert enter(member).status_code == 302
    assert calendar_of(tenant.pk).announcements == (
        Announcement(
            country="CA",
            region="",
            carrier="canada-post",
            first=date(2026, 3, 18),
            last=date(2026, 3, 24),
            what=Happening.STRIKE,
            source="https://post.example/notice",
        ),
    )
    shown = words(member.get(reverse("announced")))
    assert "a day counts as 49 % of one" in shown
    assert "Canada Post</bdi>, Canada" in shown
    assert "Liang Wei" in shown


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"country": "Atlantis"}, "No country is known by that name"),
        ({"country": "", "carrier": ""}, "is no country; write two capital letters such as DE"),
        ({"first": "2026-03-25"}, "from 2026-03-25 to 2026-03-24 is no span"),
        ({"source": ""}, "This field is required"),
        ({"country": "", "what": "public holidays"}, "public holidays are those of a country"),
        ({"carrier": "Some Courier"}, "is no known carrier; write it as your parcels do"),
    ],
)
def test_an_entry_that_says_nothing_usable_is_refused_with_the_reason(member, tenant, values, said):
    response = enter(member, **values)
    assert response.status_code == 422
    assert said in words(response)
    assert calendar_of(tenant.pk) is None


def test_a_file_is_added_to_what_stands_there_and_lines_known_already_are_not(member, tenant):
    enter(member)
    line = "CA,canada-post,2026-03-18,2026-03-24,strike,https://post.example/notice\n"
    bring(
        member, f"country,carrier,from,to,what,source\n{line}FR,,2026-05-01,2026-05-01,holiday,x\n"
    )
    assert [each.country for each in calendar_of(tenant.pk).announcements] == ["CA", "FR"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("land\n", "calendar.csv has no column country; a calendar needs country, from, to"),
        (
            "country,from,to,what,source\nDE,soon,,strike,x\n",
            "calendar.csv, line 2: &#x27;soon&#x27;",
        ),
    ],
)
def test_a_file_with_a_fault_adds_nothing_and_names_the_line(member, tenant, text, said):
    response = bring(member, text)
    assert response.status_code == 422
    assert said in words(response)
    assert calendar_of(tenant.pk) is None


def test_a_file_that_is_no_text_is_refused(member):
    file = SimpleUploadedFile("calendar.xlsx", b"PK\x03\x04\xff\xfe")
    response = member.post(reverse("announced"), {"file": file})
    assert "calendar.xlsx cannot be read as a CSV file in UTF-8" in words(response)


def test_a_reader_of_chinese_is_told_of_a_fault_in_chinese(member, user):
    type(user).objects.filter(pk=user.pk).update(language="zh-hans")
    response = bring(member, "country,from,to,what,source\nDE,soon,,strike,x\n")
    assert "calendar.csv 第 2 行：“soon”不是日期" in words(response)


def test_a_removed_announcement_counts_no_more_and_is_kept(member, tenant):
    enter(member)
    row = AnnouncedDays.objects.for_tenant(tenant).get()
    member.post(reverse("announced-remove", args=[row.pk]))
    assert calendar_of(tenant.pk) is None
    row.refresh_from_db()
    assert row.removed_at == NOW


def test_what_is_handed_out_as_a_file_is_read_back_as_it_was(member, tenant):
    enter(member)
    bring(member, "country,region,from,to,what,source\nBR,SP,2018-05-21,2018-06-02,strike,x\n")
    before = calendar_of(tenant.pk)
    answer = member.get(reverse("announced-file", args=["calendar", "csv"]))
    text = b"".join(answer.streaming_content).decode()
    AnnouncedDays.objects.for_tenant(tenant).delete()
    bring(member, text)
    assert calendar_of(tenant.pk) == before


def test_the_example_can_be_brought_as_it_is(member, tenant):
    answer = member.get(reverse("announced-file", args=["example", "csv"]))
    bring(member, b"".join(answer.streaming_content).decode())
    assert len(calendar_of(tenant.pk).announcements) == 3


def test_a_reader_sees_the_page_and_changes_nothing(member, user, tenant):
    enter(member)
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert enter(member, what="peak").status_code == 403
    row = AnnouncedDays.objects.for_tenant(tenant).get()
    assert member.post(reverse("announced-remove", args=[row.pk])).status_code == 403
    assert "Enter an announcement" not in words(member.get(reverse("announced")))


def test_the_announcement_of_another_tenant_is_not_found(member, other_tenant):
    row = AnnouncedDays.objects.for_tenant(other_tenant).create(
        country="CA", first=NOW.date(), last=NOW.date(), what="peak", source="x",
        entered_at=NOW, entered_by="x",
    )  # fmt: skip
    assert member.post(reverse("announced-remove", args=[row.pk])).status_code == 404
