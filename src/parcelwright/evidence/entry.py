"""Log entries: one line of ASCII JSON each, with a salted commitment to the payload.

An entry holds opaque ids, enumerated words, numbers and hashes only, so that the log
can be kept and shown for ever. The payload and its salt are stored elsewhere and can
be erased; what stays here then tells nothing about them.

``commit`` is SHA-256(salt | payload), so anyone who holds both files can check it with
``cat salt file | sha256sum``. ``leaf`` is SHA-256(0x00 | entry), as in RFC 6962.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from parcelwright.errors import EvidenceError
from parcelwright.evidence.item import EntryKind

VERSION = 1
SALT_BYTES = 32
MAX_ENTRY_BYTES = 2048

_VALUE = re.compile(r"[A-Za-z0-9._:@/+-]+")
_HASH = re.compile(r"[0-9a-f]{64}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{6})?Z")
# Small letters and hexadecimal digits: what a program numbers with, and no person is called.
_OPAQUE = re.compile(
    r"(?:[a-z]{1,16}[:-])?"
    r"(?:\d{1,9}|(?=[0-9]*[a-f])[0-9a-f]{1,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
_ACTOR = re.compile(r"system|(?:rule|job|source):[a-z0-9-]{1,40}")
_LARGEST = 2**53 - 1


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The fields of one log entry. Build its bytes with :func:`entry_bytes`.

    Args:
        log: Opaque id of the log, one per tenant.
        seq: Place in the log, from 0 without gaps.
        at: UTC time such as ``2026-11-22T02:30:00Z``; see :func:`instant_text`.
        kind: What is recorded.
        actor: ``system``, ``rule:<name>``, ``job:<name>``, ``source:<slug>`` or an opaque
            id such as ``user:42``.
        case: Opaque id of the case, or None when the entry belongs to none.
        case_seq: Place among the entries of the case, from 0.
        case_prev: Leaf of the previous entry of the case; None for its first.
        prev: Leaf of the previous entry of the log; None for the first.
        commit: Commitment to the payload; None when there is no payload.
        size: Length of the payload in bytes.
        blob: SHA-256 of the stored ciphertext; None when the payload is kept elsewhere.
    """

    log: str
    seq: int
    at: str
    kind: EntryKind
    actor: str
    case: str | None = None
    case_seq: int | None = None
    case_prev: str | None = None
    prev: str | None = None
    commit: str | None = None
    size: int | None = None
    blob: str | None = None
    v: int = VERSION


FIELDS = tuple(sorted(Entry.__dataclass_fields__))


def commitment(salt: bytes, payload: bytes) -> str:
    """Return SHA-256(salt | payload) as 64 hex digits.

    Raises:
        EvidenceError: The salt is not 32 bytes long.
    """
    if len(salt) != SALT_BYTES:
        msg = f"salt: {len(salt)} bytes, expected {SALT_BYTES} random bytes"
        raise EvidenceError(msg)
    return hashlib.sha256(salt + payload).hexdigest()


def instant_text(moment: datetime) -> str:
    """Return an aware moment as the UTC text that entries carry.

    Raises:
        EvidenceError: The moment has no zone.
    """
    if moment.tzinfo is None:
        msg = "at: a moment without zone; expected an aware UTC instant"
        raise EvidenceError(msg)
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def entry_bytes(entry: Entry) -> bytes:
    """Return the one line that is stored, hashed and never written anew.

    Raises:
        EvidenceError: A value has characters outside ``[A-Za-z0-9._:@/+-]``, is no opaque
            id, or could be a name, an address or a tracking number; or a field that
            needs another is alone. The message names the field.
    """
    fields = asdict(entry)
    for name, problem in _problems(fields):
        msg = f"{name}: {problem}"
        raise EvidenceError(msg)
    return _encode(fields)


