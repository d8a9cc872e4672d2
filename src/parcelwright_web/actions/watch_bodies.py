"""Bodies that the watch brings: what it fetched, and its own notes on sources."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from parcelwright.watch.notes import write_notes
from parcelwright_web.actions import inbound
from parcelwright_web.models.intake import InboundBody, Proof

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.watch.notes import Note
    from parcelwright_web.models.intake import SourceConnection


def keep_notes(connection: SourceConnection, notes: Sequence[Note], now: datetime) -> None:
    """Keep notes on how a source stands to numbers; the journeys state them once projected."""
    if notes:
        numbers = [note.number for note in notes]
        inbound.keep(fetched(connection, write_notes(notes), now, Proof.WATCH, numbers))


def fetched(
    connection: SourceConnection, body: bytes, at: datetime, proof: Proof, numbers: Sequence[str]
) -> InboundBody:
    """Return an unsaved body that is one of a kind: about these numbers, at this moment.

    So the same history heard again after another one is the newest word again.
    """
    about = hashlib.sha256("\n".join(numbers).encode()).hexdigest()[:24]
    return InboundBody(
        tenant_id=connection.tenant_id,
        connection=connection,
        source=connection.source,
        dedupe_key=f"{proof} {connection.pk} {at.isoformat()} {about}",
        digest=hashlib.sha256(body).hexdigest(),
        body=body,
        received_at=at,
        run_at=at,
        auth=proof,
        asked=list(numbers),
    )
