"""What sources share that are asked: addresses, bodies, batches, and replies per number."""

from __future__ import annotations

import base64
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from parcelwright.asking.calls import Call
from parcelwright.asking.replies import (
    NumberReply,
    Reply,
    Standing,
    Trouble,
    http_trouble,
    nonsense,
)
from parcelwright.parcels.events import Parsed
from parcelwright.parcels.recognize import likely_carrier, normalize
from parcelwright.sources._json import UnreadableJson, read_json
from parcelwright.sources._node import Node, Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Purpose

_JSON_TYPE = ("Content-Type", "application/json")
_FORM_TYPE = ("Content-Type", "application/x-www-form-urlencoded")
_ACCEPT_JSON = ("Accept", "application/json")
_OK, _BAD, _NO_STATUS = 200, 400, 600
# Of several entries about one number the one that says most counts.
_TELLING = (
    Standing.TOLD, Standing.STOPPED, Standing.NOT_YET, Standing.REGISTERED, Standing.NEEDS_MORE,
    Standing.NOT_FOUND, Standing.UNREGISTERED, Standing.REFUSED,
)  # fmt: skip


def address(base_url: str, *segments: str, query: Mapping[str, str] | None = None) -> str:
    """Return a URL of path segments and a query, each quoted so that it stays one.

    >>> address("https://a.example/v1", "track", "A/1 2", query={"lang": "en"})
    'https://a.example/v1/track/A%2F1%202?lang=en'
    """
    path = "".join(f"/{segment(each)}" for each in segments)
    return f"{base_url}{path}" + (f"?{urlencode(query, quote_via=quote)}" if query else "")


def segment(text: str) -> str:
    """Return a text quoted so that it stays one segment of a path, even if it is dots alone.

    >>> segment("A/1"), segment("..")
    ('A%2F1', '%2E%2E')
    """
    quoted = quote(text, safe="")
    return quoted.replace(".", "%2E") if not quoted.strip(".") else quoted


def get(
    purpose: Purpose,
    url: str,
    headers: Sequence[tuple[str, str]] = (),
    asked: Sequence[Asked] = (),
) -> Call:
    """Return a GET that wants JSON."""
    return Call(purpose=purpose, url=url, headers=(_ACCEPT_JSON, *headers), asked=tuple(asked))


def post_json(
    purpose: Purpose,
    url: str,
    value: object,
    headers: Sequence[tuple[str, str]] = (),
    asked: Sequence[Asked] = (),
    method: str = "POST",
) -> Call:
    """Return a call with a JSON body, in UTF-8 and without blanks; the same value, the same bytes.

    Args:
        purpose: What the call is for.
        url: Where to.
        value: What ``json.dumps`` takes.
        headers: Beside those that say JSON.
        asked: The numbers it is about.
        method: Another verb than POST.
    """
    return Call(
        purpose=purpose,
        url=url,
        method=method,
        headers=(_ACCEPT_JSON, _JSON_TYPE, *headers),
        body=json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(),
        asked=tuple(asked),
    )


def post_form(
    purpose: Purpose,
    url: str,
    fields: Mapping[str, str],
    headers: Sequence[tuple[str, str]] = (),
    asked: Sequence[Asked] = (),
) -> Call:
    """Return a POST of a web form that wants JSON."""
    return Call(
        purpose=purpose,
        url=url,
        method="POST",
        headers=(_ACCEPT_JSON, _FORM_TYPE, *headers),
        body=urlencode(fields).encode(),
        asked=tuple(asked),
    )


def value_of(access: Access, name: str) -> str:
    """Return an entered credential without blanks around it, or empty text."""
    return access.values.get(name, "").strip()


def basic(user: str, password: str = "") -> tuple[str, str]:
    """Return the header of HTTP Basic, in UTF-8."""
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    return ("Authorization", f"Basic {pair}")


def bearer(access: Access) -> tuple[str, str]:
    """Return the header that carries the token of an access."""
    return ("Authorization", f"Bearer {access.token}")


