"""Photographs of packing: kept with the order, shown with its parcel, evidence of its case."""

import hashlib
import io
import json
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from parcelwright_web import blobs, clock
from parcelwright_web.actions import evidence, packing_photos
from parcelwright_web.actions.opening import open_by_hand
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.cases import EvidenceEntry
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.packing_photos import PackingPhoto
from parcelwright_web.models.parcels import Parcel

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_eight(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def photograph(color="brown", kind="JPEG", size=(900, 600)):
    written = io.BytesIO()
    Image.new("RGB", size, color).save(written, kind)
    return written.getvalue()


@pytest.fixture
def row(member, shop):
    pasted = "order_number,contents,quantity\nK-7,ceramic mug,1\n"
    member.post("/checks/", {"shop": shop.pk, "pasted": pasted})
    return OrderDraft.objects.for_tenant(shop.tenant).get()


def keep(member, row, *contents, shot="photo_closed", name="box.jpg"):
    files = [SimpleUploadedFile(name, each, "image/jpeg") for each in contents]
    return member.post(
        f"/checks/{row.pk}/photos/", {"shot": shot, "photos": files}, follow=True
    ).content.decode()


def photos(row):
    return list(packing_photos.photos_of(row))


def in_case(case):
    rows = EvidenceEntry.objects.for_tenant(case.tenant_id).filter(case=case, kind="packing_photo")
    return [(each.title, each.media_type, bytes(each.payload)) for each in rows.order_by("seq")]


def shipped(shop, number="RA1", order="K-7"):
    return Parcel.objects.for_tenant(shop.tenant).create(
        shop=shop, tracking_number=number, carrier="china-post", order_number=order,
        order_key=order.casefold(), created_at=NOW,
    )  # fmt: skip


def test_a_photograph_is_kept_as_it_came_with_time_and_digest(member, row):
    content = photograph()
    text = keep(member, row, content)
    (photo,) = photos(row)
    digest = hashlib.sha256(content).hexdigest()
    assert (photo.digest, photo.kept_at, photo.media_type) == (digest, NOW, "image/jpeg")
    assert packing_photos.content_of(photo) == content
    assert content not in blobs.path_of(photo.tenant_id, photo.blob).read_bytes()
    assert "☑ The closed box from two sides." in text
    assert "☐ The goods before packing, each piece." in text
    assert digest[:12] in text
    order = member.get(f"/checks/{row.pk}/").content.decode()
    assert f"/checks/{row.pk}/photos/{photo.pk}/?small=1" in order
    assert "kept photographs of the packing" in order


def test_the_evidence_log_commits_to_the_digest_when_the_photograph_is_kept(member, row):
    keep(member, row, photograph())
    (photo,) = photos(row)
    told = json.loads(bytes(photo.entry.payload))
    assert (told["sha256"], told["order"]) == (photo.digest, "K-7")
    assert photo.entry.case is None
    assert evidence.check(row.tenant_id) == ()


def test_the_same_photograph_twice_is_kept_once(member, row):
    keep(member, row, photograph())
    assert "0 photographs kept." in keep(member, row, photograph())
    assert len(photos(row)) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "is no JPEG or PNG photograph"),
        (photograph()[:400], "is no JPEG or PNG photograph"),
        (photograph(kind="GIF"), "is no JPEG or PNG photograph"),
        (b"\xff" * (8 * 1024 * 1024 + 1), "is larger than 8 MB"),
    ],
    ids=["pdf", "cut short", "gif", "too large"],
)
def test_what_is_no_photograph_is_refused_and_nothing_is_kept(member, row, content, words):
    assert words in keep(member, row, photograph("red"), content)
    assert photos(row) == []


def test_a_picture_of_many_millions_of_pixels_is_refused(member, row):
    assert "is no JPEG or PNG" in keep(member, row, photograph(kind="PNG", size=(8000, 8000)))


