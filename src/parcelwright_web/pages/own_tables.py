"""Tables that a shop brings as a file: each is shown, replaced as a whole, handed out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Generic, Protocol, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from parcelwright.errors import InputFileError
from parcelwright_web import clock
from parcelwright_web.actions.actors import actor_of, name_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Role
from parcelwright_web.pages import downloads
from parcelwright_web.pages.case_acting import may_act

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from django.http import HttpResponse, HttpResponseBase

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.accounts import Tenant

_ON_ONE_PAGE = 50
EXAMPLE = "example"
R = TypeVar("R")
Row_contra = TypeVar("Row_contra", contravariant=True)


class TableForm(forms.Form):
    """A table to bring."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV or Excel with the columns of the example. It replaces the whole table."),
    )


class Kept(Protocol):
    """What is kept of a table that was brought."""

    name: str
    brought_by: str
    brought_at: datetime


class Bring(Protocol[Row_contra]):
    """Keeps a table; from then on it counts."""

    def __call__(
        self, tenant: Tenant, rows: Sequence[Row_contra], name: str, /, *, actor: str, now: datetime
    ) -> object:
        """Keep it."""


@dataclass(frozen=True, kw_only=True)
class OwnTable(Generic[R]):
    """One table of a shop.

    Args:
        page: Name of its address; that of its files ends in ``-file``.
        template: What shows it, with ``rows`` as ``shown`` returns them.
        saved_as: Name of its file; the other file is an example.
        columns, example: Header and rows of the example.
        read: Returns the rows of a file, or raises :class:`InputFileError`.
        bring: Keeps a table.
        current: Returns what is kept of the table that counts, and its rows.
        shown: Returns a row as the template takes it.
        cells: Returns the cells of a row; ``read`` reads them back.
        said: Returns what is told when so many rows were read.
    """

    page: str
    template: str
    saved_as: str
    columns: tuple[str, ...]
    example: tuple[Mapping[str, str], ...]
    read: Callable[[IO[bytes], str], Sequence[R]]
    bring: Bring[R]
    current: Callable[[int], tuple[Kept | None, Sequence[R]]]
    shown: Callable[[R], object]
    cells: Callable[[R], Mapping[str, str]]
    said: Callable[[int], str]

    def answer(self, request: TenantRequest) -> HttpResponse:
        """Show the table that counts, and take another."""
        form, faults = TableForm(), []
        if request.method == "POST":
            may_act(request)
            form = TableForm(request.POST, request.FILES)
            if form.is_valid():
                file = form.cleaned_data["file"]
                try:
                    return self._brought(request, self.read(file.file, file.name), file.name)
                except InputFileError as error:
                    faults = [spoken(line) for line in str(error).splitlines()]
        known, rows = self.current(request.tenant.pk)
        page = Paginator(rows, _ON_ONE_PAGE).get_page(request.GET.get("page"))
        context = {
            "known": known,
            "brought_by": "" if known is None else name_of(known.brought_by),
            "page": page,
            "rows": [self.shown(row) for row in page],
            "files": f"{self.page}-file",
            "saved_as": self.saved_as,
            "form": form,
            "faults": faults,
            "may": request.membership.role != Role.READER,
        }
        return render(request, self.template, context)

    def file(self, request: TenantRequest, name: str, extension: str) -> HttpResponseBase:
        """Hand out the table that counts, or an example of one.

        Raises:
            Http404: There is no such file.
        """
        if name not in {self.saved_as, EXAMPLE} or extension not in downloads.FORMATS:
            raise Http404
        known, rows = self.current(request.tenant.pk)
        own = name == self.saved_as and known is not None
        cells = map(self.cells, rows) if own else self.example
        return downloads.table(name, extension, self.columns, tuple(cells))

    def _brought(self, request: TenantRequest, rows: Sequence[R], name: str) -> HttpResponse:
        self.bring(request.tenant, rows, name, actor=actor_of(request.user), now=clock.now())
        messages.success(request, self.said(len(rows)))
        return redirect(self.page)
