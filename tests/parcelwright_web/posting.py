"""Makes connections, and bodies as AfterShip posts them."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

from parcelwright_web.models.intake import SourceConnection

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def connect(tenant, shop, source="aftership", secret="", token="t0ken"):
    return SourceConnection.objects.for_tenant(tenant).create(
        shop=shop,
        source=source,
        token=token,
        token_digest=hashlib.sha256(token.encode()).hexdigest(),
        secret=secret,
        created_at=NOW,
    )


def body(number="RV482917305CN", checkpoints=(), event_id="", ts=1763640000, **tracking):
    """Return an AfterShip body; a checkpoint is (time, sub-tag) or (time, sub-tag, place)."""
    found = {
        "event": "tracking_update",
        "event_id": event_id or None,
        "msg": {
            "tracking_number": number,
            "slug": "china-post",
            **tracking,
            "checkpoints": [
                {
                    "checkpoint_time": time,
                    "tag": tag.partition("_")[0],
                    "subtag": tag,
                    "slug": "china-post",
                    "message": f"{tag} said",
                    "location": place[0] if place else "",
                }
                for time, tag, *place in checkpoints
            ],
        },
        "ts": ts,
    }
    return json.dumps(found).encode()


def signature(payload, secret):
    return base64.b64encode(hmac.digest(secret.encode(), payload, hashlib.sha256)).decode()
