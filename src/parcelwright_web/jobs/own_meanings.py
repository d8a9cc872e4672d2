"""Reads stored events anew after a shop gave a code a meaning, or took one back."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError

from parcelwright_web import clock
from parcelwright_web.actions import rereading
from parcelwright_web.models import leases
from parcelwright_web.models.own_meanings import OwnMeaning

NAME = "own_meanings"
EVERY_S = 2
SLOW = True
_LEASE = timedelta(minutes=1)
_log = logging.getLogger("parcelwright.own_meanings")


def run(now: datetime) -> int:
    """Read the events of one code anew; return how many meanings were handled."""
    claimed = leases.claim(OwnMeaning, 1, now, _LEASE)
    for meaning in claimed:
        try:
            with leases.kept(meaning, _LEASE):
                while rereading.read_some(meaning, clock.now()):
                    pass
                rereading.count(meaning)
            leases.finish(meaning)
        except DatabaseError as error:
            _log.exception("meaning %d failed", meaning.pk)
            leases.retry(meaning, now, str(error))
    return len(claimed)
