"""Authenticated encryption and blind indexes, on plain values."""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from parcelwright_web import keys
from parcelwright_web.configuration import configuration

FORMS: Final = frozenset({"text", "code"})
_VERSION = 1
_HEAD = 2
_NONCE = 12


class SealError(Exception):
    """A sealed value that does not open: altered, moved, or sealed with a key that is gone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a sealed value belongs."""

    table: str
    column: str
    tenant: int

    def additional_data(self) -> bytes:
        """Return the bytes that bind a sealed value to this place."""
        return f"{self.table}.{self.column}:{self.tenant}".encode()


def seal(plain: bytes, place: Place) -> bytes:
    """Return the plain bytes encrypted for a place with the current key."""
    current = _keys().current
    head = bytes((_VERSION, current))
    nonce = os.urandom(_NONCE)
    key = _derived(_keys().by_id[current], f"seal:{place.tenant}")
    return head + nonce + AESGCM(key).encrypt(nonce, plain, head + place.additional_data())


def unseal(data: bytes, place: Place) -> bytes:
    """Return the plain bytes of a sealed value.

    Raises:
        SealError: It was altered, belongs to another place, or its key is gone.
    """
    where = f"{place.table}.{place.column}"
    head, nonce, rest = data[:_HEAD], data[_HEAD : _HEAD + _NONCE], data[_HEAD + _NONCE :]
    if len(head) < _HEAD or head[0] != _VERSION:
        msg = f"{where}: not a sealed value of a known version"
        raise SealError(msg)
    if head[1] not in _keys().by_id:
        msg = f"{where}: sealed with key {head[1]}, which is not in the master key file"
        raise SealError(msg)
    key = _derived(_keys().by_id[head[1]], f"seal:{place.tenant}")
    try:
        return AESGCM(key).decrypt(nonce, rest, head + place.additional_data())
    except InvalidTag as error:
        msg = f"{where}: the sealed value was altered or belongs to another row"
        raise SealError(msg) from error


def blind_index(value: str, place: Place, form: str) -> str:
    """Return 64 hex digits that equal values of one tenant and column share; "" for nothing."""
    normal = normalized(value, form)
    if not normal:
        return ""
    key = _derived(_keys().by_id[_keys().first], f"index:{place.tenant}")
    message = place.additional_data() + b"\0" + normal.encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def normalized(value: str, form: str) -> str:
    """Return what two values must share to count as equal.

    >>> normalized(" Noura  A. ", "text")
    'noura a.'
    >>> normalized("rv 482-917-305 cn", "code")
    'RV482917305CN'

    Raises:
        ValueError: The form is not one of ``FORMS``.
    """
    if form not in FORMS:
        msg = f'form is "{form}"; expected one of {", ".join(sorted(FORMS))}'
        raise ValueError(msg)
    folded = unicodedata.normalize("NFKC", value).casefold()
    if form == "code":
        return "".join(letter for letter in folded if letter.isalnum()).upper()
    return " ".join(folded.split())


def _keys() -> keys.MasterKeys:
    return keys.master_keys(configuration().key_file)


@lru_cache(maxsize=4096)
def _derived(master: bytes, purpose: str) -> bytes:
    info = f"parcelwright:{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(master)
