"""Exchange rates: of which day the newest are, what one unit is worth, rates of your own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.rulebook.exchange import OLD_AFTER_DAYS, convert
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import rates as actions
from parcelwright_web.actions.actors import actor_of, names_of
from parcelwright_web.configuration import configuration
from parcelwright_web.models.rates import OwnRate, RateFeed
from parcelwright_web.pages.settings_access import CONTRACTS, must_be

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from parcelwright.rulebook.exchange import Rates
    from parcelwright_web.access import TenantRequest

_CODE = r"[A-Za-z]{3}"
_ENTERED = 50


class RateForm(forms.Form):
    """One unit of a base currency was worth so many of another on a day."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day the rate is of."),
    )
    base = forms.RegexField(
        _CODE, label=_("One unit of"), max_length=3, initial="USD",
        help_text=_("Three letters, such as USD. XDR is the special drawing right of treaties."),
    )  # fmt: skip
    units = forms.DecimalField(
        label=_("Was worth"), max_digits=24, decimal_places=8, min_value=Decimal("0.00000001")
    )
    currency = forms.RegexField(
        _CODE, label=_("Of the currency"), max_length=3, help_text=_("Three letters, such as HKD.")
    )
    note = forms.CharField(
        label=_("Where you read it"), max_length=200, required=False,
        help_text=_("Stands in the list below, for whoever checks a sum."),
    )  # fmt: skip
    sure = forms.BooleanField(label=_("The rate is right"), required=False)

    def __init__(self, *args: Any, tenant_id: int, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._tenant_id, self._today = tenant_id, today
        self._doubted = bool(self.data.get("sure"))
        if not self._doubted:
            self.fields["sure"].widget = forms.HiddenInput()

    def clean_base(self) -> str:
        """Return the code in capitals."""
        return str(self.cleaned_data["base"]).upper()

    def clean_currency(self) -> str:
        """Return the code in capitals."""
        return str(self.cleaned_data["currency"]).upper()

    def clean_day(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["day"]
        if day > self._today:
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be worked with, and ask again about what is hard to believe."""
        told: dict[str, Any] = super().clean() or {}
        if {"day", "base", "currency", "units"} <= told.keys():
            self._judge(told)
        return told

    def _judge(self, told: dict[str, Any]) -> None:
        if told["currency"] in {told["base"], "XDR"}:
            self.add_error("currency", _("Name another currency than the one before; not XDR."))
            return
        try:
            doubt = actions.doubt(
                self._tenant_id, told["day"], told["base"], told["currency"], told["units"]
            )
        except MoneyError:
            self.add_error(
                "base", _("No rate of this currency is known up to that day; take USD or EUR.")
            )
            return
        if doubt and not told["sure"]:
            self.fields["sure"].widget = forms.CheckboxInput()
            text = _("Hard to believe: %(why)s. If it is right, say so below.")
            self.add_error("units", text % {"why": doubt})


@tenant
def rates(request: TenantRequest) -> HttpResponse:
    """Show the rates and a form for one more, and store it when posted."""
    must_be(request, *CONTRACTS)
    now = clock.now()
    form = RateForm(request.POST or None, tenant_id=request.tenant.pk, today=now.date())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.enter(
            request.tenant, told["day"], told["base"], told["currency"], told["units"],
            note=told["note"], actor=actor_of(request.user), now=now,
        )  # fmt: skip
        messages.success(request, _("Rate entered. Sums are worked out with it from now on."))
        return redirect("rates")
    known = actions.rates_of(request.tenant.pk)
    newest = known.tables[-1].as_of
    url = configuration().rates_url
    context = {
        "form": form,
        "newest": newest,
        "old": (now.date() - newest).days > OLD_AFTER_DAYS,
        "lines": _lines(known, now.date()),
        "own": _own(request),
        "feed": RateFeed.objects.filter(pk=url).first() if url else None,
        "url": url,
        "may": request.membership.role in CONTRACTS,
    }
    return render(request, "settings/rates.html", context)


def _lines(known: Rates, today: date) -> list[dict[str, object]]:
    """Return each currency with its worth against the XDR and the dollar, by code."""
    codes = sorted({code for table in known.tables for code in table.units})
    lines = []
    for code in codes:
        xdr = convert(Money.of(1, "XDR"), code, today, known)
        dollar = convert(Money.of(1, "USD"), code, today, known)
        lines.append({"code": code, "xdr": xdr, "dollar": dollar})
    return lines


def _own(request: TenantRequest) -> list[dict[str, object]]:
    rows = list(OwnRate.objects.for_tenant(request.tenant).order_by("-day", "-pk")[:_ENTERED])
    names = names_of({row.made_by for row in rows} | {row.removed_by for row in rows} - {""})
    return [
        {
            "rate": row,
            "units": row.units.normalize(),
            "made_by": names[row.made_by],
            "removed_by": names.get(row.removed_by, ""),
        }
        for row in rows
    ]


@tenant
@require_POST
def take_back(request: TenantRequest, pk: int) -> HttpResponse:
    """End an entered rate."""
    must_be(request, *CONTRACTS)
    row = get_object_or_404(OwnRate.objects.for_tenant(request.tenant), pk=pk)
    if actions.take_back(row, actor=actor_of(request.user), now=clock.now()):
        messages.success(request, _("Taken back. Sums are worked out without it from now on."))
    return redirect("rates")


urlpatterns = [
    path("settings/rates/", rates, name="rates"),
    path("settings/rates/<int:pk>/take-back/", take_back, name="take-back-rate"),
]
