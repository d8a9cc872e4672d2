import hashlib
import hmac
from datetime import timedelta

import posting
import pytest
import time_machine
from django.db import OperationalError, connection

from parcelwright_web.actions import inbound
from parcelwright_web.models.intake import InboundBody, SourceConnection
from parcelwright_web.models.leases import LeaseState

BODY = posting.body(checkpoints=[("2026-11-01T08:00:00+08:00", "InTransit_002")], event_id="e-1")


@pytest.fixture
def signed(tenant, shop):
    return posting.connect(tenant, shop, secret="key one")


@pytest.fixture
def post(client):
    def send(payload, token="t0ken", **headers):
        return client.post(
            f"/in/{token}/", payload, content_type="application/json", headers=headers
        )

    return send


def sign(payload, secret="key one"):
    return {"aftership-hmac-sha256": posting.signature(payload, secret)}


def stored(tenant):
    return list(InboundBody.objects.for_tenant(tenant).order_by("pk"))


def test_a_signed_body_is_kept_as_it_came_and_waits_to_be_projected(post, signed, tenant):
    answer = post(BODY, **sign(BODY))

    [row] = stored(tenant)
    assert (answer.status_code, answer.json()) == (200, {"receipt": "stored"})
    assert bytes(row.body) == BODY
    assert row.digest == hashlib.sha256(BODY).hexdigest()
    assert (row.dedupe_key, row.auth, row.state) == ("e-1", "signature", LeaseState.READY)


def test_the_stored_body_is_sealed_in_the_database(post, signed, tenant):
    post(BODY, **sign(BODY))

    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM parcelwright_web_inboundbody")
        [(raw,)] = cursor.fetchall()
    assert b"RV482917305CN" not in bytes(raw)


def test_a_body_repeated_a_hundred_times_is_one_row_with_a_hundred_hits(post, signed, tenant):
    answers = {post(BODY, **sign(BODY)).status_code for _ in range(100)}

    [row] = stored(tenant)
    assert answers == {200}
    assert row.hits == 100


def test_one_id_with_another_body_is_kept_beside_it_as_a_conflict(post, signed, tenant):
    other = posting.body(event_id="e-1")
    post(BODY, **sign(BODY))
    first = post(other, **sign(other))
    second = post(other, **sign(other))

    rows = [(row.verdict, row.state, row.hits) for row in stored(tenant)]
    assert (first.json(), second.json()) == ({"receipt": "conflict"}, {"receipt": "repeated"})
    assert rows == [("", "ready", 1), ("conflict", "done", 2)]


def test_a_wrong_signature_is_refused_counted_and_not_kept(post, signed, tenant):
    answer = post(BODY, **sign(BODY, "another key"))

    again = SourceConnection.objects.for_tenant(tenant).get()
    assert answer.status_code == 401
    assert stored(tenant) == []
    assert again.refused_count == 1
    assert again.last_refused_at is not None


@pytest.mark.parametrize(("days", "status"), [(6, 200), (8, 401)])
def test_the_old_secret_opens_for_seven_days_after_a_change(post, signed, days, status):
    signed.previous_secret, signed.secret = "key one", "key two"
    signed.secret_changed_at = posting.NOW
    signed.save()

    with time_machine.travel(posting.NOW + timedelta(days=days), tick=False):
        old = post(BODY, **sign(BODY, "key one")).status_code
        new = post(BODY, **sign(BODY, "key two")).status_code

    assert (old, new) == (status, 200)


def test_a_connection_without_secret_is_known_by_its_address(post, tenant, shop):
    posting.connect(tenant, shop)

    assert post(BODY).status_code == 200
    assert [row.auth for row in stored(tenant)] == ["url-secret"]


def test_an_address_that_nobody_has_is_not_found(post, signed):
    assert post(BODY, token="guess").status_code == 404


def test_ten_megabytes_are_refused_without_being_read(client, signed):
    class Unreadable:
        def read(self, *_):
            raise AssertionError("the body was read")

        readline = read

    answer = client.generic(
        "POST", "/in/t0ken/", b"", CONTENT_LENGTH="10000000", **{"wsgi.input": Unreadable()}
    )

    assert answer.status_code == 413


def test_a_body_of_unstated_length_is_read_up_to_the_limit_only(client, signed, tenant):
    taken = []

    class Endless:
        def read(self, size):
            taken.append(size)
            return b"x" * size

        readline = read

    answer = client.generic(
        "POST",
        "/in/t0ken/",
        b"",
        HTTP_TRANSFER_ENCODING="chunked",
        **{"wsgi.input": Endless()},
    )

    assert answer.status_code == 413
    assert taken == [inbound.MAX_BODY_BYTES + 1]


def test_a_body_of_just_the_limit_is_kept(post, tenant, shop):
    posting.connect(tenant, shop)

    assert post(b"x" * inbound.MAX_BODY_BYTES).status_code == 200
    assert post(b"x" * (inbound.MAX_BODY_BYTES + 1)).status_code == 413
    assert len(stored(tenant)) == 1


def test_broken_json_with_a_good_signature_is_kept(post, signed, tenant):
    broken = b'{"msg": {"tracking_number": '

    assert post(broken, **sign(broken)).status_code == 200
    assert bytes(stored(tenant)[0].body) == broken


def test_a_full_disk_is_answered_with_try_again_and_never_with_yes(post, signed, monkeypatch):
    def full(*_, **__):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(InboundBody, "save", full)
    answer = post(BODY, **sign(BODY))

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"


def test_log_in_headers_are_not_kept_with_the_body(post, signed, tenant):
    post(BODY, **sign(BODY), authorization="Basic abc", cookie="session=1")

    names = {name.lower() for name in stored(tenant)[0].headers}
    assert "aftership-hmac-sha256" in names
    assert not names & {"authorization", "cookie"}


def test_looking_at_the_address_changes_nothing(client, signed, tenant):
    assert client.get("/in/t0ken/").status_code == 405
    assert stored(tenant) == []


def test_acknowledging_needs_no_more_than_looking_up_and_storing(
    post, signed, django_assert_max_num_queries
):
    # One look-up, and one insert with its savepoint.
    with django_assert_max_num_queries(4):
        post(BODY, **sign(BODY))


def shippo(stamp, secret=b"key one"):
    made = hmac.new(secret, stamp.encode() + b"." + BODY, hashlib.sha256).hexdigest()
    return {"shippo-auth-signature": f"t={stamp},v1={made}"}


@pytest.mark.parametrize(("minutes", "late"), [(4, False), (-4, False), (6, True), (-6, True)])
def test_a_body_signed_long_before_or_after_it_came_is_kept_and_marked(
    post, tenant, shop, minutes, late
):
    posting.connect(tenant, shop, source="shippo", secret="key one")
    moment = posting.NOW - timedelta(minutes=minutes)
    with time_machine.travel(posting.NOW, tick=False):
        answer = post(BODY, **shippo(str(int(moment.timestamp()))))

    assert answer.status_code == 200
    assert [body.late for body in stored(tenant)] == [late]


@pytest.mark.parametrize(("source", "header"), [("karrio", "X-Event-Id"), ("ups", "x-api-key")])
def test_a_secret_that_is_sent_in_clear_is_checked_and_not_kept(post, tenant, shop, source, header):
    posting.connect(tenant, shop, source=source, secret="key one")

    assert post(BODY, **{header: "key two"}).status_code == 401
    assert post(BODY, **{header: "key one"}).status_code == 200
    [body] = stored(tenant)
    assert body.auth == "secret"
    assert "key one" not in str(body.headers)
