"""Tokens that doubles sell for client credentials, and ask for again."""

import base64

from doubles._server import json_response

TOKEN = "s3ssion-t0ken"
ACCESS = {"client_id": "shop-1", "client_secret": "kept-to-ourselves"}


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def sell(given, error, expires_in="14399"):
    """A token if the pair is the right one, else the error of the source."""
    if given != (ACCESS["client_id"], ACCESS["client_secret"]):
        return json_response(error, 401)
    return json_response({"access_token": TOKEN, "token_type": "Bearer", "expires_in": expires_in})


def from_basic(request):
    assert request.form() == {"grant_type": "client_credentials"}
    pair = request.headers.get("authorization", "").removeprefix("Basic ")
    return tuple(base64.b64decode(pair).decode().split(":", 1))


def from_fields(fields):
    assert fields["grant_type"] == "client_credentials"
    return fields["client_id"], fields["client_secret"]


def is_let_in(request):
    return request.headers.get("authorization") == f"Bearer {TOKEN}"
