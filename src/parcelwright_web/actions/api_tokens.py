"""Secrets under which a shop's own programs may check orders."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from parcelwright_web.models.drafts import ApiToken

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop

_PREFIX = "pw_"
_SHOWN = 7


def make(shop: Shop, name: str, actor: str, now: datetime) -> str:
    """Return a new secret; it is told once and kept as a digest only."""
    secret = _PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.for_tenant(shop.tenant_id).create(
        shop=shop,
        name=name,
        digest=_digest(secret),
        shown=secret[:_SHOWN],
        made_at=now,
        made_by=actor,
    )
    return secret


def token_of(secret: str, now: datetime) -> ApiToken | None:
    """Return the token of a secret and note its use, or None when it opens nothing."""
    # The secret names its tenant: there is none to ask for before it is found.
    rows = ApiToken.across_tenants.select_related("shop")
    found = rows.filter(digest=_digest(secret), ended_at=None).first()
    if found is not None:
        found.used_at = now
        found.save(update_fields=["used_at"])
    return found


def end(token: ApiToken, now: datetime) -> None:
    """Let a secret open nothing any more."""
    token.ended_at = now
    token.save(update_fields=["ended_at"])


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
