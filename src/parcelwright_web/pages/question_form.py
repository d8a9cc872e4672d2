"""The forms around one question to a buyer: its text, its language, the reply that came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcelwright.messages.ask_before import question_languages
from parcelwright.messages.buyer_reply import MAX_BYTES
from parcelwright_web.actions.buyer_questions import Words

if TYPE_CHECKING:
    from parcelwright_web.actions.buyer_questions import Asking


class QuestionForm(forms.Form):
    """The text as it will go out; it can be changed."""

    subject = forms.CharField(
        label=_("Subject"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    body = forms.CharField(
        label=_("Text"), max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )  # fmt: skip
    language = forms.ChoiceField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [*question_languages().items()]  # type: ignore[attr-defined]  # of a choice field

    @classmethod
    def of(cls, asking: Asking) -> QuestionForm:
        """Return the form with the text that is offered."""
        made = asking.question
        return cls(initial={"subject": made.subject, "body": made.body, "language": made.language})

    @property
    def words(self) -> Words:
        """The text as it was sent in."""
        told = self.cleaned_data
        return Words(subject=told["subject"], body=told["body"], language=told["language"])


class ReplyForm(forms.Form):
    """A reply that a person has at hand: as a mail file, or its words."""

    mail = forms.FileField(
        label=_("The buyer's mail"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".eml"}),
        help_text=_("A file (.eml) that your mail program saved."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Or the buyer's words"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        told: dict[str, Any] = super().clean() or {}
        file = told.get("mail")
        if bool(file) == bool(told.get("words")) and not self.errors:
            self.add_error("words", _("Bring the mail or paste its words, one of the two."))
        if file and (file.size or 0) > MAX_BYTES:
            self.add_error("mail", _("The mail is larger than 8 MB; paste its words."))
        return told
