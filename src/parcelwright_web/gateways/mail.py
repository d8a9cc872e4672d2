"""Sending one mail over SMTP so that its outcome is known, or known to be unknown.

A server may deliver only after the final dot of DATA. So everything before the dot may
be tried again, a marker is committed just before it, and whatever ends without an answer
after it is ``UNKNOWN`` and never sent again by itself.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CONNECT_TIMEOUT_S = 30
COMMAND_TIMEOUT_S = 300
AFTER_DOT_TIMEOUT_S = 600
GOODBYE_TIMEOUT_S = 5
_READY_FOR_DATA = 354
_ACCEPTED = 250
_FINAL = 500


class Outcome(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    TRY_LATER = "try_later"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One attempt and the server's last words."""

    outcome: Outcome
    reply: str


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where mail leaves: TLS is checked by name and never falls back to plain text."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""
    local_name: str = "localhost"


def send(
    server: MailServer, *, sender: str, recipient: str, frozen: bytes, mark: Callable[[], bool]
) -> Attempt:
    """Hand one frozen mail to the server.

    Args:
        server: Where to.
        sender: Envelope sender.
        recipient: Envelope recipient, exactly one.
        frozen: The message as decided, with CRLF line ends; sent byte for byte.
        mark: Commits the marker; returns False when another worker has the mail since.
    """
    marked = False

    def mark_once() -> bool:
        nonlocal marked
        marked = mark()
        return marked

    try:
        smtp = _connected(server, mark_once)
        try:
            smtp.mail_one(sender, recipient)
            code, reply = smtp.data(frozen)
            _leave(smtp)
        finally:
            smtp.close()
    except _LeaseLostError:
        return Attempt(outcome=Outcome.NOT_OURS, reply="another worker has this mail")
    except (OSError, UnicodeError, smtplib.SMTPException) as error:
        return _broken(error, marked=marked)
    return Attempt(outcome=_after_dot(code), reply=f"{code} {_words(reply)}")


def _broken(error: Exception, *, marked: bool) -> Attempt:
    """Return how an attempt ended that was broken off, before the dot or after it."""
    words = f"{type(error).__name__}: {error}"
    if marked:
        return Attempt(outcome=Outcome.UNKNOWN, reply=words)
    if isinstance(error, smtplib.SMTPResponseException):
        final = error.smtp_code >= _FINAL
        words = f"{error.smtp_code} {_words(error.smtp_error)}"
    else:
        # Encryption or log-in that the server lacks, and words it cannot be sent, stay so.
        final = isinstance(error, smtplib.SMTPNotSupportedError | UnicodeError)
    return Attempt(outcome=Outcome.REFUSED if final else Outcome.TRY_LATER, reply=words)


def _after_dot(code: int) -> Outcome:
    """Return what the reply to the dot means; one that is no reply tells nothing."""
    match code // 100:
        case 2:
            return Outcome.SENT
        case 4:
            return Outcome.TRY_LATER
        case 5:
            return Outcome.REFUSED
    return Outcome.UNKNOWN


def _leave(smtp: smtplib.SMTP) -> None:
    """Say good-bye. The answer is in, so that this neither matters nor may take long."""
    with suppress(OSError, smtplib.SMTPException):
        if smtp.sock is not None:
            smtp.sock.settimeout(GOODBYE_TIMEOUT_S)
        smtp.quit()


def _words(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply


class _LeaseLostError(Exception):
    """The marker could not be set, so the dot must not be sent."""


class _MarkingSMTP(smtplib.SMTP):
    """An SMTP session that sets the marker between the body and the final dot."""

    mark: Callable[[], bool]

    def mail_one(self, sender: str, recipient: str) -> None:
        for code, reply in (self.mail(sender), self.rcpt(recipient)):
            if code not in {_ACCEPTED, 251}:
                raise smtplib.SMTPResponseException(code, reply)

    def data(self, msg: bytes) -> tuple[int, bytes]:  # type: ignore[override]  # bytes only, by design
        self.putcmd("data")
        code, reply = self.getreply()
        if code != _READY_FOR_DATA:
            raise smtplib.SMTPDataError(code, reply)
        body = re.sub(rb"(?m)^\.", b"..", msg)
        self.send(body if body.endswith(b"\r\n") else body + b"\r\n")
        if not self.mark():
            self.close()
            raise _LeaseLostError
        if self.sock is not None:
            self.sock.settimeout(AFTER_DOT_TIMEOUT_S)
        self.send(b".\r\n")
        return self.getreply()


class _MarkingSMTPOverTLS(_MarkingSMTP, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


def _connected(server: MailServer, mark: Callable[[], bool]) -> _MarkingSMTP:
    context = ssl.create_default_context()
    smtp: _MarkingSMTP
    if server.security == "tls":
        smtp = _MarkingSMTPOverTLS(
            server.host, server.port, server.local_name, timeout=CONNECT_TIMEOUT_S, context=context
        )
    else:
        smtp = _MarkingSMTP(server.host, server.port, server.local_name, timeout=CONNECT_TIMEOUT_S)
    smtp.mark = mark
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(COMMAND_TIMEOUT_S)
        if server.security == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp
