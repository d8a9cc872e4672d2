"""Questions over a real socket, to servers that misbehave."""

import socket
import ssl
import threading
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from contracts.test_pull_sources import Sitting
from doubles._server import Mode, State, doubles, serving
from parcelwright.asking.calls import Answer, Call, Purpose
from parcelwright.asking.replies import Standing, Trouble, TroubleKind
from parcelwright.sources import RegisteringSource, TokenSource
from parcelwright_web.configuration import Configuration
from parcelwright_web.gateways import addresses, http
from parcelwright_web.gateways.http import Limits, carry

DOUBLE = doubles()["shippo"]
HOSTS = frozenset({"127.0.0.1", "source.test"})
LIMITS = Limits(max_bytes=1_000_000, private_hosts=HOSTS)


@pytest.fixture(scope="module")
def running():
    with serving(DOUBLE) as server:
        yield server


@pytest.fixture
def server(running):
    running.state = State()
    return running


def question(server, **more):
    headers = (("Authorization", f"ShippoToken {DOUBLE.ACCESS['api_token']}"),)
    headers += (("Shippo-API-Version", "2018-02-08"),)
    url = f"{server.url}/tracks/usps/{DOUBLE.KNOWN[0]}"
    return Call(**{"purpose": Purpose.READ, "url": url, "headers": headers, **more})


def ask(server, mode, **more):
    server.state.mode = mode
    return carry(question(server, **more), LIMITS)


def unreachable(what):
    return Trouble(kind=TroubleKind.UNREACHABLE, what=what)


def test_an_answer_comes_back_whole_with_headers_in_small_letters(server):
    answer = ask(server, Mode.WELL)
    assert isinstance(answer, Answer)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.body.startswith(b'{"messages"')
    assert answer.received_at.tzinfo is UTC


def test_a_bad_status_is_an_answer_too(server):
    answer = ask(server, Mode.THROTTLED)
    assert (answer.status, answer.headers["retry-after"]) == (429, "30")


def test_what_is_sent_is_what_the_call_says(server):
    call = question(server, method="POST", url=f"{server.url}/a%2Fb?x=1%2C2", body=b'{"a":1}')
    server.state.mode = Mode.EMPTY
    carry(call, LIMITS)
    [request] = server.state.requests
    assert (request.method, request.path, request.query) == ("POST", "/a%2Fb", {"x": ["1,2"]})
    assert request.body == b'{"a":1}'
    assert request.headers["host"] == f"127.0.0.1:{server.port}"
    assert request.headers["user-agent"] == "Parcelwright"
    assert request.headers["accept-encoding"] == "gzip"


def test_a_packed_answer_is_unpacked(server):
    packed = ask(server, Mode.GZIP)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.body == ask(server, Mode.WELL).body


def test_an_answer_within_the_time_is_waited_for(server):
    assert ask(server, Mode.SLOW).status == 200


@pytest.mark.parametrize("mode", [Mode.DRIPPING, Mode.DRIPPING_HEADERS, Mode.SILENT])
def test_one_deadline_ends_what_never_ends_and_leaves_no_thread(server, mode):
    server.state.mode = mode
    found = carry(question(server), Limits(seconds=0.5, private_hosts=HOSTS))
    assert found == unreachable("no whole answer within 0.5 seconds")
    left = [thread for thread in threading.enumerate() if thread.name.startswith("carry")]
    for thread in left:
        thread.join(10)
    assert not [thread for thread in left if thread.is_alive()]


def test_a_flood_ends_at_the_cap(server):
    found = ask(server, Mode.ENDLESS)
    assert found == Trouble(kind=TroubleKind.NONSENSE, what="it sent more than 1000000 bytes")


