"""Which addresses may be asked: public ones, so that nobody reaches into the network by a URL."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# Inside of it, but for protocols (Teredo among them) and for 6to4. NAT64 lies outside.
_NO_HOSTS_6 = (ipaddress.IPv6Network("2001::/23"), ipaddress.IPv6Network("2002::/16"))
# For protocols, and relays of 6to4.
_NO_HOSTS_4 = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))
# What the readers of URLs drop in silence, so that two of them read another host.
_STRAY = re.compile(r"[\x00-\x20\x7f\\]")


class NotAllowed(ValueError):
    """An address that must not be asked; the message says why and what would allow it."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a request goes.

    Args:
        scheme: ``http`` or ``https``.
        host: Name as it was given, in ASCII and small letters.
        port: TCP port.
        path: Path and query, as sent.
        is_private: Whether the installation allows this host whatever its address.
    """

    scheme: str
    host: str
    port: int
    path: str
    is_private: bool = False

    @property
    def authority(self) -> str:
        """Host and port as the Host header states them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str, private_hosts: frozenset[str]) -> Target:
    """Return where a URL leads.

    Args:
        url: Address to be asked.
        private_hosts: Host names in small letters that may have any address and port.

    Raises:
        NotAllowed: No http or https, no host, credentials inside, or another port than 80 and
            443 of a host that is not allowed by name.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower().removesuffix(".")
        port = parts.port
    except ValueError as error:
        raise NotAllowed("the address cannot be read; check how it is written") from error
    if parts.scheme not in _PORTS:
        raise NotAllowed("the address must begin with https:// or http://")
    if not host or _STRAY.search(url) or not url.isascii():
        raise NotAllowed("the address cannot be read; check how it is written")
    if parts.username is not None or parts.password is not None:
        raise NotAllowed("the address must not hold a name or password")
    port = _PORTS[parts.scheme] if port is None else port
    is_private = host in private_hosts
    if port not in _PORTS.values() and not is_private:
        raise NotAllowed(f"port {port} is not asked, only 80 and 443; {_how_to_allow(host)}")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme=parts.scheme, host=host, port=port, path=path, is_private=is_private)


def resolve(target: Target) -> tuple[str, ...]:
    """Return the addresses of a host, each once, in the order the system prefers.

    Raises:
        NotAllowed: One of them is not public, and the host is not allowed by name.
        OSError: The name cannot be resolved.
    """
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    wrong = [address for address in addresses if not is_public(address)]
    if wrong and not target.is_private:
        raise NotAllowed(
            f"{target.host} has the address {wrong[0]}, which is not public; "
            f"{_how_to_allow(target.host)}"
        )
    return addresses


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to a host of the public Internet.

    Addresses that carry another one inside (mapped, NAT64, 6to4, Teredo) are not: what they
    lead to is decided elsewhere.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _NO_HOSTS_4)
    return ip in _GLOBAL_UNICAST and not any(ip in network for network in _NO_HOSTS_6)


def _how_to_allow(host: str) -> str:
    return f"to allow it, name {host} in PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS"
