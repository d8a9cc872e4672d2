"""Carries one question to a source and brings back its answer, or why there is none.

The name is resolved once, every address is looked at, and the connection goes to exactly such
an address, with the name for TLS. Redirects are not followed. One deadline holds for all of
it, and a body ends at a cap that counts what it unpacks to.
"""

from __future__ import annotations

import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from typing import TYPE_CHECKING

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    IncompleteRead,
    NewConnectionError,
    ProtocolError,
)
from urllib3.exceptions import TimeoutError as SlowError

from parcelwright.asking.calls import Answer
from parcelwright.asking.replies import Trouble, TroubleKind
from parcelwright_web import clock
from parcelwright_web.configuration import configuration
from parcelwright_web.gateways.addresses import NotAllowed, Target, resolve, target_of

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

    from parcelwright.asking.calls import Call

_CHUNK = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How long and how much.

    Args:
        seconds: For all of it, from the resolution of the name to the last byte.
        max_bytes: Of the body, unpacked.
        private_hosts: Host names that may have any address and port.
    """

    seconds: float = 15.0
    max_bytes: int = 8_000_000
    private_hosts: frozenset[str] = frozenset()


def limits() -> Limits:
    """Return the limits of this installation."""
    return Limits(private_hosts=frozenset(configuration().private_hosts))


def carry(call: Call, within: Limits) -> Answer | Trouble:
    """Return what a source answers to a call, whatever its status; or why it was not reached.

    A trouble of kind ``UNREACHABLE`` is of the way there: address, name, connection, time. One
    of kind ``NONSENSE`` is of a body that is too large or cannot be unpacked.
    """
    try:
        target = target_of(call.url, within.private_hosts)
    except NotAllowed as error:
        return _unreachable(str(error))
    line = _Line()
    # A thread of its own, for neither the resolution of a name nor slow headers can be timed.
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="carry")
    try:
        return pool.submit(_exchange, call, target, within, line).result(within.seconds)
    except TimeoutError:
        line.cut()
        return _unreachable(_too_slow(within))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _TooLargeError(ValueError):
    """A body beyond the cap."""


class _Line:
    """The connection in use, so that the one who waits can cut it."""

    def __init__(self) -> None:
        self.connection: HTTPConnection | None = None
        # Kept besides: a connection forgets its socket while an answer is still read from it.
        self.sock: object = None
        self.is_cut = False

    def connect(self, connection: HTTPConnection) -> None:
        """Connect, unless it is cut already or meanwhile.

        Raises:
            TimeoutError: It is cut.
        """
        self.connection = connection
        if not self.is_cut:
            connection.connect()
            self.sock = connection.sock
        if self.is_cut:
            raise TimeoutError

    def cut(self) -> None:
        """Wake whoever reads or writes on the connection, with an end of it."""
        self.is_cut = True
        sock = self.sock or (self.connection and self.connection.sock)
        if isinstance(sock, socket.socket):
            with suppress(OSError):
                # Of the plain socket: the TLS layer above is in use by the other thread.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _exchange(call: Call, target: Target, within: Limits, line: _Line) -> Answer | Trouble:
    try:
        connection = _connected(target, within, line)
        try:
            return _answer(call, target, within, connection)
        finally:
            connection.close()
    except (OSError, HTTPError, HTTPException, ValueError) as error:
        return _broken(error, target, within)


def _broken(error: Exception, target: Target, within: Limits) -> Trouble:
    """Return what an exchange that was broken off amounts to."""
    match error:
        case NotAllowed():
            return _unreachable(str(error))
        case _TooLargeError():
            return _nonsense(f"it sent more than {within.max_bytes} bytes")
        case DecodeError():
            return _nonsense("what it sent cannot be unpacked")
        case ssl.SSLCertVerificationError():
            what = f"its certificate is not good: {error.verify_message}"
        case NewConnectionError():
            what = f"{target.host} was not reached ({type(error).__name__})"
        case TimeoutError() | SlowError():
            # A socket may notice it a moment before the one who waits does.
            what = _too_slow(within)
        case IncompleteRead() | ProtocolError():
            what = "the connection ended in the middle of the answer"
        case socket.gaierror():
            what = f"the name {target.host} is not known"
        case ValueError():
            what = "what was entered cannot be sent; check it for line breaks and odd letters"
            return Trouble(kind=TroubleKind.BAD_ACCESS, what=what)
        case _:
            what = f"{target.host} was not reached ({type(error).__name__})"
    return _unreachable(what)


def _too_slow(within: Limits) -> str:
    return f"no whole answer within {within.seconds:g} seconds"


def _connected(target: Target, within: Limits, line: _Line) -> HTTPConnection:
    """Return a connection to the first address that takes one; they share the time."""
    addresses = resolve(target)
    seconds = within.seconds / len(addresses)
    for address in addresses[:-1]:
        with suppress(OSError, HTTPError):
            return _connect(target, address, (seconds, within.seconds), line)
    return _connect(target, addresses[-1], (seconds, within.seconds), line)


def _connect(
    target: Target, address: str, timeouts: tuple[float, float], line: _Line
) -> HTTPConnection:
    """Return a connection; of the timeouts one is to connect, one for each read after it."""
    connection: HTTPConnection
    seconds, seconds_a_read = timeouts
    if target.scheme == "https":
        connection = HTTPSConnection(
            address,
            target.port,
            timeout=seconds,
            ssl_context=_tls(),
            server_hostname=target.host,
        )
    else:
        connection = HTTPConnection(address, target.port, timeout=seconds)
    try:
        line.connect(connection)
    except BaseException:
        connection.close()
        raise
    connection.timeout = seconds_a_read
    return connection


@cache
def _tls() -> ssl.SSLContext:
    """Return the settings of TLS: certificates of the system, names checked, nothing old."""
    return ssl.create_default_context()


def _answer(
    call: Call, target: Target, within: Limits, connection: HTTPConnection
) -> Answer | Trouble:
    headers = {
        "Host": target.authority,
        "User-Agent": "Parcelwright",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **dict(call.headers),
    }
    connection.request(
        call.method,
        target.path,
        body=call.body or None,
        headers=headers,
        preload_content=False,
        decode_content=True,
    )
    response = connection.getresponse()
    if 300 <= response.status < 400:  # noqa: PLR2004 - statuses are numbers
        where = response.headers.get("location", "")[:200]
        return _unreachable(f"it sends us on to {where!r}, and redirects are not followed")
    return Answer(
        status=response.status,
        received_at=clock.now(),
        body=_body(response, within.max_bytes),
        headers={name.lower(): value for name, value in response.headers.items()},
    )


def _body(response: BaseHTTPResponse, max_bytes: int) -> bytes:
    body = bytearray()
    while chunk := response.read(_CHUNK):
        body += chunk
        if len(body) > max_bytes:
            raise _TooLargeError
    return bytes(body)


def _unreachable(what: str) -> Trouble:
    return Trouble(kind=TroubleKind.UNREACHABLE, what=what)


def _nonsense(what: str) -> Trouble:
    return Trouble(kind=TroubleKind.NONSENSE, what=what)
