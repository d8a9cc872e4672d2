"""One order, entered by hand and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from parcelwright.interchange.drafts import drafts_from_rows
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.checking import check_orders
from parcelwright_web.models.drafts import DraftOrigin
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.check import CellsForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.accounts import Shop

_ORDER_LETTERS = 100


class OrderForm(CellsForm):
    """The cells of one order, with its number and shop."""

    order_number = forms.CharField(label=_("Order number"), max_length=_ORDER_LETTERS)
    shop = forms.TypedChoiceField(label=_("Shop"), coerce=int)

    def __init__(self, *args: Any, shops: list[Shop], **options: Any) -> None:
        super().__init__(*args, cells={"origin_country": "CN"}, **options)
        choices = [(shop.pk, shop.name) for shop in shops]
        self.fields["shop"].choices = choices  # type: ignore[attr-defined]  # of a choice field
        self.fields["shop"].initial = choices[0][0] if choices else None


@tenant
def check_new(request: TenantRequest) -> HttpResponse:
    """Take one order, check it, and show what was found."""
    may_act(request)
    form = OrderForm(request.POST or None, shops=request.shops)
    if request.method != "POST" or not form.is_valid():
        return render(request, "checks/new.html", {"form": form})
    shop = next(each for each in request.shops if each.pk == form.cleaned_data["shop"])
    cells = {name: str(cell) for name, cell in form.cleaned_data.items() if cell and name != "shop"}
    (found,) = check_orders(shop, drafts_from_rows([cells]), DraftOrigin.PAGE, clock.now())
    assert found.row is not None
    return redirect("check", found.row.pk)


urlpatterns = [path("checks/new/", check_new, name="check-new")]