def test_a_bomb_ends_at_the_cap_before_it_fills_the_memory(server):
    server.state.mode = Mode.BOMB
    carry(question(server), LIMITS)
    tracemalloc.start()
    found = carry(question(server), LIMITS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == Trouble(kind=TroubleKind.NONSENSE, what="it sent more than 1000000 bytes")
    assert peak < 20_000_000


def test_a_body_that_cannot_be_unpacked_is_nonsense(server):
    found = ask(server, Mode.BROKEN_GZIP)
    assert found == Trouble(kind=TroubleKind.NONSENSE, what="what it sent cannot be unpacked")


def test_half_a_body_is_no_answer(server):
    found = ask(server, Mode.CUT)
    assert found == unreachable("the connection ended in the middle of the answer")


def test_a_redirect_is_not_followed(server):
    found = ask(server, Mode.REDIRECT)
    where = f"{server.url}/elsewhere"
    assert found == unreachable(f"it sends us on to {where!r}, and redirects are not followed")
    assert [request.path for request in server.state.requests] == [
        f"/tracks/usps/{DOUBLE.KNOWN[0]}"
    ]


def test_a_private_host_is_asked_only_by_name(server):
    found = carry(question(server), Limits(seconds=1))
    assert found.kind is TroubleKind.UNREACHABLE
    assert "PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS" in found.what
    assert server.state.requests == []


def test_a_name_that_leads_inside_is_not_asked(server, monkeypatch):
    entries = [(2, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: entries)
    found = carry(question(server, url="http://source.example/"), Limits(seconds=1))
    assert found.what.startswith("source.example has the address 127.0.0.1, which is not public")
    assert server.state.requests == []


def test_a_name_is_looked_up_once_and_asked_where_it_was_looked_at(server, monkeypatch):
    real, looks = socket.getaddrinfo, []

    def look(host, *rest, **more):
        if host != "source.test":
            return real(host, *rest, **more)
        looks.append(host)
        inside = ("127.0.0.1", server.port) if len(looks) == 1 else ("10.9.9.9", server.port)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", inside)]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look)
    url = f"http://source.test:{server.port}/tracks/usps/{DOUBLE.KNOWN[0]}"
    assert carry(question(server, url=url), LIMITS).status == 200
    assert looks == ["source.test"]
    assert server.state.requests[-1].headers["host"] == f"source.test:{server.port}"


def test_the_next_address_is_tried_where_one_takes_no_connection(server, monkeypatch):
    with socket.socket() as closed:
        closed.bind(("127.0.0.2", 0))
    monkeypatch.setattr(http, "resolve", lambda _: ("127.0.0.2", "127.0.0.1"))
    assert carry(question(server), LIMITS).status == 200


def test_a_socket_that_notices_the_time_first_says_the_same(server, monkeypatch):
    def connect(self):
        raise TimeoutError

    monkeypatch.setattr(http.HTTPConnection, "connect", connect)
    assert carry(question(server), LIMITS) == unreachable("no whole answer within 15 seconds")


def test_addresses_share_the_time_so_that_a_dead_one_does_not_take_all_of_it(server, monkeypatch):
    real, given = http.HTTPConnection.connect, []

    def connect(self):
        given.append((self.host, self.timeout))
        if self.host == "127.0.0.2":
            raise TimeoutError
        real(self)

    monkeypatch.setattr(http.HTTPConnection, "connect", connect)
    monkeypatch.setattr(http, "resolve", lambda _: ("127.0.0.2", "127.0.0.1"))
    assert carry(question(server), LIMITS).status == 200
    assert given == [("127.0.0.2", 7.5), ("127.0.0.1", 7.5)]


def test_an_answer_may_take_longer_than_its_address_had_to_connect(server, monkeypatch):
    within = replace(LIMITS, seconds=0.8)
    monkeypatch.setattr(http, "resolve", lambda _: ("127.0.0.1", *["127.0.0.2"] * 7))
    server.state.mode = Mode.SLOW
    assert carry(question(server), within).status == 200


def test_a_name_that_nobody_knows_is_said_so(server, monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", fail)
    found = carry(question(server, url="https://nowhere.example/"), LIMITS)
    assert found == unreachable("the name nowhere.example is not known")


def test_a_port_where_nobody_listens_is_unreachable(server):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = carry(question(server, url=f"http://127.0.0.1:{port}/"), LIMITS)
    assert found.kind is TroubleKind.UNREACHABLE
    assert found.what.startswith("127.0.0.1 was not reached")


@pytest.mark.parametrize("value", ["two\r\nX-Lines: 1", "密钥"])
def test_a_credential_that_no_header_can_carry_is_bad_access(server, value):
    found = carry(question(server, headers=(("Authorization", value),)), LIMITS)
    what = "what was entered cannot be sent; check it for line breaks and odd letters"
    assert found == Trouble(kind=TroubleKind.BAD_ACCESS, what=what)
    assert server.state.requests == []


def test_no_trouble_tells_what_the_headers_hold(server):
    for mode in (Mode.CUT, Mode.REDIRECT, Mode.BROKEN_GZIP):
        assert DOUBLE.ACCESS["api_token"] not in repr(ask(server, mode))


@pytest.mark.parametrize("slug", sorted(doubles()))
def test_each_double_is_asked_over_a_socket_as_well(slug):
    sitting, within = Sitting(slug), Limits(private_hosts=HOSTS)
    source, number = sitting.source, sitting.double.KNOWN[0]
    with serving(sitting.double) as server:
        access = replace(sitting.access, base_url=server.url)
        if isinstance(source, TokenSource):
            token = source.token_of(carry(source.token_call(access), within))
            access = replace(access, token=token.value)
        if isinstance(source, RegisteringSource):
            for call in source.register_calls(sitting.asked(number), access):
                assert isinstance(carry(call, within), Answer)
        [call] = source.read_calls(sitting.asked(number), access)
        reply = source.reply_of(call, carry(call, within))
    assert reply.numbers[number].standing is Standing.TOLD


@pytest.fixture(scope="module")
def tls_server(tmp_path_factory):
    """The double behind TLS with a certificate for source.test, and the file that vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "source.test")])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("source.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    file = folder / "certificate.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    keys = folder / "key.pem"
    keys.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, keys)
    with serving(DOUBLE, tls=context) as server:
        yield server, file


def over_tls(server, host, monkeypatch):
    monkeypatch.setattr(http, "resolve", lambda _: ("127.0.0.1",))
    url = f"https://{host}:{server.port}/tracks/usps/{DOUBLE.KNOWN[0]}"
    within = Limits(seconds=5, private_hosts=frozenset({host}))
    return carry(question(server, url=url), within)


@pytest.fixture
def trusting(tls_server, monkeypatch):
    """TLS that trusts what the system is told to trust."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tls_server[1]))
    http._tls.cache_clear()
    yield
    http._tls.cache_clear()


@pytest.mark.usefixtures("trusting")
def test_tls_is_checked_by_the_name_although_the_address_is_connected(tls_server, monkeypatch):
    answer = over_tls(tls_server[0], "source.test", monkeypatch)
    assert answer.status == 200


@pytest.mark.usefixtures("trusting")
def test_a_certificate_of_another_name_is_not_taken(tls_server, monkeypatch):
    found = over_tls(tls_server[0], "other.test", monkeypatch)
    assert found.kind is TroubleKind.UNREACHABLE
    assert found.what.startswith("its certificate is not good: Hostname mismatch")


def test_a_certificate_that_nobody_vouches_for_is_not_taken(tls_server, monkeypatch):
    found = over_tls(tls_server[0], "source.test", monkeypatch)
    assert found == unreachable("its certificate is not good: self-signed certificate")


def test_no_private_host_is_allowed_unless_named(monkeypatch):
    assert Configuration(home="x").private_hosts == []
    monkeypatch.setenv("PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS", " Karrio.LAN, 10.0.0.5 ,,")
    assert Configuration(home="x").private_hosts == ["karrio.lan", "10.0.0.5"]


def test_the_limits_of_an_installation_come_from_its_settings(monkeypatch):
    settings = Configuration(home="x", allowed_private_hosts="karrio.lan")
    monkeypatch.setattr(http, "configuration", lambda: settings)
    assert http.limits() == Limits(
        seconds=15, max_bytes=8_000_000, private_hosts=frozenset({"karrio.lan"})
    )
