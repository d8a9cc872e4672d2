import pytest
from django.core.exceptions import FieldError
from django.db import connection

from parcelwright_web.models.accounts import Shop
from parcelwright_web.sealing import SealError

pytestmark = pytest.mark.django_db

SECRET = "correct horse battery"


def stored(shop):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT smtp_password FROM {Shop._meta.db_table} WHERE id = %s", [shop.pk])
        return bytes(cursor.fetchone()[0])


@pytest.fixture
def sealed_shop(shop):
    shop.smtp_password = SECRET
    shop.save()
    return shop


def test_the_database_holds_no_trace_of_the_plain_text(sealed_shop):
    assert SECRET.encode() not in stored(sealed_shop)
    assert stored(sealed_shop)[:2] == b"\x01\x01"


def test_a_row_read_again_shows_the_plain_text(sealed_shop, tenant):
    assert Shop.objects.for_tenant(tenant).get().smtp_password == SECRET


def test_saving_an_untouched_row_keeps_the_stored_bytes(sealed_shop, tenant):
    before = stored(sealed_shop)
    again = Shop.objects.for_tenant(tenant).get()
    again.save()
    assert stored(again) == before


def test_a_deferred_value_is_read_when_asked_for(sealed_shop, tenant):
    assert Shop.objects.for_tenant(tenant).defer("smtp_password").get().smtp_password == SECRET


def test_nothing_stays_nothing(shop, tenant):
    assert Shop.objects.for_tenant(tenant).get().smtp_password is None


def test_a_value_copied_into_another_tenants_row_does_not_open(sealed_shop, other_tenant):
    other = Shop.objects.for_tenant(other_tenant).create(name="Thief")
    with connection.cursor() as cursor:
        table = Shop._meta.db_table
        cursor.execute(
            f"UPDATE {table} SET smtp_password = %s WHERE id = %s", [stored(sealed_shop), other.pk]
        )
    with pytest.raises(SealError, match="belongs to another row"):
        _ = Shop.across_tenants.get(pk=other.pk).smtp_password


def test_a_search_in_a_sealed_column_is_refused(tenant):
    with pytest.raises(FieldError, match="BlindIndexField"):
        Shop.objects.for_tenant(tenant).filter(smtp_password=SECRET).exists()


def test_an_update_that_would_store_plain_text_is_refused(sealed_shop, tenant):
    with pytest.raises(FieldError, match="not by update"):
        Shop.objects.for_tenant(tenant).update(smtp_password="plain")


def test_values_and_their_printed_form_stay_sealed(sealed_shop, tenant):
    value = Shop.objects.for_tenant(tenant).values_list("smtp_password", flat=True).get()
    assert repr(value) == "<sealed>"
