"""The inquiry and the claim of a case: filled in from evidence, then sent or handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from parcelwright.claims.remedy import Confidence, RemedyStatus
from parcelwright.errors import ParcelwrightError
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import claim_acts, inquiry_acts, papers
from parcelwright_web.actions.papers import Form, Wanted
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.case import case_or_404
from parcelwright_web.pages.case_acting import ActForm, attempt, channel_field, day_field
from parcelwright_web.pages.case_claims import missing_of
from parcelwright_web.pages.case_sources import sources_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.claims.remedy import Remedy
    from parcelwright_web.access import TenantRequest
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case
    from parcelwright_web.pages.case_acting import Doing

_OVER = frozenset({RemedyStatus.EXPIRED, RemedyStatus.EXCLUDED})


class PaperForm(ActForm):
    """What a person may choose of a letter."""

    language = forms.ChoiceField(
        label=lazy("Language"),
        required=False,
        choices=[
            ("", lazy("The carrier's own")), ("en", "English"), ("zh-Hans", "简体中文"),
        ],
    )  # fmt: skip
    addressee = forms.CharField(
        label=lazy("Office it goes to"), required=False, max_length=200,
        help_text=lazy("Empty means the name that the rule gives."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    address = forms.CharField(
        label=lazy("Its postal address"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip
    answer_by = day_field(lazy("Answer asked for by"), hint=lazy("Empty asks without a day."))
    recipient = forms.EmailField(
        label=lazy("Mail address of the office"),
        required=False,
        help_text=lazy("Only for sending by mail."),
    )

    def clean(self) -> Any:
        """Ask for an address when the paper is to leave by mail."""
        values = super().clean() or {}
        if self.data.get("do") == "mail" and not values.get("recipient"):
            self.add_error("recipient", _("Enter the address that the mail goes to."))
        return values


class ClaimForm(PaperForm):
    """A letter under one rule."""

    rule = forms.ChoiceField(label=lazy("Claim under"), widget=forms.RadioSelect)
    sent_on = day_field(lazy("Handed in on"), hint=lazy("Empty means today."))
    number = forms.CharField(
        label=lazy("Number it was registered under"), required=False, max_length=80
    )
    channel = channel_field()


class HandedInForm(ActForm):
    """A paper that a person handed in by portal, post or account manager."""

    sent_on = day_field(lazy("Handed in on"), hint=lazy("Empty means today."))
    number = forms.CharField(
        label=lazy("Number it was registered under"), required=False, max_length=80
    )
    channel = channel_field()


class NumberForm(ActForm):
    """The number that the other side gave the paper."""

    number = forms.CharField(label=lazy("Number"), max_length=80)


@tenant
def inquiry(request: TenantRequest, number: int) -> HttpResponse:
    """Show the loss inquiry; send it, keep it to be handed in, or record that it was."""
    case = case_or_404(request, number)
    found = situation_of(case, clock.now())
    form = _bound(PaperForm, request, case, {"mail", "keep"})
    sent = _bound(HandedInForm, request, case, {"sent"})
    known = _bound(NumberForm, request, case, {"number"})
    did = _done(request, case, ((form, _inquire), (sent, _inquiry_sent), (known, _inquiry_number)))
    if did is not None:
        return did
    shown = shown_with(Form.LOSS_INQUIRY, case, found)
    wanted = Form.LOSS_INQUIRY
    return render(
        request,
        "cases/inquiry.html",
        {
            **shown, "form": _wrong(form, sent, known), "paper": form, "sent": sent, "known": known,
            "remedy": papers.remedy_for(wanted, found, ""), "already": case.inquiry_sent_on,
            "channel": case.inquiry_channel,
        },
    )  # fmt: skip


@tenant
def claim(request: TenantRequest, number: int) -> HttpResponse:
    """Show the claim and the rules it can rest on; send it, keep it, or record it as sent."""
    case = case_or_404(request, number)
    found = situation_of(case, clock.now())
    usable, others = _split(case, found)
    rules = [(remedy.rule, spoken(remedy.payer_name)) for remedy in usable]
    form = _bound(ClaimForm, request, case, {"mail", "keep", "sent"})
    form.fields["rule"].choices = rules
    form.initial.setdefault("rule", rules[0][0] if rules else "")
    known = _bound(NumberForm, request, case, {"number"})
    did = _done(request, case, ((form, _claim), (known, _claim_number)))
    if did is not None:
        return did
    return render(
        request,
        "cases/claim.html",
        {
            **shown_with(Form.CLAIM_LETTER, case, found),
            "form": _wrong(form, known), "paper": form, "known": known,
            "usable": usable, "others": others,
            "chosen": form["rule"].value(), "already": case.claim_sent_on,
        },
    )  # fmt: skip


@tenant
def paper(request: TenantRequest, number: int, name: str) -> HttpResponse:
    """Print a paper as it would be now, without keeping it; the form's choices may be posted."""
    case = case_or_404(request, number)
    try:
        wanted_form = Form(name)
    except ValueError as error:
        raise Http404 from error
    now = clock.now()
    try:
        pdf = papers.preview(
            wanted_form, case, situation_of(case, now), wanted_of(_posted(request)), now
        )
    except ParcelwrightError as error:
        values = {"case": case, "why": spoken(str(error))}
        return render(request, "cases/no_paper.html", values, status=409)
    answer = HttpResponse(pdf, content_type="application/pdf")
    name = papers.file_name(wanted_form, case)
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def usable_remedies(case: Case, found: Situation) -> list[Remedy]:
    """Return the remedies a claim can rest on: known well enough, open, and not used yet."""
    return _split(case, found)[0]


