"""What errors cost a shop: from these sums follows the day on which to act."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from parcelwright_web.access import tenant
from parcelwright_web.actions import settings as actions
from parcelwright_web.models.accounts import Shop
from parcelwright_web.pages.settings_access import EVERYTHING, must_be, own_shop

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest


class CostsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The fields of :data:`actions.COST_FIELDS`."""

    class Meta:
        model = Shop
        fields = actions.COST_FIELDS
        help_texts: ClassVar = {
            "resend_percent": _(
                "What it costs you when you send again or pay back and the parcel still arrives."
                " 60: goods at your own cost, and postage."
            ),
            "resend_fixed": _(
                "Instead of the share, for goods in the shop's currency. Empty: the share counts."
            ),
            "wait_percent": _(
                "What each day costs you on which the buyer of a lost parcel hears nothing new."
            ),
            "angry_percent": _(
                "Once, when that buyer has waited too long: a dispute, a bad review, no next order."
            ),
            "angry_after_days": _("30: within it a seller has to deliver by EU law."),
            "letter_percent": _(
                "Your time for a letter that proves needless; a question to a buyer counts twice."
            ),
        }


@tenant
def costs(request: TenantRequest, pk: int) -> HttpResponse:
    """Show the form, and store it when posted."""
    must_be(request, *EVERYTHING)
    row = own_shop(request, pk)
    form = CostsForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.save_costs(request.tenant, pk, form.cleaned_data)
        messages.success(request, _("Costs saved."))
        return redirect("settings")
    context = {
        "form": form,
        "shop": row,
        "may": request.membership.role in EVERYTHING,
    }
    return render(request, "settings/costs.html", context)


urlpatterns = [path("settings/shops/<int:pk>/costs/", costs, name="settings-costs")]
