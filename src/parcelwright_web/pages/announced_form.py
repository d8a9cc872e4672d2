"""The forms in which a seller enters what was announced of networks: one line, or a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parcelwright.analytics.published import Announcement, Happening
from parcelwright.analytics.published_files import read_announcement
from parcelwright.errors import InputFileError
from parcelwright.interchange.carriers import carrier_of_cell
from parcelwright.parcels.countries import country_code
from parcelwright_web.core_texts import spoken

WHAT = {
    Happening.STRIKE: _("Strike"),
    Happening.CLOSURE: _("Closure"),
    Happening.HOLIDAY: _("Holiday"),
    Happening.PEAK: _("Peak season"),
    Happening.PUBLIC_HOLIDAYS: _("Public holidays of the country"),
}
MOST_BYTES = 1024 * 1024
_ENTRY = "entry"


class AnnouncedForm(forms.Form):
    """One announcement. What the file reader refuses is refused here with the same words."""

    what = forms.ChoiceField(
        label=_("What is announced"), choices=[(each.value, name) for each, name in WHAT.items()]
    )
    country = forms.CharField(
        label=_("Country"), max_length=60, required=False,
        help_text=_("Such as FR or France. May be empty where a carrier is named."),
    )  # fmt: skip
    region = forms.CharField(
        label=_("Region"), max_length=60, required=False,
        help_text=_("As your parcels name it, such as SP; empty for the whole country."),
    )  # fmt: skip
    carrier = forms.CharField(
        label=_("Carrier"), max_length=40, required=False,
        help_text=_(
            "Empty where it concerns all, as a strike at the post that delivers what others bring."
        ),
    )  # fmt: skip
    first = forms.DateField(
        label=pgettext_lazy("of an announcement", "First day"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    last = forms.DateField(
        label=pgettext_lazy("of an announcement", "Last day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Counted. Where nobody knows it, a day in two weeks that you correct later."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Where it was announced"), max_length=300,
        help_text=_("Such as the address of the notice."),
    )  # fmt: skip

    def clean_country(self) -> str:
        """Return the two-letter code, or refuse what is no country."""
        text: str = self.cleaned_data["country"]
        code = country_code(text) if text else ""
        if text and not code:
            raise forms.ValidationError(_("No country is known by that name; write DE or Germany."))
        return code

    def clean_carrier(self) -> str:
        """Return the slug where the name is known, else what was written."""
        text: str = self.cleaned_data["carrier"]
        return carrier_of_cell(text) or text

    def clean(self) -> dict[str, Any]:
        """Refuse what the reader of files refuses."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        cells = {name: str(value) for name, value in told.items()}
        cells |= {"from": cells["first"], "to": cells["last"]}
        try:
            told["announcement"] = read_announcement(cells, _ENTRY)
        except InputFileError as error:
            self.add_error(None, spoken(str(error).removeprefix(f"{_ENTRY}: ")))
        return told

    @property
    def announcement(self) -> Announcement:
        """What was entered."""
        found: Announcement = self.cleaned_data["announcement"]
        return found


class AnnouncedFileForm(forms.Form):
    """A calendar as a file."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
        help_text=_(
            "CSV with the columns of the example. Its lines are added to those that stand here."
        ),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be a calendar."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 1 MB; bring the calendar alone.")
            )
        return file
