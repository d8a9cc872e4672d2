"""The notice letter of a case: looked at, mailed to the payer, or kept to be handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import notice_letters
from parcelwright_web.actions.papers import Form
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.pages.case import case_or_404
from parcelwright_web.pages.case_acting import attempt
from parcelwright_web.pages.case_days import named_with_day, told_of
from parcelwright_web.pages.case_papers import PaperForm, shown_with, wanted_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.pages.case_acting import Doing


class NoticeLetterForm(PaperForm):
    """A notice to one of those who may owe."""

    rule = forms.ChoiceField(label=lazy("Who is told?"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        """Offer everybody who may owe, those first who ask for notice."""
        choices = [(each.rule, named_with_day(each)) for each in told_of(self.case)]
        rule: Any = self.fields["rule"]
        rule.choices = choices
        if choices:
            self.initial.setdefault("rule", choices[0][0])
        else:
            rule.help_text = _("Nobody is known to us who owes anything for this parcel.")


@tenant
def notice_letter(request: TenantRequest, number: int) -> HttpResponse:
    """Show the notice letter; mail it or keep it."""
    case = case_or_404(request, number)
    posted = request.method == "POST"
    given = (request.POST, request.FILES) if posted else ()
    form = NoticeLetterForm(*given, case=case, request=request)
    if posted:
        said = attempt(request, case, form, _write)
        if said is not None:
            return said
    shown = shown_with(Form.NOTICE_LETTER, case, situation_of(case, clock.now()))
    return render(request, "cases/notice_letter.html", {**shown, "form": form, "paper": form})


def _write(doing: Doing, form: Mapping[str, Any]) -> str:
    mail = doing.request.POST.get("do") == "mail"
    recipient = form["recipient"] if mail else ""
    notice_letters.send_notice(doing.case, wanted_of(form), recipient=recipient, **doing.frame)
    if mail:
        return _("The notice leaves in ten minutes; until then it can be undone.")
    return _("The notice is kept. Download it under Evidence, hand it in, then record that here.")


urlpatterns = [path("cases/<int:number>/notice-letter/", notice_letter, name="case-notice-letter")]
