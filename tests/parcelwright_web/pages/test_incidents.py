import pytest
from stock import NOW, case, parcel

from parcelwright_web.actions import incidents
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.cases import Case
from parcelwright_web.models.incidents import Incident

pytestmark = pytest.mark.django_db

FIGURES = {"silent": "6", "group": "7", "days": "57", "usual": "8.4"}


@pytest.fixture
def bag(tenant, shop):
    """A departure of which two parcels are in trouble, one of them with a case."""
    rows = [parcel(shop, f"RA{each}") for each in range(2)]
    case(rows[0])
    row = Incident.objects.for_tenant(tenant).create(
        number=1, kind="departure", made_by="system", cause="transport_accident",
        what=["china-post", "", "CN", "DE", "2026-09-22T12:00:00+00:00"], started_at=NOW,
        found_at=NOW, refreshed_at=NOW, group=7, chance=0.96,
        reasons=[{"code": "silent_together", "figures": FIGURES}],
    )  # fmt: skip
    incidents.set_members(row, [each.pk for each in rows], NOW)
    incidents.write_size(row, [each.pk for each in rows])
    row.save()
    return row


def page(member, address):
    return member.get(address).content.decode()


def test_the_list_shows_what_they_shared_how_many_and_the_money(member, bag):
    text = page(member, "/incidents/")
    assert "China Post · China · Germany" in text
    assert "Lost or left behind together on the way" in text
    assert "96 in 100" in text
    assert "48.00" in text


def test_the_detail_says_why_with_figures_and_lists_the_parcels(member, bag):
    text = page(member, "/incidents/1/")
    assert "6 of 7 that shared it have been silent for 57 days or more" in text
    assert "RA0" in text
    assert "RA1" in text
    assert 'href="/cases/1/"' in text


def test_parcel_and_case_say_which_incident_they_are_part_of(member, bag):
    parcels = [each.parcel_id for each in bag.members.all()]
    for address in (f"/parcels/{parcels[1]}/", "/cases/1/"):
        assert 'Part of an incident with 2 parcels: <a href="/incidents/1/">' in page(
            member, address
        )


def test_acts_on_all_lead_to_the_page_that_confirms_them(member, bag):
    answer = member.post("/cases/bulk/", {"scope": "pick", "pick": ["1"], "act": "snooze"})
    assert 'name="pick" value="1"' in page(member, "/incidents/1/")
    assert "Put 1 case aside" in answer.content.decode()


def test_cases_are_opened_for_the_parcels_without_one(member, tenant, bag):
    assert member.post("/incidents/1/open-cases/").status_code == 302
    assert Case.objects.for_tenant(tenant).filter(closed_at=None).count() == 2


def test_the_chosen_incidents_are_closed_and_their_cases_stay(member, tenant, bag):
    member.post("/incidents/close/", {"pick": ["1", "x", "99"]})
    bag.refresh_from_db()
    assert bag.ended_as == "closed"
    assert Case.objects.for_tenant(tenant).get().closed_at is None
    assert "China Post" in page(member, "/incidents/?view=over")


def test_a_notice_is_entered_with_pasted_numbers(member, tenant, shop):
    parcel(shop, "RA7")
    given = {"kind": "flight", "name": "CA 933", "numbers": "ra7; RB9", "words": "Fire on board"}
    answer = member.post("/incidents/new/", {**given, "started_on": "2026-11-01"}, follow=True)
    text = answer.content.decode()
    assert "CA 933" in text
    assert "Fire on board" in text
    assert "RB9" in text
    assert Incident.objects.for_tenant(tenant).get().size == 1


def test_a_notice_is_entered_from_a_file(member, tenant, shop, tmp_path):
    parcel(shop, "RA7")
    path = tmp_path / "list.csv"
    path.write_text("tracking_number,weight\nRA7,2\nRA8,3\n")
    with path.open("rb") as file:
        member.post("/incidents/new/", {"kind": "bag", "file": file})
    row = Incident.objects.for_tenant(tenant).get()
    assert (row.size, row.unmatched) == (1, ["RA8"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "bag"}, "Enter a number, a file, or the name of bag or flight."),
        ({"kind": "bag", "numbers": "RB9"}, "None of your parcels bears a number of the list"),
        ({"kind": "bag", "numbers": "RA7", "started_on": "soon"}, "This is no day"),
    ],
)
def test_a_notice_that_cannot_be_used_says_why(member, tenant, shop, given, said):
    parcel(shop, "RA7")
    assert said in member.post("/incidents/new/", given).content.decode()
    assert Incident.objects.for_tenant(tenant).count() == 0


def test_the_banner_of_an_outage_says_that_silence_raises_no_alarm(member, tenant, shop):
    row = parcel(shop)
    dark = Incident.objects.for_tenant(tenant).create(
        number=1, kind="outage", what=["country", "DE"], made_by="system", started_at=NOW,
        found_at=NOW, refreshed_at=NOW,
    )  # fmt: skip
    incidents.set_members(dark, [row.pk], NOW)
    text = page(member, f"/parcels/{row.pk}/")
    assert 'Part of the outage <a href="/incidents/1/">Germany</a>' in text


def test_readers_see_incidents_and_change_nothing(member, user, bag):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert "Close the incident" not in page(member, "/incidents/1/")
    assert member.post("/incidents/close/", {"pick": ["1"]}).status_code == 403
    assert member.post("/incidents/new/", {}).status_code == 403


def test_another_tenants_incident_is_not_found(member, other_tenant):
    Incident.objects.for_tenant(other_tenant).create(
        number=5, kind="hub", made_by="system", started_at=NOW, found_at=NOW, refreshed_at=NOW
    )
    assert member.get("/incidents/5/").status_code == 404
    assert "No incident is open" in page(member, "/incidents/")


def test_pages_of_incidents_are_chinese_for_who_reads_chinese(member, bag):
    text = member.get("/incidents/1/", headers={"accept-language": "zh-Hans"}).content.decode()
    assert "群体异常" in text
    assert "在途中一起丢失或滞留" in text
