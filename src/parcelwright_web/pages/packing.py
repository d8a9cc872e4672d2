"""How to pack a checked order, to be printed; and the boxes of a shop."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parcelwright.errors import ParcelwrightError
from parcelwright.interchange.drafts import drafts_from_rows
from parcelwright.prevention.packing.adviser import SAYS, advise
from parcelwright.prevention.packing.boxes import BOX_COLUMNS, Box, read_boxes
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.packing_photos import photos_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Role
from parcelwright_web.models.drafts import OrderDraft, OwnBoxes
from parcelwright_web.pages.case_acting import text_field
from parcelwright_web.pages.packing_photos import PhotosForm, shots_of
from parcelwright_web.pages.settings_access import CONTRACTS, must_be, own_shop

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright.prevention.packing.adviser import Step
    from parcelwright_web.access import TenantRequest

_MOST_BOXES = 500


class BoxesForm(forms.Form):
    """The list of boxes as rows of a table."""

    table = text_field(
        _("Boxes"),
        _("One line for each box under the line of names, measured inside, in millimeters."),
    )

    def clean(self) -> dict[str, Any]:
        """Return the boxes of the table; an empty one is no box at all."""
        told: dict[str, Any] = super().clean() or {}
        text = str(told.get("table", "")).strip()
        try:
            told["boxes"] = _boxes(text)
        except ParcelwrightError as error:
            raise forms.ValidationError(spoken(str(error))) from error
        if len(told["boxes"]) > _MOST_BOXES:
            raise forms.ValidationError(_("More than 500 boxes; keep those that you use."))
        return told


def _boxes(text: str) -> tuple[Box, ...]:
    if not text:
        return ()
    content = io.BytesIO(text.encode())
    content.name = "boxes.csv"
    return read_boxes(content)


@tenant
@require_safe
def packing(request: TenantRequest, pk: int) -> HttpResponse:
    """Show how to pack an order, ready to be printed."""
    rows = OrderDraft.objects.for_tenant(request.tenant).select_related("shop")
    row = get_object_or_404(rows, pk=pk)
    own = OwnBoxes.objects.for_tenant(request.tenant).filter(shop=row.shop).first()
    (read,) = drafts_from_rows(row.rows)
    assert read.draft is not None
    advice = advise(read.draft, own.to_domain() if own else ())
    photos = list(photos_of(row))
    context = {
        "draft": row,
        "goods": read.draft.lines,
        "steps": [_step(each) for each in advice.steps],
        "shots": shots_of(photos),
        "photos_form": PhotosForm(kept=photos),
        "may": request.membership.role != Role.READER,
        "has_boxes": own is not None,
    }
    return render(request, "checks/packing.html", context)


def _step(step: Step) -> dict[str, str]:
    citation = step.citation
    return {
        "text": gettext(SAYS[step.code]).format_map(dict(step.figures)),
        "source": citation.title if citation else "",
        "url": citation.url if citation else "",
    }


@tenant
def boxes(request: TenantRequest, shop: int) -> HttpResponse:
    """Show the boxes of a shop, and take a new list when posted."""
    must_be(request, *CONTRACTS)
    own = own_shop(request, shop)
    kept = OwnBoxes.objects.for_tenant(request.tenant).filter(shop=own).first()
    form = BoxesForm(request.POST or None, initial={"table": _table(kept)})
    if request.method == "POST" and form.is_valid():
        OwnBoxes.objects.for_tenant(request.tenant).update_or_create(
            tenant=request.tenant,
            shop=own,
            defaults={
                "boxes": [asdict(box) for box in form.cleaned_data["boxes"]],
                "changed_at": clock.now(),
                "changed_by": actor_of(request.user),
            },
        )
        messages.success(request, _("Saved."))
        return redirect("boxes", shop)
    return render(request, "checks/boxes.html", {"shop": own, "form": form})


def _table(kept: OwnBoxes | None) -> str:
    lines = [",".join(BOX_COLUMNS)]
    for box in kept.to_domain() if kept else ():
        walls = {True: "yes", False: "no", None: ""}[box.double_wall]
        ect = "" if box.board_ect is None else box.board_ect
        sizes = f"{box.length_mm},{box.width_mm},{box.height_mm}"
        lines.append(f"{box.name.replace(',', ' ')},{sizes},{ect},{walls}")
    return "\n".join(lines)


urlpatterns = [
    path("checks/<int:pk>/packing/", packing, name="packing"),
    path("settings/boxes/<int:shop>/", boxes, name="boxes"),
]
