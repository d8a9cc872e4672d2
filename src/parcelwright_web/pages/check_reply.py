"""The buyer's reply beside the question: brought, looked at, taken over by one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from parcelwright.errors import InputFileError
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import buyer_replies
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.draft_history import DraftEntry
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.check import OrderForms, draft_of, order_page
from parcelwright_web.pages.question_form import ReplyForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest


@tenant
@require_POST
def bring(request: TenantRequest, pk: int) -> HttpResponse:
    """Put a reply that a person has at hand beside the question."""
    may_act(request)
    row, now = draft_of(request, pk), clock.now()
    form = ReplyForm(request.POST, request.FILES)
    if not form.is_valid():
        return order_page(request, row, OrderForms(reply=form))
    file, actor = form.cleaned_data["mail"], actor_of(request.user)
    try:
        if file:
            buyer_replies.take_mail_for(row, file.read(), actor, now)
        else:
            buyer_replies.take_words(row, form.cleaned_data["words"], actor, now)
    except InputFileError as error:
        form.add_error("mail", spoken(str(error)))
        return order_page(request, row, OrderForms(reply=form))
    return redirect("check", pk)


@tenant
@require_POST
def accept(request: TenantRequest, pk: int, entry: int) -> HttpResponse:
    """Take over what the reply proposes."""
    may_act(request)
    row = draft_of(request, pk)
    rows = DraftEntry.objects.for_tenant(request.tenant).filter(draft=row)
    reply = get_object_or_404(rows, pk=entry, act=buyer_replies.ARRIVED)
    try:
        buyer_replies.accept(row, reply, actor_of(request.user), clock.now())
    except buyer_replies.NoProposalError as error:
        messages.warning(request, spoken(str(error)))
    else:
        messages.success(request, _("The answer was taken over, and the order checked again."))
    return redirect("check", pk)


urlpatterns = [
    path("checks/<int:pk>/reply/", bring, name="check-reply"),
    path("checks/<int:pk>/reply/<int:entry>/accept/", accept, name="check-reply-accept"),
]
