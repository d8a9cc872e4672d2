"""A message to the buyer: chosen, read, changed if wanted, then sent or copied."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from parcelwright.claims.meanwhile import buyers_last_day
from parcelwright.errors import ParcelwrightError
from parcelwright.messages.language import Choice, MessageKind, language, languages
from parcelwright.money import Money
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.buyer_acts import ask_buyer, tell_buyer
from parcelwright_web.actions.buyer_messages import Draft, Offer, draft, edited, language_for
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.actions.stepping import case_facts
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.case import case_or_404
from parcelwright_web.pages.case_acting import ActForm, attempt, day_field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case
    from parcelwright_web.pages.case_acting import Doing

NEXT_NEWS_DAYS = 7


class OptionsForm(forms.Form):
    """What the message says; looked at by GET, so that it can be tried out."""

    kind = forms.ChoiceField(
        label=lazy("Message"),
        choices=[
            ("looking", lazy("We are looking for your parcel")),
            ("presumed_lost", lazy("We think it is lost: what should we do?")),
        ],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=lazy("Language"))
    next_news_on = day_field(lazy("You write again by"))
    choices = forms.MultipleChoiceField(
        label=lazy("What the buyer may choose"),
        required=False,
        choices=[
            ("resend", lazy("Send it again")), ("refund", lazy("Refund")),
            ("credit", lazy("Store credit")), ("wait", lazy("Wait a little longer")),
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Only for “we think it is lost”. At least a refund or sending again."),
    )  # fmt: skip
    credit = forms.DecimalField(
        label=lazy("Store credit"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    wait_until = day_field(lazy("Wait until"))
    refund_on = day_field(lazy("Refund made on, if it has not come"))
    dispute_deadline = day_field(
        lazy("Buyer's last day to open a dispute"),
        hint=lazy(
            "The platform names it; where its rules give a day, that is entered. "
            "Without it no wait can be offered."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tongues = [(tag, language(tag).name) for tag in languages()]
        self.fields["language"].choices = tongues  # type: ignore[attr-defined]  # a choice field


class TextForm(ActForm):
    """The text as the person wants it."""

    subject = forms.CharField(
        label=lazy("Subject"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    body = forms.CharField(
        label=lazy("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )


@tenant
def message(request: TenantRequest, number: int) -> HttpResponse:
    """Show a message as it would be sent now; send it, or record that it was copied."""
    case, now = case_or_404(request, number), clock.now()
    found = situation_of(case, now)
    given = request.POST if request.method == "POST" else request.GET
    options = OptionsForm(given if given.get("kind") else _usual(case, found, now.date()))
    made, why = _made(options, found)
    form = _text_form(request, case, made)
    if request.method == "POST" and made is not None:
        ready = made

        def send(doing: Doing, values: Mapping[str, Any]) -> str:
            return _send(doing, edited(ready, values["subject"], values["body"]))

        said = attempt(request, case, form, send)
        if said is not None:
            return said
    return render(
        request,
        "cases/message.html",
        {
            "case": case,
            "options": options,
            "made": made,
            "why": why,
            "reads": _reads(found.parcel.buyer.language),
            "text": form,
            "form": form if form.errors else options,
        },
    )


def _reads(tag: str) -> str:
    """Return the name of the buyer's language in the reader's, or the tag when it has none."""
    try:
        known = Locale.parse(tag.replace("-", "_")) if tag else None
    except (UnknownLocaleError, ValueError):
        return tag
    reader = "zh_Hans" if get_language() == "zh-hans" else "en"
    return "" if known is None else known.get_display_name(reader) or tag


def offer_of(values: Mapping[str, Any], found: Situation) -> Offer:
    """Return what a message offers, from checked values of the form."""
    choices = tuple(Choice(each) for each in values.get("choices") or ())
    if values.get("kind") != MessageKind.PRESUMED_LOST.value:
        choices = ()
    goods = found.parcel.contents.value
    credit = values.get("credit")
    return Offer(
        next_news_on=values.get("next_news_on"),
        choices=choices,
        credit=Money(credit, goods.currency)
        if credit and goods and Choice.CREDIT in choices
        else None,
        wait_until=values.get("wait_until") if Choice.WAIT in choices else None,
        refund_on=values.get("refund_on") if Choice.WAIT in choices else None,
        dispute_deadline=values.get("dispute_deadline"),
    )


def _usual(case: Case, found: Situation, today: date) -> dict[str, Any]:
    lost = case.buyer_told_on is not None and case_facts(case, found, found.now).loss_likely
    kind = MessageKind.PRESUMED_LOST if lost else MessageKind.LOOKING
    last = buyers_last_day(found.entitlement)
    return {
        "kind": kind.value,
        "language": language_for(found.parcel),
        "next_news_on": (today + timedelta(days=NEXT_NEWS_DAYS)).isoformat(),
        "choices": ["resend", "refund"],
        "dispute_deadline": "" if last is None else last.isoformat(),
    }


def _made(options: OptionsForm, found: Situation) -> tuple[Draft | None, str]:
    if not options.is_valid():
        return None, ""
    values = options.cleaned_data
    try:
        kind = MessageKind(values["kind"])
        return draft(kind, found, offer_of(values, found), language=values["language"]), ""
    except ParcelwrightError as error:
        return None, spoken(str(error))


def _text_form(request: TenantRequest, case: Case, made: Draft | None) -> TextForm:
    if request.method == "POST":
        return TextForm(request.POST, case=case, request=request)
    words = {} if made is None else {"subject": made.message.subject, "body": made.message.body}
    return TextForm(case=case, request=request, initial=words)


def _send(doing: Doing, made: Draft) -> str:
    looking = made.message.kind is MessageKind.LOOKING
    (tell_buyer if looking else ask_buyer)(doing.case, made, **doing.frame)
    if made.recipient:
        return _("The message leaves in ten minutes; until then it can be undone.")
    return _("Recorded as sent. The text stands under Messages.")


urlpatterns = [path("cases/<int:number>/message/", message, name="case-message")]
