"""Before shipping: orders that were checked, by file, by paste or one by one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parcelwright.errors import ParcelwrightError
from parcelwright.interchange.drafts import each_draft
from parcelwright.interchange.unnamed import listed, unnamed_columns
from parcelwright_web import clock, navigation
from parcelwright_web.access import tenant
from parcelwright_web.actions.checking import check_orders
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Role, Shop
from parcelwright_web.models.drafts import DraftOrigin, OrderDraft
from parcelwright_web.pages.case_acting import may_act, text_field
from parcelwright_web.pages.check_words import SEVERITIES, TONES, shown
from parcelwright_web.pages.labels import carrier_name

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from parcelwright.interchange.drafts import DraftRead
    from parcelwright_web.access import TenantRequest

_ROWS = 50
_MOST_BYTES = 5 * 1024 * 1024
_MOST_ORDERS = 2000
_VIEWS = {
    "held": _("On hold"),
    "warned": _("Take a look"),
    "clear": _("Ready"),
    "all": _("All"),
}


def _held(request: HttpRequest) -> int:
    rows = OrderDraft.objects.for_tenant(request.tenant)  # type: ignore[attr-defined]  # see TenantRequest
    return rows.filter(OrderDraft.held()).count()


NAV = navigation.Entry(
    order=15, label=_("Before shipping"), icon="clipboard-check", url="checks", count=_held,
    on_phone=False,
)  # fmt: skip


class OrdersForm(forms.Form):
    """Orders to check: a file, or rows copied from a spreadsheet."""

    shop = forms.TypedChoiceField(label=_("Shop"), coerce=int)
    file = forms.FileField(
        label=_("File of orders"), required=False,
        help_text=_("CSV, Excel, NDJSON or Parquet; one row for each line of goods."),
    )  # fmt: skip
    pasted = text_field(
        _("Or paste rows"),
        _("Copied from a spreadsheet, with the line of column names."),
    )

    def __init__(self, *args: Any, shops: list[Shop], **options: Any) -> None:
        super().__init__(*args, **options)
        self.shops = {shop.pk: shop for shop in shops}
        choices = [(shop.pk, shop.name) for shop in shops]
        self.fields["shop"].choices = choices  # type: ignore[attr-defined]  # of a choice field
        if len(shops) == 1:
            self.fields["shop"].widget = forms.HiddenInput()
            self.fields["shop"].initial = shops[0].pk

    def clean(self) -> dict[str, Any]:
        """Return the orders that the file or the pasted rows hold."""
        told: dict[str, Any] = super().clean() or {}
        file, pasted = told.get("file"), told.get("pasted", "").strip()
        if self.errors:
            return told
        if not file and not pasted:
            raise forms.ValidationError(_("Choose a file, or paste rows."))
        if file and (file.size or 0) > _MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB; bring it in parts."))
        content = io.BytesIO(file.read() if file else pasted.encode())
        content.name = file.name if file else "orders.csv"
        try:
            told["reads"] = _reads(content)
        except ParcelwrightError as error:
            raise forms.ValidationError(spoken(str(error))) from error
        return told


def _reads(content: io.BytesIO) -> list[DraftRead]:
    reads = []
    for read in each_draft(content):
        if read.draft is None and read.row == 0:
            text = _("The table has no column with order numbers; name one order_number.")
            raise forms.ValidationError(text)
        reads.append(read)
        if len(reads) > _MOST_ORDERS:
            raise forms.ValidationError(
                _("More than 2,000 orders; bring them in parts, or use the command line.")
            )
    if not reads:
        raise forms.ValidationError(_("The table holds no order."))
    return reads


@tenant
def index(request: TenantRequest) -> HttpResponse:
    """Show checked orders, those on hold first, and check more when posted."""
    form = OrdersForm(request.POST or None, request.FILES or None, shops=request.shops)
    if request.method == "POST":
        may_act(request)
        if form.is_valid():
            shop = form.shops[form.cleaned_data["shop"]]
            return _check(request, shop, form.cleaned_data["reads"])
    rows = OrderDraft.objects.for_tenant(request.tenant)
    counts = {name: rows.filter(_condition(name)).count() for name in _VIEWS}
    view = request.GET.get("view", "")
    if view not in _VIEWS:
        view = next((name for name in _VIEWS if counts[name]), "held")
    page = Paginator(
        rows.filter(_condition(view)).order_by("-stops", "-warnings", "-checked_at"), _ROWS
    ).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [_row(each) for each in page.object_list],
        "views": [(name, label, counts[name]) for name, label in _VIEWS.items()],
        "view": view,
        "may": request.membership.role != Role.READER,
    }
    return render(request, "checks/index.html", context)


def _condition(view: str) -> Q:
    held = OrderDraft.held()
    conditions = {
        "held": held,
        "warned": ~held & Q(warnings__gt=0, released_at=None),
        "clear": ~held & (Q(warnings=0) | ~Q(released_at=None)),
    }
    return conditions.get(view, Q())


def _row(row: OrderDraft) -> dict[str, Any]:
    worst = [shown(each, at) for at, each in enumerate(row.findings[:2])]
    return {
        "draft": row,
        "carrier": carrier_name(row.carrier) if row.carrier else "",
        "findings": worst,
        "more": max(len(row.findings) - len(worst), 0),
        "severity": SEVERITIES.get(row.worst, ""),
        "tone": TONES.get(row.worst, "ok"),
    }


def _check(request: TenantRequest, shop: Shop, reads: list[DraftRead]) -> HttpResponse:
    found = check_orders(shop, reads, DraftOrigin.FILE, clock.now())
    held = sum(each.row is not None and each.row.is_held for each in found)
    unread = sum(each.row is None for each in found)
    said = ngettext("%(n)d order checked.", "%(n)d orders checked.", len(found))
    messages.success(request, said % {"n": len(found)})
    if unread:
        said = ngettext(
            "%(n)d row has no order number and was left out.",
            "%(n)d rows have no order number and were left out.",
            unread,
        )
        messages.warning(request, said % {"n": unread})
    if unnamed := unnamed_columns(reads):
        said = gettext("Kept and not checked, for their names are not known here: %(columns)s")
        messages.warning(request, said % {"columns": listed(unnamed)})
    if len(found) == 1 and found[0].row is not None:
        return redirect("check", found[0].row.pk)
    view = "held" if held else "all"
    response = redirect("checks")
    response["Location"] += f"?view={view}"
    return response


urlpatterns = [path("checks/", index, name="checks")]
