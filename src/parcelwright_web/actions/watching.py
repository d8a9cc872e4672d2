"""What a person decides about being asked: credentials, a look at once, giving up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright import sources
from parcelwright.errors import ParcelwrightError
from parcelwright.watch.standing import EndedWhy, WatchStanding
from parcelwright_web.actions import watch_release
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.watches import Watch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.asking.terms import Terms

_MAX_VALUE = 500


class AccessError(ParcelwrightError):
    """Credentials or an address that cannot be used; the message says which and why."""

    code = "access"


@transaction.atomic
def set_access(
    connection: SourceConnection,
    values: Mapping[str, str],
    now: datetime,
    *,
    base_url: str = "",
    calls_per_day: int | None = None,
) -> None:
    """Ask a source from now on with these credentials, and look soon whether it answers.

    A secret that is left empty stays as it was. ``base_url`` is needed only for a source that
    the seller hosts, or for the source's place for trials; ``calls_per_day`` only where the
    seller allows fewer or has bought more calls than the terms of the source name.

    Raises:
        AccessError: The source cannot be asked, or something it wants is missing.
    """
    row = SourceConnection.objects.for_tenant(connection.tenant_id).select_for_update()
    held = row.get(pk=connection.pk)
    connection.access = _complete(connection, values, held.access or {})
    connection.base_url = _address(connection, base_url)
    # At another address is another shop, whose orders were never read.
    connection.cursor = held.cursor if connection.base_url == held.base_url else {}
    connection.calls_per_day = calls_per_day
    connection.is_asked, connection.bearer, connection.bearer_until = True, None, None
    connection.quiet_until = connection.failing_since = connection.access_refused_at = None
    connection.troubles, connection.check_due_at = 0, now
    connection.save(
        update_fields=[
            "access", "base_url", "calls_per_day", "is_asked", "bearer", "bearer_until",
            "quiet_until", "failing_since", "access_refused_at", "troubles", "check_due_at",
            "cursor",
        ]
    )  # fmt: skip
    watch_release.release(connection, now)


@transaction.atomic
def stop_asking(connection: SourceConnection, now: datetime) -> None:
    """Ask a source no more and forget its credentials; its watches look for another."""
    connection.access = connection.bearer = connection.bearer_until = None
    connection.is_asked, connection.check_due_at = False, None
    connection.save(update_fields=["access", "bearer", "bearer_until", "is_asked", "check_due_at"])
    watch_release.release(connection, now)


def check_access(connection: SourceConnection, now: datetime) -> None:
    """Have the worker look whether a source answers; the result lands in ``last_answer``."""
    rows = SourceConnection.objects.for_tenant(connection.tenant_id)
    rows.filter(pk=connection.pk, is_asked=True).update(check_due_at=now)


def ask_now(watch: Watch, now: datetime) -> None:
    """Have a number looked at as soon as the source allows; a watch given up starts again."""
    rows = Watch.objects.for_tenant(watch.tenant_id).filter(pk=watch.pk)
    with transaction.atomic():
        rows.filter(state=LeaseState.DONE).update(
            state=LeaseState.READY,
            standing=WatchStanding.NEW,
            started_at=now,
            ended_at=None,
            ended_why="",
            ended_by="",
            closed_at=None,
        )
        rows.exclude(state=LeaseState.DONE).update(run_at=now, urgent=True, tried={})


@transaction.atomic
def give_up(watch: Watch, actor: str, reason: str, now: datetime) -> None:
    """End a watch because a person says so; ``reason`` is kept as they wrote it.

    It stays ended, whatever becomes of the parcel, until somebody asks again.
    """
    rows = Watch.objects.for_tenant(watch.tenant_id).filter(pk=watch.pk, ended_at=None)
    rows.update(
        state=LeaseState.DONE,
        lease_until=None,
        standing=WatchStanding.ENDED,
        why=reason.strip()[:300],
        ended_at=now,
        ended_why=EndedWhy.GIVEN_UP,
        ended_by=actor,
    )


def _complete(
    connection: SourceConnection, values: Mapping[str, str], held: Mapping[str, str]
) -> dict[str, str]:
    found = {}
    for wanted in _terms(connection).credentials:
        given = values.get(wanted.name, "").strip()[:_MAX_VALUE]
        value = given or (held.get(wanted.name, "") if wanted.is_secret else "")
        if not value and not wanted.is_optional:
            raise AccessError(f"{wanted.label} is missing; the source gives it to you.")
        found[wanted.name] = value
    return found


def _terms(connection: SourceConnection) -> Terms:
    """Return the terms of a source that is asked, for tracking or for orders."""
    terms = sources.terms_of(connection.source)
    if terms is None:
        raise AccessError(f"{sources.by_slug(connection.source).NAME} cannot be asked; it posts.")
    return terms


def _address(connection: SourceConnection, base_url: str) -> str:
    address = base_url.strip().rstrip("/")
    if not address and not _terms(connection).base_url:
        raise AccessError("The address of the server is missing; this source runs on your own.")
    if address and not address.startswith(("https://", "http://")):
        raise AccessError("The address of the server must begin with https:// or http://.")
    return address
