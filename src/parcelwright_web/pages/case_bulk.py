"""Bulk acts of the queue: a page that repeats act and object, then a line for each case."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parcelwright.documents.batch import Request
from parcelwright.errors import ParcelwrightError
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.batches import batch
from parcelwright_web.actions.changing import CaseChangedError
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import User
from parcelwright_web.pages.case_acting import Doing, channel_field, day_field, may_act
from parcelwright_web.pages.case_bulk_acts import DO
from parcelwright_web.pages.case_export import csv_of
from parcelwright_web.pages.case_picks import MOST, picked, revisions, view_of
from parcelwright_web.pages.case_rows import rows_of
from parcelwright_web.pages.case_views import moment_of
from parcelwright_web.pages.labels import carrier_name

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.cases import Case
    from parcelwright_web.pages.case_picks import Picked


class EmptyForm(forms.Form):
    """An act without choices."""

    def __init__(self, *args: Any, request: TenantRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request


class HandInForm(EmptyForm):
    """Letters that a person hands in."""

    language = forms.ChoiceField(
        label=lazy("Language of the letters"), required=False,
        choices=[("", lazy("Each carrier's own")), ("en", "English"), ("zh-Hans", "简体中文")],
    )  # fmt: skip
    channel = channel_field()


class TellForm(EmptyForm):
    """A message to each buyer, in the buyer's language."""

    next_news_on = day_field(lazy("You write again by"))


