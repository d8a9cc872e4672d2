"""Whether this installation works, for monitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parcelwright_web import clock
from parcelwright_web.access import public
from parcelwright_web.models.heartbeats import Heartbeat
from parcelwright_web.worker import HEARTBEAT

if TYPE_CHECKING:
    from django.http import HttpRequest

_WORKER_SILENT_S = 120


@public
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, tables and worker are well, else 503; names no data."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        migrated = not _open_migrations()
        beat = Heartbeat.objects.filter(name=HEARTBEAT).first()
    except DatabaseError:
        return JsonResponse({"ok": False, "database": False}, status=503)
    age = (clock.now() - beat.at).total_seconds() if beat else None
    well = migrated and age is not None and age <= _WORKER_SILENT_S
    state = {
        "ok": well,
        "database": True,
        "migrated": migrated,
        "worker_seconds": None if age is None else round(age),
    }
    return JsonResponse(state, status=200 if well else 503)


def _open_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


urlpatterns = [path("health", health, name="health")]
