"""Claims by payer: filed, answered, paid, and how long the open ones wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parcelwright_web import clock, navigation
from parcelwright_web.access import tenant
from parcelwright_web.models.claims import LedgerKind
from parcelwright_web.pages import words
from parcelwright_web.pages.claim_figures import (
    GRANTED,
    OPEN,
    PAID,
    PART,
    REFUSED,
    WAITING,
    claims_of,
    everything,
    payers_of,
)
from parcelwright_web.pages.open_cases import case_link

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from parcelwright.money import Money
    from parcelwright_web.access import TenantRequest
    from parcelwright_web.pages.claim_figures import Claim
    from parcelwright_web.pages.open_cases import CaseLink

NAV = navigation.Entry(
    order=30, label=_("Claims"), icon="receipt-text", url="claims", on_phone=False
)
_ROWS = 50
_STATES: Mapping[str, tuple[str, StrOrPromise]] = {
    OPEN: ("info", _("No answer yet")),
    GRANTED: ("soon", _("Granted, not paid")),
    PART: ("soon", _("Paid in part")),
    REFUSED: ("now", _("Refused")),
    PAID: ("ok", _("Paid")),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A claim as the list shows it."""

    claim: Claim
    case: CaseLink
    rule: str
    tone: str
    state: StrOrPromise
    answered_on: date | None
    granted: list[Money]
    days_open: int | None


@tenant
@require_safe
def claims(request: TenantRequest) -> HttpResponse:
    """Show every payer, and the claims of one of them or of all."""
    today = clock.now().date()
    every = claims_of(request.tenant)
    payers = payers_of(every, today)
    payer, state = request.GET.get("payer", ""), request.GET.get("state", "")
    chosen = [
        claim
        for claim in every
        if (not payer or claim.payer == payer) and (not state or claim.state == state)
    ]
    page = Paginator(chosen, _ROWS).get_page(request.GET.get("page"))
    context = {
        "payers": payers,
        "whole": everything(payers),
        "page": page,
        "rows": [_row(claim, today) for claim in page.object_list],
        "payer": next((each for each in payers if each.payer == payer), None),
        "states": [(code, text, code == state) for code, (_tone, text) in _STATES.items()],
        "state": state,
        "narrowed": bool(payer or state),
    }
    return render(request, "claims/claims.html", context)


def _row(claim: Claim, today: date) -> Row:
    tone, state = _STATES[claim.state]
    answers = [claim.days[kind] for kind in (LedgerKind.GRANTED, LedgerKind.REFUSED)
               if kind in claim.days]  # fmt: skip
    return Row(
        claim=claim,
        case=case_link(claim.number),
        rule=words.rule_title(claim.rule),
        tone=tone,
        state=state,
        answered_on=max(answers, default=None),
        granted=claim.money(LedgerKind.GRANTED),
        days_open=claim.age(today) if claim.state in WAITING else None,
    )


urlpatterns = [path("claims/", claims, name="claims")]
