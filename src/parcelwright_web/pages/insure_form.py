"""The form that describes the insurance on offer: one of the shop's policies, or a bare one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.prevention.insuring.policy import USUAL_ODDS, Policy, policy_of
from parcelwright.prevention.insuring.premium import Premium, premium_of
from parcelwright.prevention.insuring.weigh import Cover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

    from parcelwright.rulebook.cover import CoverTerms

_PERCENT = 100


def _number(label: StrOrPromise, help_text: StrOrPromise = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, min_value=Decimal(0), max_digits=12, decimal_places=3,
        required=False,
    )  # fmt: skip


class InsureForm(forms.Form):
    """A premium, and what is paid for it."""

    policy = forms.ChoiceField(
        label=_("Policy"), required=False, help_text=_("Its own terms count for all but the odds.")
    )
    percent = _number(_("Premium in percent of the value"))
    each = _number(_("Premium for each parcel"))
    least = _number(_("Lowest premium for one parcel"))
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3)
    limit = _number(_("Most that is paid for one parcel"), _("Empty: no limit."))
    deductible = _number(_("What stays with you of each loss"))
    paperwork = _number(_("What a claim costs in work"))
    odds = forms.IntegerField(
        label=_("Claims granted, of 100"), min_value=0, max_value=100,
        initial=round(USUAL_ODDS * _PERCENT),
        help_text=_("No insurer publishes it; 80 is an assumption."),
    )  # fmt: skip

    def __init__(self, *args: Any, covers: Sequence[CoverTerms], **options: Any) -> None:
        super().__init__(*args, **options)
        self._covers = {each.policy_number: each for each in covers}
        field = self.fields["policy"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Another offer, described below")),
            *((number, f"{number} ({each.insurer_name})") for number, each in self._covers.items()),
        ]

    def clean_currency(self) -> str:
        """Refuse what is no currency."""
        code: str = self.cleaned_data["currency"].upper()
        try:
            Money.of(0, code)
        except MoneyError as error:
            raise forms.ValidationError(_("Write three letters, such as USD.")) from error
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse an offer without a premium."""
        told: dict[str, Any] = super().clean() or {}
        terms = self._covers.get(told.get("policy", ""))
        known = terms is not None and premium_of(terms) is not None
        if not known and not told.get("percent") and not told.get("each"):
            self.add_error("percent", _("Enter a premium: a percentage, or a sum for each parcel."))
        if terms is not None and terms.currency:
            told["currency"] = terms.currency
        return told

    @property
    def offer(self) -> Policy:
        """What is on offer."""
        told = self.cleaned_data
        premium = None
        if told["percent"] or told["each"]:
            premium = Premium(
                currency=told["currency"],
                percent=told["percent"],
                fixed=told["each"],
                least=told["least"],
            )
        odds, paperwork = told["odds"] / _PERCENT, float(told["paperwork"] or 0)
        terms = self._covers.get(told["policy"])
        if terms is not None:
            found = policy_of(terms, premium=premium, odds=odds, paperwork=paperwork)
            assert found is not None
            return found
        assert premium is not None
        cover = Cover(
            limit=None if told["limit"] is None else float(told["limit"]),
            deductible=float(told["deductible"] or 0),
            odds=odds,
            paperwork=paperwork,
        )
        return Policy(number="", insurer="", premium=premium, cover=cover)


class CertificatesForm(forms.Form):
    """What the insurer sent back."""

    file = forms.FileField(
        label=_("Certificates"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_(
            "CSV or Excel with the columns tracking_number and certificate_number; also "
            "insured_value, premium, currency and issued_on."
        ),
    )
