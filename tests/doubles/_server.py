"""Doubles of sources that are asked, in one process or as a loopback server, that misbehave.

A double is a module of this folder that defines

    SLUG        slug of the source
    ACCESS      good credentials by name, as ``Access.values`` takes them
    KNOWN       numbers with a full history
    ABSENT      a number that the source does not know
    respond(request, state) -> Response
                checks credentials and the shape of the question, and answers as documented

and may define

    OTHER       a number for which it answers about another parcel
    ABSENT_IS   how the source stands to ABSENT, if not ``Standing.NOT_FOUND``
    ASKED       by number, further fields of ``Asked`` that the source needs

``respond`` passes each history through ``state.told``, so that the modes UNKNOWN_CODE,
CHANGED_HISTORY and MANY work and the contract knows how many events were told. All other modes are
done here, for any double.
"""

from __future__ import annotations

import copy
import gzip
import importlib
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from parcelwright.asking.calls import Answer

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
RETRY_AFTER_S = 30
MANY = 3_000
UNKNOWN_CODE = "ZZ-77"
# A text in which no phrase table finds anything.
UNKNOWN_WORDS = "qwzx"
FOLDER = Path(__file__).parent


class Mode(StrEnum):
    """How a double behaves."""

    WELL = "well"
    # In the double itself, through State.told.
    UNKNOWN_CODE = "unknown code"
    CHANGED_HISTORY = "changed history"
    MANY = "very many events"
    # Whatever is asked of it.
    THROTTLED = "429 with Retry-After"
    BROKEN = "500"
    PAGE = "a page instead of data"
    EMPTY = "an empty body"
    HALF = "half a body that claims to be whole"
    # Only over a socket.
    CUT = "half a body, then the connection ends"
    SLOW = "a good answer after a while"
    DRIPPING = "one byte at a time, without end"
    DRIPPING_HEADERS = "headers one at a time, without end"
    SILENT = "nothing at all"
    ENDLESS = "as fast as it can, without end"
    REDIRECT = "go elsewhere"
    BOMB = "little that unpacks to much"
    GZIP = "a good answer, packed"
    BROKEN_GZIP = "what calls itself packed and is not"


@dataclass(frozen=True)
class Request:
    """What was asked: names of headers in lower case."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    def json(self):
        return json.loads(self.body)

    def form(self):
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}

    def one(self, name):
        """The only value of a query parameter, or empty."""
        values = self.query.get(name, [])
        return values[0] if len(values) == 1 else ""


@dataclass(frozen=True)
class Response:
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def json_response(value, status=200, **headers):
    """A JSON answer; ``retry_after="5"`` becomes the header Retry-After."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps(value, ensure_ascii=False).encode()
    return Response(status, body, {"content-type": "application/json", **named})


