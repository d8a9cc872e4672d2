from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, models

migration = import_module("parcelwright_web.migrations.0031_drop_indexes_that_others_hold")
MODELS = tuple(apps.get_app_config("parcelwright_web").get_models())


def _beginnings(model):
    """Fields with which a whole index of a model begins, unique ones included."""
    told = [*model._meta.indexes, *model._meta.constraints]
    whole = (
        each
        for each in told
        if isinstance(each, models.Index | models.UniqueConstraint) and each.condition is None
    )
    return {each.fields[0].lstrip("-") for each in whole if each.fields}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_key_has_an_index_of_its_own_beside_one_that_begins_with_it(model):
    keys = {
        field.name
        for field in model._meta.local_fields
        if field.remote_field and field.db_index and not field.unique
    }
    assert keys & _beginnings(model) == set()


def _alone(model, field):
    """Indexes of the database over one key alone, which are not unique."""
    column = model._meta.get_field(field).column
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return [
        name
        for name, told in found.items()
        if told["columns"] == [column] and told["index"] and not told["unique"]
    ]


@pytest.mark.django_db
def test_the_database_has_none_of_the_dropped_indexes_and_can_have_them_again():
    of_parcels = [
        (apps.get_model("parcelwright_web", name), field)
        for name, field in (("trackingeventrow", "parcel"), ("watch", "connection"))
    ]
    every = [
        (apps.get_model("parcelwright_web", name), field)
        for (name, field), _ in migration._fields()
    ]
    assert [_alone(*each) for each in every] == [[]] * len(every)
    editor = connection.schema_editor()
    migration.restore(apps, editor)
    assert [len(_alone(*each)) for each in of_parcels] == [1, 1]
    migration.drop(apps, editor)
    assert [_alone(*each) for each in every] == [[]] * len(every)
