"""Acts that record a day: refund, resend, reports, and notice given to a payer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from parcelwright.claims.remedy import Act as Right
from parcelwright.claims.remedy import PayerKind, RemedyStatus
from parcelwright_web import clock
from parcelwright_web.actions import telling_days
from parcelwright_web.actions.filed_papers import MAX_CHANNEL
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.actions.telling_days import Told
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.case_acting import (
    Act,
    ActForm,
    ManyFilesField,
    act_view,
    day_field,
    text_field,
)
from parcelwright_web.pages.case_told import TOLD, days_of
from parcelwright_web.pages.sentences import day_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.claims.remedy import Remedy
    from parcelwright_web.models.cases import Case
    from parcelwright_web.pages.case_acting import Doing


class DayForm(ActForm):
    """What happened, and on which day."""

    what = forms.ChoiceField(
        label=lazy("What happened?"),
        choices=[(told.value, words) for told, words in TOLD.items()],
        widget=forms.RadioSelect,
    )
    on = day_field(lazy("Day"), hint=lazy("Empty means today."))
    attached = ManyFilesField(
        label=lazy("Proof of the refund or resend, or photos"), required=False
    )
    text = text_field(lazy("Note"))
    mistaken = forms.BooleanField(
        label=lazy("It was recorded by mistake: take the day back"), required=False
    )

    def prepare(self) -> None:
        """Say what is recorded already."""
        known = [f"{name} ({day_text(day)})" for name, day in days_of(self.case)]
        if known:
            text = _("Recorded so far: %(days)s.") % {"days": "; ".join(known)}
            self.fields["what"].help_text = text


class NoticeForm(ActForm):
    """Whom the seller told of the loss or damage, when and how."""

    rule = forms.ChoiceField(label=lazy("Who was told?"), widget=forms.RadioSelect)
    on = day_field(lazy("Day of the notice"), hint=lazy("Empty means today."))
    number = forms.CharField(
        label=lazy("Number it was registered under"), required=False, max_length=80
    )
    channel = forms.CharField(
        label=lazy("How it was told"),
        required=False,
        max_length=MAX_CHANNEL,
        help_text=lazy("Such as a portal, a mail address or a letter."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    text = text_field(
        lazy("The words of the notice"), lazy("Kept as evidence, exactly as entered.")
    )
    attached = ManyFilesField(label=lazy("Copy or confirmation"), required=False)

    def prepare(self) -> None:
        """Offer everybody who may owe, those first who ask for notice."""
        choices = [(each.rule, named_with_day(each)) for each in told_of(self.case)]
        rule: Any = self.fields["rule"]
        rule.choices = choices
        if choices:
            self.initial.setdefault("rule", choices[0][0])
        else:
            rule.help_text = _("Nobody is known to us who owes anything for this parcel.")


def told_of(case: Case) -> Sequence[Remedy]:
    """Return the remedies whose payer can be told: who sets a day for it, insurers, the others."""
    remedies = situation_of(case, clock.now()).entitlement.remedies
    possible = [each for each in remedies if each.rule and each.status is not RemedyStatus.EXCLUDED]
    return sorted(possible, key=_turn)


def _turn(remedy: Remedy) -> tuple[bool, bool]:
    return remedy.deadline(Right.NOTICE) is None, remedy.kind is PayerKind.CARRIER


def named_with_day(remedy: Remedy) -> str:
    """Return who would be told, with the last day for it if there is one."""
    name = spoken(remedy.payer_name)
    notice = remedy.deadline(Right.NOTICE)
    if notice is None or notice.latest is None:
        return name
    return _("%(payer)s, until %(day)s") % {"payer": name, "day": day_text(notice.latest)}


def _day(doing: Doing, form: Mapping[str, Any]) -> str:
    what = Told(form["what"])
    if form["mistaken"]:
        telling_days.take_day_back(doing.case, what, text=form["text"], **doing.frame)
        return _("The day is taken back.")
    telling_days.record_day(
        doing.case, what, on=form["on"], text=form["text"], uploads=form["attached"], **doing.frame
    )
    return _("The day is recorded.")


def _notice(doing: Doing, form: Mapping[str, Any]) -> str:
    telling_days.give_notice(
        doing.case,
        rule=form["rule"],
        on=form["on"],
        number=form["number"],
        channel=form["channel"],
        text=form["text"],
        uploads=form["attached"],
        **doing.frame,
    )
    return _("The notice is recorded.")


ACTS = {
    "day": Act(
        form=DayForm,
        do=_day,
        title=lazy("Refund, resend or report"),
        submit=lazy("Record the day"),
        lead=lazy(
            "Some payers pay only after a refund, others only without one; damage, missing "
            "contents, a delay and a return have days and letters of their own."
        ),
    ),
    "notice": Act(
        form=NoticeForm,
        do=_notice,
        title=lazy("Notice to a payer"),
        submit=lazy("Record the notice"),
        lead=lazy("For an insurer, platform or carrier that you told of the loss or damage."),
    ),
}

urlpatterns = [
    path(f"cases/<int:number>/{name}/", act_view(act), name=f"case-{name}")
    for name, act in ACTS.items()
]
