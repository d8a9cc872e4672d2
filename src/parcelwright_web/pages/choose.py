"""Which service for a parcel: the ranking, the reason, what would change it, and trials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from parcelwright.prevention.choice.candidate import as_dear, candidate_of
from parcelwright.prevention.choice.choose import choose
from parcelwright.prevention.choice.plain import sentence
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.prevention.choice.safeguards import safeguards_of
from parcelwright.rulebook.load import shipped_book
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import rate_tables
from parcelwright_web.actions.candidates import given_by
from parcelwright_web.actions.rates import rates_of
from parcelwright_web.actions.scorecards import counted_of
from parcelwright_web.actions.situation import contracts_of, covers_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.scorecards import CarrierReview
from parcelwright_web.pages import choice_words as words
from parcelwright_web.pages.choice_form import ChoiceForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright.prevention.choice.candidate import Candidate
    from parcelwright.prevention.choice.choose import Choice
    from parcelwright_web.access import TenantRequest
    from parcelwright_web.actions.scorecards import Counted


@tenant
@require_safe
def choose_page(request: TenantRequest) -> HttpResponse:
    """Ask for a parcel, and rank the services that carry it."""
    table = rate_tables.current(request.tenant.pk)
    counted = counted_of(request.tenant.pk)
    asked = "destination" in request.GET
    form = ChoiceForm(request.GET if asked else None, initial=_usual(request))
    context: dict[str, Any] = {"form": form, "table": table, "counted": counted}
    if asked and form.is_valid() and table is not None and counted is not None:
        context |= _found(request, form, counted)
    return render(request, "lanes/choose.html", context)


def terms_of(tenant_id: int) -> Terms:
    """Return the rule book with what the tenant agreed itself."""
    return Terms(
        book=shipped_book(),
        rates=rates_of(tenant_id),
        contracts=contracts_of(tenant_id),
        covers=covers_of(tenant_id),
    )


def _found(request: TenantRequest, form: ChoiceForm, counted: Counted) -> dict[str, Any]:
    tenant_id = request.tenant.pk
    table = rate_tables.current(tenant_id)
    assert table is not None
    terms = terms_of(tenant_id)
    sending = form.sending(clock.now().date())
    found = choose(sending, form.stakes, table.to_domain(), counted.journeys, terms, counted.grants)
    tone, sure = words.SURE[found.sure]
    return {
        "found": found,
        "reason": spoken(sentence(words.in_words(found), found.currency)),
        "tone": tone,
        "sure": sure,
        "lines": [
            words.line_of(each, safeguards_of(each, sending, terms.rates), found)
            for each in found.ranked
        ],
        "change": words.change_of(found),
        "sheets": [words.sheet_of(each) for each in _candidates(tenant_id, found, terms)],
    }


def _candidates(tenant_id: int, found: Choice, terms: Terms) -> list[Candidate]:
    """Return a sheet for each service never used on the lane, beside the best that was."""
    used = [each for each in found.ranked if each.prospect.closed]
    if not used:
        return []
    rows = CarrierReview.objects.for_tenant(tenant_id).order_by("-said_on", "-pk")
    reviews = [row.to_domain() for row in rows]
    sheets = []
    for each in found.ranked:
        if each.prospect.closed:
            continue
        numbers, references = given_by(tenant_id, each.rate.carrier, each.rate.service)
        sheet = candidate_of(
            each.rate,
            found.sending,
            terms,
            used[0].prospect.losses,
            worse=as_dear(each, used[0]),
            numbers=numbers,
            references=references,
            reviews=reviews,
        )
        sheets.append(sheet)
    return sheets


def _usual(request: TenantRequest) -> dict[str, object]:
    """Return the start of the form: the origin and currency of the newest parcel."""
    newest = Parcel.objects.for_tenant(request.tenant).order_by("-pk").first()
    start: dict[str, object] = {"weight_g": 500, "currency": "USD"}
    if newest is not None:
        start |= {"origin": newest.origin_country, "currency": newest.currency or "USD"}
    return start


urlpatterns = [path("lanes/choose/", choose_page, name="choose")]
