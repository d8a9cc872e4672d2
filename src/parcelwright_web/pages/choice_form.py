"""The form that asks for a service: what is sent, from where, to where, and what waiting costs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.parcels.countries import country_code
from parcelwright.prevention.choice.sending import Sending, Stakes

if TYPE_CHECKING:
    from datetime import date

_ZERO = Decimal(0)


class CountryField(forms.CharField):
    """A country by its code or name; becomes the two-letter code."""

    def clean(self, value: Any) -> str:
        """Return the code, or refuse what is no country."""
        text: str = super().clean(value)
        code = country_code(text) if text else ""
        if text and not code:
            raise forms.ValidationError(_("No country is known by that name; write DE or Germany."))
        return code


def _sum(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=_ZERO, max_digits=12, decimal_places=2, required=False,
        help_text=help_text,
    )  # fmt: skip


class ChoiceForm(forms.Form):
    """A parcel to send."""

    origin = CountryField(label=_("From"), max_length=60)
    destination = CountryField(label=_("To"), max_length=60)
    weight_g = forms.IntegerField(label=_("Weight in grams"), min_value=1, max_value=100_000)
    value = forms.DecimalField(
        label=_("What the buyer paid"), min_value=_ZERO, max_digits=12, decimal_places=2
    )
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3)
    contents = forms.CharField(label=_("Goods"), max_length=200, required=False)
    promised_days = forms.IntegerField(
        label=_("Days promised to the buyer"), min_value=1, max_value=180, required=False,
        help_text=_("Only later days cost. Empty: every day counts."),
    )  # fmt: skip
    per_day = _sum(_("Cost of a day of waiting"), _("Refunds, questions, bad reviews; 0 if none."))
    handling = _sum(_("Work for one lost parcel"), _("Questions, the claim, packing again."))

    def clean_currency(self) -> str:
        """Refuse what is no currency."""
        code: str = self.cleaned_data["currency"].upper()
        try:
            Money.of(0, code)
        except MoneyError as error:
            raise forms.ValidationError(_("Write three letters, such as USD.")) from error
        return code

    def sending(self, on: date) -> Sending:
        """Return the parcel, posted on a day."""
        told = self.cleaned_data
        return Sending(
            origin_country=told["origin"],
            destination_country=told["destination"],
            weight_g=told["weight_g"],
            value=Money(told["value"], told["currency"]),
            contents=told["contents"],
            on=on,
        )

    @property
    def stakes(self) -> Stakes:
        """What goes wrong costs."""
        told = self.cleaned_data
        return Stakes(
            handling=Money(told["handling"] or _ZERO, told["currency"]),
            per_day=Money(told["per_day"] or _ZERO, told["currency"]),
            promised_days=told["promised_days"],
        )
