from __future__ import annotations

import json

import pytest

from carrier_answers import ACCESS, answer
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import _oauth

URL = "https://carrier.example/token"


def test_the_pair_goes_as_the_source_takes_it():
    assert dict(_oauth.basic_call(ACCESS, URL).headers)["Authorization"] == "Basic aTpz"
    assert _oauth.basic_call(ACCESS, URL).body == b"grant_type=client_credentials"
    form = _oauth.form_call(ACCESS, URL).body
    assert form == b"grant_type=client_credentials&client_id=i&client_secret=s"
    assert json.loads(_oauth.json_call(ACCESS, URL).body) == {
        "grant_type": "client_credentials", "client_id": "i", "client_secret": "s",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("expires_in", "seconds"), [("14399", 14399), (3599, 3599), (None, None), ("", None)]
)
def test_a_token_says_for_how_long_it_is_good(expires_in, seconds):
    token = _oauth.token_of(answer({"access_token": "abc", "expires_in": expires_in}))
    assert (token.value, token.seconds) == ("abc", seconds)


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_with_reasons_is_bad_access(status):
    assert _oauth.token_of(answer({"error": "invalid_client"}, status)).kind is (
        TroubleKind.BAD_ACCESS
    )


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"error": "x"}, 500, TroubleKind.DOWN),
        ({"error": "x"}, 429, TroubleKind.THROTTLED),
        (b"<html></html>", 400, TroubleKind.BAD_REQUEST),
        ({"access_token": ""}, 200, TroubleKind.NONSENSE),
        ({"access_token": 7}, 200, TroubleKind.NONSENSE),
        (b"", 200, TroubleKind.NONSENSE),
    ],
)
def test_what_sells_no_token_says_why(body, status, kind):
    assert _oauth.token_of(answer(body, status)).kind is kind
