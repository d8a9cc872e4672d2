"""The form of what a source is asked with, made from its terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from parcelwright.asking.terms import Credential, Terms
    from parcelwright_web.models.intake import SourceConnection

_LONGEST = 500
_MOST_CALLS = 10_000_000
_PREFIX = "credential-"


class AccessForm(forms.Form):
    """A field for each credential; what is secret is only ever entered, never shown."""

    def __init__(
        self, terms: Terms, connection: SourceConnection, *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        held: dict[str, str] = connection.access or {}
        self._names = [each.name for each in terms.credentials]
        for each in terms.credentials:
            self.fields[_PREFIX + each.name] = _field(each, held.get(each.name, ""))
        self.fields["base_url"] = forms.URLField(
            label=_("Address of the server"),
            required=not terms.base_url,
            max_length=300,
            initial=connection.base_url,
            assume_scheme="https",
            help_text=_address_help(terms),
        )
        self.fields["calls_per_day"] = forms.IntegerField(
            label=_("Calls a day at most"),
            required=False,
            min_value=1,
            max_value=_MOST_CALLS,
            initial=connection.calls_per_day,
            help_text=_calls_help(terms),
        )

    @property
    def values(self) -> dict[str, str]:
        """What was entered, by the names of the credentials."""
        return {name: self.cleaned_data[_PREFIX + name] for name in self._names}


def _field(credential: Credential, held: str) -> forms.CharField:
    is_held = bool(held) and credential.is_secret
    hint = _("Stored and sealed. Leave this empty to keep it.") if is_held else ""
    if credential.is_secret and not is_held:
        hint = _("Sealed when stored, and never shown again.")
    secret = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    plain = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        # What the source itself calls it, in every language.
        label=format_html('<bdi translate="no">{}</bdi>', credential.label),
        required=not (credential.is_optional or is_held),
        max_length=_LONGEST,
        initial="" if credential.is_secret else held,
        help_text=hint,
        widget=secret if credential.is_secret else plain,
    )


def _address_help(terms: Terms) -> str:
    if not terms.base_url:
        return _("You host this source yourself: enter where it is.")
    own = _("Empty means %(address)s.") % {"address": terms.base_url}
    if not terms.test_url:
        return own
    return own + " " + _("Its place for trials is %(address)s.") % {"address": terms.test_url}


def _calls_help(terms: Terms) -> str:
    if terms.per_day is None:
        return _("Its terms name no limit. Enter one if each call costs you something.")
    return _("Empty means %(n)s, as its terms allow.") % {"n": terms.per_day}
