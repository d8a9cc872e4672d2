"""Asking the buyer of a checked order: by our mail, or noting that a person did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from parcelwright.errors import WordingError
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import buyer_questions
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.effects import AddressError
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.check import OrderForms, draft_of, order_page
from parcelwright_web.pages.question_form import QuestionForm

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.actions.buyer_questions import Words
    from parcelwright_web.models.drafts import OrderDraft

_CHANGED = _("The order has changed since, or the buyer was asked already; look at it again.")


@tenant
@require_POST
def ask_by_mail(request: TenantRequest, pk: int) -> HttpResponse:
    """Put the question into the outbox; the order waits for the answer."""
    return _ask(request, pk, by_mail=True)


@tenant
@require_POST
def ask_by_hand(request: TenantRequest, pk: int) -> HttpResponse:
    """Note that a person asked the buyer; the order waits for the answer."""
    return _ask(request, pk, by_mail=False)


def _ask(request: TenantRequest, pk: int, *, by_mail: bool) -> HttpResponse:
    may_act(request)
    row = draft_of(request, pk)
    form = QuestionForm(request.POST) if "body" in request.POST else None
    if form is not None and not form.is_valid():
        return order_page(request, row, OrderForms(question=form))
    try:
        said = _asked(request, row, None if form is None else form.words, by_mail=by_mail)
    except buyer_questions.NothingToAskError:
        messages.warning(request, _CHANGED)
    except AddressError:
        messages.warning(request, _("The shop's mail addresses cannot be used; see Settings."))
    except WordingError as error:
        messages.warning(request, spoken(str(error)))
    else:
        messages.success(request, said)
    return redirect("check", pk)


def _asked(
    request: TenantRequest, row: OrderDraft, words: Words | None, *, by_mail: bool
) -> StrOrPromise:
    actor, now = actor_of(request.user), clock.now()
    if by_mail:
        buyer_questions.ask_by_mail(row, actor, now, words)
        return _("The question leaves in ten minutes. The order is on hold until its answer.")
    buyer_questions.ask_by_hand(row, actor, now, words)
    return _("The order is on hold until you enter the answer.")


urlpatterns = [
    path("checks/<int:pk>/ask/", ask_by_hand, name="check-ask"),
    path("checks/<int:pk>/ask/mail/", ask_by_mail, name="check-ask-mail"),
]
