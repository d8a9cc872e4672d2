"""A shop: what stands on its letters, its currency, language and time zone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import available_timezones

from babel.numbers import get_currency_name
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from parcelwright_web.access import tenant
from parcelwright_web.actions import businesses
from parcelwright_web.actions import settings as actions
from parcelwright_web.models.accounts import Shop
from parcelwright_web.pages.settings_access import EVERYTHING, must_be, own_shop
from parcelwright_web.pages.words import locale

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

# Currencies that shops and carriers of cross-border trade use; the core reads any ISO code.
_CURRENCIES = (
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR",
    "ILS", "INR", "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SAR", "SEK",
    "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
)  # fmt: skip
_COUNTRY_CODE = 2
# Unions, groups and test locales that CLDR lists among the territories.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


class ShopForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The fields of :data:`actions.SHOP_FIELDS`."""

    class Meta:
        model = Shop
        fields = actions.SHOP_FIELDS
        help_texts: ClassVar = {
            "legal_name": _("Stands on inquiries and claims as the claimant."),
            "address": _("As it stands on your contract with the carrier."),
            "tax_id": _("Some payers ask for it on a claim."),
            "signatory": _("The person named under each letter."),
            "currency": _("Used where a file names no currency of its own."),
            "language": _("Letters and mails without a known reader are written in it."),
            "timezone": _("What is today for you. Deadlines keep the zone of the payer."),
        }
        widgets: ClassVar = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        instance = self.instance
        for name, usual in (
            ("country", [("", "–"), *_countries()]),
            ("currency", _currencies()),
            ("language", [("en", "English"), ("zh-Hans", "简体中文")]),
            ("timezone", [(zone, zone.replace("_", " ")) for zone in _zones()]),
        ):
            value = getattr(instance, name)
            is_usual = not value or value in {each for each, _text in usual}
            choices = usual if is_usual else [*usual, (value, value)]
            old = self.fields[name]
            self.fields[name] = forms.ChoiceField(
                label=old.label, help_text=old.help_text, choices=choices, required=old.required
            )

    def clean_name(self) -> str:
        """Refuse the name of another shop of the tenant."""
        name: str = self.cleaned_data["name"]
        rows = Shop.objects.for_tenant(self.instance.tenant_id).filter(name=name)
        if rows.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another shop of yours has this name; choose another."))
        return name


def _countries() -> list[tuple[str, str]]:
    names = locale().territories
    pairs = [
        (code, name)
        for code, name in names.items()
        if len(code) == _COUNTRY_CODE and code.isalpha() and code not in _NO_COUNTRIES
    ]
    return sorted(pairs, key=lambda pair: pair[1])


def _currencies() -> list[tuple[str, str]]:
    return [(code, f"{code}, {get_currency_name(code, locale=locale())}") for code in _CURRENCIES]


@cache
def _zones() -> tuple[str, ...]:
    return ("UTC", *sorted(zone for zone in available_timezones() if "/" in zone
                           and not zone.startswith(("Etc/", "posix/", "right/"))))  # fmt: skip


@tenant
def shop(request: TenantRequest, pk: int) -> HttpResponse:
    """Show the form, and store it when posted."""
    must_be(request, *EVERYTHING)
    row = own_shop(request, pk)
    name = row.name
    form = ShopForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.save_shop(request.tenant, pk, form.cleaned_data)
        messages.success(request, _("Shop saved."))
        return redirect("settings")
    context = {"form": form, "title": name, "may": request.membership.role in EVERYTHING}
    return render(request, "settings/form.html", context)


@tenant
def new_shop(request: TenantRequest) -> HttpResponse:
    """Show an empty form, and make a shop of it when posted."""
    must_be(request, *EVERYTHING)
    form = ShopForm(request.POST or None, instance=Shop(tenant=request.tenant))
    if request.method == "POST" and form.is_valid():
        businesses.add_shop(request.tenant, form.cleaned_data)
        messages.success(request, _("Shop added."))
        return redirect("settings")
    may = request.membership.role in EVERYTHING
    context = {"form": form, "title": _("Add a shop"), "may": may}
    return render(request, "settings/form.html", context)


urlpatterns = [
    path("settings/shops/new/", new_shop, name="settings-shop-new"),
    path("settings/shops/<int:pk>/", shop, name="settings-shop"),
]
