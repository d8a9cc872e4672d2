"""One source of tracking data a file; pure parsers without I/O.

A module of this package is one source and defines what :class:`Source` lists. One that posts
to us also defines what :class:`PushSource` lists, one that we ask what :class:`PullSource`
lists, a shop whose orders we read what :class:`OrderSource` lists, and so on: a source can
do several of these. One whose messages a seller brings as files defines what
:class:`FileSource` lists.
Modules whose name starts with an underscore are tools the sources share.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol, TypeGuard, cast, runtime_checkable

from parcelwright import plugins
from parcelwright.sources import _files
from parcelwright.sources._node import open_payload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call, Token
    from parcelwright.asking.orders import OrdersRead
    from parcelwright.asking.replies import Reply, Trouble
    from parcelwright.asking.terms import Terms
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node

HEAD_BYTES = _files.HEAD_BYTES
"""As much of a file as tells whether it is a message file, and of which source."""
MAX_FILE_BYTES = _files.MAX_BYTES
"""The size of a message file beyond which it is refused, not read."""


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


@runtime_checkable
class JsonSource(Source, Protocol):
    """What a source defines whose payloads are JSON, pushed to us or fetched by us."""

    def recognizes(self, root: Node) -> bool:
        """Return whether a payload looks like one of this source."""


@runtime_checkable
class FileSource(Source, Protocol):
    """What a source defines whose payloads are message files that a seller brings.

    Attributes:
        ENDINGS: Endings of file names that such files often have, with their dot.
    """

    ENDINGS: tuple[str, ...]

    def recognizes_file(self, head: bytes) -> bool:
        """Return whether a file that begins with these bytes is one of this source."""


@runtime_checkable
class PushSource(JsonSource, Protocol):
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
class PullSource(JsonSource, Protocol):
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
class OrderSource(Source, Protocol):
    """What a source defines as well that is a shop whose orders we read.

    Attributes:
        TERMS: On which terms it answers; ``batch`` is how many orders a page holds.
    """

    TERMS: Terms

    def order_call(self, since: datetime, cursor: str, access: Access) -> Call:
        """Return the call that reads a page of the orders changed since then, oldest first.

        Args:
            since: A moment with a zone; orders changed at it or later are wanted.
            cursor: As the page before told; empty for the first page.
            access: With what the shop is asked.
        """

    def read_orders(self, call: Call, answer: Answer) -> OrdersRead:
        """Return what a page or the answer to the check tells. Never raises on any bytes."""

    def check_call(self, access: Access) -> Call:
        """Return a call that shows whether the credentials are good, at the least cost."""


@runtime_checkable
class DatedSource(Protocol):
    """What a source defines as well when its signature carries the time of signing."""

    def signed_at(self, headers: Mapping[str, str]) -> datetime | None:
        """Return when the sender says that it signed, in UTC, or None."""


@cache
def tells_all(slug: str) -> bool:
    """Return whether a body that a source posts holds the whole history of its numbers.

    Raises:
        KeyError: There is no such source.
    """
    source = by_slug(slug)
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


def orders_by_slug(slug: str) -> OrderSource:
    """Return the source of that slug, whose orders we read.

    Raises:
        KeyError: There is no such source, or it is no shop that can be asked.
    """
    source = by_slug(slug)
    if not has_orders(source):
        raise KeyError(slug)
    return source


def push_slugs() -> tuple[str, ...]:
    """Return the slugs of the sources that post to us, sorted."""
    return tuple(slug for slug, source in sorted(_by_slug().items()) if is_push(source))


def pull_slugs() -> tuple[str, ...]:
    """Return the slugs of the sources that we ask, sorted."""
    return tuple(slug for slug, source in sorted(_by_slug().items()) if is_pull(source))


def json_slugs() -> tuple[str, ...]:
    """Return the slugs of the sources whose payloads are JSON, sorted."""
    found = sorted(_by_slug().items())
    return tuple(slug for slug, source in found if isinstance(source, JsonSource))


def file_slugs() -> tuple[str, ...]:
    """Return the slugs of the sources whose payloads are message files, sorted."""
    return tuple(slug for slug, source in sorted(_by_slug().items()) if is_file(source))


def order_slugs() -> tuple[str, ...]:
    """Return the slugs of the shops whose orders we read, sorted."""
    return tuple(slug for slug, source in sorted(_by_slug().items()) if has_orders(source))


def file_endings() -> tuple[str, ...]:
    """Return the endings of names that message files have, in the order of their sources."""
    endings = [end for each in _by_slug().values() if is_file(each) for end in each.ENDINGS]
    return tuple(dict.fromkeys(endings))


def terms_of(slug: str) -> Terms | None:
    """Return on which terms a source is asked, for tracking or for orders.

    None for one that only posts.

    Raises:
        KeyError: There is no such source.
    """
    source = by_slug(slug)
    return source.TERMS if is_pull(source) or has_orders(source) else None


def is_push(source: Source) -> TypeGuard[PushSource]:
    """Return whether a source posts to us."""
    return isinstance(source, PushSource)


def is_pull(source: Source) -> TypeGuard[PullSource]:
    """Return whether a source is asked by us."""
    return isinstance(source, PullSource)


def is_file(source: Source) -> TypeGuard[FileSource]:
    """Return whether a source is one of message files."""
    return isinstance(source, FileSource)


def has_orders(source: Source) -> TypeGuard[OrderSource]:
    """Return whether a source is a shop whose orders we read."""
    return isinstance(source, OrderSource)


def recognize(payload: bytes) -> Source | None:
    """Return the only source that a payload looks like, or None."""
    file = recognize_file(payload[:HEAD_BYTES])
    if file is not None:
        return file
    root = open_payload(payload)
    sources = _by_slug().values()
    found = [each for each in sources if isinstance(each, JsonSource) and each.recognizes(root)]
    return found[0] if len(found) == 1 else None


def recognize_file(head: bytes) -> FileSource | None:
    """Return the only source of message files that a file looks like, or None.

    Args:
        head: The first :data:`HEAD_BYTES` of the file, or all of it.
    """
    sources = _by_slug().values()
    found = [each for each in sources if is_file(each) and each.recognizes_file(head)]
    return found[0] if len(found) == 1 else None


@cache
def _by_slug() -> dict[str, Source]:
    members = plugins.modules("parcelwright.sources").values()
    return {source.SLUG: source for source in (cast("Source", member) for member in members)}
