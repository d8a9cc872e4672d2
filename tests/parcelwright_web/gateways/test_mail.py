import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from parcelwright_web.gateways import mail
from parcelwright_web.gateways.mail import MailServer, Outcome
from smtp_server import free_port, serving

FROZEN = b"Subject: x\r\nMessage-ID: <1@lumi.example>\r\n\r\n.first dot\r\nsecond\r\n"


@pytest.fixture(autouse=True)
def short_times(monkeypatch):
    monkeypatch.setattr(mail, "CONNECT_TIMEOUT_S", 2)
    monkeypatch.setattr(mail, "COMMAND_TIMEOUT_S", 0.3)
    monkeypatch.setattr(mail, "AFTER_DOT_TIMEOUT_S", 0.3)


@pytest.fixture(scope="module")
def server():
    with serving() as handler:
        yield handler


@pytest.fixture
def attempt(server):
    """Send one mail while the server is in a mode; return attempt, markers, deliveries."""

    def run(mode="", *, mark=True, recipient="ana@buyer.example"):
        server.mode, server.delivered[:] = mode, []
        marks = []

        def set_marker():
            marks.append(len(server.delivered))
            return mark

        found = mail.send(
            MailServer(host="127.0.0.1", port=server.port, security="none"),
            sender="care@lumi.example", recipient=recipient, frozen=FROZEN, mark=set_marker,
        )  # fmt: skip
        return found, marks, list(server.delivered)

    return run


def test_a_mail_arrives_byte_for_byte_after_its_marker(attempt):
    found, marks, delivered = attempt()
    assert (found.outcome, found.reply) == (Outcome.SENT, "250 kept")
    assert marks == [0]
    assert delivered == [FROZEN]


@pytest.mark.parametrize(
    ("mode", "outcome", "marked"),
    [
        ("no such user", Outcome.REFUSED, 0),
        ("greylisted", Outcome.TRY_LATER, 0),
        ("no go-ahead", Outcome.TRY_LATER, 0),
        ("cut before the dot", Outcome.TRY_LATER, None),
        ("dead before the dot", Outcome.UNKNOWN, 1),
        ("later", Outcome.TRY_LATER, 1),
        ("never", Outcome.REFUSED, 1),
        ("cut after the dot", Outcome.UNKNOWN, 1),
        ("hangs after the dot", Outcome.UNKNOWN, 1),
        ("babbles after the dot", Outcome.UNKNOWN, 1),
    ],
)
def test_each_end_is_what_was_seen(attempt, mode, outcome, marked):
    found, marks, _ = attempt(mode)
    if marked is None:
        # Whether the cut is noticed before the marker is a race; it is never "sent".
        assert found.outcome is (Outcome.UNKNOWN if marks else Outcome.TRY_LATER)
        return
    assert (found.outcome, len(marks)) == (outcome, marked)


def test_without_the_marker_the_server_gets_no_dot(attempt):
    found, marks, delivered = attempt(mark=False)
    assert (found.outcome, len(marks), delivered) == (Outcome.NOT_OURS, 1, [])


def test_a_marker_that_cannot_be_set_ends_the_attempt_before_the_dot(server):
    def broken():
        raise RuntimeError("database is gone")

    server.mode, server.delivered[:] = "", []
    with pytest.raises(RuntimeError, match="database is gone"):
        mail.send(
            MailServer(host="127.0.0.1", port=server.port, security="none"),
            sender="care@lumi.example", recipient="a@b.example", frozen=FROZEN, mark=broken,
        )  # fmt: skip
    assert server.delivered == []


def test_a_server_that_is_not_there_is_tried_later():
    found = mail.send(
        MailServer(host="127.0.0.1", port=free_port(), security="none"),
        sender="a@b.example", recipient="c@d.example", frozen=FROZEN, mark=lambda: True,
    )  # fmt: skip
    assert found.outcome is Outcome.TRY_LATER


def test_a_server_without_encryption_gets_no_mail_when_it_is_asked_for(server):
    server.mode, server.delivered[:] = "", []
    found = mail.send(
        MailServer(host="127.0.0.1", port=server.port, security="starttls"),
        sender="a@b.example", recipient="c@d.example", frozen=FROZEN, mark=lambda: True,
    )  # fmt: skip
    assert (found.outcome, server.delivered) == (Outcome.REFUSED, [])


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("name", "outcome"), [("localhost", Outcome.SENT), ("mail.example", Outcome.TRY_LATER)]
)
def test_a_certificate_must_bear_the_servers_name(tmp_path, monkeypatch, security, name, outcome):
    context = certified(tmp_path, name)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    with serving(**{security: context}) as server:
        found = mail.send(
            MailServer(host="localhost", port=server.port, security=security),
            sender="a@b.example", recipient="c@d.example", frozen=FROZEN, mark=lambda: True,
        )  # fmt: skip
        assert (found.outcome, len(server.delivered)) == (outcome, outcome is Outcome.SENT)


def certified(folder, name):
    """Return a server's TLS context with a certificate for one name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    day = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - timedelta(days=1)).not_valid_after(day + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context