def parse_entry(line: bytes) -> Entry:
    """Return the fields of stored entry bytes.

    Raises:
        EvidenceError: The bytes are not exactly what :func:`entry_bytes` would have written.
    """
    if len(line) > MAX_ENTRY_BYTES:
        msg = f"entry: {len(line)} bytes, expected at most {MAX_ENTRY_BYTES}"
        raise EvidenceError(msg)
    try:
        fields = json.loads(line.decode("ascii"))
    except (ValueError, RecursionError) as error:
        msg = "entry: not one line of ASCII JSON"
        raise EvidenceError(msg) from error
    if not isinstance(fields, dict) or tuple(sorted(fields)) != FIELDS:
        msg = f"entry: expected exactly the fields {', '.join(FIELDS)}"
        raise EvidenceError(msg)
    for name, problem in _problems(fields):
        msg = f"{name}: {problem}"
        raise EvidenceError(msg)
    if _encode(fields) != line:
        msg = "entry: not in the one allowed form (keys sorted, no spaces, none repeated)"
        raise EvidenceError(msg)
    return Entry(**{**fields, "kind": EntryKind(fields["kind"])})


def leaf(line: bytes) -> str:
    """Return SHA-256(0x00 | entry) as 64 hex digits."""
    return hashlib.sha256(b"\x00" + line).hexdigest()


def _encode(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def _problems(fields: dict[str, object]) -> list[tuple[str, str]]:
    checks = (
        ("v", fields["v"] == VERSION and type(fields["v"]) is int, f"expected {VERSION}"),
        ("log", _matches(_OPAQUE, fields["log"]), _OPAQUE_WANTED),
        ("seq", _is_count(fields["seq"]), "expected a whole number from 0"),
        ("at", _is_instant(fields["at"]), "expected UTC such as 2026-11-22T02:30:00Z"),
        ("kind", fields["kind"] in tuple(EntryKind), "not a known kind of entry"),
        (
            "actor",
            _is_actor(fields["actor"]),
            f'expected "system", "rule:name" or {_OPAQUE_WANTED}',
        ),
        ("case", _optional(_OPAQUE, fields["case"]), _OPAQUE_WANTED),
        ("case_seq", _case_seq_fits(fields), "expected a number exactly when there is a case"),
        ("case_prev", _case_prev_fits(fields), "expected the leaf of the case's previous entry"),
        ("prev", _prev_fits(fields), "expected the leaf of the previous entry, none for the first"),
        ("commit", _optional(_HASH, fields["commit"]), "expected 64 hex digits or none"),
        (
            "size",
            _size_fits(fields),
            "expected the payload's bytes exactly when it has a commitment",
        ),
        ("blob", _blob_fits(fields), "expected 64 hex digits, and only beside a commitment"),
    )
    return [(name, problem) for name, fine, problem in checks if not fine]


_OPAQUE_WANTED = "an opaque id such as user:42; never a name, an address or a tracking number"


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return (
        isinstance(value, str)
        and _VALUE.fullmatch(value) is not None
        and pattern.fullmatch(value) is not None
    )


def _optional(pattern: re.Pattern[str], value: object) -> bool:
    return value is None or _matches(pattern, value)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= _LARGEST


def _is_instant(value: object) -> bool:
    if not isinstance(value, str) or not _matches(_INSTANT, value):
        return False
    try:
        datetime.fromisoformat(value.removesuffix("Z"))
    except ValueError:
        return False
    return True


def _is_actor(value: object) -> bool:
    return _matches(_OPAQUE, value) or _matches(_ACTOR, value)


def _case_seq_fits(fields: dict[str, object]) -> bool:
    if fields["case"] is None:
        return fields["case_seq"] is None
    return _is_count(fields["case_seq"])


def _case_prev_fits(fields: dict[str, object]) -> bool:
    if fields["case"] is None or fields["case_seq"] == 0:
        return fields["case_prev"] is None
    return _matches(_HASH, fields["case_prev"])


def _prev_fits(fields: dict[str, object]) -> bool:
    return fields["prev"] is None if fields["seq"] == 0 else _matches(_HASH, fields["prev"])


def _size_fits(fields: dict[str, object]) -> bool:
    return fields["size"] is None if fields["commit"] is None else _is_count(fields["size"])


def _blob_fits(fields: dict[str, object]) -> bool:
    if fields["commit"] is None:
        return fields["blob"] is None
    return _optional(_HASH, fields["blob"])