def own_name(asked: Asked, names: Mapping[str, str]) -> str:
    """Return what a source calls the carrier of a number, or empty text when it has no name.

    Args:
        asked: A carrier that is not said is told by the number, where it can be no other's: a
            guess would have the source tell of another parcel.
        names: By our slug of each carrier the source knows its own name of it.
    """
    return names.get(asked.carrier or likely_carrier(asked.number), "")


def batches(asked: Sequence[Asked], size: int) -> Iterator[tuple[Asked, ...]]:
    """Yield what is asked in order, at most ``size`` at a time."""
    for start in range(0, len(asked), size):
        yield tuple(asked[start : start + size])


def json_root(answer: Answer, *, is_list: bool = False) -> Node | Trouble:
    """Return the root of a JSON answer, or the trouble that it is none.

    Args:
        answer: What came back, whatever its status.
        is_list: Whether a list at the root is an answer too.
    """
    if not answer.body.strip():
        return nonsense(answer, f"it answered nothing (HTTP {answer.status})")
    try:
        value = read_json(answer.body)
    except UnreadableJson as error:
        return nonsense(answer, f"it answered no data (HTTP {answer.status}, {error})")
    if isinstance(value, dict) or (is_list and isinstance(value, list)):
        return Node(value, "", Problems())
    return nonsense(answer, f"it answered something else than we asked (HTTP {answer.status})")


def good_root(answer: Answer, *, is_list: bool = False) -> Node | Trouble:
    """Return the root of a JSON answer with a good status, or what is wrong with it."""
    return http_trouble(answer) or json_root(answer, is_list=is_list)


def bad_status(answer: Answer, code: Node | None = None) -> Trouble | None:
    """Return what the status says is wrong, or a status that the body tells instead of it.

    Args:
        answer: What came back.
        code: Where the body repeats the status, such as ``meta.code``; some sources answer 200
            with a failure inside. A code of their own is a question they do not understand.
    """
    if trouble := http_trouble(answer):
        return trouble
    told = code.number if code is not None else None
    if told is None or _OK <= told < _BAD:
        return None
    status = int(told) if _BAD <= told < _NO_STATUS else _BAD
    return http_trouble(replace(answer, status=status))


def reply(asked: Sequence[Asked], found: Iterable[tuple[str, NumberReply]]) -> Reply:
    """Return the reply that these findings make, of the numbers asked only.

    Args:
        asked: What the call was about.
        found: Numbers as the source writes them, each with how it stands; of several about one
            number the one that says most counts, and the first reference is kept.
    """
    ours = {normalize(each.number): each.number for each in asked}
    numbers: dict[str, NumberReply] = {}
    for written, told in found:
        number = ours.get(normalize(written))
        if number is None:
            continue
        known = numbers.get(number)
        numbers[number] = told if known is None else _fuller(known, told)
    return Reply(numbers=numbers)


def reply_all(asked: Sequence[Asked], told: NumberReply) -> Reply:
    """Return the reply that says the same of every number asked."""
    return Reply(numbers={each.number: told for each in asked})


def _fuller(one: NumberReply, other: NumberReply) -> NumberReply:
    best, rest = sorted((one, other), key=lambda each: _TELLING.index(each.standing))
    return NumberReply(
        standing=best.standing, why=best.why, reference=best.reference or rest.reference
    )


def bound(parsed: Parsed, asked: Sequence[str]) -> Parsed:
    """Return what was parsed of the numbers asked; of each other number a problem remains."""
    ours = {normalize(number) for number in asked}
    told = Counter(event.tracking_number for event in parsed.events)
    strange = {*told, *(normalize(hint.tracking_number) for hint in parsed.hints)} - ours
    if not strange:
        return parsed
    problems = Problems()
    for number in sorted(strange):
        what = f"not asked about; its {told[number]} events are left out"
        problems.add(number[:80] or "(no number)", what)
    return Parsed(
        events=tuple(event for event in parsed.events if event.tracking_number in ours),
        hints=tuple(hint for hint in parsed.hints if normalize(hint.tracking_number) in ours),
        problems=(*parsed.problems, *problems.listed()),
    )
