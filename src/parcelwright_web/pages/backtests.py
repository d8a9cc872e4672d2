"""Would it have helped: backtests of what is stored, asked for, followed and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from parcelwright.backtest.span import LEAST_DAYS, Span, first_train_until, first_until, suggested
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import backtests as actions
from parcelwright_web.actions.actors import actor_of, name_of
from parcelwright_web.days import plain_day
from parcelwright_web.models.backtests import BacktestRun
from parcelwright_web.pages import backtest_figures
from parcelwright_web.pages.backtest_files import FILES, answer

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse, HttpResponseBase

    from parcelwright_web.access import TenantRequest

_ON_ONE_PAGE = 25


class SpanForm(forms.Form):
    """From when to when a history is judged."""

    train_until = forms.DateField(
        label=_("Learn until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Parcels handed over after this day are judged, each by what was known then."),
    )
    until = forms.DateField(
        label=_("Judge until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Nothing that became known later is looked at."),
    )

    def __init__(self, *args: Any, first: date, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._first, self._today = first, today

    def clean_train_until(self) -> date:
        """Refuse a day with too little before it to learn from."""
        day: date = self.cleaned_data["train_until"]
        earliest = first_train_until(self._first)
        if day < earliest:
            text = _("Your first parcel is of %(first)s; choose %(day)s or later, to learn first.")
            told = {"first": plain_day(self._first), "day": plain_day(earliest)}
            raise forms.ValidationError(text % told)
        return day

    def clean_until(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["until"]
        if day > self._today:
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a span in which no parcel could be followed to its end."""
        told: dict[str, Any] = super().clean() or {}
        if {"train_until", "until"} <= told.keys():
            earliest = first_until(told["train_until"])
            if told["until"] < earliest:
                text = _("Choose %(day)s or later: a parcel is followed for 75 days.")
                self.add_error("until", text % {"day": plain_day(earliest)})
        return told


@tenant
def index(request: TenantRequest) -> HttpResponse:
    """Show past backtests and a form for one more, and have it walked when posted."""
    now = clock.now()
    accepted = actions.days_accepted(request.tenant)
    last = actions.last_day(request.tenant, now)
    usual = suggested(accepted, last)
    form = None
    if usual is not None:
        initial = {"train_until": usual.train_until, "until": usual.until}
        form = SpanForm(
            request.POST or None, initial=initial, first=min(accepted), today=now.date()
        )
        if request.method == "POST" and form.is_valid():
            return _ask(request, Span(**form.cleaned_data))
    rows = BacktestRun.objects.for_tenant(request.tenant).order_by("-pk")
    context = {
        "form": form,
        "page": Paginator(rows, _ON_ONE_PAGE).get_page(request.GET.get("page")),
        "working": next((row for row in rows[:_ON_ONE_PAGE] if row.is_working), None),
        "parcels": sum(accepted.values()),
        "first": min(accepted, default=None),
        "last": last,
        "least_days": LEAST_DAYS,
    }
    return render(request, "backtests/index.html", context)


def _ask(request: TenantRequest, span: Span) -> HttpResponse:
    try:
        run = actions.ask(request.tenant, span, actor=actor_of(request.user), now=clock.now())
    except actions.BacktestUnderWayError:
        messages.warning(request, _("One at a time: another one has not ended yet."))
        return redirect("backtests")
    return redirect("backtest", run.pk)


@tenant
@require_safe
def detail(request: TenantRequest, pk: int) -> HttpResponse:
    """Show how far a backtest is, or what came of it."""
    run = _run(request, pk)
    context: dict[str, Any] = {"run": run, "asked_by": name_of(run.asked_by)}
    if run.finished_at is not None:
        context |= {
            "found": backtest_figures.figures(run.summary, request.GET.get("target", "")),
            "files": [(name, each.label) for name, each in FILES.items()],
        }
    return render(request, "backtests/detail.html", context)


@tenant
@require_safe
def file(request: TenantRequest, pk: int, name: str) -> HttpResponseBase:
    """Hand out one of the files that ``parcelwright backtest`` writes."""
    run = _run(request, pk)
    if name not in FILES or run.finished_at is None:
        raise Http404
    return answer(run, name)


@tenant
@require_POST
def delete(request: TenantRequest, pk: int) -> HttpResponse:
    """Delete a backtest with its files; one under way is given up."""
    actions.remove(_run(request, pk))
    messages.success(request, _("Deleted."))
    return redirect("backtests")


def _run(request: TenantRequest, pk: int) -> BacktestRun:
    run = BacktestRun.objects.for_tenant(request.tenant).filter(pk=pk).first()
    if run is None:
        raise Http404
    return run


urlpatterns = [
    path("backtests/", index, name="backtests"),
    path("backtests/<int:pk>/", detail, name="backtest"),
    path("backtests/<int:pk>/delete/", delete, name="backtest-delete"),
    path("backtests/<int:pk>/<str:name>", file, name="backtest-file"),
]
