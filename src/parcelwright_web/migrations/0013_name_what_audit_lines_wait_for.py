"""Names what each line of the audit waits for, and what was paid; all lines are made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def assess_again(apps: Apps, _: BaseDatabaseSchemaEditor | None) -> None:
    """Have the worker write every line anew, and those of closed cases for the first time."""
    parcels = apps.get_model("parcelwright_web", "Parcel")._base_manager
    in_audit = models.Q(audit_line__isnull=False) | models.Q(cases__closed_at__isnull=False)
    rows = parcels.filter(in_audit, assess_due=False)
    parcels.filter(pk__in=rows.values("pk")).update(assess_due=True)


class Migration(migrations.Migration):
    dependencies = [("parcelwright_web", "0012_keep_backtests")]

    operations = [
        migrations.AddField(
            model_name="auditline",
            name="lacks_of",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="auditline",
            name="waits",
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True),
        ),
        migrations.AddField(
            model_name="auditline",
            name="waits_currency",
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name="auditline",
            name="paid",
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True),
        ),
        migrations.AddField(
            model_name="auditline",
            name="paid_currency",
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.RunPython(assess_again, migrations.RunPython.noop, elidable=True),
    ]
