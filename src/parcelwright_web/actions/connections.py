"""Connections to sources: an address that nobody guesses, and secrets that can be changed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright_web.models.intake import InboundBody, SourceConnection

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop

# After a change the old secret opens for a week, while the sender's side is changed too.
OLD_SECRET_VALID = timedelta(days=7)
_TOKEN_BYTES = 16


@transaction.atomic
def connect(shop: Shop, source: str, secret: str, now: datetime) -> SourceConnection:
    """Return the connection of a shop to a source, made when there is none yet."""
    rows = SourceConnection.objects.for_tenant(shop.tenant_id)
    known = rows.filter(shop=shop, source=source).first()
    if known is not None:
        return known
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    return rows.create(
        shop=shop,
        source=source,
        token=token,
        token_digest=hashlib.sha256(token.encode()).hexdigest(),
        secret=secret,
        created_at=now,
    )


@transaction.atomic
def change_secret(connection: SourceConnection, secret: str, now: datetime) -> None:
    """Let a new secret sign from now on; the old one stays good for seven days.

    Without a new secret nothing is signed any more, and the address alone tells the sender.
    """
    connection.previous_secret = connection.secret if secret else ""
    connection.secret, connection.secret_changed_at = secret, now
    connection.save(update_fields=["secret", "previous_secret", "secret_changed_at"])


@transaction.atomic
def change_address(connection: SourceConnection) -> None:
    """Give a connection another address; what comes to the old one is not found from now on."""
    connection.token = secrets.token_urlsafe(_TOKEN_BYTES)
    connection.token_digest = hashlib.sha256(connection.token.encode()).hexdigest()
    connection.save(update_fields=["token", "token_digest"])


def can_be_removed(connection: SourceConnection) -> bool:
    """Return whether nothing ever came from a connection; bodies are evidence and stay."""
    rows = InboundBody.objects.for_tenant(connection.tenant_id)
    return not connection.is_asked and not rows.filter(connection=connection).exists()


@transaction.atomic
def remove(connection: SourceConnection) -> bool:
    """Remove a connection from which nothing ever came; return False for any other."""
    rows = SourceConnection.objects.for_tenant(connection.tenant_id).select_for_update()
    held = rows.get(pk=connection.pk)
    if not can_be_removed(held):
        return False
    held.delete()
    return True
