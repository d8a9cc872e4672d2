"""What people add to a case: words and files, as evidence items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright_web.actions.changing import ActError
from parcelwright_web.actions.evidence import NewItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.evidence.item import EvidenceKind

MAX_BYTES = 20 * 1024 * 1024
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,40}/[\w.+-]{1,40}")


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file somebody brought, as the browser named it."""

    name: str
    media_type: str
    content: bytes


def kept(kind: EvidenceKind, text: str, uploads: Sequence[Upload]) -> list[NewItem]:
    """Return words and files as evidence items; nothing for empty words.

    Raises:
        ActError: A file is empty or larger than 20 MB.
    """
    items = [_item(kind, upload) for upload in uploads]
    if text.strip():
        items.insert(
            0,
            NewItem(
                kind=kind,
                payload=text.encode(),
                media_type="text/plain; charset=utf-8",
                title=" ".join(text.split())[:60],
            ),
        )
    return items


def _item(kind: EvidenceKind, upload: Upload) -> NewItem:
    name = re.split(r"[\\/]", upload.name)[-1][:120] or "file"
    if not upload.content:
        msg = f'"{name}" is empty; choose the file again'
        raise ActError(msg)
    if len(upload.content) > MAX_BYTES:
        size = len(upload.content) / 1024 / 1024
        msg = f'"{name}" has {size:.1f} MB; at most {MAX_BYTES // 1024 // 1024} MB are kept'
        raise ActError(msg)
    known = _MEDIA_TYPE.fullmatch(upload.media_type)
    media_type = upload.media_type if known else "application/octet-stream"
    return NewItem(kind=kind, payload=upload.content, media_type=media_type, title=name)
