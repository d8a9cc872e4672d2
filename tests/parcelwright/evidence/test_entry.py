import dataclasses
import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from parcelwright.errors import EvidenceError
from parcelwright.evidence.entry import (
    Entry,
    commitment,
    entry_bytes,
    instant_text,
    leaf,
    parse_entry,
)
from parcelwright.evidence.item import EntryKind, EvidenceKind

SALT = bytes(range(32))
FIRST = Entry(
    log="log:1f",
    seq=0,
    at="2026-11-22T02:30:00Z",
    kind=EntryKind.INBOUND,
    actor="source:17track",
    case="case:9",
    case_seq=0,
    commit=commitment(SALT, b"payload"),
    size=7,
)


def test_an_entry_is_one_line_of_sorted_json_without_spaces():
    assert entry_bytes(FIRST) == (
        b'{"actor":"source:17track","at":"2026-11-22T02:30:00Z","blob":null,"case":"case:9",'
        b'"case_prev":null,"case_seq":0,'
        b'"commit":"' + hashlib.sha256(SALT + b"payload").hexdigest().encode() + b'",'
        b'"kind":"inbound","log":"log:1f","prev":null,"seq":0,"size":7,"v":1}'
    )


def test_the_commitment_is_the_plain_hash_of_salt_then_payload():
    assert commitment(SALT, b"abc") == hashlib.sha256(SALT + b"abc").hexdigest()


def test_the_leaf_is_the_hash_of_a_zero_byte_then_the_entry():
    assert leaf(b"{}") == hashlib.sha256(b"\x00{}").hexdigest()


def test_a_short_salt_is_refused():
    with pytest.raises(EvidenceError, match="31 bytes, expected 32"):
        commitment(bytes(31), b"")


def test_parsing_gives_back_the_same_entry():
    assert parse_entry(entry_bytes(FIRST)) == FIRST


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor", "Noura A."),
        ("actor", "user:noura@shop.example"),
        ("actor", "noura"),
        ("case", "RV482917305CN"),
        ("case", "9400111899223197428490"),
        ("case", "1Z999AA10123456784"),
        ("case", "12 Nile Street"),
        ("case", "王伟"),
        ("log", ""),
        ("log", "log:1\n"),
        ("at", "2026-11-22 02:30"),
        ("at", "2026-13-22T02:30:00Z"),
        ("seq", -1),
        ("seq", True),
        ("commit", "abc"),
        ("size", None),
        ("blob", "x" * 64),
        ("prev", "0" * 64),
        ("case_prev", "0" * 64),
        ("v", 2),
    ],
)
def test_a_value_that_may_not_stand_in_an_entry_is_refused_by_field_name(field, value):
    with pytest.raises(EvidenceError, match=rf"^{field}: "):
        entry_bytes(dataclasses.replace(FIRST, **{field: value}))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[" * 1500,
        b"\xff",
        b"null",
        b'{"v":1}',
        b"9" * 2000,
        entry_bytes(FIRST) + b"\n",
        entry_bytes(FIRST).replace(b'"v":1', b'"v":1,"v":1'),
        entry_bytes(FIRST).replace(b'"seq":0', b'"seq":NaN'),
        entry_bytes(FIRST).replace(b'"kind":"inbound"', b'"kind":[]'),
        json.dumps(json.loads(entry_bytes(FIRST))).encode(),
        b" " * 3000,
    ],
)
def test_hostile_bytes_are_refused_with_an_evidence_error(line):
    with pytest.raises(EvidenceError):
        parse_entry(line)


def test_a_moment_is_written_in_utc():
    beijing = timezone(timedelta(hours=8))
    assert instant_text(datetime(2026, 11, 22, 10, 30, tzinfo=beijing)) == "2026-11-22T02:30:00Z"
    assert (
        instant_text(datetime(2026, 1, 1, 0, 0, 0, 5, tzinfo=UTC)) == "2026-01-01T00:00:00.000005Z"
    )


def test_a_moment_without_zone_is_refused():
    with pytest.raises(EvidenceError, match="without zone"):
        instant_text(datetime(2026, 1, 1))


def test_a_claim_letter_is_recorded_as_a_claim_and_an_invoice_as_a_document():
    assert EvidenceKind.CLAIM_LETTER.entry_kind is EntryKind.CLAIM
    assert EvidenceKind.INVOICE.entry_kind is EntryKind.DOCUMENT
