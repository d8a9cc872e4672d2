"""Tokens bought with client credentials (RFC 6749, section 4.4), as most carriers sell them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose, Token
from parcelwright.asking.replies import Trouble, TroubleKind, http_trouble, nonsense
from parcelwright.asking.terms import Credential
from parcelwright.sources._asking import basic, json_root, post_form, post_json, value_of

if TYPE_CHECKING:
    from parcelwright.asking.calls import Access, Answer, Call

_GRANT = {"grant_type": "client_credentials"}
_REFUSED = frozenset({400, 401, 403})


def credentials(id_label: str, secret_label: str) -> tuple[Credential, Credential]:
    """Return the two credentials that buy a token, under the names the source gives them."""
    return (
        Credential(name="client_id", label=id_label, is_secret=False),
        Credential(name="client_secret", label=secret_label),
    )


def basic_call(access: Access, url: str) -> Call:
    """Return the call of a source that takes the credentials as HTTP Basic."""
    user, secret = _pair(access)
    return post_form(Purpose.TOKEN, url, _GRANT, headers=(basic(user, secret),))


def form_call(access: Access, url: str) -> Call:
    """Return the call of a source that takes the credentials in a form."""
    return post_form(Purpose.TOKEN, url, {**_GRANT, **_named(access)})


def json_call(access: Access, url: str) -> Call:
    """Return the call of a source that takes the credentials in a JSON body."""
    return post_json(Purpose.TOKEN, url, {**_GRANT, **_named(access)})


def token_of(answer: Answer) -> Token | Trouble:
    """Return the token that an answer sells; one refused with reasons is bad access."""
    root = json_root(answer)
    trouble = http_trouble(answer)
    if trouble is not None:
        is_refusal = answer.status in _REFUSED and not isinstance(root, Trouble)
        return replace(trouble, kind=TroubleKind.BAD_ACCESS) if is_refusal else trouble
    if isinstance(root, Trouble):
        return root
    token = root["access_token"].word.strip()
    if not token:
        return nonsense(answer, "it sold no token")
    seconds = root["expires_in"].number
    return Token(value=token, seconds=None if seconds is None else int(seconds))


def _pair(access: Access) -> tuple[str, str]:
    return value_of(access, "client_id"), value_of(access, "client_secret")


def _named(access: Access) -> dict[str, str]:
    return dict(zip(("client_id", "client_secret"), _pair(access), strict=True))
