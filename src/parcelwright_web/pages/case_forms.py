"""The forms of plain acts on a case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from parcelwright.diagnosis.weighing import shipped_weights
from parcelwright.evidence.item import EvidenceKind
from parcelwright_web import clock
from parcelwright_web.models.accounts import User
from parcelwright_web.pages.case_acting import ActForm, ManyFilesField, day_field, text_field
from parcelwright_web.pages.labels import ANSWERS, CAUSES, ENDINGS, EVIDENCE
from parcelwright_web.pages.sentences import day_text

_GIVEN = (
    EvidenceKind.PROOF_OF_POSTING, EvidenceKind.HANDOVER_MANIFEST, EvidenceKind.ORDER,
    EvidenceKind.INVOICE, EvidenceKind.CUSTOMS_DECLARATION, EvidenceKind.PACKING_PHOTO,
    EvidenceKind.CARRIER_ANSWER, EvidenceKind.REFUND_PROOF, EvidenceKind.RESEND_PROOF,
    EvidenceKind.DAMAGE_PHOTO, EvidenceKind.BUYER_ANSWER,
    EvidenceKind.NON_RECEIPT_DECLARATION,
)  # fmt: skip


class NoteForm(ActForm):
    """Words, files, and what the files show."""

    text = text_field(lazy("Note"))
    attached = ManyFilesField(
        label=lazy("Files"), required=False, help_text=lazy("At most 20 MB each.")
    )
    kind = forms.ChoiceField(
        label=lazy("What the files show"),
        choices=[
            (EvidenceKind.DECISION.value, lazy("Something else")),
            *((kind.value, EVIDENCE[kind.value]) for kind in _GIVEN),
        ],
    )


class AssignForm(ActForm):
    """Who has the case."""

    owner = forms.ModelChoiceField(
        label=lazy("Owner"),
        queryset=User.objects.none(),
        required=False,
        empty_label=lazy("Nobody"),
    )

    def prepare(self) -> None:
        """Offer the members of the tenant."""
        members = User.objects.filter(memberships__tenant=self.request.tenant).order_by("name")
        self.fields["owner"].queryset = members  # type: ignore[attr-defined]  # a model choice field
        self.initial["owner"] = self.case.owner_id or self.request.user.pk


class SnoozeForm(ActForm):
    """Until when the case sleeps."""

    until = day_field(lazy("Comes back on"), required=True)

    def prepare(self) -> None:
        """Propose three days, and say which day it cannot pass."""
        today = clock.now().date()
        self.initial["until"] = today + timedelta(days=3)
        if self.case.deadline_on is None:
            return
        last = self.case.deadline_on - timedelta(days=1)
        days = {"day": day_text(self.case.deadline_on), "last": day_text(last)}
        if last <= today:
            text = _("The deadline is %(day)s: too near to put the case aside.")
        else:
            text = _("The deadline is %(day)s, so it comes back on %(last)s at the latest.")
            self.initial["until"] = min(self.initial["until"], last)
        self.fields["until"].help_text = text % days


class CloseForm(ActForm):
    """How the case ended."""

    closed_as = forms.ChoiceField(
        label=lazy("How did it end?"), choices=list(ENDINGS.items()), widget=forms.RadioSelect
    )
    cause = forms.ChoiceField(
        label=lazy("What had happened, if you know?"),
        help_text=lazy("From 20 cases on, what you say here makes the likely causes better."),
        choices=[
            ("", lazy("Nobody knows")),
            *((each.value, CAUSES[each.value]) for each in shipped_weights().causes),
        ],
        required=False,
    )
    note = text_field(lazy("Note"))

    def prepare(self) -> None:
        """Propose the ending that the next step proposes."""
        self.initial["closed_as"] = self.case.step.get("close_as") or ""


class OnlyNoteForm(ActForm):
    """A note to go with an act."""

    note = text_field(lazy("Note"))


class DisputeForm(ActForm):
    """What happened to a dispute of the buyer."""

    what = forms.ChoiceField(
        label=lazy("What happened?"),
        choices=[
            ("opened", lazy("The buyer opened a dispute")),
            ("answered", lazy("You answered the dispute")),
        ],
        widget=forms.RadioSelect,
    )
    note = text_field(lazy("Note"))

    def prepare(self) -> None:
        """Propose what the state allows."""
        self.initial["what"] = "answered" if self.case.state == "dispute" else "opened"


class AnswerForm(ActForm):
    """What the carrier said."""

    answer = forms.ChoiceField(
        label=lazy("What did the carrier say?"),
        choices=list(ANSWERS.items()),
        widget=forms.RadioSelect,
    )
    on = day_field(lazy("Day of the answer"), hint=lazy("Empty means today."))
    text = text_field(lazy("The carrier's words"), lazy("Kept as evidence, exactly as entered."))
    attached = ManyFilesField(label=lazy("Letter or mail of the carrier"), required=False)


class MoneyForm(ActForm):
    """What the payer decided or paid."""

    what = forms.ChoiceField(
        label=lazy("What happened?"),
        choices=[
            ("granted", lazy("The payer agreed to pay")),
            ("refused", lazy("The payer refused")),
            ("paid", lazy("Money arrived")),
        ],
        widget=forms.RadioSelect,
    )
    amount = forms.DecimalField(
        label=lazy("Amount"), required=False, min_value=0, max_digits=14, decimal_places=4,
        help_text=lazy("Not needed for a refusal."),
    )  # fmt: skip
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$", label=lazy("Currency"), required=False, max_length=3,
        error_messages={"invalid": lazy("Three letters, such as USD or CNY.")},
    )  # fmt: skip
    on = day_field(lazy("Day"), hint=lazy("Empty means today."))
    text = text_field(lazy("The payer's words"), lazy("Kept as evidence, exactly as entered."))
    attached = ManyFilesField(label=lazy("Letter or statement"), required=False)

    def prepare(self) -> None:
        """Propose what comes next, in the currency of the case."""
        self.initial["currency"] = self.case.currency
        self.initial["what"] = "paid" if self.case.state in {"granted", "paid"} else "granted"

    def clean(self) -> Any:
        """Ask for a sum where there is one."""
        values = super().clean() or {}
        if values.get("what") in {"granted", "paid"}:
            for name in ("amount", "currency"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("Enter it for a grant or a payment."))
        return values


class BuyerForm(ActForm):
    """What passed between the seller and the buyer outside of Parcelwright."""

    what = forms.ChoiceField(
        label=lazy("What happened?"),
        choices=[
            ("asked", lazy("You asked the buyer something")),
            ("told", lazy("You told the buyer what is known")),
            ("resend", lazy("The buyer answered: send again")),
            ("refund", lazy("The buyer answered: refund")),
            ("credit", lazy("The buyer answered: store credit")),
            ("wait", lazy("The buyer answered: wait")),
            ("arrived", lazy("The buyer answered: it arrived")),
            ("not_arrived", lazy("The buyer answered: it did not arrive")),
            ("other", lazy("The buyer answered something else")),
        ],
        widget=forms.RadioSelect,
    )
    on = day_field(lazy("Day of the answer"), hint=lazy("Empty means today."))
    text = text_field(lazy("The words, if you have them"), lazy("An answer is kept as evidence."))

    def prepare(self) -> None:
        """Propose an answer once the buyer was asked."""
        self.initial["what"] = "other" if self.case.buyer_asked_on else "asked"
