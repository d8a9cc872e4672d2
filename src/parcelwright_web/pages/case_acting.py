"""The frame of every act on a case: a form on its own page, done once, or said why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parcelwright.errors import ParcelwrightError
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.changing import CaseChangedError
from parcelwright_web.actions.filed_papers import MAX_CHANNEL
from parcelwright_web.actions.uploads import Upload
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Role
from parcelwright_web.pages.case import case_or_404
from parcelwright_web.pages.case_log import act_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from typing import Any

    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.cases import Case

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Files as :class:`Upload` values; an empty list when none was chosen."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files that were sent."""
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        files = [super(ManyFilesField, self).clean(each, initial) for each in sent]
        return [
            Upload(name=file.name, media_type=file.content_type or "", content=file.read())
            for file in files
        ]


class ActForm(forms.Form):
    """Base of every act's form: it knows which revision of the case it was made from."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, request: TenantRequest, **options: Any) -> None:
        options["initial"] = {"revision": case.revision, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self.case, self.request = case, request
        self.prepare()

    def prepare(self) -> None:
        """Set choices and starting values that depend on the case."""


@dataclass(frozen=True, kw_only=True)
class Doing:
    """What an act is called with besides its own values."""

    case: Case
    request: TenantRequest
    revision: int
    now: datetime

    @property
    def frame(self) -> dict[str, Any]:
        """Keywords that every act takes."""
        return {
            "expected_revision": self.revision,
            "actor": actor_of(self.request.user),
            "now": self.now,
        }


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act as a page.

    Args:
        form: Its form.
        do: Does it; returns what to say afterwards.
        title: Heading of the page.
        submit: Words on the button: verb first, the object named.
        lead: One sentence under the heading, or empty.
    """

    form: type[ActForm]
    do: Callable[[Doing, Mapping[str, Any]], StrOrPromise]
    title: StrOrPromise
    submit: StrOrPromise
    lead: StrOrPromise = field(default_factory=lambda: lazystr(""))


def act_view(act: Act) -> Callable[..., HttpResponseBase]:
    """Return the view of an act: its form on GET, the act on POST."""

    @tenant
    def view(request: TenantRequest, number: int) -> HttpResponse:
        case = case_or_404(request, number)
        form = _form(act, case, request)
        if request.method == "POST":
            said = attempt(request, case, form, act.do)
            if said is not None:
                return said
        shown = {"case": case, "act": act, "form": form, "changed": getattr(form, "changed", "")}
        return render(request, "cases/act.html", shown)

    return view


def attempt(
    request: TenantRequest,
    case: Case,
    form: ActForm,
    do: Callable[[Doing, Mapping[str, Any]], StrOrPromise],
) -> HttpResponse | None:
    """Do an act if its form holds; None when it was not done, with the reason on the form."""
    may_act(request)
    if not form.is_valid():
        return None
    revision = form.cleaned_data["revision"]
    doing = Doing(case=case, request=request, revision=revision, now=clock.now())
    try:
        said = do(doing, form.cleaned_data)
    except CaseChangedError as error:
        refuse_changed(form, error)
        return None
    except ParcelwrightError as error:
        form.add_error(None, spoken(str(error)))
        return None
    messages.success(request, str(said))
    return redirect("case", number=case.number)


def may_act(request: HttpRequest) -> None:
    """Let readers read only.

    Raises:
        PermissionDenied: The member may not change anything.
    """
    if request.membership.role == Role.READER:  # type: ignore[attr-defined]  # set by access.tenant
        raise PermissionDenied


def refuse_changed(form: ActForm, error: CaseChangedError) -> None:
    """Say who was quicker, keep what was typed, and let the person send it again on purpose."""
    words = {
        "who": error.by,
        "when": ago((clock.now() - error.at).total_seconds()),
        "what": act_in_words(error.act),
    }
    text = _(
        "%(who)s changed this %(when)s: %(what)s. Nothing of yours was done. Look at the case "
        "and send this form again if it is still wanted."
    )
    form.add_error(None, text % words)
    form.changed = text % words  # type: ignore[attr-defined]  # read by the template
    form.data = {**form.data.dict(), "revision": str(error.case.revision)}  # type: ignore[attr-defined]  # a QueryDict


def ago(seconds: float) -> str:
    """Return how long ago something was, in words.

    >>> ago(150)
    '2 minutes ago'
    """
    if seconds < _MINUTE:
        return _("just now")
    if seconds < _HOUR:
        n = int(seconds // _MINUTE)
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", n) % {"n": n}
    if seconds < _DAY:
        n = int(seconds // _HOUR)
        return ngettext("%(n)d hour ago", "%(n)d hours ago", n) % {"n": n}
    n = int(seconds // _DAY)
    return ngettext("%(n)d day ago", "%(n)d days ago", n) % {"n": n}


def day_field(
    label: StrOrPromise, *, required: bool = False, hint: StrOrPromise = ""
) -> forms.DateField:
    """Return a field for a calendar day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("This is no day; write it as 2026-11-23.")},
    )


def channel_field() -> forms.CharField:
    """Return a field for how and where a paper was filed; it may stay empty."""
    return forms.CharField(
        label=gettext_lazy("How and where it was filed"),
        required=False,
        max_length=MAX_CHANNEL,
        help_text=gettext_lazy("Such as a portal, a mail address or a letter."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


def text_field(label: StrOrPromise, hint: StrOrPromise = "") -> forms.CharField:
    """Return a field for words; it may stay empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


def _form(act: Act, case: Case, request: TenantRequest) -> ActForm:
    if request.method == "POST":
        return act.form(request.POST, request.FILES, case=case, request=request)
    return act.form(case=case, request=request)
