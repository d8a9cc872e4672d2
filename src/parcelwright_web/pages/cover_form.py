"""The form of one policy: which parcels it covers, and on which terms."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from parcelwright.rulebook.cover import CoverKind, PremiumPer, TermsOf
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.own_terms import cover_of
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.select import slug
from parcelwright.rulebook.terms import Basis
from parcelwright.rulebook.write_terms import stated
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.contract_form import STARTS
from parcelwright_web.pages.labels import PAPERS
from parcelwright_web.pages.terms_form import OTHER, DayInput, TermsForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.rulebook.cover import CoverTerms

_LONGEST_SLUG = 40
_CHOOSE = ("", _("Choose"))
KINDS = {
    CoverKind.OPEN_COVER: _("Own open cover"),
    CoverKind.INSURER: _("Insurer, cover bought for parcels"),
    CoverKind.PLATFORM: _("Protection by a platform"),
    CoverKind.CARRIER: _("Cover bought from the carrier"),
}
_TERMS = (
    (TermsOf.OWN, _("As entered below")),
    (TermsOf.RULE_BOOK, _("Those of the rule book for this insurer")),
)
_PAYS = (
    (Basis.LOSS, _("The actual loss")),
    (Basis.SALE, _("The sale value")),
    (Basis.COST, _("The cost of the goods")),
    (Basis.INSURED, _("The insured value of the parcel")),
    (Basis.DECLARED, _("The declared value")),
)
PREMIUMS = {
    PremiumPer.PERCENT_OF_VALUE: _("Percent of the value"),
    PremiumPer.PARCEL: _("Sum for each parcel"),
    PremiumPer.YEAR: _("Sum for a year"),
}
CLAIM_TYPES = {
    ClaimType.LOST_IN_TRANSIT: _("Lost in transit"),
    ClaimType.LOST_IN_WAREHOUSE: _("Lost in a warehouse"),
    ClaimType.NOT_ACCEPTED: _("Handed over, never scanned"),
    ClaimType.DELIVERED_NOT_RECEIVED: _("Delivered, but not received"),
    ClaimType.DAMAGED: _("Damaged"),
    ClaimType.PARTLY_LOST: _("Lost in part"),
    ClaimType.DELAYED: _("Late"),
    ClaimType.RETURNED_WITHOUT_REASON: _("Returned without reason"),
}


def _number(label: Any, hint: Any = "") -> forms.CharField:
    number = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
    return forms.CharField(label=label, required=False, help_text=hint, widget=number)


def _days(label: Any, hint: Any = "") -> forms.CharField:
    number = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
    return forms.CharField(label=label, required=False, help_text=hint, widget=number)


def _text(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, required=required, help_text=hint, max_length=400)


class CoverForm(TermsForm):
    """One edition of one policy of the shop."""

    table = "cover"
    whole = frozenset({"waiting_days", "notice_within_days", "claim_within_days"})
    several = frozenset({
        "programmes", "carriers", "carrier_accounts", "destinations", "not_destinations",
    })  # fmt: skip
    flags = frozenset({"bought_per_parcel", "plus_postage", "excess_of_carrier"})

    policy_number = _text(_("Policy number"), required=True)
    kind = forms.ChoiceField(label=_("Who gives the cover"), choices=(_CHOOSE, *KINDS.items()))
    insurer = forms.ChoiceField(label=_("Insurer"))
    insurer_name = _text(
        _("Name of the insurer"), _("Needed for another insurer; else its usual name is used.")
    )
    valid_from = forms.DateField(
        label=_("Valid for parcels accepted from"), widget=DayInput,
        help_text=_("A new edition with a later day keeps this one for older parcels."),
    )  # fmt: skip
    valid_to = forms.DateField(
        label=_("Valid until"), widget=DayInput, required=False,
        help_text=_("The last day, inclusive. Leave empty when it runs on."),
    )  # fmt: skip

    bought_per_parcel = forms.BooleanField(
        label=_("Only parcels for which it was bought"), required=False,
        help_text=_("Those that name this insurer or have an insured value."),
    )  # fmt: skip
    programmes = _text(_("Platforms or programmes"), _("Several with commas; empty is any."))
    shops = forms.MultipleChoiceField(
        label=_("Shops"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen is every shop."),
    )  # fmt: skip
    carriers = _text(_("Carriers"), _("As your files name them, with commas; empty is any."))
    carrier_accounts = _text(_("Carrier accounts"), _("Several with commas; empty is any."))
    destinations = _text(
        _("Countries or regions covered"), _("Two letters each, such as DE, US; empty is any.")
    )
    not_destinations = _text(
        _("Countries or regions left out"), _("Two letters each, with commas.")
    )
    value_from = _number(_("Sale value from"))
    value_to = _number(_("Sale value up to"))
    claim_types = forms.MultipleChoiceField(
        label=_("What it pays for"), required=False, choices=tuple(CLAIM_TYPES.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    terms = forms.ChoiceField(label=_("Terms"), choices=_TERMS)
    pays = forms.ChoiceField(label=_("What is replaced"), choices=_PAYS, required=False)
    plus_postage = forms.BooleanField(label=_("And the postage"), required=False)
    limit = _number(_("At most for one parcel"))
    deductible = _number(_("Deductible, a sum"), _("What you bear yourself of each loss."))
    deductible_percent = _number(_("Deductible, percent"))
    currency = forms.CharField(
        label=_("Currency of all sums"), required=False, max_length=3,
        help_text=_("Three letters, such as CNY or USD."),
    )  # fmt: skip
    excess_of_carrier = forms.BooleanField(
        label=_("Pays only what the carrier does not"), required=False,
        help_text=_("Then the carrier is asked first."),
    )  # fmt: skip
    counted_from = forms.ChoiceField(
        label=_("Waiting time and periods are counted from"), choices=STARTS, required=False
    )
    waiting_days = _days(_("Waiting time, days"), _("A claim is refused before."))
    notice_within_days = _days(_("Notice of the loss within, days"))
    claim_within_days = _days(_("Claim within, days"))
    proof_asked = forms.MultipleChoiceField(
        label=_("Papers the insurer asks for"), required=False, choices=tuple(PAPERS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    exclusions = forms.CharField(
        label=_("Exclusions"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line, in the words of the policy."),
    )  # fmt: skip

    claimant = _text(_("Policyholder"), _("The company that claims. Empty is the shop's own."))
    channel = _text(_("Where claims are filed"))
    contact = _text(_("Whom to ask"))
    premium = _number(_("Premium"), _("Shown beside the policy; nothing is reckoned with it."))
    premium_per = forms.ChoiceField(
        label=_("Counted by"), required=False, choices=(("", _("Not stated")), *PREMIUMS.items())
    )

    # How the page groups them.
    WHO: ClassVar = ("policy_number", "kind", "insurer", "insurer_name", "valid_from", "valid_to")
    WHICH: ClassVar = (
        "bought_per_parcel", "programmes", "shops", "carriers", "carrier_accounts",
        "destinations", "not_destinations", "value_from", "value_to",
    )  # fmt: skip
    WHAT: ClassVar = (
        "terms", "claim_types", "pays", "plus_postage", "limit", "deductible",
        "deductible_percent", "currency", "excess_of_carrier",
    )  # fmt: skip
    WHEN: ClassVar = ("counted_from", "waiting_days", "notice_within_days", "claim_within_days")
    HOW: ClassVar = (
        "proof_asked", "exclusions", "claimant", "channel", "contact", "premium", "premium_per",
    )  # fmt: skip

    def __init__(self, *args: Any, shops: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("insurer", [_CHOOSE, *insurers()])
        self.choose("shops", [(name, name) for name in shops])

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the fields under the headings of the page."""
        named = (
            (_("The policy"), self.WHO),
            (_("Which parcels it covers"), self.WHICH),
            (_("What it pays"), self.WHAT),
            (_("Until when"), self.WHEN),
            (_("Papers and people"), self.HOW),
        )
        return [(title, [self[name] for name in names]) for title, names in named]

    def raw(self) -> dict[str, object]:
        """Return the policy as a file would hold it."""
        found = super().raw()
        insurer, name = found.get("insurer"), found.get("insurer_name")
        book = shipped_book()
        if insurer == OTHER and name:
            found["insurer"] = slug(str(name))[:_LONGEST_SLUG] or OTHER
        elif insurer and not name and insurer in book.by_slug:
            found["insurer_name"] = book.by_slug[str(insurer)].name
        for key in ("destinations", "not_destinations"):
            if isinstance(codes := found.get(key), list):
                found[key] = [code.upper() for code in codes]
        if "currency" in found:
            found["currency"] = str(found["currency"]).upper()
        if "exclusions" in found:
            lines = str(found["exclusions"]).splitlines()
            found["exclusions"] = [line.strip() for line in lines if line.strip()]
        return found

    def clean(self) -> dict[str, Any]:
        """Show the faults; who chose no insurer is not asked for its name and terms as well."""
        found = super().clean()
        if "insurer" in self.errors:
            self.errors.pop("insurer_name", None)
            self.errors.pop("terms", None)
        return found

    @property
    def cover(self) -> CoverTerms:
        """The terms of a valid form."""
        return cover_of(self.raw())


