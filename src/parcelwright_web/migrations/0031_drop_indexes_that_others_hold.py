"""Drops indexes of one key where a longer one begins with it and answers the same questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import migrations, models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Tables with a longer index that begins with the tenant.
_OF_TENANT = (
    "auditline", "carriercandidate", "carrierreview", "case", "columnmemory", "coverline",
    "declaration", "evidenceentry", "evidencehead", "inboundbody", "incident",
    "incidentround", "keptjourneys", "keptwatchcounts", "learnedtable", "order", "orderdraft",
    "parcel", "parcelnumber", "ratetable", "shop", "snapshotrow", "sourceconnection",
    "switchedoffcheck", "trackingeventrow", "watch",
)  # fmt: skip
# Other keys with a longer index that begins with them.
_OTHERS: dict[tuple[str, str], models.Field[Any, Any]] = {
    ("evidenceentry", "case"): models.ForeignKey(
        db_index=False,
        null=True,
        on_delete=models.PROTECT,
        related_name="evidence",
        to="parcelwright_web.case",
    ),
    ("incidentmember", "incident"): models.ForeignKey(
        db_index=False,
        on_delete=models.CASCADE,
        related_name="members",
        to="parcelwright_web.incident",
    ),
    ("membership", "user"): models.ForeignKey(
        db_index=False,
        on_delete=models.CASCADE,
        related_name="memberships",
        to=settings.AUTH_USER_MODEL,
    ),
    ("packingphoto", "draft"): models.ForeignKey(
        db_index=False,
        on_delete=models.CASCADE,
        related_name="photos",
        to="parcelwright_web.orderdraft",
    ),
    ("trackingeventrow", "parcel"): models.ForeignKey(
        db_index=False,
        on_delete=models.CASCADE,
        related_name="events",
        to="parcelwright_web.parcel",
    ),
    ("watch", "connection"): models.ForeignKey(
        blank=True,
        db_index=False,
        null=True,
        on_delete=models.SET_NULL,
        related_name="watches",
        to="parcelwright_web.sourceconnection",
    ),
    ("watch", "parcel"): models.ForeignKey(
        db_index=False,
        on_delete=models.CASCADE,
        related_name="watches",
        to="parcelwright_web.parcel",
    ),
}


def _fields() -> Iterator[tuple[tuple[str, str], models.Field[Any, Any]]]:
    for model in _OF_TENANT:
        tenant = models.ForeignKey(
            db_index=False,
            on_delete=models.CASCADE,
            related_name="+",
            to="parcelwright_web.tenant",
        )
        yield (model, "tenant"), tenant
    yield from _OTHERS.items()


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the index of each key by its name, without copying tables as SQLite else would."""
    for (name, field), _ in _fields():
        model = apps.get_model("parcelwright_web", name)
        table, column = model._meta.db_table, model._meta.get_field(field).column
        with editor.connection.cursor() as cursor:
            found = editor.connection.introspection.get_constraints(cursor, table)
        for index, told in found.items():
            alone = told["columns"] == [column] and told["index"]
            if alone and not (told["unique"] or told["primary_key"] or told["check"]):
                editor.execute(f"DROP INDEX {editor.quote_name(index)}")


def restore(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the indexes anew."""
    for (name, field), _ in _fields():
        model = apps.get_model("parcelwright_web", name)
        table, column = model._meta.db_table, model._meta.get_field(field).column
        index = editor.quote_name(f"{table[:40]}_{column}_alone"[-60:])
        editor.execute(
            f"CREATE INDEX {index} ON {editor.quote_name(table)} ({editor.quote_name(column)})"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("parcelwright_web", "0030_keep_own_tariffs"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(model_name=model, name=name, field=field)
                for (model, name), field in _fields()
            ],
            database_operations=[migrations.RunPython(drop, restore)],
        ),
    ]
