"""Counts the problems of each raw body, so that bodies with problems are found at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BODIES_TOGETHER = 500


def count(apps: Apps, _: BaseDatabaseSchemaEditor | None) -> None:
    """Count what is stored, in parts of bounded size."""
    bodies = apps.get_model("parcelwright_web", "InboundBody")._base_manager
    done = 0
    while some := list(
        bodies.filter(pk__gt=done).order_by("pk").only("problems")[:BODIES_TOGETHER]
    ):
        done = some[-1].pk
        found = [body for body in some if body.problems]
        for body in found:
            body.problem_count = len(body.problems)
        bodies.bulk_update(found, ["problem_count"])


class Migration(migrations.Migration):
    dependencies = [("parcelwright_web", "0005_own_meanings")]

    operations = [
        migrations.AddField(
            model_name="inboundbody",
            name="problem_count",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="inboundbody",
            index=models.Index(
                condition=models.Q(("problem_count__gt", 0)),
                fields=["connection", "-id"],
                name="bodies_with_problems",
            ),
        ),
        migrations.RunPython(count, migrations.RunPython.noop, elidable=True),
    ]
