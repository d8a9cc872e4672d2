"""Policies of the shop: the list with claim readiness, the form, the editions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from parcelwright.money import Money
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import own_terms as actions
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.models.covers import Cover, CoverLine
from parcelwright_web.pages.cover_form import KINDS, PREMIUMS, CoverForm, initial_of
from parcelwright_web.pages.editions import history_of
from parcelwright_web.pages.readiness import lack_words
from parcelwright_web.pages.settings_access import EVERYTHING, must_be

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.accounts import Tenant

_ON_A_PAGE = 50


@dataclass(kw_only=True)
class Readiness:
    """How many parcels in trouble a policy covers, and what claims for them lack."""

    parcels: int = 0
    ready: int = 0
    lost: int = 0
    lacks: Counter[str] = field(default_factory=Counter)

    @property
    def missing(self) -> list[tuple[str, int]]:
        """What claims lack, in words, by how many parcels, the most first."""
        return self.lacks.most_common()

    @property
    def waiting(self) -> int:
        """Parcels for which something can still be brought."""
        return self.parcels - self.ready - self.lost


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One edition of a policy as the list shows it."""

    row: Cover
    terms: CoverTerms
    kind: StrOrPromise
    premium_per: StrOrPromise
    state: str
    readiness: Readiness


@tenant
@require_safe
def covers(request: TenantRequest) -> HttpResponse:
    """Show every policy with what claims under it lack, then the history of editions."""
    today = clock.now().date()
    rows = Cover.objects.for_tenant(request.tenant).order_by("policy_number", "-valid_from")
    ready = _readiness(request.tenant)
    seen: set[str] = set()
    policies = []
    for row in rows.filter(ended_at=None):
        is_newest = row.policy_number not in seen
        seen.add(row.policy_number)
        counts = ready.get(row.policy_number, Readiness()) if is_newest else Readiness()
        policies.append(_policy(row, today, counts))
    context = {
        "policies": policies,
        "history": history_of(rows, lambda row: row.policy_number),
        "may": request.membership.role in EVERYTHING,
    }
    return render(request, "settings/covers.html", context)


def _policy(row: Cover, today: date, readiness: Readiness) -> Policy:
    terms = row.to_domain()
    return Policy(
        row=row,
        terms=terms,
        kind=KINDS[terms.kind],
        premium_per=PREMIUMS[terms.premium_per] if terms.premium_per else "",
        state=_state(terms, today),
        readiness=readiness,
    )


def _state(terms: CoverTerms, today: date) -> str:
    if terms.valid_from is not None and today < terms.valid_from:
        return "ahead"
    return "ended" if terms.valid_to is not None and terms.valid_to < today else "in_force"


def _readiness(of: Tenant) -> dict[str, Readiness]:
    """Return the counts of each policy, in one query."""
    found: dict[str, Readiness] = {}
    columns = ("policy_number", "is_ready", "is_lost", "lacks")
    for number, is_ready, is_lost, lacks in CoverLine.objects.for_tenant(of).values_list(*columns):
        counts = found.setdefault(number, Readiness())
        counts.parcels += 1
        counts.ready += is_ready
        counts.lost += is_lost
        if not is_lost:
            counts.lacks.update([lack_words(kind, what, None) for kind, what, _day in lacks])
    return found


@tenant
@require_safe
def cover_parcels(request: TenantRequest, pk: int) -> HttpResponse:
    """Show the parcels in trouble under a policy, with what a claim for each lacks."""
    row = _own(request, pk)
    lines = CoverLine.objects.for_tenant(request.tenant).filter(policy_number=row.policy_number)
    ordered = lines.select_related("parcel").order_by("is_lost", "is_ready", "claim_by", "pk")
    page = Paginator(ordered, _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = [
        {
            "line": line,
            "money": Money(line.amount, line.currency) if line.amount is not None else None,
            "lacks": [lack_words(kind, what, _day(day)) for kind, what, day in line.lacks],
        }
        for line in page
    ]
    context = {"row": row, "terms": row.to_domain(), "page": page, "shown": shown}
    return render(request, "settings/cover_parcels.html", context)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@tenant
def new(request: TenantRequest) -> HttpResponse:
    """Show the empty form, or store a policy."""
    must_be(request, *EVERYTHING)
    start = {"valid_from": clock.now().date().replace(month=1, day=1), "terms": "own"}
    return _form(request, start, None)


@tenant
def edit(request: TenantRequest, pk: int) -> HttpResponse:
    """Show an edition in the form; another first day makes a further edition."""
    must_be(request, *EVERYTHING)
    row = _own(request, pk)
    return _form(request, initial_of(row.to_domain()), row)


def _form(request: TenantRequest, start: dict[str, object], row: Cover | None) -> HttpResponse:
    shops = [shop.name for shop in request.shops]
    form = CoverForm(request.POST or None, initial=start, shops=shops)
    if request.method == "POST" and form.is_valid():
        return _saved(request, form)
    may = request.membership.role in EVERYTHING
    return render(request, "settings/cover.html", {"form": form, "row": row, "may": may})


def _saved(request: TenantRequest, form: CoverForm) -> HttpResponse:
    valid_from = form.cleaned_data["valid_from"]
    terms = replace(form.cover, valid_from=valid_from)
    count = actions.save_cover(
        request.tenant, terms, valid_from, actor=actor_of(request.user), now=clock.now()
    )
    messages.success(
        request,
        ngettext(
            "Policy %(policy)s saved. %(n)d parcel is being assessed again.",
            "Policy %(policy)s saved. %(n)d parcels are being assessed again.",
            count,
        )
        % {"policy": terms.policy_number, "n": count},
    )
    return redirect("covers")


@tenant
@require_POST
def remove(request: TenantRequest, pk: int) -> HttpResponse:
    """End an edition; it stays in the history."""
    must_be(request, *EVERYTHING)
    row = _own(request, pk)
    actions.remove_cover(request.tenant, row, actor=actor_of(request.user), now=clock.now())
    messages.success(request, _("Edition of policy %(policy)s removed.") % {
        "policy": row.policy_number,
    })  # fmt: skip
    return redirect("covers")


def _own(request: TenantRequest, pk: int) -> Cover:
    standing = Cover.objects.for_tenant(request.tenant).filter(ended_at=None)
    return get_object_or_404(standing, pk=pk)


urlpatterns = [
    path("settings/cover/", covers, name="covers"),
    path("settings/cover/new/", new, name="cover-new"),
    path("settings/cover/<int:pk>/", edit, name="cover"),
    path("settings/cover/<int:pk>/parcels/", cover_parcels, name="cover-parcels"),
    path("settings/cover/<int:pk>/remove/", remove, name="cover-remove"),
]
