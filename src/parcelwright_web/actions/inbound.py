"""Keeping what a source posts: durable before it is acknowledged, and only once."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db import connection as database
from django.db.models import F

from parcelwright import sources
from parcelwright_web.actions.connections import OLD_SECRET_VALID
from parcelwright_web.models.intake import InboundBody, InboundVerdict, Proof, SourceConnection
from parcelwright_web.models.leases import LeaseState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from parcelwright.sources import PushSource

MAX_BODY_BYTES = 1_048_576
_MAX_KEY = 100
# A body signed longer ago, or that far ahead, is kept and marked.
_PUNCTUAL = timedelta(minutes=5)


class Receipt(StrEnum):
    """What became of a posted body."""

    STORED = "stored"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    REFUSED = "refused"


def connection_at(token: str) -> SourceConnection | None:
    """Return the connection of a posting source whose address ends in this token, or None."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = SourceConnection.across_tenants.filter(token_digest=digest).first()
    return found if found is not None and found.source in sources.push_slugs() else None


def receive(
    connection: SourceConnection, body: bytes, headers: Mapping[str, str], now: datetime
) -> Receipt:
    """Check who sent a body and keep it; when this returns it is on disk, unless refused.

    A connection without a secret is known by its address alone.
    """
    source = sources.push_by_slug(connection.source)
    secrets = valid_secrets(connection, now)
    if secrets and not source.verify(body, headers, secrets):
        _count_refusal(connection, now)
        return Receipt.REFUSED
    digest = hashlib.sha256(body).hexdigest()
    key = source.dedupe_key(body) or digest
    row = InboundBody(
        tenant_id=connection.tenant_id,
        connection=connection,
        source=connection.source,
        dedupe_key=key if len(key) <= _MAX_KEY else hashlib.sha256(key.encode()).hexdigest(),
        digest=digest,
        body=body,
        headers=_without_secret(source, headers),
        received_at=now,
        run_at=now,
        auth=_proof(source) if secrets else Proof.URL_SECRET,
        late=_is_late(source, headers, now),
    )
    return keep(row)


def _proof(source: PushSource) -> Proof:
    return Proof.SECRET if source.SECRET_IS_SENT else Proof.SIGNATURE


def _without_secret(source: PushSource, headers: Mapping[str, str]) -> dict[str, str]:
    """Return what is kept of the headers: never a secret that the sender sends in clear."""
    secret = source.SIGNATURE_HEADER.casefold() if source.SECRET_IS_SENT else ""
    return {name: value for name, value in headers.items() if name.casefold() != secret}


def _is_late(source: PushSource, headers: Mapping[str, str], now: datetime) -> bool:
    signed = sources.signed_at(source, headers)
    return signed is not None and abs(now - signed) > _PUNCTUAL


def valid_secrets(connection: SourceConnection, now: datetime) -> list[str]:
    """Return the secrets under which a signature is good now, the newest first."""
    changed = connection.secret_changed_at
    is_recent = changed is not None and now - changed < OLD_SECRET_VALID
    old = connection.previous_secret if is_recent else ""
    return [secret for secret in (connection.secret, old) if secret]


def keep(row: InboundBody) -> Receipt:
    """Insert a body, posted or fetched.

    The database's own constraints tell a repeat from a conflict.
    """
    try:
        with _apart():
            row.save(force_insert=True)
    except IntegrityError:
        pass
    else:
        return Receipt.STORED
    if _raise_hits(row):
        return Receipt.REPEATED
    row.verdict, row.state = InboundVerdict.CONFLICT, LeaseState.DONE
    try:
        with _apart():
            row.save(force_insert=True)
    except IntegrityError:
        # The same two bodies came at the same moment; the other request stored this one.
        if not _raise_hits(row):
            raise
        return Receipt.REPEATED
    return Receipt.CONFLICT


def _apart() -> AbstractContextManager[None]:
    """Return a savepoint within a transaction; outside, one statement is one transaction."""
    return transaction.atomic() if database.in_atomic_block else nullcontext()


def _raise_hits(row: InboundBody) -> bool:
    same = InboundBody.objects.for_tenant(row.tenant_id).filter(
        source=row.source, dedupe_key=row.dedupe_key, digest=row.digest
    )
    return same.update(hits=F("hits") + 1) == 1


def _count_refusal(connection: SourceConnection, now: datetime) -> None:
    same = SourceConnection.objects.for_tenant(connection.tenant_id).filter(pk=connection.pk)
    same.update(refused_count=F("refused_count") + 1, last_refused_at=now)
