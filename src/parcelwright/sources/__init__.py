"""One source of tracking data a file; pure parsers without I/O.

A module of this package is one source and defines what :class:`Source` lists. One that posts
to us also defines what :class:`PushSource` lists, one that we ask what :class:`PullSource`
lists, and so on: a source can do several of these.
Modules whose name starts with an underscore are tools the sources share.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol, TypeGuard, cast, runtime_checkable

from parcelwright import plugins
from parcelwright.sources._node import open_payload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call, Token
    from parcelwright.asking.replies import Reply, Trouble
    from parcelwright.asking.terms import Terms
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node


class Source(Protocol):
    """What every source module defines.

    Attributes:
        SLUG: What files, addresses and events call it.
        NAME: What a person calls it.
        CODES: By code table, such as ``aftership.subtag``, each code and its milestone.
    """

    SLUG: str
    NAME: str
    CODES: Mapping[str, Mapping[str, Milestone]]

    def parse(self, payload: bytes, received_at: datetime | None) -> Parsed:
        """Return all that a payload tells. Never raises on any bytes."""

    def recognizes(self, root: Node) -> bool:
        """Return whether a payload looks like one of this source."""


@runtime_checkable
class PushSource(Source, Protocol):
    """What a source defines that posts to us.

    Attributes:
        SIGNATURE_HEADER: Header that carries the signature, or the secret itself.
        SECRET_IS_SENT: Whether the header carries the secret, so that nothing is signed.
        TELLS_ALL: Whether a body holds the whole history of its numbers, so that a missing
            event is one that the source withdrew.
    """

    SIGNATURE_HEADER: str
    SECRET_IS_SENT: bool
    TELLS_ALL: bool

    def verify(self, body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        """Return whether the raw body is signed with one of the secrets."""

    def dedupe_key(self, body: bytes) -> str | None:
        """Return the sender's own id of the delivery, or None where it documents none."""


@runtime_checkable
class PullSource(Source, Protocol):
    """What a source defines that we ask.

    Attributes:
        TERMS: On which terms it answers.
    """

    TERMS: Terms

    def read_calls(self, asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
        """Return the calls that read these numbers, each within the batch of the terms."""

    def reply_of(self, call: Call, answer: Answer) -> Reply:
        """Return what an answer to one of its calls amounts to. Never raises on any bytes.

        Speaks only of numbers that the call asked about: an answer about another parcel is
        no answer.
        """

    def parse_answer(
        self, payload: bytes, received_at: datetime | None, asked: Sequence[str]
    ) -> Parsed:
        """Return all that a fetched body tells of the numbers asked. Never raises."""

    def check_call(self, access: Access) -> Call:
        """Return a call that shows whether the credentials are good, at the least cost."""


@runtime_checkable
class TokenSource(PullSource, Protocol):
    """What a source defines as well that wants a token bought with the credentials."""

    def token_call(self, access: Access) -> Call:
        """Return the call that buys a token."""

    def token_of(self, answer: Answer) -> Token | Trouble:
        """Return the token, or why there is none."""


@runtime_checkable
class RegisteringSource(PullSource, Protocol):
    """What a source defines as well that watches only the numbers told to it."""

    def register_calls(self, asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
        """Return the calls that have it watch these numbers."""

    def retrack_calls(self, asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
        """Return the calls that have it watch again; empty where it cannot."""

    def stop_calls(self, asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
        """Return the calls that end its watch; empty where it cannot."""


@runtime_checkable
class DatedSource(Protocol):
    """What a source defines as well when its signature carries the time of signing."""

    def signed_at(self, headers: Mapping[str, str]) -> datetime | None:
        """Return when the sender says that it signed, in UTC, or None."""


def tells_all(source: Source) -> bool:
    """Return whether a body that the source posts holds the whole history of its numbers."""
    return isinstance(source, PushSource) and source.TELLS_ALL


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


def push_by_slug(slug: str) -> PushSource:
    """Return the source of that slug, which posts to us.

    Raises:
        KeyError: There is no such source, or it does not post.
    """
    source = by_slug(slug)
    if not is_push(source):
        raise KeyError(slug)
    return source


def pull_by_slug(slug: str) -> PullSource:
    """Return the source of that slug, which we ask.

    Raises:
        KeyError: There is no such source, or it cannot be asked.
    """
    source = by_slug(slug)
    if not is_pull(source):
        raise KeyError(slug)
    return source


def push_slugs() -> tuple[str, ...]:
    """Return the slugs of the sources that post to us, sorted."""
    return tuple(slug for slug, source in sorted(_by_slug().items()) if is_push(source))


def pull_slugs() -> tuple[str, ...]:
    """Return the slugs of the sources that we ask, sorted."""
    return tuple(slug for slug, source in sorted(_by_slug().items()) if is_pull(source))


def is_push(source: Source) -> TypeGuard[PushSource]:
    """Return whether a source posts to us."""
    return isinstance(source, PushSource)


def is_pull(source: Source) -> TypeGuard[PullSource]:
    """Return whether a source is asked by us."""
    return isinstance(source, PullSource)


def recognize(payload: bytes) -> Source | None:
    """Return the only source that a payload looks like, or None."""
    root = open_payload(payload)
    found = [source for source in _by_slug().values() if source.recognizes(root)]
    return found[0] if len(found) == 1 else None


@cache
def _by_slug() -> dict[str, Source]:
    members = plugins.modules("parcelwright.sources").values()
    return {source.SLUG: source for source in (cast("Source", member) for member in members)}
