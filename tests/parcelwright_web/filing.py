"""Brings a file through the whole import, as the pages and the worker do."""

from datetime import UTC, datetime, timedelta

from parcelwright_web import blobs
from parcelwright_web.actions import imports
from parcelwright_web.jobs import imports as job

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def take_in(shop, content, name="parcels.csv", kind="", now=NOW):
    payload = content.encode() if isinstance(content, str) else content
    batch = imports.receive(
        shop, blobs.write(shop.tenant_id, payload), name, by="user:1", now=now, kind=kind
    )
    imports.preview(batch, now)
    return batch


def bring(shop, content, name="parcels.csv", kind="", now=NOW):
    batch = take_in(shop, content, name, kind, now)
    imports.commit(batch, now)
    job.run(now + timedelta(seconds=1))
    batch.refresh_from_db()
    return batch