@dataclass
class State:
    """What a double remembers, and how it behaves."""

    mode: Mode = Mode.WELL
    # Numbers it watches, with its own id of each.
    registered: dict[str, str] = field(default_factory=dict)
    # Numbers whose watch ended.
    stopped: set[str] = field(default_factory=set)
    # Whatever else a double wants to remember.
    memory: dict[str, object] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    # How many events were told of each number.
    counts: dict[str, int] = field(default_factory=dict)

    def told(self, number, rows, *, code, words=None):
        """The rows of a number as this mode tells them, counted.

        ``code`` and ``words`` say where in a row the code and the text stand: a dotted path, or
        several of them.
        """
        rows = copy.deepcopy(list(rows))
        if self.mode is Mode.UNKNOWN_CODE:
            for path in _paths(code):
                _put(rows[0], path, UNKNOWN_CODE)
            for path in _paths(words):
                _put(rows[0], path, UNKNOWN_WORDS)
        if self.mode is Mode.CHANGED_HISTORY:
            # The source withdrew the last row and tells the first one twice.
            rows = [copy.deepcopy(rows[0]), *rows[:-1]]
        if self.mode is Mode.MANY:
            rows *= -(-MANY // len(rows))
        self.counts[number] = len(rows)
        return rows


def doubles():
    """All doubles by slug."""
    stems = sorted(file.stem for file in FOLDER.glob("*.py") if not file.stem.startswith("_"))
    found = [importlib.import_module(f"doubles.{stem}") for stem in stems]
    return {double.SLUG: double for double in found}


def ask(double, call, state):
    """The answer of a double to a call, without a socket."""
    where = urlsplit(call.url)
    response = exchange(
        double,
        Request(
            method=call.method,
            path=where.path,
            query=parse_qs(where.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in call.headers},
            body=call.body,
        ),
        state,
    )
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(status=response.status, received_at=NOW, body=response.body, headers=headers)


def exchange(double, request, state):
    """The response of a double to a request in the mode of its state."""
    state.requests.append(request)
    match state.mode:
        case Mode.THROTTLED:
            return Response(429, b"slow down", {"retry-after": str(RETRY_AFTER_S)})
        case Mode.BROKEN:
            return Response(500, b"<html><body>Internal Server Error</body></html>")
        case Mode.PAGE:
            page = b"<!doctype html><html><title>Please sign in</title></html>"
            return Response(200, page, {"content-type": "text/html"})
        case Mode.EMPTY:
            return Response(200)
    response = double.respond(request, state)
    if state.mode is Mode.HALF:
        return Response(response.status, response.body[: len(response.body) // 2], response.headers)
    return response


class Server:
    """A double on a random port of loopback; ``state`` may be changed while it runs."""

    def __init__(self, double, tls=None):
        self.double = double
        self.state = State()
        self.over = threading.Event()
        owner = self

        class Handler(_Handler):
            server_of = owner

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        if tls is not None:
            self.http.socket = tls.wrap_socket(self.http.socket, server_side=True)

    @property
    def port(self):
        return self.http.server_address[1]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(double, tls=None):
    server = Server(double, tls)
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.http.shutdown()
        thread.join()
        server.http.server_close()


class _Handler(BaseHTTPRequestHandler):
    server_of = None

    def log_message(self, *args):
        """Say nothing."""

    def handle(self):
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def _do(self):
        length = int(self.headers.get("content-length", 0))
        where = urlsplit(self.path)
        request = Request(
            method=self.command,
            path=where.path,
            query=parse_qs(where.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
        )
        server = self.server_of
        response = exchange(server.double, request, server.state)
        self._send(response, server.state.mode)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _do  # noqa: N815  # the library calls them so

    def _send(self, response, mode):
        body, headers = response.body, dict(response.headers)
        match mode:
            case Mode.SLOW:
                self.server_of.over.wait(0.3)
            case Mode.REDIRECT:
                return self._head(302, {"location": f"{self.server_of.url}/elsewhere"}, 0)
            case Mode.SILENT:
                return self.server_of.over.wait(20)
            case Mode.ENDLESS | Mode.DRIPPING | Mode.DRIPPING_HEADERS:
                return self._endless(mode)
            case Mode.BOMB:
                body = _bomb()
                headers["content-encoding"] = "gzip"
            case Mode.GZIP:
                body = gzip.compress(body)
                headers["content-encoding"] = "gzip"
            case Mode.BROKEN_GZIP:
                headers["content-encoding"] = "gzip"
        self._head(response.status, headers, len(body))
        self.wfile.write(body[: len(body) // 2] if mode is Mode.CUT else body)
        return None

    def _head(self, status, headers, length):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("content-length", str(length))
        self.end_headers()

    def _endless(self, mode):
        if mode is Mode.DRIPPING_HEADERS:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        else:
            self._head(200, {}, None)
        piece = {Mode.DRIPPING: b" ", Mode.DRIPPING_HEADERS: b"X-Y: z\r\n"}.get(mode, b" " * 65_536)
        until = time.monotonic() + 20
        while not self.server_of.over.is_set() and time.monotonic() < until:
            self.wfile.write(piece)
            self.wfile.flush()
            if mode is not Mode.ENDLESS:
                time.sleep(0.05)


@cache
def _bomb():
    return gzip.compress(bytes(200_000_000), 1)


def _paths(given):
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def _put(row, path, value):
    *outer, name = path.split(".")
    for step in outer:
        row = row[step]
    if name in row:
        row[name] = value
