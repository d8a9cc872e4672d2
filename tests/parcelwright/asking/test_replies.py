"""What the status and headers of an answer say before its body is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parcelwright.asking.calls import Access, Answer, Asked, Call, Purpose
from parcelwright.asking.replies import (
    NumberReply,
    Reply,
    Standing,
    TroubleKind,
    http_trouble,
    nonsense,
    retry_after,
)

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, received_at=NOW, body=body, headers=named)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, TroubleKind.BAD_REQUEST),
        (401, TroubleKind.BAD_ACCESS),
        (403, TroubleKind.BAD_ACCESS),
        (404, TroubleKind.BAD_REQUEST),
        (408, TroubleKind.DOWN),
        (429, TroubleKind.THROTTLED),
        (500, TroubleKind.DOWN),
        (503, TroubleKind.DOWN),
    ],
)
def test_a_bad_status_is_trouble_with_the_whole_answer(status: int, kind: TroubleKind) -> None:
    trouble = http_trouble(answer(status))
    assert trouble is not None
    assert trouble.kind is kind


@pytest.mark.parametrize("status", [200, 202, 207, 304])
def test_a_good_status_is_no_trouble(status: int) -> None:
    assert http_trouble(answer(status, b"anything")) is None


def test_the_words_of_a_refusal_are_quoted_in_one_short_line() -> None:
    trouble = http_trouble(answer(401, b'{"why":\n  "no\x00 key"}' + b" x" * 500))
    assert trouble is not None
    assert trouble.what.startswith('it refuses our credentials (HTTP 401): {"why": "no key"}')
    assert len(trouble.what) < 250


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("999999999999", 86_400),
        ("Mon, 01 Jun 2026 12:00:30 GMT", 30),
        ("Mon, 01 Jun 2026 11:00:00 GMT", 0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(given: str, seconds: int) -> None:
    assert retry_after(answer(429, retry_after=given)) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "given", ["", "soon", "-5", "12.5", "²", "١٢", "99999999999 Feb 12:00:00 2026"]
)
def test_a_retry_after_that_cannot_be_read_says_nothing(given: str) -> None:
    assert retry_after(answer(429, retry_after=given)) is None


def test_a_rate_limit_reset_counts_only_when_we_are_throttled() -> None:
    reset = str(int(NOW.timestamp()) + 45)
    assert retry_after(answer(429, x_ratelimit_reset=reset)) == timedelta(seconds=45)
    assert retry_after(answer(200, x_ratelimit_reset=reset)) is None


def test_a_page_instead_of_data_is_nonsense_and_quoted() -> None:
    trouble = nonsense(answer(200, b"<html>Just a moment"), "a page instead of data")
    assert trouble.kind is TroubleKind.NONSENSE
    assert trouble.what == "a page instead of data: <html>Just a moment"


def test_numbers_left_out_of_an_answer_are_named() -> None:
    reply = Reply(numbers={"A1": NumberReply(standing=Standing.TOLD)})
    assert reply.missing(("A1", "B2", "C3")) == ("B2", "C3")


def test_secrets_do_not_show_when_a_call_is_printed() -> None:
    access = Access(base_url="https://a.example", values={"key": "hush-1"}, token="hush-2")
    call = Call(
        purpose=Purpose.READ,
        url="https://a.example/x",
        headers=(("key", "hush-3"),),
        asked=(Asked(number="A1"),),
    )
    assert "hush" not in f"{access!r} {call!r}"
    assert call.numbers == ("A1",)
