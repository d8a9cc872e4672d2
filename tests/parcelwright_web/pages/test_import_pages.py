import hashlib

import filing
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parcelwright_web import blobs
from parcelwright_web.jobs import imports as job
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.intake import ColumnMemory, Import
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.pages import uploads

CONTENT = b"tracking_number,carrier\nRV482917305CN,china-post\n4.20906E+15,usps\n"


@pytest.fixture
def upload(member, shop):
    def send(content=CONTENT, name="parcels.csv", **fields):
        file = SimpleUploadedFile(name, content)
        return member.post(reverse("import_upload"), {"file": file, "shop": shop.pk, **fields})

    return send


def only(shop):
    return Import.objects.for_tenant(shop.tenant_id).get()


def test_a_file_is_uploaded_previewed_committed_and_undone(member, shop, upload):
    page = member.get(upload().url).content.decode()
    assert "What a commit would do" in page
    assert "format the column as text and save the file again" in page
    assert not Parcel.objects.for_tenant(shop.tenant_id).exists()

    member.post(reverse("import_commit", args=[only(shop).pk]))
    waiting = member.get(reverse("import", args=[only(shop).pk])).content.decode()
    job.run(filing.NOW.replace(year=2099))
    done = member.get(reverse("import", args=[only(shop).pk])).content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert "Undo this import" in done
    assert Parcel.objects.for_tenant(shop.tenant_id).get().carrier == "china-post"

    member.post(reverse("import_undo", args=[only(shop).pk]))
    undone = member.get(reverse("import", args=[only(shop).pk])).content.decode()
    assert "This import was undone" in undone
    assert not Parcel.objects.for_tenant(shop.tenant_id).exists()


def test_the_uploaded_file_lies_sealed_and_its_digest_is_kept(shop, upload):
    upload()

    batch = only(shop)
    assert b"RV482917305CN" not in blobs.path_of(shop.tenant_id, batch.blob).read_bytes()
    assert batch.size == len(CONTENT)
    assert batch.digest == hashlib.sha256(CONTENT).hexdigest()


def test_pasted_rows_are_a_file_too(member, shop):
    answer = member.post(reverse("import_upload"), {"pasted": CONTENT.decode(), "shop": shop.pk})

    assert answer.status_code == 302
    assert only(shop).summary["new"] == 1


def test_the_refused_rows_are_handed_out_with_reasons(member, shop, upload):
    upload()
    answer = member.get(reverse("import_rejects", args=[only(shop).pk]))

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len(lines) == 2
    assert lines[1].startswith("4.20906E+15,usps,")


def test_columns_can_be_chosen_and_the_preview_follows(member, shop, upload):
    upload(b"Paket,Land\nRV482917305CN,DE\n", kind="parcels")
    batch = only(shop)
    before = member.get(reverse("import", args=[batch.pk])).content.decode()
    member.post(
        reverse("import_match", args=[batch.pk]),
        {"kind": "parcels", "column-0": "tracking_number", "column-1": "destination_country"},
    )

    assert "No column of the file holds tracking_number" in before
    assert only(shop).summary["new"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The submitted file is empty"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "save it as .xlsx or .csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_with_what_to_do(upload, shop, content, said):
    answer = upload(content, "x.xls")

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Import.objects.for_tenant(shop.tenant_id).exists()


def test_a_file_over_the_limit_is_refused_and_nothing_of_it_stays(upload, tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_FILE_BYTES", 1000)
    monkeypatch.setattr(blobs, "path_of", lambda _tenant, name: tmp_path / name[:2] / name)
    answer = upload(b"tracking_number\n" + b"RV482917305CN\n" * 10_000)

    assert answer.status_code == 422
    assert "larger than 1 GB" in answer.content.decode()
    assert "Choose a file or paste rows" not in answer.content.decode()
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_an_upload_without_the_forms_mark_is_refused(client, user, shop):
    client.handler.enforce_csrf_checks = True
    client.force_login(user)
    answer = client.post(
        reverse("import_upload"), {"file": SimpleUploadedFile("x.csv", CONTENT), "shop": shop.pk}
    )

    assert answer.status_code == 403
    assert not Import.objects.for_tenant(shop.tenant_id).exists()


def test_a_file_cannot_be_committed_twice(member, shop, upload):
    upload()
    first = member.post(reverse("import_commit", args=[only(shop).pk]))
    second = member.post(reverse("import_commit", args=[only(shop).pk]))

    assert (first.status_code, second.status_code) == (302, 409)


def test_an_import_of_another_tenant_is_not_found(member, other_tenant):
    shop = Shop.objects.for_tenant(other_tenant).create(name="Other")
    batch = filing.take_in(shop, CONTENT)

    for name in ("import", "import_rejects"):
        assert member.get(reverse(name, args=[batch.pk])).status_code == 404
    for name in ("import_commit", "import_undo", "import_match"):
        assert member.post(reverse(name, args=[batch.pk])).status_code == 404


def test_past_imports_are_listed(member, upload):
    upload(name="first.csv")
    upload(name="second.csv")

    page = member.get(reverse("imports")).content.decode()
    assert page.index("second.csv") < page.index("first.csv")


def test_orders_alone_lead_on_to_tracking_numbers_not_to_an_empty_audit(member, shop):
    rows = "order_number,value,currency\n1001,48.00,EUR"
    upload = {"pasted": rows, "shop": str(shop.pk), "kind": "orders"}
    address = member.post("/imports/upload/", upload).url
    shown = member.post(f"{address}commit/", follow=True)
    assert shown.redirect_chain[-1][0] == address


def test_an_undone_import_leaves_no_memory_of_its_columns(member, shop, upload):
    upload(b"Parcel,Where\nRR100070070NL,ES\n")
    batch = only(shop)
    columns = {"column-0": "tracking_number", "column-1": "destination_country"}
    member.post(f"/imports/{batch.pk}/match/", {"kind": "parcels", **columns})
    member.post(f"/imports/{batch.pk}/commit/")
    job.run(filing.NOW.replace(year=2099))
    assert ColumnMemory.objects.for_tenant(shop.tenant_id).count() == 1
    member.post(f"/imports/{batch.pk}/undo/")
    assert ColumnMemory.objects.for_tenant(shop.tenant_id).count() == 0


def test_a_message_file_shows_what_it_says_and_no_columns_to_match(member, upload):
    message = b"UNH+1+IFTSTA:D:01B:UN'CNI+1+RV482917305CN'STS+1+999'DTM+334:20269901:102'UNT+5+1'"
    page = member.get(upload(message, "status.edi").url).content.decode()

    assert "What the messages say" in page
    assert "Codes nobody mapped" in page
    assert "segment 4 (DTM)" in page
    assert "Read the file this way" not in page


def test_the_file_field_offers_tables_and_message_files(member):
    page = member.get(reverse("imports")).content.decode()
    assert 'accept=".csv,.txt,.tsv,.xlsx,.ndjson,.jsonl,.parquet,' in page
    assert ".eml" in page


def test_the_preview_says_what_stays_unknown_without_a_column(member, shop, upload):
    page = member.get(upload().url).content.decode()
    assert "Without a value no claim has a sum." in page
    assert "Without the day of posting no last day to claim is known." in page
    assert "The carrier is guessed from the number alone." not in page


def test_the_preview_names_columns_in_words(member, shop, upload):
    page = member.get(upload().url).content.decode()
    assert '<option value="handed_over_at">Handed over at</option>' in page
    assert ">Tracking number</th>" in page
