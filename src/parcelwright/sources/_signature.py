"""Compares signatures in constant time, under the current and the previous secret."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def header(headers: Mapping[str, str], name: str) -> str:
    """Return the value of a header whatever its capitals, or empty text."""
    wanted = name.casefold()
    return next((value for key, value in headers.items() if key.casefold() == wanted), "").strip()


def hex_hmac(secret: str, message: bytes) -> str:
    """Return the HMAC-SHA256 of a message as hexadecimal digits."""
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def base64_hmac(secret: str, message: bytes) -> str:
    """Return the HMAC-SHA256 of a message in base64."""
    return base64.b64encode(hmac.digest(secret.encode(), message, hashlib.sha256)).decode()


def signed_by_any(given: str, secrets: Sequence[str], sign: Callable[[str], str]) -> bool:
    """Return whether ``given`` is the signature under one of the secrets.

    Every secret is tried, so that the time taken does not tell which one fits. An
    empty secret or signature never fits.
    """
    seen = given.encode("utf-8", "backslashreplace")
    fits = False
    for secret in secrets:
        if secret:
            fits |= hmac.compare_digest(seen, sign(secret).encode())
    return fits and bool(given)
