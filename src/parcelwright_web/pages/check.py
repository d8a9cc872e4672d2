"""One checked order: findings with their repairs, the question to the buyer, the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from parcelwright.messages.ask_before import question_languages
from parcelwright.prevention.packing.adviser import PHOTOS
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import checking
from parcelwright_web.actions.actors import actor_of, name_of
from parcelwright_web.actions.buyer_questions import asking_of, questions_of
from parcelwright_web.actions.buyer_replies import proposal_of
from parcelwright_web.actions.draft_labels import keep_label
from parcelwright_web.actions.packing_photos import photos_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Role
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.check_history import history_of
from parcelwright_web.pages.check_words import QUESTIONS, column_label, shown
from parcelwright_web.pages.question_form import QuestionForm, ReplyForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

# What a person may correct here: cells of the first row of the order.
_CELLS = (
    "buyer_name", "company", "address_lines", "city", "destination_region",
    "destination_postal_code", "destination_country", "buyer_phone", "buyer_email",
    "recipient_id", "recipient_id_kind", "recipient_id_until", "carrier", "service", "ship_on",
    "contents", "quantity", "unit_value", "currency", "hs_code", "goods_origin", "weight_g",
    "declared_value", "declared_currency", "duties_paid_by", "ioss_number", "battery",
    "origin_country",
)  # fmt: skip
_LONG = frozenset({"address_lines", "contents"})
# The cells in which the answer to a question stands.
_ANSWERS = {
    "address": _CELLS[:7],
    "phone": ("buyer_phone",),
    "email": ("buyer_email",),
    "recipient_id": ("recipient_id", "recipient_id_kind", "recipient_id_until"),
}
_MOST_LETTERS = 500
_MOST_LABEL_BYTES = 5 * 1024 * 1024


class CellsForm(forms.Form):
    """The order's cells, to correct them or to enter what the buyer answered."""

    def __init__(
        self, *args: Any, cells: dict[str, str], asked: Sequence[str] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._first = [name for each in asked for name in _ANSWERS.get(each, ())]
        for name in _CELLS:
            self.fields[name] = forms.CharField(
                label=column_label(name),
                required=False,
                max_length=_MOST_LETTERS,
                initial=cells.get(name, ""),
                widget=forms.Textarea(attrs={"rows": 2}) if name in _LONG else forms.TextInput,
            )

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """The fields that an open question asked for; none where nothing was asked."""
        return [self[name] for name in self._first]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """All other fields."""
        return [self[name] for name in _CELLS if name not in self._first]


class LabelForm(forms.Form):
    """The label as it will stand on the parcel."""

    label = forms.FileField(
        label=_("File of the label"), help_text=_("PNG, JPEG or PDF, at most 5 MB.")
    )

    def clean_label(self) -> Any:
        """Refuse what is too large to be a label."""
        file = self.cleaned_data["label"]
        if (file.size or 0) > _MOST_LABEL_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB; bring the label alone."))
        return file


class ReleaseForm(forms.Form):
    """Why an order is shipped although something was found."""

    why = forms.CharField(
        label=_("Why it may be shipped as it is"),
        max_length=300,
        help_text=_("Stands with the order, for whoever asks later."),
    )


@dataclass(frozen=True, kw_only=True)
class OrderForms:
    """Forms of an order's page as they were sent in; None shows a fresh one."""

    cells: CellsForm | None = None
    release: ReleaseForm | None = None
    label: LabelForm | None = None
    question: QuestionForm | None = None
    reply: ReplyForm | None = None

    @property
    def failed(self) -> bool:
        """Whether one of them was refused."""
        given = (self.cells, self.release, self.label, self.question, self.reply)
        return any(form is not None and bool(form.errors) for form in given)


@tenant
@require_safe
def detail(request: TenantRequest, pk: int) -> HttpResponse:
    """Show an order with all that was found."""
    row = draft_of(request, pk)
    return order_page(request, row, OrderForms())


@tenant
@require_POST
def repair(request: TenantRequest, pk: int, at: int) -> HttpResponse:
    """Make the repair of one finding."""
    may_act(request)
    row = draft_of(request, pk)
    try:
        checking.repair(row, at, clock.now())
    except checking.NoSuchRepairError as error:
        messages.warning(request, spoken(str(error)))
    else:
        messages.success(request, _("Changed, and checked again."))
    return redirect("check", pk)


@tenant
@require_POST
def change(request: TenantRequest, pk: int) -> HttpResponse:
    """Change cells of the order; the answer to a question when one is open."""
    may_act(request)
    row = draft_of(request, pk)
    form = _cells_form(row, request.POST)
    if not form.is_valid():
        return order_page(request, row, OrderForms(cells=form))
    given = {name: form.cleaned_data[name].replace("\r\n", "\n").strip() for name in _CELLS}
    if row.is_asked:
        row = checking.answer(row, given, actor_of(request.user), clock.now())
    else:
        row = checking.change(row, given, clock.now())
    left = len(row.findings)
    said = ngettext("Checked again: %(n)d finding.", "Checked again: %(n)d findings.", left)
    messages.success(request, said % {"n": left})
    return redirect("check", pk)


@tenant
@require_POST
def label(request: TenantRequest, pk: int) -> HttpResponse:
    """Take the label of the order and check it."""
    may_act(request)
    row = draft_of(request, pk)
    form = LabelForm(request.POST, request.FILES)
    if not form.is_valid():
        return order_page(request, row, OrderForms(label=form))
    file = form.cleaned_data["label"]
    keep_label(row, file.name, file.read())
    checking.recheck(row, clock.now())
    messages.success(request, _("The label was checked."))
    return redirect("check", pk)


@tenant
@require_POST
def release(request: TenantRequest, pk: int) -> HttpResponse:
    """Let the order be shipped as it is."""
    may_act(request)
    row = draft_of(request, pk)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return order_page(request, row, OrderForms(release=form))
    checking.release(row, form.cleaned_data["why"], actor_of(request.user), clock.now())
    messages.success(request, _("The order may be shipped."))
    return redirect("check", pk)


@tenant
@require_POST
def delete(request: TenantRequest, pk: int) -> HttpResponse:
    """Forget a checked order."""
    may_act(request)
    checking.forget(draft_of(request, pk), actor_of(request.user), clock.now())
    messages.success(request, _("Deleted."))
    return redirect("checks")


def draft_of(request: TenantRequest, pk: int) -> OrderDraft:
    """Return a checked order of the tenant, or end in "not found"."""
    rows = OrderDraft.objects.for_tenant(request.tenant).select_related("shop")
    return get_object_or_404(rows, pk=pk)


def _cells_form(row: OrderDraft, given: Mapping[str, Any] | None = None) -> CellsForm:
    return CellsForm(given, cells=row.rows[0], asked=row.asked if row.is_asked else ())


def order_page(request: TenantRequest, row: OrderDraft, forms_of: OrderForms) -> HttpResponse:
    """Return the page of an order; with 422 where one of the forms was refused."""
    asking = asking_of(row, language=_language(request))
    context = {
        "draft": row,
        "findings": [shown(each, at) for at, each in enumerate(row.findings)],
        "goods": [line for line in row.rows if line.get("contents") or line.get("sku")],
        "asks": [QUESTIONS[each] for each in questions_of(row)],
        "asking": asking,
        "question_form": forms_of.question or (QuestionForm.of(asking) if asking else None),
        "question_languages": question_languages().items(),
        "reply": _reply(row),
        "reply_form": forms_of.reply or ReplyForm(),
        "history": history_of(row, clock.now()),
        "photos": list(photos_of(row)),
        "wanted_photos": len(PHOTOS),
        "released_by": name_of(row.released_by) if row.released_by else "",
        "asked_by": name_of(row.asked_by) if row.asked_by else "",
        "form": forms_of.cells or _cells_form(row),
        "release_form": forms_of.release or ReleaseForm(),
        "label_form": forms_of.label or LabelForm(),
        "may": request.membership.role != Role.READER,
    }
    return render(request, "checks/detail.html", context, status=422 if forms_of.failed else 200)


def _language(request: TenantRequest) -> str:
    """Return the language in which the question is to be read, or empty for the buyer's."""
    wanted = request.GET.get("language", "")
    return wanted if wanted in question_languages() else ""


def _reply(row: OrderDraft) -> dict[str, object] | None:
    """Return the reply to the open question with its cells by their labels."""
    found = proposal_of(row)
    if found is None:
        return None
    cells = [(column_label(name), before, after) for name, before, after in found.cells]
    return {"told": found, "cells": cells}


urlpatterns = [
    path("checks/<int:pk>/", detail, name="check"),
    path("checks/<int:pk>/repair/<int:at>/", repair, name="check-repair"),
    path("checks/<int:pk>/change/", change, name="check-change"),
    path("checks/<int:pk>/label/", label, name="check-label"),
    path("checks/<int:pk>/release/", release, name="check-release"),
    path("checks/<int:pk>/delete/", delete, name="check-delete"),
]
