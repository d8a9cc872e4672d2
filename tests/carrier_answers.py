"""Answers of carriers, and what one source makes of them, for its own tests."""

import json
from datetime import UTC, datetime
from pathlib import Path

from parcelwright.asking.calls import Access, Answer, Asked, Call, Purpose

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parent / "payloads"
ACCESS = Access(
    base_url="https://carrier.example",
    values={
        "api_key": "k",
        "client_id": "i",
        "client_secret": "s",
        "username": "u",
        "password": "p",
        "account_number": "7",
    },
    token="t",
)


def sample(source, name):
    """What a sample of a source tells."""
    [file] = (PAYLOADS / source.SLUG).glob(f"{name}.*")
    return source.parse(file.read_bytes(), NOW)


def answer(value, status=200):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Answer(status=status, received_at=NOW, body=body)


def reply(source, value, *numbers, status=200):
    """How a source stands to the numbers that it was asked about."""
    asked = tuple(Asked(number=number) for number in numbers)
    call = Call(purpose=Purpose.READ, url="https://carrier.example", asked=asked)
    return source.reply_of(call, answer(value, status))


def standings(source, value, *numbers, status=200):
    found = reply(source, value, *numbers, status=status).numbers
    return {number: told.standing.value for number, told in found.items()}


def parsed(source, value, *numbers):
    """What an answer tells of the numbers asked."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return source.parse_answer(body, NOW, numbers)


def story(found):
    """Each event as code, milestone and time."""
    return [
        (event.code, event.milestone.value, event.occurred_at and event.occurred_at.isoformat())
        for event in found.events
    ]
