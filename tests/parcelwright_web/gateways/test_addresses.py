"""Which addresses may be asked."""

import socket

import pytest

from parcelwright_web.gateways import addresses
from parcelwright_web.gateways.addresses import NotAllowed, is_public, resolve, target_of

NONE = frozenset()


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:831::200e"],
)
def test_a_host_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.1.1.1", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1",
        "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:10.0.0.1", "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2002:a00:1::1", "2002:808:808::1",
        "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
        "localhost", "", "1.2.3", "0x7f000001",
    ],
)  # fmt: skip
def test_nothing_else_is_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port", "path"),
    [
        ("https://api.example.com", "https", "api.example.com", 443, "/"),
        ("http://api.example.com/a/b?c=d%2C", "http", "api.example.com", 80, "/a/b?c=d%2C"),
        ("https://API.Example.com:443/x#frag", "https", "api.example.com", 443, "/x"),
        ("https://api.example.com:80/", "https", "api.example.com", 80, "/"),
        ("https://api.example.com./", "https", "api.example.com", 443, "/"),
        ("https://[2606:4700::1]/", "https", "2606:4700::1", 443, "/"),
    ],
)
def test_a_target_is_read_from_its_url(url, scheme, host, port, path):
    target = target_of(url, NONE)
    assert (target.scheme, target.host, target.port, target.path) == (scheme, host, port, path)


@pytest.mark.parametrize(
    "url",
    [
        "", "api.example.com", "//api.example.com/", "ftp://api.example.com/", "file:///etc/passwd",
        "javascript:alert(1)", "https://", "https:///x", "https://:443/", "https://user@api.example.com/",
        "https://user:secret@api.example.com/", "https://api.example.com:22/",
        "https://api.example.com:8443/", "https://api.example.com:99999/", "https://api.example.com:x/",
        "https://api.example.com/a b", "https://api.example.com/\r\nX: y", "https://api.exa\tmple.com/",
        "https://api.example.com\\@evil.example/", "https://[::1", "https://例え.example/",
        "https://" + "a" * 64 + ".example/",
    ],
)  # fmt: skip
def test_any_other_url_is_refused(url):
    with pytest.raises(NotAllowed):
        target_of(url, NONE)


def test_a_host_allowed_by_name_may_have_any_port():
    target = target_of("http://Karrio.lan:5002/v1", frozenset({"karrio.lan"}))
    assert (target.host, target.port, target.authority) == ("karrio.lan", 5002, "karrio.lan:5002")


def test_a_refused_port_says_how_to_allow_it():
    with pytest.raises(NotAllowed) as refused:
        target_of("http://karrio.lan:5002/", NONE)
    assert str(refused.value) == (
        "port 5002 is not asked, only 80 and 443; to allow it, name karrio.lan in "
        "PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS"
    )


def resolving(monkeypatch, *found):
    entries = [(0, socket.SOCK_STREAM, 6, "", (address, 443)) for address in found]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: entries)


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch):
    resolving(monkeypatch, "1.1.1.1", "10.0.0.5")
    with pytest.raises(NotAllowed) as refused:
        resolve(target_of("https://rebind.example/", NONE))
    assert str(refused.value) == (
        "rebind.example has the address 10.0.0.5, which is not public; to allow it, name "
        "rebind.example in PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS"
    )


def test_a_host_allowed_by_name_may_have_a_private_address(monkeypatch):
    resolving(monkeypatch, "10.0.0.5", "10.0.0.5")
    target = target_of("https://karrio.lan/", frozenset({"karrio.lan"}))
    assert resolve(target) == ("10.0.0.5",)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://localhost/"]
)  # fmt: skip
def test_loopback_is_refused_however_it_is_written(url):
    with pytest.raises(NotAllowed):
        resolve(target_of(url, NONE))
