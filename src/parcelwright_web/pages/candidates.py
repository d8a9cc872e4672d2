"""Carriers that the shop has not used yet: samples, references, reviews, claim terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from parcelwright.interchange.carriers import carrier_of_cell
from parcelwright.prevention.choice.number_samples import judge_sample
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.select import slug
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import candidates as actions
from parcelwright_web.actions import rate_tables
from parcelwright_web.actions.actors import actor_of, name_of
from parcelwright_web.actions.scorecards import counted_of
from parcelwright_web.models.accounts import Role
from parcelwright_web.models.scorecards import CarrierCandidate, CarrierReview
from parcelwright_web.pages.candidate_words import candidate_address, sample_of
from parcelwright_web.pages.case_acting import may_act, text_field
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.pages.review_form import ReviewForm
from parcelwright_web.pages.review_lines import review_lines

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

_MOST_NUMBERS = 20
_MOST_LETTERS = 64
_MOST_REFERENCES = 2000
_SEPARATORS = re.compile(r"[\r\n,;\t]+")


class CandidateForm(forms.Form):
    """Whose sheet is to be opened."""

    carrier = forms.CharField(label=_("Carrier"), max_length=40)
    service = forms.CharField(
        label=_("Service"), max_length=120, required=False, help_text=_("Empty for all of them.")
    )

    def clean_carrier(self) -> str:
        """Return the carrier's slug."""
        text: str = self.cleaned_data["carrier"]
        found = carrier_of_cell(text) or slug(text)
        if not found:
            raise forms.ValidationError(_("Write the carrier's name in letters."))
        return found


class SheetForm(forms.Form):
    """What a candidate gave."""

    numbers = text_field(
        _("Samples of tracking numbers"),
        _("Of parcels that it carried lately, one a line, at most 20. Ask for some of your lanes."),
    )
    references = text_field(
        _("References"),
        _("Shops that it named, and what they told you when you asked."),
    )

    def clean_numbers(self) -> list[str]:
        """Return the numbers, each once."""
        text: str = self.cleaned_data["numbers"]
        cells = (cell.strip() for cell in _SEPARATORS.split(text))
        numbers = list(dict.fromkeys(cell for cell in cells if cell))
        if len(numbers) > _MOST_NUMBERS:
            raise forms.ValidationError(_("More than 20 numbers; keep those of your lanes."))
        if any(len(number) > _MOST_LETTERS for number in numbers):
            raise forms.ValidationError(_("A tracking number is shorter; write one a line."))
        return numbers

    def clean_references(self) -> str:
        """Return the words."""
        text: str = self.cleaned_data["references"].strip()
        if len(text) > _MOST_REFERENCES:
            raise forms.ValidationError(_("More than 2,000 characters; keep what matters."))
        return text


@tenant
def candidates(request: TenantRequest) -> HttpResponse:
    """Show the carriers that have a sheet or a price and no journey, and open another sheet."""
    form = CandidateForm(request.GET if "carrier" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect(
            candidate_address(form.cleaned_data["carrier"], form.cleaned_data["service"])
        )
    kept = CarrierCandidate.objects.for_tenant(request.tenant).order_by("carrier", "service")
    rows = {(row.carrier, row.service): row for row in kept}
    for carrier, service in sorted(_never_used(request.tenant.pk)):
        rows.setdefault((carrier, service), CarrierCandidate(carrier=carrier, service=service))
    context = {
        "form": form,
        "rows": [
            {
                "row": row,
                "name": _name(carrier, service),
                "href": candidate_address(carrier, service),
                "valid": sum(judge_sample(each, carrier).valid for each in row.numbers),
            }
            for (carrier, service), row in sorted(rows.items())
        ],
    }
    return render(request, "lanes/candidates.html", context)


@tenant
def candidate(request: TenantRequest) -> HttpResponse:
    """Show the sheet of one candidate, and keep what it gave when posted."""
    carrier, service = _asked(request)
    rows = CarrierCandidate.objects.for_tenant(request.tenant)
    row = rows.filter(carrier=carrier, service=service).first()
    start = {"numbers": "\n".join(row.numbers), "references": row.references} if row else None
    form = SheetForm(request.POST or None, initial=start)
    if request.method == "POST":
        may_act(request)
        if form.is_valid():
            who, now = actor_of(request.user), clock.now()
            actions.save(request.tenant, carrier, service, **form.cleaned_data, actor=who, now=now)
            messages.success(request, _("Saved."))
            return redirect(candidate_address(carrier, service))
    numbers, references = actions.given_by(request.tenant.pk, carrier, service)
    reviews = CarrierReview.objects.for_tenant(request.tenant).filter(carrier=carrier)
    context = {
        "row": row,
        "name": _name(carrier, service),
        "samples": [sample_of(judge_sample(each, carrier)) for each in numbers],
        "references": references,
        "terms": [rule.id for rule in shipped_book().by_payer.get(carrier, ())],
        "reviews": review_lines(reviews.order_by("-said_on", "-pk")),
        "form": form,
        "review_form": ReviewForm(
            initial={
                "carrier": carrier,
                "service": service,
                "who": name_of(actor_of(request.user)),
                "said_on": clock.now(),
            }
        ),
        "may": request.membership.role != Role.READER,
    }
    status = 422 if form.errors else 200
    return render(request, "lanes/candidate.html", context, status=status)


@tenant
@require_POST
def remove(request: TenantRequest, pk: int) -> HttpResponse:
    """Forget what a candidate gave."""
    may_act(request)
    rows = CarrierCandidate.objects.for_tenant(request.tenant)
    actions.remove(get_object_or_404(rows, pk=pk))
    messages.success(request, _("Deleted."))
    return redirect("candidates")


def _asked(request: TenantRequest) -> tuple[str, str]:
    form = CandidateForm(request.GET)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["carrier"], form.cleaned_data["service"]


def _never_used(tenant_id: int) -> set[tuple[str, str]]:
    """Return the services of the rate table whose carrier has no journey of the shop."""
    table, counted = rate_tables.current(tenant_id), counted_of(tenant_id)
    if table is None or counted is None:
        return set()
    used = {key.carrier for key in counted.journeys.lanes}
    rates: Any = table.to_domain()
    return {(rate.carrier, rate.service) for rate in rates if rate.carrier not in used}


def _name(carrier: str, service: str) -> str:
    return f"{carrier_name(carrier)} {service}".strip()


urlpatterns = [
    path("lanes/candidates/", candidates, name="candidates"),
    path("lanes/candidate/", candidate, name="candidate"),
    path("lanes/candidates/<int:pk>/delete/", remove, name="candidate-delete"),
]
