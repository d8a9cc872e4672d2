"""Incidents as pages show them: their names in words, and figures ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcelwright.detection.hundredths import in_100
from parcelwright.diagnosis.incidents.incident import IncidentKind
from parcelwright_web.models.incidents import Incident, IncidentMember
from parcelwright_web.pages.labels import carrier_name, label
from parcelwright_web.pages.sentences import day_text, sentence
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django_stubs_ext import StrOrPromise

    from parcelwright.money import Money

KINDS: Mapping[str, StrOrPromise] = {
    "bag": gettext_lazy("Bag"),
    "flight": gettext_lazy("Flight"),
    "departure": gettext_lazy("Departure"),
    "handover": gettext_lazy("Handover"),
    "customs_office": gettext_lazy("Customs office"),
    "hub": gettext_lazy("Hub"),
    "carrier_day": gettext_lazy("Carrier"),
    "outage": gettext_lazy("Outage"),
}
CAUSES: Mapping[str, StrOrPromise] = {
    "transport_accident": gettext_lazy("Lost or left behind together on the way"),
    "not_taken_in": gettext_lazy("Handed over and not taken in"),
    "stuck_at_customs": gettext_lazy("Stuck at customs"),
    "stuck_at_hub": gettext_lazy("Stuck in one place"),
    "carrier_disrupted": gettext_lazy("The carrier stands still"),
    "no_news": gettext_lazy("No news reaches us; the parcels may be moving"),
}
# What the parts of a name are, by kind, in the order of the core.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "bag": ("carrier", "", "country", "country"),
    "flight": ("carrier", "country"),
    "departure": ("carrier", "", "country", "country", "day"),
    "handover": ("carrier", "", "country", "", "day"),
    "customs_office": ("country", "", "day"),
    "hub": ("carrier", "country", "", "day"),
    "carrier_day": ("carrier", "country", "country", "day"),
}


@dataclass(frozen=True, kw_only=True)
class IncidentRow:
    """An incident as list and detail show it."""

    incident: Incident
    href: str
    kind: StrOrPromise
    title: str
    cause: StrOrPromise
    reasons: list[str]
    chance: int | None
    money: list[Money]
    ended: str


def row_of(incident: Incident) -> IncidentRow:
    """Return an incident as pages show it."""
    return IncidentRow(
        incident=incident,
        href=reverse("incident", args=[incident.number]),
        kind=label(KINDS, incident.kind),
        title=title_of(incident),
        cause=label(CAUSES, incident.cause) if incident.cause else "",
        reasons=[sentence(each["code"], each["figures"]) for each in incident.reasons],
        chance=None if incident.chance is None else in_100(incident.chance),
        money=incident.money,
        ended=_ended(incident),
    )


def title_of(incident: Incident) -> str:
    """Return what the parcels shared, in words, without the kind."""
    what: Sequence[str] = incident.what
    if incident.by_hand:
        return what[0] if what else _("Carrier's notice")
    if incident.kind == IncidentKind.OUTAGE.value:
        return _outage(what)
    if len(what) == 1:
        return country_name(what[0])
    parts = _PARTS.get(incident.kind, ())
    named = [
        _named(parts[place] if place < len(parts) else "", text)
        for place, text in enumerate(what)
        if text
    ]
    return " · ".join(dict.fromkeys(named))


def banners_of(tenant_id: int, parcel_id: int) -> list[IncidentRow]:
    """Return the open incidents that a parcel is part of."""
    members = IncidentMember.objects.for_tenant(tenant_id).filter(
        parcel=parcel_id, left_at=None, incident__ended_at=None
    )
    found = members.select_related("incident").order_by("incident__number")
    return [row_of(each.incident) for each in found]


def _outage(what: Sequence[str]) -> str:
    level, name = (*what, "", "")[:2]
    match level:
        case "source":
            return _("Source %(name)s") % {"name": name}
        case "carrier":
            return carrier_name(name)
        case _:
            return country_name(name)


def _named(kind: str, text: str) -> str:
    match kind:
        case "carrier":
            return carrier_name(text)
        case "country":
            return country_name(text)
        case "day":
            return _moment(text)
        case _:
            return text


def _moment(text: str) -> str:
    """Return a day, or a moment to the minute in UTC."""
    if len(text) == len("2026-01-31"):
        return day_text(date.fromisoformat(text))
    at = datetime.fromisoformat(text)
    return f"{day_text(at.date())} {at:%H:%M} UTC"


def _ended(incident: Incident) -> str:
    match incident.ended_as:
        case "closed":
            return _("Closed")
        case "passed":
            return _("Over")
        case _:
            return ""
