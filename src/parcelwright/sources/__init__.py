"""One source of tracking data a file; pure parsers without I/O.

A module of this package is one source and defines what :class:`Source` lists.
Modules whose name starts with an underscore are tools the sources share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from parcelwright import plugins
from parcelwright.sources._node import open_payload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node


class Source(Protocol):
    """What every source module defines.

    Attributes:
        SLUG: What files, addresses and events call it.
        NAME: What a person calls it.
        SIGNATURE_HEADER: Header that carries the signature, or the secret itself.
        SECRET_IS_SENT: Whether the header carries the secret, so that nothing is signed.
        CODES: By code table, such as ``aftership.subtag``, each code and its milestone.
    """

    SLUG: str
    NAME: str
    SIGNATURE_HEADER: str
    SECRET_IS_SENT: bool
    CODES: Mapping[str, Mapping[str, Milestone]]

    def parse(self, payload: bytes, received_at: datetime | None) -> Parsed:
        """Return all that a payload tells. Never raises on any bytes."""

    def verify(self, body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        """Return whether the raw body is signed with one of the secrets."""

    def dedupe_key(self, body: bytes) -> str | None:
        """Return the sender's own id of the delivery, or None where it documents none."""

    def recognizes(self, root: Node) -> bool:
        """Return whether a payload looks like one of this source."""


@runtime_checkable
class DatedSource(Protocol):
    """What a source defines as well when its signature carries the time of signing."""

    def signed_at(self, headers: Mapping[str, str]) -> datetime | None:
        """Return when the sender says that it signed, in UTC, or None."""


def signed_at(source: Source, headers: Mapping[str, str]) -> datetime | None:
    """Return when a delivery was signed, or None where its source does not say."""
    return source.signed_at(headers) if isinstance(source, DatedSource) else None


def slugs() -> tuple[str, ...]:
    """Return the slugs of all sources, sorted."""
    return tuple(sorted(_by_slug()))


def by_slug(slug: str) -> Source:
    """Return the source of that slug.

    Raises:
        KeyError: There is no such source.
    """
    return _by_slug()[slug]


def recognize(payload: bytes) -> Source | None:
    """Return the only source that a payload looks like, or None."""
    root = open_payload(payload)
    found = [source for source in _by_slug().values() if source.recognizes(root)]
    return found[0] if len(found) == 1 else None


def _by_slug() -> dict[str, Source]:
    members = plugins.modules("parcelwright.sources").values()
    return {source.SLUG: source for source in (cast("Source", member) for member in members)}
