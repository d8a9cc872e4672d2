import pytest
from django.db import connection, models

from parcelwright_web.models.sealed import BlindIndexField, SealedJSONField, SealedTextField
from parcelwright_web.models.tenancy import TenantModel


class Recipient(TenantModel):
    """A sealed name that can be found again; only this test has its table."""

    name = SealedTextField()
    name_index = BlindIndexField(source="name", form="text")
    extra = SealedJSONField(null=True)

    class Meta:
        app_label = "parcelwright_web"
        managed = False


@pytest.fixture(autouse=True)
def table(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Recipient)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Recipient)


def found(tenant, name):
    index = Recipient._meta.get_field("name_index").of(name, tenant.pk)
    rows = Recipient.objects.for_tenant(tenant).filter(name_index=index)
    return [row.name for row in rows]


def test_a_sealed_name_is_found_by_another_spelling_of_it(tenant):
    Recipient.objects.for_tenant(tenant).create(name="Noura Alotaibi")
    assert found(tenant, "noura  ALOTAIBI") == ["Noura Alotaibi"]


def test_a_changed_name_is_no_longer_found_under_the_old_one(tenant):
    row = Recipient.objects.for_tenant(tenant).create(name="Noura")
    row.name = "Lucía"
    row.save()
    assert (found(tenant, "Noura"), found(tenant, "LUCÍA")) == ([], ["Lucía"])


def test_bulk_rows_are_sealed_and_indexed_too(tenant):
    Recipient.objects.for_tenant(tenant).bulk_create(
        [Recipient(name="Emma"), Recipient(name="Tom")]
    )
    assert found(tenant, "emma") == ["Emma"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, name_index FROM {Recipient._meta.db_table}")
        stored = cursor.fetchall()
    assert not any(b"Emma" in bytes(name) or "Emma" in index for name, index in stored)


def test_a_json_value_comes_back_as_it_was(tenant):
    value = {"city": "الرياض", "lines": ["1", None, 2.5]}
    Recipient.objects.for_tenant(tenant).create(name="x", extra=value)
    assert Recipient.objects.for_tenant(tenant).get().extra == value


def test_the_field_survives_a_migration():
    field = Recipient._meta.get_field("name_index")
    _, path, args, options = field.deconstruct()
    again = BlindIndexField(*args, **options)
    assert path == "parcelwright_web.models.sealed.BlindIndexField"
    assert (again.source, again.form, again.max_length) == ("name", "text", 64)
    assert isinstance(again, models.CharField)
