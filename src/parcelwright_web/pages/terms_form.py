"""Forms of the seller's own terms, judged by the same judge as files of them."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst

from parcelwright.rulebook.own_terms import faults_of
from parcelwright_web.core_texts import spoken

OTHER = "other"
_WHOLE = re.compile(r"\s*-?\d+\s*")
_BETWEEN = re.compile(r"[,;，；、\n]+")


class DayInput(forms.DateInput):
    """A day, entered in ISO form by every browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def sentence_of(what: str) -> str:
    """Return what is wrong, as the sentence beside a field."""
    return capfirst(spoken(what if what.endswith("?") else f"{what}."))


class TermsForm(forms.Form):
    """Turns its fields into a table as a file has it, and shows the faults of that table.

    A subclass names its table and says which fields hold whole numbers, texts with several
    entries, and choices; all other fields are texts.
    """

    table: ClassVar[str]
    whole: ClassVar[frozenset[str]] = frozenset()
    several: ClassVar[frozenset[str]] = frozenset()
    flags: ClassVar[frozenset[str]] = frozenset()
    # Fields that are no field of the table.
    beside: ClassVar[frozenset[str]] = frozenset()

    def raw(self) -> dict[str, object]:
        """Return the filled fields as a file would hold them."""
        found: dict[str, object] = {}
        for name in self.fields:
            if name in self.beside:
                continue
            value = self._value(name)
            if value is not False and value not in (None, "", []):
                found[name] = value
        return found

    def _value(self, name: str) -> object:
        data = self[name].data
        if name in self.flags:
            return bool(data)
        if isinstance(data, list):
            return [str(each) for each in data]
        text = str(data or "").strip()
        if name in self.several:
            return [each.strip() for each in _BETWEEN.split(text) if each.strip()]
        return int(text) if name in self.whole and _WHOLE.fullmatch(text) else text

    def field_of(self, path: str) -> str | None:
        """Return the field that a fault is about, or None for the whole form."""
        name = re.sub(r"\[\d+\]", "", path).replace(".", "_")
        return name if name in self.fields else None

    def clean(self) -> dict[str, Any]:
        """Show what is wrong with the terms, each fault at its field."""
        found = super().clean() or self.cleaned_data
        faults = faults_of(self.table, self.raw())
        for name in {self.field_of(fault.field) for fault in faults}:
            # Django's words for the same are not needed beside ours.
            self.errors.pop(name or "", None)
        for fault in faults:
            self.add_error(self.field_of(fault.field), sentence_of(fault.what))
        return found

    def choose(self, name: str, choices: list[Any]) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