def test_more_than_twenty_are_refused(member, row, monkeypatch):
    monkeypatch.setattr(packing_photos, "MOST_PHOTOS", 2)
    text = keep(member, row, *(photograph(color) for color in ("red", "green", "blue")))
    assert "at most 20 photographs" in text
    assert photos(row) == []


def test_a_form_without_a_file_says_what_to_do(member, row):
    assert "Choose at least one photograph" in keep(member, row)


def test_it_is_handed_out_whole_to_save_and_small_to_look_at(member, row):
    content = photograph(kind="PNG")
    keep(member, row, content)
    (photo,) = photos(row)
    whole = member.get(f"/checks/{row.pk}/photos/{photo.pk}/?save=1")
    assert (whole.content, whole["Content-Type"]) == (content, "image/png")
    assert whole["Content-Disposition"].startswith("attachment; ")
    assert whole["X-Content-Type-Options"] == "nosniff"
    small = member.get(f"/checks/{row.pk}/photos/{photo.pk}/?small=1")
    with Image.open(io.BytesIO(small.content)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (320, 213))


def test_a_case_on_the_parcel_of_the_order_has_the_photographs_as_evidence(member, row, shop, user):
    content = photograph()
    keep(member, row, content)
    case = open_by_hand(shipped(shop), f"user:{user.pk}", NOW)
    title = f"box.jpg, 2026-03-09 08:00 UTC, log {photos(row)[0].entry.seq}"
    assert in_case(case) == [(title, "image/jpeg", content)]
    assert packing_photos.carry(case, "system", NOW) == 0
    assert evidence.check(row.tenant_id) == ()


def test_a_photograph_added_later_reaches_the_open_case_too(member, row, shop, user):
    case = open_by_hand(shipped(shop), f"user:{user.pk}", NOW)
    other = open_by_hand(shipped(shop, "RA2", "K-8"), f"user:{user.pk}", NOW)
    keep(member, row, photograph())
    assert len(in_case(case)) == 1
    assert in_case(other) == []


def test_an_order_in_two_parcels_gives_each_case_its_photographs(member, row, shop, user):
    keep(member, row, photograph())
    for number in ("RA1", "RA2"):
        assert len(in_case(open_by_hand(shipped(shop, number), f"user:{user.pk}", NOW))) == 1


def test_the_page_of_the_parcel_shows_them(member, row, shop):
    keep(member, row, photograph())
    text = member.get(f"/parcels/{shipped(shop).pk}/").content.decode()
    assert f"/checks/{row.pk}/photos/{photos(row)[0].pk}/?small=1" in text


@pytest.mark.django_db(transaction=True)
def test_a_removed_photograph_leaves_the_order_and_stays_in_the_case(member, row, shop, user):
    keep(member, row, photograph())
    (photo,) = photos(row)
    file = blobs.path_of(photo.tenant_id, photo.blob)
    case = open_by_hand(shipped(shop), f"user:{user.pk}", NOW)
    member.post(f"/checks/{row.pk}/photos/{photo.pk}/remove/")
    assert photos(row) == []
    assert not file.exists()
    assert len(in_case(case)) == 1
    assert "removed a photograph" in member.get(f"/checks/{row.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_deleted_order_takes_its_photographs_along(member, row):
    keep(member, row, photograph())
    file = blobs.path_of(row.tenant_id, photos(row)[0].blob)
    member.post(f"/checks/{row.pk}/delete/")
    assert not file.exists()
    assert not PackingPhoto.objects.for_tenant(row.tenant_id).exists()


def test_readers_and_strangers_add_and_see_nothing_they_must_not(
    client, member, user, row, other_tenant
):
    keep(member, row, photograph())
    (photo,) = photos(row)
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert client.get(f"/checks/{row.pk}/photos/{photo.pk}/").status_code == 200
    assert client.post(f"/checks/{row.pk}/photos/{photo.pk}/remove/").status_code == 403
    Membership.objects.filter(user=user).update(tenant=other_tenant)
    assert client.get(f"/checks/{row.pk}/photos/{photo.pk}/").status_code == 404
