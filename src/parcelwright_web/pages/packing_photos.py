"""Photographs of packing: kept, shown, saved and removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from parcelwright.prevention.packing.adviser import PHOTOS
from parcelwright_web import clock, thumbnails
from parcelwright_web.access import tenant
from parcelwright_web.actions import packing_photos
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.models.packing_photos import PackingPhoto
from parcelwright_web.pages.case_acting import ManyFilesField, ManyFilesInput, may_act
from parcelwright_web.pages.check import draft_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest

_OTHER = "other"
_ACCEPT = "image/jpeg,image/png"
_TROUBLES: Mapping[str, StrOrPromise] = {
    "kind": _("%(name)s is no JPEG or PNG photograph that can be opened. Nothing was kept."),
    "size": _("%(name)s is larger than 8 MB; save it smaller. Nothing was kept."),
    "count": _("An order keeps at most 20 photographs. Nothing was kept."),
}


class PhotosForm(forms.Form):
    """Photographs, and what they show."""

    shot = forms.ChoiceField(label=_("What they show"))
    photos = ManyFilesField(
        label=_("Photographs"),
        help_text=_("JPEG or PNG, at most 8 MB each. A phone offers its camera."),
        widget=ManyFilesInput(attrs={"accept": _ACCEPT}),
    )

    def __init__(self, *args: Any, kept: Iterable[PackingPhoto] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(code, gettext(text)) for code, text in PHOTOS.items()]
        self.fields["shot"].choices = [*choices, (_OTHER, _("Something else"))]  # type: ignore[attr-defined]  # of a choice field
        shown = {photo.shot for photo in kept}
        self.initial["shot"] = next((code for code in PHOTOS if code not in shown), _OTHER)


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One photograph that is wanted, with those that were kept of it."""

    text: str
    photos: tuple[PackingPhoto, ...]


def shots_of(photos: Iterable[PackingPhoto]) -> list[Shot]:
    """Return the wanted photographs in order, then the others where there are some."""
    kept = list(photos)
    shots = [
        Shot(text=gettext(text), photos=tuple(each for each in kept if each.shot == code))
        for code, text in PHOTOS.items()
    ]
    others = tuple(each for each in kept if each.shot not in PHOTOS)
    return [*shots, Shot(text=gettext("Something else"), photos=others)] if others else shots


@tenant
@require_POST
def keep(request: TenantRequest, pk: int) -> HttpResponse:
    """Keep photographs of an order's packing."""
    may_act(request)
    row, form = draft_of(request, pk), PhotosForm(request.POST, request.FILES)
    if not form.is_valid() or not form.cleaned_data["photos"]:
        messages.warning(request, _("Choose at least one photograph, JPEG or PNG."))
        return redirect("packing", pk)
    shot, uploads = form.cleaned_data["shot"], form.cleaned_data["photos"]
    try:
        made = packing_photos.keep_photos(row, shot, uploads, actor_of(request.user), clock.now())
    except packing_photos.PhotoError as error:
        messages.warning(request, _TROUBLES[error.trouble] % {"name": error.name})
    else:
        said = ngettext("%(n)d photograph kept.", "%(n)d photographs kept.", len(made))
        messages.success(request, said % {"n": len(made)})
    return redirect("packing", pk)


@tenant
@require_safe
def photo(request: TenantRequest, pk: int, at: int) -> HttpResponse:
    """Hand out a photograph as it came, or small with ``?small=1``."""
    found = _photo(request, pk, at)
    content, kind = packing_photos.content_of(found), found.media_type
    if "small" in request.GET:
        content, kind = thumbnails.small(content), "image/jpeg"
    answer = HttpResponse(content, content_type=kind)
    ending = kind.rpartition("/")[2].replace("jpeg", "jpg")
    way = "attachment" if "save" in request.GET else "inline"
    name = f"packing-{found.pk}-{found.digest[:12]}.{ending}"
    answer.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # The address of a photograph never means another one.
    answer.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


@tenant
@require_POST
def remove(request: TenantRequest, pk: int, at: int) -> HttpResponse:
    """Remove a photograph from its order."""
    may_act(request)
    found = _photo(request, pk, at)
    packing_photos.remove_photo(found, actor_of(request.user), clock.now())
    messages.success(request, _("Removed; the evidence log still says that it was there."))
    return redirect("packing", pk)


def _photo(request: TenantRequest, pk: int, at: int) -> PackingPhoto:
    rows = PackingPhoto.objects.for_tenant(request.tenant).select_related("draft")
    return get_object_or_404(rows, draft=pk, pk=at)


urlpatterns = [
    path("checks/<int:pk>/photos/", keep, name="packing-photos"),
    path("checks/<int:pk>/photos/<int:at>/", photo, name="packing-photo"),
    path("checks/<int:pk>/photos/<int:at>/remove/", remove, name="packing-photo-remove"),
]
