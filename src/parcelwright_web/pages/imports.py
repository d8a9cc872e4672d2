"""Import: bring a file, see what it would do, write it, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from parcelwright import sources
from parcelwright.errors import InputFileError
from parcelwright.interchange.columns import COLUMNS, REQUIRED, Kind
from parcelwright.interchange.preset import presets
from parcelwright_web import blobs, clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import buyer_replies, import_undo, imports
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.intake import Import, ImportPhase
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.navigation import Entry
from parcelwright_web.pages.check_words import column_label
from parcelwright_web.pages.uploads import SealedUpload, SealingUploads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.accounts import Shop

# Columns of which parcels need one, and what cannot be told without.
_NEEDED: tuple[tuple[tuple[str, ...], StrOrPromise], ...] = (
    (("carrier",), gettext_lazy("The carrier is guessed from the number alone.")),
    (("value",), gettext_lazy("Without a value no claim has a sum.")),
    (
        ("accepted_at", "handed_over_at", "label_created_at", "ordered_at"),
        gettext_lazy("Without the day of posting no last day to claim is known."),
    ),
    (("destination_country",), gettext_lazy("Without the country nothing says what is usual.")),
)
NAV = Entry(order=60, label=gettext_lazy("Import"), icon="upload", url="imports", on_phone=False)
_KINDS = (
    ("parcels", gettext_lazy("Parcels")),
    ("orders", gettext_lazy("Orders")),
    ("events", gettext_lazy("Tracking events")),
    ("reports", gettext_lazy("Buyers' reports")),
)
_ON_ONE_PAGE = 25
_TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".ndjson", ".jsonl", ".parquet")
_ENDINGS = tuple(dict.fromkeys((*_TABLES, *sources.file_endings())))


class UploadForm(forms.Form):
    """A file or pasted rows, for one shop."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            ".csv, .txt, .tsv, .xlsx, .ndjson or .parquet, up to 1 GB; messages of carriers "
            "(.edi, .x12, .eml), up to 8 MB"
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(_ENDINGS)}),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste rows with their header"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    shop = forms.TypedChoiceField(label=gettext_lazy("Shop"), coerce=int)
    kind = forms.ChoiceField(
        label=gettext_lazy("What the rows are about"),
        required=False,
        choices=[("", gettext_lazy("Find out from the columns")), *_KINDS],
    )

    def __init__(self, shops: list[Shop], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [(shop.pk, shop.name) for shop in shops]
        self.fields["shop"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if len(choices) == 1:
            self.fields["shop"].widget = forms.HiddenInput()
            self.fields["shop"].initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one way of bringing rows."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "file" in self.errors:
            return cleaned
        if bool(cleaned.get("file")) == bool(cleaned.get("pasted")):
            self.add_error("file", _("Choose a file or paste rows, one of the two."))
        return cleaned


@tenant
@require_safe
def index(request: TenantRequest) -> HttpResponse:
    """Show the upload form and past imports."""
    return _index(request, UploadForm(request.shops))


def _index(request: TenantRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    rows = Import.objects.for_tenant(request.tenant).select_related("shop").order_by("-pk")
    page = Paginator(rows, _ON_ONE_PAGE).get_page(request.GET.get("page"))
    columns = [(label, REQUIRED[Kind(kind)], COLUMNS[Kind(kind)]) for kind, label in _KINDS]
    values = {"form": form, "page": page, "columns": columns, "kinds": _KINDS}
    return render(request, "imports/index.html", values, status=status)


@tenant
@csrf_exempt
def upload(request: TenantRequest) -> HttpResponseBase:
    """Take in a file; the handler must stand before the form is read for its mark."""
    request.upload_handlers = [SealingUploads(request)]
    return _protected_upload(request)


@csrf_protect
@require_POST
def _protected_upload(request: TenantRequest) -> HttpResponse:
    form = UploadForm(request.shops, request.POST, request.FILES)
    handler = request.upload_handlers[0]
    if isinstance(handler, SealingUploads) and handler.is_too_large:
        # A file was brought; that none arrived is not for the seller to repair.
        form.errors.pop("file", None)
        form.add_error("file", _("The file is larger than 1 GB. Split it and import the parts."))
    file: SealedUpload | None = request.FILES.get("file")  # type: ignore[assignment]  # our handler
    if not form.is_valid():
        if file is not None:
            blobs.remove(request.tenant.pk, file.written.name)
        return _index(request, form, 422)
    if file is None:
        written = blobs.write(request.tenant.pk, form.cleaned_data["pasted"].encode())
    else:
        written = file.written
    shop = next(shop for shop in request.shops if shop.pk == form.cleaned_data["shop"])
    name = _("pasted rows") if file is None else (file.name or "file")
    answered = buyer_replies.take_file(
        request.tenant.pk, written, actor_of(request.user), clock.now()
    )
    if answered is not None:
        messages.success(request, _("This mail answers a question before shipping; here it is."))
        return redirect("check", answered.pk)
    try:
        batch = imports.receive(
            shop,
            written,
            name,
            by=f"user:{request.user.pk}",
            now=clock.now(),
            kind=form.cleaned_data["kind"],
        )
    except InputFileError as error:
        form.add_error("file", spoken(str(error)))
        return _index(request, form, 422)
    _preview_small(batch)
    return redirect("import", batch.pk)


def _preview_small(batch: Import) -> None:
    if batch.state == LeaseState.HELD:
        imports.preview(batch, clock.now())


@tenant
@require_safe
def detail(request: TenantRequest, pk: int) -> HttpResponse:
    """Show the preview, the progress or the result of an import."""
    batch = _batch(request, pk)
    is_done = batch.phase == ImportPhase.COMMITTED and batch.state == LeaseState.DONE
    audit = _address("audit")
    if is_done and audit and request.GET.get("then") == "audit":
        return redirect(audit)
    kind = Kind(batch.kind)
    preview: dict[str, Any] = batch.preview or {}
    filled = {header: column for column, headers in batch.mapping.items() for header in headers}
    values = {
        "batch": batch,
        "audit": audit,
        "is_working": batch.state in {LeaseState.READY, LeaseState.RUNNING},
        "is_done": is_done,
        "kinds": _KINDS,
        "layouts": sorted(presets().values(), key=lambda preset: preset.name),
        "layout": presets().get(batch.preset),
        "columns": [(column, column_label(column)) for column in COLUMNS[kind]],
        "lacking": _lacking(kind, batch.mapping) if preview.get("header") else [],
        "headers": [(name, filled.get(name, "")) for name in preview.get("header", []) if name],
        "preview": preview,
        "shown": _shown_rows(batch, preview),
    }
    return render(request, "imports/detail.html", values)


def _shown_rows(batch: Import, preview: dict[str, Any]) -> dict[str, Any]:
    """Return the first rows by our columns, in the order of the file."""
    filled = {header: column for column, headers in batch.mapping.items() for header in headers}
    headers = [name for name in preview.get("header", []) if name in filled]
    rows = [
        {
            "number": row["number"],
            "cells": [row["cells"].get(name, "") for name in headers],
            "problems": row["problems"],
            "refused": row["refused"],
        }
        for row in preview.get("rows", [])
    ]
    return {"columns": [column_label(filled[name]) for name in headers], "rows": rows}


def _lacking(kind: Kind, mapping: Mapping[str, list[str]]) -> list[StrOrPromise]:
    """Return what could not be told of parcels for want of a column, in words."""
    if kind is not Kind.PARCELS:
        return []
    return [words for columns, words in _NEEDED if not any(mapping.get(each) for each in columns)]


@tenant
@require_POST
def match(request: TenantRequest, pk: int) -> HttpResponse:
    """Read the file with other columns, and preview it again."""
    batch = _batch(request, pk)
    header: list[str] = [name for name in (batch.preview or {}).get("header", []) if name]
    mapping: dict[str, list[str]] = {}
    for index, name in enumerate(header):
        column = request.POST.get(f"column-{index}", "")
        if column:
            mapping.setdefault(column, []).append(name)
    kind = request.POST.get("kind", batch.kind)
    if kind != batch.kind and kind in COLUMNS:
        mapping = {c: names for c, names in mapping.items() if c in COLUMNS[Kind(kind)]}
    layout = request.POST.get("layout", "")
    try:
        imports.rematch(batch, kind=kind, layout=layout, mapping=mapping, now=clock.now())
    except imports.ImportRefused as error:
        return _refused(request, error)
    _preview_small(batch)
    return redirect("import", batch.pk)


@tenant
@require_POST
def commit(request: TenantRequest, pk: int) -> HttpResponse:
    """Have the file written."""
    batch = _batch(request, pk)
    done = Import.objects.for_tenant(request.tenant).exclude(phase=ImportPhase.UPLOADED)
    others = done.exclude(kind=Kind.ORDERS)
    is_first = not others.exists()
    try:
        imports.commit(batch, clock.now())
    except imports.ImportRefused as error:
        return _refused(request, error)
    target = reverse("import", args=[batch.pk])
    # Orders alone have nothing to audit.
    goes_on = is_first and batch.kind != Kind.ORDERS
    return redirect(f"{target}?then=audit" if goes_on else target)


@tenant
@require_POST
def undo(request: TenantRequest, pk: int) -> HttpResponse:
    """Take the import back."""
    try:
        import_undo.undo(_batch(request, pk), clock.now())
    except imports.ImportRefused as error:
        return _refused(request, error)
    return redirect("import", pk)


@tenant
@require_safe
def rejects(request: TenantRequest, pk: int) -> FileResponse:
    """Hand out the refused rows, each with its reason."""
    batch = _batch(request, pk)
    if not batch.rejects_blob:
        raise Http404
    file = blobs.open_blob(batch.tenant_id, batch.rejects_blob)
    return FileResponse(
        file, as_attachment=True, filename=f"refused-rows-{batch.pk}.csv", content_type="text/csv"
    )


def _refused(request: HttpRequest, error: imports.ImportRefused) -> HttpResponse:
    values = {"title": _("This cannot be done now"), "text": spoken(str(error))}
    return render(request, "error.html", values, status=409)


def _batch(request: TenantRequest, pk: int) -> Import:
    rows = Import.objects.for_tenant(request.tenant).select_related("shop")
    batch = rows.filter(pk=pk).first()
    if batch is None:
        raise Http404
    return batch


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


urlpatterns = [
    path("imports/", index, name="imports"),
    path("imports/upload/", upload, name="import_upload"),
    path("imports/<int:pk>/", detail, name="import"),
    path("imports/<int:pk>/match/", match, name="import_match"),
    path("imports/<int:pk>/commit/", commit, name="import_commit"),
    path("imports/<int:pk>/undo/", undo, name="import_undo"),
    path("imports/<int:pk>/rejects.csv", rejects, name="import_rejects"),
]
