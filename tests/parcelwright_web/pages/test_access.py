import pytest
from django.http import Http404, HttpResponse
from django.urls import URLPattern, get_resolver

from parcelwright_web.access import installation, tenant

KINDS = {"public", "link", "tenant", "installation"}


def routes(patterns):
    for each in patterns:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from routes(each.url_patterns)


def test_every_route_says_who_may_enter():
    unmarked = [
        str(route.pattern)
        for route in routes(get_resolver().url_patterns)
        if getattr(route.callback, "access", None) not in KINDS
    ]
    assert unmarked == []


@pytest.mark.django_db
def test_every_tenant_route_without_arguments_sends_a_stranger_to_the_log_in(client):
    plain = [
        route
        for route in routes(get_resolver().url_patterns)
        if route.callback.access == "tenant" and not route.pattern.converters
    ]
    answers = {str(r.pattern): client.get(f"/{r.pattern}") for r in plain}
    assert answers
    for path, answer in answers.items():
        assert answer.status_code == 302, path
        assert answer.headers["Location"].startswith("/account/login/"), path


@pytest.mark.django_db
def test_a_user_of_no_tenant_sees_not_found(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("x@y.example", "a-long-password"))
    assert client.get("/start/").status_code == 404


@pytest.mark.django_db
def test_a_page_of_the_installation_is_not_found_for_members(rf, user):
    request = rf.get("/")
    request.user = user
    with pytest.raises(Http404):
        installation(lambda _: HttpResponse("x"))(request)


def test_marks_survive_on_the_view():
    assert tenant(lambda _: None).access == "tenant"
