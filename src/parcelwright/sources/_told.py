"""What the answer of a carrier amounts to, from what was parsed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, nonsense
from parcelwright.sources._asking import good_root, json_root, reply
from parcelwright.sources._node import open_payload
from parcelwright.sources._xml import looks_like_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from parcelwright.asking.calls import Answer, Call
    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._node import Node

_NOT_FOUND = 404


def told(parsed: Parsed) -> Iterator[tuple[str, NumberReply]]:
    """Yield each number that an answer speaks of: told, or not yet when it has no event."""
    with_events = {event.tracking_number for event in parsed.events}
    for number in with_events:
        yield number, NumberReply(standing=Standing.TOLD)
    for hint in parsed.hints:
        if hint.tracking_number not in with_events:
            yield hint.tracking_number, NumberReply(standing=Standing.NOT_YET)


def every(call: Call, standing: Standing, why: str) -> Iterable[tuple[str, NumberReply]]:
    """Return the same finding for all numbers of a call, as when its only one is unknown."""
    return [(number, NumberReply(standing=standing, why=why)) for number in call.numbers]


def one_number_reply(
    call: Call,
    answer: Answer,
    *,
    absence: Callable[[Node], str],
    recognizes: Callable[[Node], bool],
    parse: Callable[[], Parsed],
) -> Reply:
    """Return the reply of a source that is asked one number at a time, in JSON.

    Args:
        call: The question.
        answer: What came back.
        absence: Returns why a body of status 404 says that there is no such parcel, or empty
            for any other body, such as that of a wrong address.
        recognizes: Returns whether a body is one of this source.
        parse: Returns what the body tells of the number asked.
    """
    if answer.status == _NOT_FOUND:
        root = json_root(answer)
        if isinstance(root, Trouble):
            return Reply(trouble=root)
        why = absence(root)
        if why:
            return reply(call.asked, every(call, Standing.NOT_FOUND, why))
    good = good_root(answer)
    if isinstance(good, Trouble):
        return Reply(trouble=good)
    if not recognizes(good):
        return Reply(trouble=nonsense(answer, "it answered something else than we asked"))
    return reply(call.asked, told(parse()))


def xml_root(answer: Answer) -> Node | Trouble:
    """Return the root of an XML answer, whatever its status, or the trouble that it is none."""
    if not looks_like_xml(answer.body):
        return nonsense(answer, f"it answered no XML (HTTP {answer.status})")
    root = open_payload(answer.body)
    if root.problems.found:
        what = f"it answered no data (HTTP {answer.status}, {root.problems.found[0].what})"
        return nonsense(answer, what)
    return root
