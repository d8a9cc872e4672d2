"""Photographs of packing: kept with an order, and evidence of the case of its parcel."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright.errors import ParcelwrightError
from parcelwright.evidence.item import EvidenceKind
from parcelwright_web import blobs, thumbnails
from parcelwright_web.actions import draft_history, evidence
from parcelwright_web.models.cases import Case
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.packing_photos import PackingPhoto

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright_web.actions.uploads import Upload
    from parcelwright_web.models.parcels import Parcel
    from parcelwright_web.models.tenancy import TenantQuerySet

MOST_BYTES = 8 * 1024 * 1024
MOST_PHOTOS = 20
_NAME_LETTERS = 120


class PhotoError(ParcelwrightError):
    """A file that is not kept as a photograph.

    Attributes:
        trouble: ``kind``, ``size`` or ``count``.
        name: Of the file.
    """

    code = "photo"

    def __init__(self, trouble: str, name: str) -> None:
        super().__init__(f'"{name}" is not kept: {trouble}')
        self.trouble, self.name = trouble, name


@transaction.atomic
def keep_photos(
    row: OrderDraft, shot: str, uploads: Sequence[Upload], actor: str, now: datetime
) -> list[PackingPhoto]:
    """Keep photographs of an order's packing, all or none, and return those that are new.

    The digest of each goes into the evidence log at once, which proves later that it was made
    by then; a case that is open on a parcel of the order gets the photographs themselves.

    Raises:
        PhotoError: A file is no JPEG or PNG, larger than 8 MB, or beyond 20 of the order.
    """
    row = OrderDraft.objects.for_tenant(row.tenant_id).select_for_update().get(pk=row.pk)
    known = set(photos_of(row).values_list("digest", flat=True))
    wanted = {}
    for upload in uploads:
        digest = hashlib.sha256(upload.content).hexdigest()
        if digest not in known:
            wanted[digest] = (upload, _media_type(upload))
    if len(known) + len(wanted) > MOST_PHOTOS:
        raise PhotoError("count", _name(uploads[-1]))
    made = [_keep(row, shot, digest, *each, actor, now) for digest, each in wanted.items()]
    if made:
        told = {"names": [photo.name for photo in made], "shot": shot}
        draft_history.note(row, "photos_kept", actor=actor, now=now, told=told)
        cases = Case.objects.for_tenant(row.tenant_id).filter(
            closed_at=None, parcel__shop_id=row.shop_id, parcel__order_key=row.number_key
        )
        for case in cases.select_related("parcel"):
            carry(case, actor, now)
    return made


@transaction.atomic
def remove_photo(photo: PackingPhoto, actor: str, now: datetime) -> None:
    """Remove a photograph from its order; what the log and cases hold of it stays there."""
    told = {"names": [photo.name], "shot": photo.shot}
    draft_history.note(photo.draft, "photo_removed", actor=actor, now=now, told=told)
    _remove_blob(photo)
    photo.delete()


def forget_photos(row: OrderDraft) -> None:
    """Remove the files of an order's photographs with the order; call in a transaction."""
    for photo in photos_of(row):
        _remove_blob(photo)


def carry(case: Case, actor: str, now: datetime) -> int:
    """Make the packing photographs of a case's order evidence of the case, each once.

    Call inside a transaction. Returns how many were added.
    """
    photos = [each for each in photos_of_parcel(case.parcel) if case.pk not in each.carried_to]
    items = [
        evidence.NewItem(
            kind=EvidenceKind.PACKING_PHOTO,
            payload=content_of(photo),
            media_type=photo.media_type,
            title=f"{photo.name}, {photo.kept_at:%Y-%m-%d %H:%M} UTC, log {photo.entry.seq}",
        )
        for photo in photos
    ]
    evidence.append_all(case.tenant_id, items, actor=actor, now=now, case=case)
    for photo in photos:
        photo.carried_to = [*photo.carried_to, case.pk]
        photo.save(update_fields=["carried_to"])
    return len(photos)


def photos_of(row: OrderDraft) -> TenantQuerySet[PackingPhoto]:
    """Return the photographs of an order, in the order in which they were kept."""
    return PackingPhoto.objects.for_tenant(row.tenant_id).filter(draft=row).order_by("pk")


def photos_of_parcel(parcel: Parcel) -> list[PackingPhoto]:
    """Return the photographs of the order that a parcel fulfills, oldest first."""
    if not parcel.order_key:
        return []
    rows = PackingPhoto.objects.for_tenant(parcel.tenant_id).filter(
        draft__number_key=parcel.order_key, draft__shop_id=parcel.shop_id
    )
    return list(rows.select_related("draft", "entry").defer("entry__payload").order_by("pk"))


def content_of(photo: PackingPhoto) -> bytes:
    """Return the file as it came."""
    with blobs.open_blob(photo.tenant_id, photo.blob) as file:
        return file.read()


def _keep(
    row: OrderDraft,
    shot: str,
    digest: str,
    upload: Upload,
    media_type: str,
    actor: str,
    now: datetime,
) -> PackingPhoto:
    written = blobs.write(row.tenant_id, upload.content)
    told = {"order": row.order_number, "shot": shot, "sha256": digest, "size": written.size}
    item = evidence.NewItem(
        kind=EvidenceKind.PACKING_PHOTO,
        payload=(json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n").encode(),
        media_type="application/json",
        title=_name(upload),
    )
    return PackingPhoto.objects.for_tenant(row.tenant_id).create(
        draft=row,
        shot=shot,
        name=_name(upload),
        media_type=media_type,
        blob=written.name,
        size=written.size,
        digest=digest,
        kept_at=now,
        kept_by=actor,
        entry=evidence.append(row.tenant_id, item, actor=actor, now=now),
    )


def _media_type(upload: Upload) -> str:
    if len(upload.content) > MOST_BYTES:
        raise PhotoError("size", _name(upload))
    try:
        return thumbnails.media_type_of(upload.content)
    except thumbnails.NoPhotographError as error:
        raise PhotoError("kind", _name(upload)) from error


def _name(upload: Upload) -> str:
    return PurePath(upload.name.replace("\\", "/")).name[-_NAME_LETTERS:] or "photo"


def _remove_blob(photo: PackingPhoto) -> None:
    tenant_id, name = photo.tenant_id, photo.blob
    transaction.on_commit(lambda: blobs.remove(tenant_id, name))