def insurers() -> list[tuple[Any, list[tuple[str, Any]]] | tuple[str, Any]]:
    """Return who can give cover: insurers, platforms and carriers of the rule book, and others."""
    carriers = shipped_book().carriers
    found: list[tuple[Any, list[tuple[str, Any]]] | tuple[str, Any]] = []
    for title, kinds in (
        (_("Insurers"), {"insurer"}),
        (_("Platforms"), {"platform", "marketplace"}),
        (_("Carriers"), {"post", "express", "parcel", "consolidator"}),
    ):
        names = [(each.slug, spoken(each.name)) for each in carriers if each.kind in kinds]
        found.append((title, sorted(names, key=lambda pair: pair[1].casefold())))
    return [(OTHER, _("Another insurer")), *found]


def initial_of(terms: CoverTerms) -> dict[str, object]:
    """Return what the form shows for stored terms."""
    found: dict[str, object] = {"claim_types": [each.value for each in terms.claim_types]}
    for name, value in stated(terms).items():
        found[name] = _widget_value(name, value)
    known = {name for each in insurers() if isinstance(each[1], list) for name, _title in each[1]}
    found["insurer"] = terms.insurer if terms.insurer in known else OTHER
    found["valid_from"] = terms.valid_from or date(2000, 1, 1)
    found["terms"] = terms.terms.value
    return found


def _widget_value(name: str, value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if not isinstance(value, tuple):
        return value
    words = [str(each.value) if isinstance(each, Enum) else str(each) for each in value]
    if name in CoverForm.several:
        return ", ".join(words)
    return "\n".join(words) if name == "exclusions" else words