class OwnerForm(EmptyForm):
    """Who gets the cases."""

    owner = forms.ModelChoiceField(
        label=lazy("Owner"),
        queryset=User.objects.none(),
        required=False,
        empty_label=lazy("Nobody"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        members = User.objects.filter(memberships__tenant=self.request.tenant).order_by("name")
        self.fields["owner"].queryset = members  # type: ignore[attr-defined]  # a model choice field


class UntilForm(EmptyForm):
    """Until when the cases sleep."""

    until = day_field(
        lazy("Comes back on"), required=True,
        hint=lazy("A case with an earlier deadline comes back the day before it."),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class BulkAct:
    """A bulk act: its form, its heading, and what it says will happen."""

    form: type[EmptyForm]
    title: StrOrPromise
    lead: StrOrPromise


BULK = {
    "inquiry": BulkAct(
        form=HandInForm,
        title=lazy("Inquiries to hand in"),
        lead=lazy(
            "One sheet and one archive of letters for each carrier account. Download them, hand "
            "them in, then record them here; each letter is kept as evidence of its case."
        ),
    ),
    "claim": BulkAct(
        form=HandInForm,
        title=lazy("Claims to hand in"),
        lead=lazy(
            "One sheet and one archive of letters for each carrier account, each under the best "
            "rule that is known well enough. Download them, hand them in, then record them here."
        ),
    ),
    "tell": BulkAct(
        form=TellForm,
        title=lazy("Tell buyers what is known"),
        lead=lazy(
            "Each buyer gets the message “we are looking” in their language. Mails wait ten "
            "minutes in the outbox. Buyers on marketplaces are left out: open those cases."
        ),
    ),
    "assign": BulkAct(form=OwnerForm, title=lazy("Assign cases"), lead=""),
    "snooze": BulkAct(
        form=UntilForm, title=lazy("Put cases aside"),
        lead=lazy("They leave the queue and come back by themselves."),
    ),
}  # fmt: skip


# Next steps that a bulk act carries out; other cases are marked on the confirming page.
_STEPS = {
    "inquiry": {"send_inquiry"},
    "claim": {"file_claim", "appeal"},
    "tell": {"tell_buyer"},
}


@dataclass(frozen=True, kw_only=True)
class Account:
    """A carrier account, by its key ``carrier/account``, and how many parcels are its own."""

    key: str
    carrier: str
    parcels: int

    @property
    def number(self) -> str:
        """The account itself, or empty when it is not known."""
        return self.key.partition("/")[2].removeprefix("-")


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one case."""

    case: Case
    done: bool
    text: str


@tenant
@require_POST
def bulk(request: TenantRequest) -> HttpResponse:
    """Show what a bulk act would do to which cases; nothing is done yet. An export is made."""
    at = moment_of(request, clock.now())
    chosen = picked(request, at)
    act = request.POST.get("act", "")
    if act == "export":
        return csv_of(view_of(request, at) if chosen.scope == "view" else chosen.cases, at)
    if act not in BULK:
        raise Http404
    if not chosen.cases:
        return redirect("cases")
    return _confirm(request, act, chosen, BULK[act].form(request=request))


@tenant
@require_POST
def do(request: TenantRequest, act: str) -> HttpResponse:
    """Do a confirmed bulk act, case by case, and show a line for each."""
    may_act(request)
    if act not in BULK:
        raise Http404
    now = clock.now()
    chosen = picked(request, moment_of(request, now))
    form = BULK[act].form(request.POST, request=request)
    if chosen.too_many or chosen.changed or not chosen.cases or not form.is_valid():
        return _confirm(request, act, chosen, form)
    seen = revisions(request)
    results = [
        _one(request, act, case, seen.get(case.number, 0), form.cleaned_data, now)
        for case in chosen.cases
    ]
    done = sum(result.done for result in results)
    return render(
        request,
        "cases/bulk_done.html",
        {
            "bulk": BULK[act], "results": results, "done": done, "left": len(results) - done,
            "address": chosen.address,
        },
    )  # fmt: skip


@tenant
@require_POST
def files(request: TenantRequest, act: str, kind: str) -> HttpResponse:
    """Hand out the sheet or the letters of one carrier account; nothing is kept or marked."""
    if act not in {"inquiry", "claim"} or kind not in {"sheet", "letters"}:
        raise Http404
    now = clock.now()
    wanted = request.POST.get("account", "")
    chosen = picked(request, moment_of(request, now))
    mine = [case for case in chosen.cases if _account(case) == wanted]
    language = request.POST.get("language", "")
    if not mine or language not in {"", "en", "zh-Hans"}:
        raise Http404
    made = batch(mine, Request(act), now, language=language)[0]
    content = made.sheet if kind == "sheet" else made.archive
    if content is None:
        why = "; ".join(f"{case}: {problem}" for case, problem in made.problems)
        return render(request, "cases/no_letters.html", {"why": why}, status=409)
    ending = "xlsx" if kind == "sheet" else "zip"
    types = {
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "zip": "application/zip",
    }
    answer = HttpResponse(content, content_type=types[ending])
    safe = "".join(c if c.isascii() and c.isalnum() else "-" for c in wanted).strip("-")
    answer.headers["Content-Disposition"] = f'attachment; filename="{act}-{safe}.{ending}"'
    return answer


def _confirm(request: TenantRequest, act: str, chosen: Picked, form: EmptyForm) -> HttpResponse:
    count = len(chosen.cases)
    at = moment_of(request, clock.now())
    return render(
        request,
        "cases/bulk.html",
        {
            "act": act, "bulk": BULK[act], "form": form, "chosen": chosen, "most": MOST,
            "submit": _submit(act, count), "rows": rows_of(chosen.cases, at), "now": at.now,
            "seen": [(case.number, f"{case.number}:{case.revision}") for case in chosen.cases],
            "count": chosen.now if chosen.scope == "view" else count,
            "unusual": [
                case.number for case in chosen.cases if not _expected(act, case.step_code)
            ],
            "accounts": _accounts(chosen) if BULK[act].form is HandInForm else [],
        },
    )  # fmt: skip


def _expected(act: str, step_code: str) -> bool:
    """Return whether a bulk act is what the next step of a case asks for."""
    return step_code in _STEPS.get(act, {step_code})


def _submit(act: str, n: int) -> str:
    words = {
        "inquiry": ngettext(
            "Record %(n)d inquiry as handed in", "Record %(n)d inquiries as handed in", n
        ),
        "claim": ngettext("Record %(n)d claim as handed in", "Record %(n)d claims as handed in", n),
        "tell": ngettext("Send %(n)d message", "Send %(n)d messages", n),
        "assign": ngettext("Assign %(n)d case", "Assign %(n)d cases", n),
        "snooze": ngettext("Put %(n)d case aside", "Put %(n)d cases aside", n),
    }
    return words[act] % {"n": n}


def _accounts(chosen: Picked) -> list[Account]:
    counts = Counter(_account(case) for case in chosen.cases)
    return [
        Account(key=key, carrier=carrier_name(key.partition("/")[0]), parcels=counts[key])
        for key in sorted(counts)
    ]


def _account(case: Case) -> str:
    return f"{case.parcel.carrier or '-'}/{case.parcel.carrier_account or '-'}"


def _one(
    request: TenantRequest, act: str, case: Case, revision: int, values: Any, now: datetime
) -> Result:
    doing = Doing(case=case, request=request, revision=revision, now=now)
    try:
        return Result(case=case, done=True, text=str(DO[act](doing, values)))
    except CaseChangedError as error:
        text = _("%(who)s changed it since; nothing was done.") % {"who": error.by}
        return Result(case=case, done=False, text=text)
    except ParcelwrightError as error:
        return Result(case=case, done=False, text=spoken(str(error)))


urlpatterns = [
    path("cases/bulk/", bulk, name="cases-bulk"),
    path("cases/bulk/<slug:act>/", do, name="cases-bulk-do"),
    path("cases/bulk/<slug:act>/<slug:kind>/", files, name="cases-bulk-files"),
]
