"""Previews and writes files that sellers brought, one at a time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError

from parcelwright.errors import ParcelwrightError
from parcelwright_web.actions import imports
from parcelwright_web.models import leases
from parcelwright_web.models.intake import Import, ImportPhase
from parcelwright_web.sealing import SealError

NAME = "imports"
EVERY_S = 1
SLOW = True
# Trying what a commit would do costs as much as the commit; larger files are only read.
_TRY_UP_TO_BYTES = 50_000_000
_LEASE = timedelta(minutes=2)
_log = logging.getLogger("parcelwright.imports")


def run(now: datetime) -> int:
    """Preview or write the next file; return how many were handled."""
    claimed = leases.claim(Import, 1, now, _LEASE)
    for batch in claimed:
        try:
            handle(batch, now)
        except (ParcelwrightError, SealError, DatabaseError, OSError, ValueError) as error:
            _log.exception("import %d failed", batch.pk)
            leases.retry(batch, now, str(error))
    return len(claimed)


def handle(batch: Import, now: datetime) -> None:
    """Do what a claimed import waits for."""
    with leases.kept(batch, _LEASE):
        if batch.phase == ImportPhase.COMMITTED:
            imports.apply(batch, now, _LEASE)
        else:
            imports.preview(batch, now, tries=batch.size <= _TRY_UP_TO_BYTES)