def _split(case: Case, found: Situation) -> tuple[list[Remedy], list[Remedy]]:
    usable: list[Remedy] = []
    others: list[Remedy] = []
    for remedy in found.entitlement.remedies:
        sure = remedy.confidence is not Confidence.LOW and remedy.amount is not None
        free = remedy.status not in _OVER and remedy.rule not in case.claimed_rules
        (usable if sure and free else others).append(remedy)
    return usable, others


def shown_with(form: Form, case: Case, found: Situation) -> dict[str, object]:
    """Return what every page of a letter shows."""
    now = clock.now()
    mail_ready = bool(case.parcel.shop.mail_from and case.parcel.shop.smtp_host)
    return {
        "case": case,
        "found": found,
        "now": now,
        "sources": sources_of(form, case, found),
        "missing": missing_of(found.entitlement.remedies),
        "mail_ready": mail_ready,
    }


def _bound(kind: type[Any], request: TenantRequest, case: Case, acts: set[str]) -> Any:
    """Return a form, with what was posted if the posted act is one of its own."""
    if request.method == "POST" and request.POST.get("do") in acts:
        return kind(request.POST, request.FILES, case=case, request=request)
    return kind(case=case, request=request)


def _done(
    request: TenantRequest, case: Case, pairs: tuple[tuple[Any, Any], ...]
) -> HttpResponse | None:
    for form, do in pairs:
        if form.is_bound:
            return attempt(request, case, form, do)
    return None


def _wrong(*every: Any) -> Any:
    """Return the form whose errors the page shows on top."""
    return next((form for form in every if form.errors), every[0])


def wanted_of(form: Mapping[str, Any]) -> Wanted:
    """Return what a form chooses of a letter."""
    lines = (line.strip() for line in (form.get("address") or "").splitlines())
    return Wanted(
        language=form.get("language") or "",
        rule=form.get("rule") or "",
        addressee=form.get("addressee") or "",
        address_lines=tuple(line for line in lines if line),
        answer_by=form.get("answer_by"),
    )


def _posted(request: TenantRequest) -> Mapping[str, Any]:
    """Return what a preview is asked to show; what cannot be understood is left out."""
    given = request.POST if request.method == "POST" else request.GET
    values = {name: given.get(name, "")[:600] for name in ("rule", "addressee", "address")}
    language = given.get("language", "")
    return {
        **values,
        "language": language if language in {"en", "zh-Hans"} else "",
        "answer_by": _day(given.get("answer_by", "")),
    }


def _day(text: str) -> date | None:
    try:
        day: date | None = forms.DateField(required=False).clean(text)
    except forms.ValidationError:
        return None
    return day


def _inquire(doing: Doing, form: Mapping[str, Any]) -> str:
    mail = doing.request.POST.get("do") == "mail"
    recipient = form["recipient"] if mail else ""
    inquiry_acts.send_inquiry(doing.case, wanted_of(form), recipient=recipient, **doing.frame)
    if mail:
        return _("The inquiry leaves in ten minutes; until then it can be undone.")
    return _("The inquiry is kept. Download it under Evidence, hand it in, then record that here.")


def _inquiry_sent(doing: Doing, form: Mapping[str, Any]) -> str:
    inquiry_acts.mark_inquiry_sent(
        doing.case,
        sent_on=form["sent_on"],
        number=form["number"],
        channel=form["channel"],
        **doing.frame,
    )
    return _("The inquiry is recorded as sent.")


def _inquiry_number(doing: Doing, form: Mapping[str, Any]) -> str:
    inquiry_acts.record_inquiry_number(doing.case, number=form["number"], **doing.frame)
    return _("The number is recorded.")


def _claim(doing: Doing, form: Mapping[str, Any]) -> str:
    do = doing.request.POST.get("do")
    if do == "sent":
        claim_acts.mark_claim_sent(
            doing.case,
            rule=form["rule"],
            sent_on=form["sent_on"],
            number=form["number"],
            channel=form["channel"],
            **doing.frame,
        )
        return _("The claim is recorded as sent.")
    recipient = form["recipient"] if do == "mail" else ""
    claim_acts.send_claim(doing.case, wanted_of(form), recipient=recipient, **doing.frame)
    if recipient:
        return _("The claim leaves in ten minutes; until then it can be undone.")
    return _("The claim is kept. Download it under Evidence, hand it in, then record that here.")


def _claim_number(doing: Doing, form: Mapping[str, Any]) -> str:
    claim_acts.record_claim_number(doing.case, number=form["number"], **doing.frame)
    return _("The number is recorded.")


urlpatterns = [
    path("cases/<int:number>/inquiry/", inquiry, name="case-inquiry"),
    path("cases/<int:number>/claim/", claim, name="case-claim"),
    path("cases/<int:number>/papers/<slug:name>/", paper, name="case-paper"),
]
