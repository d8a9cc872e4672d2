"""The outbox: mails that wait, left, were refused, or of which nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case as When
from django.db.models import IntegerField, Value
from django.db.models import When as If
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parcelwright_web import clock, navigation
from parcelwright_web.access import tenant
from parcelwright_web.actions import sending
from parcelwright_web.actions.actors import actor_of, names_of
from parcelwright_web.models.draft_history import DraftEntry
from parcelwright_web.models.messages import Effect, EffectVerdict
from parcelwright_web.pages.case_acting import may_act

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.accounts import Tenant
    from parcelwright_web.models.drafts import OrderDraft

_PER_PAGE = 50
_MINUTE = 60


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One mail of the outbox.

    Args:
        order: The order before shipping that it is about, if it is about one.
        minutes: Time left to undo it, None when it is over.
    """

    row: Effect
    order: OrderDraft | None
    who: str
    state: str
    minutes: int | None


def _asking(request: HttpRequest) -> int:
    """Return how many mails wait for a person's word."""
    mails = Effect.objects.for_tenant(request.tenant)  # type: ignore[attr-defined]  # a member's page
    return mails.filter(verdict=EffectVerdict.UNKNOWN).count()


NAV = navigation.Entry(
    order=40,
    label=gettext_lazy("Messages"),
    icon="message-square-text",
    url="outbox",
    count=_asking,
)


@tenant
def outbox(request: TenantRequest) -> HttpResponse:
    """Show the mails: those that ask for a person first, then those that wait, then the rest."""
    rows = Effect.objects.for_tenant(request.tenant).select_related("case").defer("frozen")
    order = When(
        If(verdict=EffectVerdict.UNKNOWN, then=Value(0)),
        If(verdict="", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    page = Paginator(rows.order_by(order, "-decided_at", "-pk"), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    now = clock.now()
    names = names_of(row.decided_by for row in page.object_list)
    orders = _orders(request.tenant, list(page.object_list))
    mails = [_mail(row, names[row.decided_by], now, orders.get(row.pk)) for row in page.object_list]
    return render(request, "cases/outbox.html", {"page": page, "mails": mails, "now": now})


@tenant
@require_POST
def undo(request: TenantRequest, mail_id: int) -> HttpResponse:
    """Take a mail back, and its act with it."""
    may_act(request)
    effect = _mail_or_404(request, mail_id)
    if sending.cancel(effect, actor_of(request.user), clock.now()):
        messages.success(request, _("The mail is taken back; nothing left the house."))
    else:
        messages.warning(request, _("It is too late: the mail has left or is leaving now."))
    return _back(effect)


@tenant
@require_POST
def resolve(request: TenantRequest, mail_id: int) -> HttpResponse:
    """Take a person's word on a mail that nobody saw leave."""
    may_act(request)
    effect = _mail_or_404(request, mail_id)
    was_sent = request.POST.get("was_sent")
    if was_sent not in {"yes", "no"}:
        raise Http404
    done = sending.resolve_unknown(
        effect, was_sent=was_sent == "yes", actor=actor_of(request.user), now=clock.now()
    )
    if not done:
        messages.info(request, _("Somebody has answered that already."))
    elif was_sent == "yes":
        messages.success(request, _("Recorded: the mail went out."))
    else:
        messages.success(request, _("The mail goes out again."))
    return redirect("outbox")


def _mail_or_404(request: TenantRequest, mail_id: int) -> Effect:
    effect = Effect.objects.for_tenant(request.tenant).filter(pk=mail_id).first()
    if effect is None:
        raise Http404
    return effect


def _back(effect: Effect) -> HttpResponse:
    if effect.case is None:
        order = _orders(effect.tenant, [effect]).get(effect.pk)
        return redirect("check", order.pk) if order else redirect("outbox")
    return redirect("case", number=effect.case.number)


def _orders(tenant: Tenant, mails: Sequence[Effect]) -> dict[int, OrderDraft]:
    """Return the orders before shipping that mails are about, by the mail's key."""
    keys = [row.pk for row in mails if row.case_id is None]
    if not keys:
        return {}
    entries = DraftEntry.objects.for_tenant(tenant).filter(effect__in=keys)
    return {
        each.effect_id: each.draft for each in entries.select_related("draft") if each.effect_id
    }


def _mail(row: Effect, who: str, now: datetime, order: OrderDraft | None) -> Mail:
    left = (row.not_before - now).total_seconds()
    waits = not row.verdict and row.marker_at is None
    return Mail(
        row=row,
        who=who,
        order=order,
        state=row.verdict or "waiting",
        minutes=max(int(-(-left // _MINUTE)), 0) if waits else None,
    )


urlpatterns = [
    path("outbox/", outbox, name="outbox"),
    path("outbox/<int:mail_id>/undo/", undo, name="outbox-undo"),
    path("outbox/<int:mail_id>/resolve/", resolve, name="outbox-resolve"),
]
