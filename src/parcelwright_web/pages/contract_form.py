"""The form of ten fields that makes a carrier account's parcels answerable."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parcelwright.rulebook.contract import PayoutKind
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.own_terms import contract_of
from parcelwright.rulebook.rule import RefundOrder
from parcelwright.rulebook.select import slug
from parcelwright.rulebook.spans import Since
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import PAPERS
from parcelwright_web.pages.terms_form import OTHER, DayInput, TermsForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright_web.models.accounts import Shop


_LONGEST_SLUG = 40
_CHOOSE = ("", _("Choose"))
STARTS = (
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


class ContractForm(TermsForm):
    """What was agreed with one firm for one carrier account."""

    table = "contract"
    whole = frozenset({"inquiry_within_days", "claim_within_days"})
    beside = frozenset({"shop"})

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
    claimant = forms.CharField(
        label=_("Company that claims"), max_length=120, required=False,
        help_text=_("In whose name the contract is. Leave empty when it is the shop's own."),
    )  # fmt: skip
    counted_from = forms.ChoiceField(
        label=_("Both periods are counted from"), choices=STARTS,
        help_text=_("The day after this day is day one."),
    )  # fmt: skip
    inquiry_within_days = forms.IntegerField(
        label=_("Inquiry within, days"), required=False,
        help_text=_("Calendar days. Leave empty when the contract sets no period."),
    )  # fmt: skip
    claim_within_days = forms.IntegerField(
        label=_("Claim within, days"), required=False,
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
    payout_cap = forms.DecimalField(
        label=_("At most"), required=False, max_digits=12, decimal_places=4,
        help_text=_("A cap on freight times a number, if the contract sets one."),
    )  # fmt: skip
    payout_currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3,
        help_text=_("Three letters, such as CNY. Freight times a number needs it for a cap only."),
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
        self.choose("payer", [_CHOOSE, *firms()])
        self.choose("shop", [(key, shop.name) for key, shop in self.shops.items()])
        if len(self.shops) == 1:
            field = self.fields["shop"]
            field.widget, field.initial = forms.HiddenInput(), next(iter(self.shops))

    def raw(self) -> dict[str, object]:
        """Return the contract as a file would hold it."""
        found = super().raw()
        payer, name = found.get("payer"), found.get("payer_name")
        if payer == OTHER and name:
            found["payer"] = slug(str(name))[:_LONGEST_SLUG] or OTHER
        elif payer and payer != OTHER and not name and payer in shipped_book().by_slug:
            found["payer_name"] = shipped_book().by_slug[str(payer)].name
        payout = {
            name: found.pop(f"payout_{name}")
            for name in ("kind", "number", "currency", "cap")
            if f"payout_{name}" in found
        }
        if "currency" in payout:
            payout["currency"] = str(payout["currency"]).upper()
        return {**found, "payout": payout} if payout else found

    def clean(self) -> dict[str, Any]:
        """Show the faults; who chose no firm is not asked for its name as well."""
        found = super().clean()
        if "payer" in self.errors:
            self.errors.pop("payer_name", None)
        return found

    @property
    def terms(self) -> ContractTerms:
        """The terms of a valid form."""
        return contract_of(self.raw())


def firms() -> list[tuple[str, Any]]:
    """Return the consolidators of the rule book by slug and name, and another firm."""
    carriers = shipped_book().carriers
    firms = sorted(((c.slug, spoken(c.name)) for c in carriers if c.kind == "consolidator"),
                   key=lambda pair: pair[1].casefold())  # fmt: skip
    return [*firms, (OTHER, _("Another firm"))]


def initial_of(terms: ContractTerms, shop_id: int) -> dict[str, object]:
    """Return what the form shows for stored terms."""
    known = {slug for slug, _name in firms()}
    payout = terms.payout
    return {
        "carrier_account": terms.carrier_account,
        "shop": str(shop_id),
        "payer": terms.payer if terms.payer in known else OTHER,
        "payer_name": terms.payer_name,
        "claimant": terms.claimant,
        "counted_from": terms.counted_from.value,
        "inquiry_within_days": terms.inquiry_within_days,
        "claim_within_days": terms.claim_within_days,
        "payout_kind": payout.kind.value if payout else "",
        "payout_number": payout.number if payout else None,
        "payout_cap": payout.cap if payout else None,
        "payout_currency": payout.currency if payout else "",
        "proof_asked": list(terms.proof_asked),
        "refund_before_claim": terms.refund_before_claim.value,
        "channel": terms.channel,
        "account_manager": terms.account_manager,
        "valid_from": terms.valid_from or date(2000, 1, 1),
    }
