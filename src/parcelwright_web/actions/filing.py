"""Writes a file in one go, for commands and the sample: the same steps as on the page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright_web.actions import imports
from parcelwright_web.models.leases import LeaseState

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web import blobs
    from parcelwright_web.models.accounts import Shop
    from parcelwright_web.models.intake import Import

_LEASE = timedelta(hours=1)


def file_at_once(
    shop: Shop,
    file: blobs.Written,
    name: str,
    *,
    by: str,
    now: datetime,
    kind: str = "",
    tries: bool = True,
) -> Import:
    """Take in, preview and write a file; return the import, written.

    ``tries`` says whether the preview counts what would change, which takes as long again.

    Raises:
        InputFileError: It cannot be read, or no column holds the number.
    """
    batch = imports.receive(shop, file, name, by=by, now=now, kind=kind)
    imports.preview(batch, now, tries=tries)
    if batch.summary.get("error"):
        raise imports.ImportRefused(str(batch.summary["error"]))
    if batch.summary.get("missing"):
        msg = f"{name}: no column holds {batch.summary['missing']}; name one so and try again"
        raise imports.ImportRefused(msg)
    imports.commit(batch, now)
    _claim(batch, now)
    imports.apply(batch, now, _LEASE)
    return batch


def _claim(batch: Import, now: datetime) -> None:
    """Hold the import ourselves, so that no worker takes it up beside us."""
    batch.state, batch.attempt, batch.lease_until = LeaseState.RUNNING, 1, now + _LEASE
    batch.save(update_fields=["state", "attempt", "lease_until"])
