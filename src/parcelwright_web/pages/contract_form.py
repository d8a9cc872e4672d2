"""The form of ten fields that makes a carrier account's parcels answerable."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from babel.numbers import is_currency
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import RefundOrder
from parcelwright.rulebook.select import slug
from parcelwright.rulebook.spans import Since
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright_web.models.accounts import Shop


_OTHER = "other"
_LONGEST_DAYS = 1000
_LONGEST_SLUG = 40
_CHOOSE = ("", _("Choose"))
_STARTS = (
    _CHOOSE,
    (Since.HANDOVER, _("the day you handed it over")),
    (Since.ACCEPTANCE_SCAN, _("the first scan of the firm")),
    (Since.LABEL_CREATED, _("the day the label was made")),
    (Since.POSTING, _("the day of posting")),
    (Since.LAST_SCAN, _("the last scan")),
    (Since.DUE_DELIVERY, _("the day delivery was due")),
    (Since.DELIVERED_SCAN, _("the scan of delivery")),
)
_PAYOUTS = (
    ("", _("Not agreed or not known: no sum is shown")),
    (PayoutKind.FREIGHT_TIMES, _("Freight times a number")),
    (PayoutKind.DECLARED_UP_TO, _("Declared value, up to a cap")),
    (PayoutKind.FIXED, _("A fixed sum for each parcel")),
)
_REFUNDS = (
    (RefundOrder.EITHER, _("Before or after; the contract does not say")),
    (RefundOrder.REQUIRED, _("The buyer must be refunded before the claim")),
    (RefundOrder.FORBIDDEN, _("The buyer must not be refunded before the claim")),
)


class DayInput(forms.DateInput):
    """A day, entered in ISO form by every browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ContractForm(forms.Form):
    """What was agreed with one firm for one carrier account."""

    carrier_account = forms.CharField(
        label=_("Carrier account"), max_length=80,
        help_text=_("As your files name it in the column carrier_account, such as YT-C20455."),
    )  # fmt: skip
    shop = forms.ChoiceField(label=_("Shop"))
    payer = forms.ChoiceField(
        label=_("Who pays"), help_text=_("The firm that the contract is with.")
    )
    payer_name = forms.CharField(
        label=_("Name of the firm"), max_length=120, required=False,
        help_text=_("As letters address it. Needed for another firm; else its usual name is used."),
    )  # fmt: skip
    counted_from = forms.ChoiceField(
        label=_("Both periods are counted from"), choices=_STARTS,
        help_text=_("The day after this day is day one."),
    )  # fmt: skip
    inquiry_within_days = forms.IntegerField(
        label=_("Inquiry within, days"), required=False, min_value=1, max_value=_LONGEST_DAYS,
        help_text=_("Calendar days. Leave empty when the contract sets no period."),
    )  # fmt: skip
    claim_within_days = forms.IntegerField(
        label=_("Claim within, days"), required=False, min_value=1, max_value=_LONGEST_DAYS,
        help_text=_("Calendar days. Leave empty when the contract sets no period."),
    )  # fmt: skip
    payout_kind = forms.ChoiceField(
        label=_("What is paid for a loss"), choices=_PAYOUTS, required=False
    )
    payout_number = forms.DecimalField(
        label=pgettext_lazy("of a pay-out", "Number"),
        required=False, max_digits=12, decimal_places=4,
        help_text=_("How many times the freight, the cap, or the fixed sum."),
    )  # fmt: skip
    payout_currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3,
        help_text=_("Three letters such as CNY or USD; not needed for freight times a number."),
    )  # fmt: skip
    proof_asked = forms.MultipleChoiceField(
        label=_("Proof the firm asks for"), required=False, choices=tuple(PAPERS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    refund_before_claim = forms.ChoiceField(label=_("Refund of the buyer"), choices=_REFUNDS)
    channel = forms.CharField(
        label=_("Where claims are filed"), max_length=200, required=False,
        help_text=_("A portal, a mail address or a chat group."),
    )  # fmt: skip
    account_manager = forms.CharField(
        label=_("Account manager"), max_length=120, required=False,
        help_text=_("Whom to ask when nobody answers."),
    )  # fmt: skip
    valid_from = forms.DateField(
        label=_("Valid for parcels accepted from"), widget=DayInput,
        help_text=_("A new edition with a later day keeps this one for older parcels."),
    )  # fmt: skip

    def __init__(self, *args: Any, shops: Iterable[Shop], **options: Any) -> None:
        super().__init__(*args, **options)
        self.shops = {str(shop.pk): shop for shop in shops}
        self._choose("payer", [_CHOOSE, *firms()])
        self._choose("shop", [(key, shop.name) for key, shop in self.shops.items()])
        if len(self.shops) == 1:
            field = self.fields["shop"]
            field.widget, field.initial = forms.HiddenInput(), next(iter(self.shops))

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_payout_currency(self) -> str:
        """Return the currency in capitals; what is none is refused with the number."""
        return str(self.cleaned_data["payout_currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """Refuse a firm without a name, and a pay-out that says only half."""
        found = super().clean() or self.cleaned_data
        if found.get("payer") == _OTHER and not found.get("payer_name"):
            self.add_error("payer_name", _("Enter the name of the firm."))
        kind, number = found.get("payout_kind"), found.get("payout_number")
        if kind and (number is None or number <= 0):
            self.add_error(
                "payout_number", _("Enter a number above zero for this kind of pay-out.")
            )
        elif kind and kind != PayoutKind.FREIGHT_TIMES:
            self._check_currency(found.get("payout_currency", ""))
        elif not kind and number is not None:
            self.add_error("payout_kind", _("Choose what the number stands for, or empty it."))
        return found

    def _check_currency(self, currency: str) -> None:
        if not is_currency(currency):
            self.add_error(
                "payout_currency", _("Enter the currency as three letters, such as CNY or USD.")
            )

    @property
    def terms(self) -> ContractTerms:
        """The terms of a valid form."""
        data = self.cleaned_data
        payer, name = data["payer"], data["payer_name"].strip()
        if payer == _OTHER:
            payer = slug(name)[:_LONGEST_SLUG] or _OTHER
        return ContractTerms(
            carrier_account=data["carrier_account"].strip(),
            payer=payer,
            payer_name=name or shipped_book().by_slug[payer].name,
            counted_from=Since(data["counted_from"]),
            inquiry_within_days=data["inquiry_within_days"],
            claim_within_days=data["claim_within_days"],
            payout=_payout(data),
            proof_asked=tuple(data["proof_asked"]),
            refund_before_claim=RefundOrder(data["refund_before_claim"]),
            channel=data["channel"],
            account_manager=data["account_manager"],
            valid_from=data["valid_from"],
        )


def _payout(data: dict[str, Any]) -> Payout | None:
    if not data["payout_kind"]:
        return None
    kind = PayoutKind(data["payout_kind"])
    currency = "" if kind is PayoutKind.FREIGHT_TIMES else data["payout_currency"]
    return Payout(kind=kind, number=data["payout_number"], currency=currency)


def firms() -> list[tuple[str, Any]]:
    """Return the consolidators of the rule book by slug and name, and another firm."""
    carriers = shipped_book().carriers
    firms = sorted(((c.slug, spoken(c.name)) for c in carriers if c.kind == "consolidator"),
                   key=lambda pair: pair[1].casefold())  # fmt: skip
    return [*firms, (_OTHER, _("Another firm"))]


def initial_of(terms: ContractTerms, shop_id: int) -> dict[str, object]:
    """Return what the form shows for stored terms."""
    known = {slug for slug, _name in firms()}
    payout = terms.payout
    return {
        "carrier_account": terms.carrier_account,
        "shop": str(shop_id),
        "payer": terms.payer if terms.payer in known else _OTHER,
        "payer_name": terms.payer_name,
        "counted_from": terms.counted_from.value,
        "inquiry_within_days": terms.inquiry_within_days,
        "claim_within_days": terms.claim_within_days,
        "payout_kind": payout.kind.value if payout else "",
        "payout_number": payout.number.normalize() if payout else None,
        "payout_currency": payout.currency if payout else "",
        "proof_asked": list(terms.proof_asked),
        "refund_before_claim": terms.refund_before_claim.value,
        "channel": terms.channel,
        "account_manager": terms.account_manager,
        "valid_from": terms.valid_from or date(2000, 1, 1),
    }
