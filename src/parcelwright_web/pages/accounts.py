"""Logging in and out, the password, and the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from parcelwright_web.access import public, tenant
from parcelwright_web.models.accounts import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up from outside; an owner adds people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts come from ``parcelwright user add``."""
        del request
        return False


class Login(views.LoginView):  # type: ignore[misc]  # allauth ships no types
    """The log-in page; on a new installation it says how the first person comes in."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Return what the page shows, and whether nobody can log in yet."""
        return {**super().get_context_data(**kwargs), "nobody": not User.objects.exists()}


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember a language for this browser and, when logged in, for the user."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest("language: expected one of the languages of this page")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=code)
    return response


urlpatterns = [
    path("account/login/", public(Login.as_view()), name="account_login"),
    path("account/logout/", public(views.logout), name="account_logout"),
    path("account/inactive/", public(views.account_inactive), name="account_inactive"),
    path("account/signup/", public(views.signup), name="account_signup"),
    path("account/password/", tenant(views.password_change), name="account_change_password"),
    path("language/", public(choose_language), name="language"),
]
