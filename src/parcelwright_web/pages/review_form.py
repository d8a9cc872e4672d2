"""The form in which a team member says something of a carrier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcelwright.interchange.carriers import carrier_of_cell
from parcelwright.parcels.countries import country_code
from parcelwright.prevention.scorecards.reviews import Review
from parcelwright.rulebook.select import slug

_STARS = [("", "–"), *((str(n), "★" * n) for n in range(1, 6))]


class ReviewForm(forms.Form):
    """Stars or words about a carrier, and who says so."""

    carrier = forms.CharField(label=_("Carrier"), max_length=40)
    service = forms.CharField(label=_("Service"), max_length=120, required=False)
    destination_country = forms.CharField(
        label=_("Destination"), max_length=60, required=False, help_text=_("Empty for anywhere.")
    )
    stars = forms.ChoiceField(label=_("Stars"), choices=_STARS, required=False)
    words = forms.CharField(
        label=_("Words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    who = forms.CharField(label=_("Who says so"), max_length=120, required=False)
    said_on = forms.DateField(
        label=_("When"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Where it was said"), max_length=200, required=False,
        help_text=_("Such as the address of a page, or your own warehouse."),
    )  # fmt: skip

    def clean_carrier(self) -> str:
        """Return the carrier's slug."""
        text: str = self.cleaned_data["carrier"]
        return carrier_of_cell(text) or slug(text)

    def clean_destination_country(self) -> str:
        """Return the two-letter code, or refuse what is no country."""
        text: str = self.cleaned_data["destination_country"]
        code = country_code(text) if text else ""
        if text and not code:
            raise forms.ValidationError(_("No country is known by that name; write DE or Germany."))
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse a review that says nothing."""
        told: dict[str, Any] = super().clean() or {}
        if not told.get("stars") and not told.get("words"):
            self.add_error("words", _("Write something, or give stars."))
        return told

    @property
    def review(self) -> Review:
        """What was entered."""
        told = self.cleaned_data | {"stars": int(self.cleaned_data["stars"] or 0) or None}
        return Review(**told)


class ReviewFileForm(forms.Form):
    """A table of reviews."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_(
            "CSV or Excel with the columns carrier, and stars or words; also service, "
            "destination_country, who, said_on and source."
        ),
    )
