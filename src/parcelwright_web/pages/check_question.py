"""Asking the buyer of a checked order: by our mail, or noting that a person did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import buyer_questions
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.effects import AddressError
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.check import draft_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

_CHANGED = _("The order has changed since, or the buyer was asked already; look at it again.")


@tenant
@require_POST
def ask_by_mail(request: TenantRequest, pk: int) -> HttpResponse:
    """Put the question into the outbox; the order waits for the answer."""
    may_act(request)
    try:
        buyer_questions.ask_by_mail(draft_of(request, pk), actor_of(request.user), clock.now())
    except buyer_questions.NothingToAskError:
        messages.warning(request, _CHANGED)
    except AddressError:
        messages.warning(request, _("The shop's mail addresses cannot be used; see Settings."))
    else:
        messages.success(
            request,
            _("The question leaves in ten minutes. The order is on hold until its answer."),
        )
    return redirect("check", pk)


@tenant
@require_POST
def ask_by_hand(request: TenantRequest, pk: int) -> HttpResponse:
    """Note that a person asked the buyer; the order waits for the answer."""
    may_act(request)
    try:
        buyer_questions.ask_by_hand(draft_of(request, pk), actor_of(request.user), clock.now())
    except buyer_questions.NothingToAskError:
        messages.warning(request, _CHANGED)
    else:
        messages.success(request, _("The order is on hold until you enter the answer."))
    return redirect("check", pk)


urlpatterns = [
    path("checks/<int:pk>/ask/", ask_by_hand, name="check-ask"),
    path("checks/<int:pk>/ask/mail/", ask_by_mail, name="check-ask-mail"),
]
