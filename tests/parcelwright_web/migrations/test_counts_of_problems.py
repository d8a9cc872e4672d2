from importlib import import_module

import posting
import pytest
from django.apps import apps

from parcelwright_web.models.intake import InboundBody

migration = import_module("parcelwright_web.migrations.0006_count_problems_of_bodies")
pytestmark = pytest.mark.django_db


def test_bodies_stored_before_are_counted_in_parts(tenant, shop, monkeypatch):
    monkeypatch.setattr(migration, "BODIES_TOGETHER", 2)
    connection = posting.connect(tenant, shop)
    for place, problems in enumerate(([], [["a", "no"], ["b", "no"]], [["a", "no"]])):
        InboundBody.objects.for_tenant(tenant).create(
            connection=connection, source="aftership", dedupe_key=f"k{place}", digest="d",
            body=b"{}", received_at=posting.NOW, run_at=posting.NOW, auth="secret",
            problems=problems,
        )  # fmt: skip
    migration.count(apps, None)
    counts = InboundBody.objects.for_tenant(tenant).order_by("pk")
    assert list(counts.values_list("problem_count", flat=True)) == [0, 2, 1]
