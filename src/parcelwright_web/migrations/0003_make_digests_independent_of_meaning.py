"""Computes the stored digests of statements anew, from what was said and not what it means.

A frozen copy of how :attr:`parcelwright.parcels.events.TrackingEvent.digest` is built at this
point of the history, and of which facts hold the codes that each source sends.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PARCELS_TOGETHER = 500
SENT_CODES = "sent_codes"
# Facts of earlier rows that hold the codes as the source sent them, in the order it now has.
CODE_FACTS = {
    "aftership": ("subtag", "tag", "raw_tag"),
    "easypost": ("status", "status_detail", "carrier_code"),
    "karrio": ("status", "reason", "carrier_code"),
    "shippo": ("status", "substatus"),
    "trackingmore": ("status", "substatus", "raw_status"),
    "ups": ("type", "code", "description_code"),
}


def recompute(apps: Apps, _: BaseDatabaseSchemaEditor | None) -> None:
    """Go through all parcels in parts of bounded size; rows that become equal become one."""
    parcels = apps.get_model("parcelwright_web", "Parcel")._base_manager
    events = apps.get_model("parcelwright_web", "TrackingEventRow")._base_manager
    done = 0
    while keys := list(
        parcels.filter(pk__gt=done).order_by("pk").values_list("pk", flat=True)[:PARCELS_TOGETHER]
    ):
        done = keys[-1]
        rows = events.filter(parcel__in=keys).order_by("parcel_id", "pk")
        for parcel_id, own in groupby(rows, attrgetter("parcel_id")):
            _recompute_one(parcels, events, parcel_id, list(own))


def _recompute_one(parcels: Any, events: Any, parcel_id: int, rows: list[Any]) -> None:
    kept: dict[str, Any] = {}
    for row in rows:
        _name_codes(row)
        row.digest = _digest(row)
        known = kept.get(row.digest)
        if known is None or _is_fresher(row, known):
            kept[row.digest] = row
    stay = {row.pk for row in kept.values()}
    gone = [row.pk for row in rows if row.pk not in stay]
    if gone:
        events.filter(pk__in=gone).delete()
        parcels.filter(pk=parcel_id).update(event_count=len(kept), assess_due=True)
    events.bulk_update(
        kept.values(), ("digest", "facts", "code", "code_table"), batch_size=PARCELS_TOGETHER
    )


def _name_codes(row: Any) -> None:
    facts = {name: text for name, text in row.facts}
    if row.source == "buyer" and not row.code and row.milestone.startswith("REPORTED_"):
        row.code_table = "buyer.report"
        row.code = row.milestone.removeprefix("REPORTED_").lower()
    if row.source in CODE_FACTS and SENT_CODES not in facts:
        names = CODE_FACTS[row.source]
        if facts.get("scope") == "parcel":
            # The state of a whole parcel was kept by the code it was read by, and no other.
            return
        codes = "/".join((row.source, *(facts.get(name, "") for name in names)))
        row.facts = sorted([*row.facts, [SENT_CODES, codes]])


def _digest(row: Any) -> str:
    facts = {name: text for name, text in row.facts}
    said = facts.get(SENT_CODES) or (f"{row.code_table}/{row.code}" if row.code else "")
    said = said or ("" if row.description else row.milestone)
    owner = said.partition("/")[0].partition(".")[0]
    decides = facts.get("scope") == "parcel" or owner == row.carrier != ""
    words = "" if decides and said else " ".join(row.description.split()).casefold()
    parts = (row.tracking_number, row.source, said, _when(row), row.place.casefold(), words)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _when(row: Any) -> str:
    if row.occurred_local is None:
        return ""
    local = row.occurred_local.replace(tzinfo=None)
    if row.occurred_kind == "date":
        return str(local.date().isoformat())
    if row.occurred_offset_min is None:
        return str(local.isoformat())
    sign, minutes = (
        ("-", -row.occurred_offset_min)
        if row.occurred_offset_min < 0
        else ("+", row.occurred_offset_min)
    )
    return f"{local.isoformat()}{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def _is_fresher(row: Any, known: Any) -> bool:
    """Of a statement without a time the first is kept, else the last one received."""
    if row.occurred_local is None:
        return bool(
            (row.received_at, row.payload_digest) < (known.received_at, known.payload_digest)
        )
    return bool((row.received_at, known.payload_digest) > (known.received_at, row.payload_digest))


class Migration(migrations.Migration):
    dependencies = [("parcelwright_web", "0002_event_own_meaning")]

    operations = [migrations.RunPython(recompute, migrations.RunPython.noop, elidable=True)]
