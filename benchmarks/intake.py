"""Webhook bodies per second through the whole application, signature and sealing included."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
from typing import TYPE_CHECKING

from benchmarks._installation import SECRET, TOKEN, BareTable, bodies, connection
from benchmarks.figure import Figure, compare

if TYPE_CHECKING:
    from collections.abc import Callable

DATABASE = True
_BODIES = 600
_ROUNDS = 3


def run(database: str) -> list[Figure]:
    """Return the rate at which bodies are stored and acknowledged, one after another."""
    connection()
    from parcelwright_web.wsgi import application  # noqa: PLC0415  # Django starts late

    found = bodies(_BODIES * _ROUNDS)
    shares = [found[number::_ROUNDS] for number in range(_ROUNDS)]
    bare = BareTable()

    def post(number: int) -> None:
        for delivery in shares[number]:
            _post(application, delivery.body)

    return [
        compare(
            f"intake, {database}",
            unit="bodies/s",
            count=_BODIES,
            work=post,
            against="bare durable insert of the same bytes",
            floor=lambda number: bare.insert(shares[number]),
            rounds=_ROUNDS,
        )
    ]


def _post(application: Callable[..., object], body: bytes) -> None:
    signed = base64.b64encode(hmac.digest(SECRET.encode(), body, hashlib.sha256)).decode()
    statuses: list[str] = []
    answer = application(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": f"/in/{TOKEN}/",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_AFTERSHIP_HMAC_SHA256": signed,
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        },
        lambda status, _headers: statuses.append(status),
    )
    content = b"".join(answer)  # type: ignore[call-overload]  # an iterable of bytes, as WSGI has it
    if statuses != ["200 OK"] or content != b'{"receipt": "stored"}':
        raise RuntimeError(f"a body was not stored: {statuses} {content!r}")
