"""An incident entered by hand, from a carrier's notice with a list of numbers."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from parcelwright.diagnosis.incidents.incident import IncidentKind
from parcelwright.errors import ParcelwrightError
from parcelwright.interchange.number_lists import read_numbers
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.incident_acts import Notice, enter
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.case_acting import day_field, may_act, text_field
from parcelwright_web.pages.incident_rows import KINDS
from parcelwright_web.pages.parcel_filters import numbers_of

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

_MOST_BYTES = 5 * 1024 * 1024


class NoticeForm(forms.Form):
    """What the notice says, and its list: pasted, as a file, or both."""

    kind = forms.ChoiceField(
        label=_("What the parcels shared"),
        choices=[(kind.value, KINDS[kind.value]) for kind in IncidentKind],
    )
    name = forms.CharField(
        label=_("Number or name of it"), required=False, max_length=120,
        help_text=_(
            "As the notice has it, such as the number of a bag or flight. Parcels that are known "
            "to have been in it are found by themselves."
        ),
    )  # fmt: skip
    started_on = day_field(_("Day it happened"), hint=_("Empty is today."))
    numbers = text_field(
        _("Numbers"),
        _("Tracking numbers, waybills, bags or manifests, with any separator."),
    )
    file = forms.FileField(
        label=_("Or a file of numbers"), required=False,
        help_text=_("Text, CSV or Excel; a column of tracking numbers, or one number a line."),
    )  # fmt: skip
    words = text_field(_("What the notice says"))

    def clean_file(self) -> tuple[str, ...]:
        """Return the numbers of the file; none without one."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        return () if file is None else _numbers_of(file)

    def clean(self) -> dict[str, Any]:
        """Want at least one number or name."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        listed = numbers_of(found.get("numbers", ""))
        found["listed"] = tuple(dict.fromkeys((*listed, *found.get("file", ()))))
        if not self.errors and not found["listed"] and not found.get("name"):
            raise forms.ValidationError(_("Enter a number, a file, or the name of bag or flight."))
        return found


@tenant
def incident_new(request: TenantRequest) -> HttpResponse:
    """Enter an incident, and show it."""
    may_act(request)
    form = NoticeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = enter(
                request.tenant.pk,
                _notice(request, form.cleaned_data),
                actor=actor_of(request.user),
                now=clock.now(),
            )
        except ParcelwrightError as error:
            form.add_error(None, str(error))
        else:
            said = ngettext(
                "The incident holds %(n)d parcel.", "The incident holds %(n)d parcels.", row.size
            )
            messages.success(request, said % {"n": row.size})
            return redirect("incident", number=row.number)
    return render(request, "incidents/new.html", {"form": form})


def _notice(request: TenantRequest, values: dict[str, Any]) -> Notice:
    return Notice(
        kind=IncidentKind(values["kind"]),
        name=values["name"].strip(),
        words=values["words"].strip(),
        started_at=_start(request, values["started_on"]),
        numbers=values["listed"],
    )


def _start(request: TenantRequest, day: date | None) -> datetime:
    """Return the start of a day where the first shop is; now without a day."""
    if day is None:
        return clock.now()
    zone = ZoneInfo(request.shops[0].timezone) if request.shops else UTC
    return datetime.combine(day, time(), zone)


def _numbers_of(file: UploadedFile[bytes]) -> tuple[str, ...]:
    """Return the numbers of an uploaded list.

    Raises:
        forms.ValidationError: It is too large, or no list of numbers.
    """
    if file.size is None or file.size > _MOST_BYTES:
        raise forms.ValidationError(_("The file is larger than 5 MB; bring the list alone."))
    suffix = Path(file.name or "").suffix.lower()
    with tempfile.TemporaryDirectory(prefix="parcelwright-") as folder:
        copy = Path(folder) / f"list{suffix if suffix.isascii() and len(suffix) <= 8 else ''}"  # noqa: PLR2004 - longer than any ending that is known
        copy.write_bytes(file.read())
        try:
            found = [each for number in read_numbers(copy) for each in numbers_of(number)]
        except ParcelwrightError as error:
            raise forms.ValidationError(spoken(str(error))) from error
    return tuple(dict.fromkeys(found))


urlpatterns = [path("incidents/new/", incident_new, name="incident-new")]
