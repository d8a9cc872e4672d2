import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from parcelwright_web import clock, icons
from parcelwright_web.models.accounts import User
from parcelwright_web.models.heartbeats import Heartbeat

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
}  # fmt: skip


def test_every_answer_carries_the_content_policy_and_nothing_looser(client):
    policy = client.get("/account/login/").headers["Content-Security-Policy"]
    assert set(policy.split("; ")) == POLICY


def test_the_frame_has_no_inline_code_and_no_inline_style(member):
    page = member.get("/start/").content.decode()
    assert not re.search(r"<script|\sstyle=|\son[a-z]+=", page)


def test_log_in_leads_to_the_start_page(client, user, shop):
    answer = client.post(
        "/account/login/", {"login": "LIANG@lumi.example", "password": "a-long-password"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_a_wrong_password_is_said_on_top_and_beside_nothing_secret(client, user):
    answer = client.post("/account/login/", {"login": user.email, "password": "wrong-password"})
    page = answer.content.decode()
    assert "There is a problem" in page
    assert "wrong-password" not in page


def test_nobody_signs_up_from_outside(client):
    client.post("/account/signup/", {"email": "new@x.example", "password1": "a-very-long-password"})
    assert not User.objects.filter(email="new@x.example").exists()


def test_the_language_switch_is_remembered_for_browser_and_user(member, user):
    member.post("/language/", {"language": "zh-hans", "next": "/start/"})
    user.refresh_from_db()
    assert user.language == "zh-hans"
    assert "导入你的包裹" in member.get("/start/").content.decode()


def test_the_language_switch_never_leads_to_another_site(client):
    answer = client.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_an_unknown_language_is_refused(client):
    assert client.post("/language/", {"language": "xx"}).status_code == 400


def test_a_missing_page_answers_404_in_the_readers_language(client):
    answer = client.get("/nope/", headers={"Accept-Language": "zh-CN"})
    assert (answer.status_code, "没有此页面" in answer.content.decode()) == (404, True)


def test_a_form_without_its_mark_is_refused_in_plain_words():
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "too old to be sent" in answer.content.decode()


def test_health_is_good_while_the_worker_lives(client):
    Heartbeat.objects.create(name="worker", at=clock.now())
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["ok"]) == (200, True)


def test_health_is_bad_when_the_worker_was_never_or_long_ago_heard(client):
    assert client.get("/health").status_code == 503
    Heartbeat.objects.create(name="worker", at=datetime(2020, 1, 1, tzinfo=UTC))
    assert client.get("/health").status_code == 503


def test_the_sprite_holds_every_icon_that_is_in_use(client):
    body = client.get(reverse("sprite", args=[icons.digest()])).content.decode()
    assert set(re.findall(r'<symbol id="([^"]+)"', body)) == set(icons.names())
    assert "flask-conical" in icons.names()


def test_a_wrong_field_is_described_by_its_one_error(client, db):
    page = client.post("/account/login/", {"login": "", "password": "x"}).content.decode()
    assert 'href="#id_login"' in page
    assert 'aria-describedby="id_login_error"' in page
    assert page.count('id="id_login_error"') == 1


def test_a_new_installation_says_how_the_first_person_comes_in(client, db):
    assert "parcelwright user add" in client.get("/account/login/").content.decode()


def test_an_installation_with_people_tells_nothing_of_itself(client, user):
    assert "parcelwright user add" not in client.get("/account/login/").content.decode()
