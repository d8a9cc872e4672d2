"""Opens a mail file: who wrote it and when, its words, the names of its attachments.

A mail that was forwarded as an attachment is a mail of its own. Nothing in a mail proves who
sent it: signatures of mail servers cannot be checked without asking the network.
"""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

from parcelwright.sources._files import text_of
from parcelwright.sources._html_text import text_of_html

if TYPE_CHECKING:
    from email.message import Message

_HEADER = re.compile(rb"[!-9;-~]{1,70}:")
_FROM_LINE = re.compile(rb"\A>?From [^\n]*\n")
_TELLING = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|mime-version|return-path|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_SENDER = re.compile(
    r"^[> \t*]{0,20}(?:From|Von|De|Da|发件人|寄件者|От|من)[ *]{0,4}[:：]"
    r"[^\n]{0,200}?([\w.+-]{1,64}@[\w.-]{3,253})",
    re.MULTILINE | re.IGNORECASE,
)
_SHOWN_NAMES = 20


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One mail, decoded.

    Args:
        subject: Decoded, in one line.
        domain: Domain of the sender as the mail claims it.
        quoted_domain: Domain of the sender of a mail quoted in it, or empty.
        date: The Date header as written.
        language: ISO 639-1 code by the Content-Language header, or empty.
        plain: Words of the plain parts.
        page: Words of the HTML parts.
        attachments: Names of files in it, which are not looked into.
    """

    subject: str = ""
    domain: str = ""
    quoted_domain: str = ""
    date: str = ""
    language: str = ""
    plain: str = ""
    page: str = ""
    attachments: tuple[str, ...] = ()


class TooDeep(ValueError):
    """Parts are nested in parts beyond what any mail program writes."""


def starts_mail(head: bytes) -> bool:
    """Return whether bytes begin with the headers of a mail, two of them telling ones."""
    head = _FROM_LINE.sub(b"", head.removeprefix(b"\xef\xbb\xbf"), count=1)
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return _HEADER.match(block) is not None and len(set(_TELLING.findall(block))) > 1


def mails_of(payload: bytes) -> list[Mail]:
    """Return the mail in a file, then those attached to it.

    Raises:
        TooDeep: Its parts are nested too deeply to be read.
    """
    try:
        outer = email.message_from_bytes(payload.removeprefix(b"\xef\xbb\xbf"))
        return _opened(outer)
    except RecursionError:
        raise TooDeep from None


def _opened(outer: Message) -> list[Mail]:
    waiting, found = [outer], []
    while waiting:
        message = waiting.pop(0)
        plain, pages, names = [], [], []
        parts = [message]
        while parts:
            part = parts.pop(0)
            kind = part.get_content_type()
            inner = part.get_payload()
            if isinstance(inner, list):
                mails = [each for each in inner if not isinstance(each, str)]
                if kind == "message/rfc822":
                    waiting += mails
                else:
                    parts = [*mails, *parts]
            elif name := _file_name(part):
                names.append(name)
            elif kind == "text/html":
                pages.append(text_of_html(_words(part)))
            elif part.get_content_maintype() == "text":
                plain.append(_words(part))
        found.append(_mail(message, "\n".join(plain), "\n".join(pages), names))
    return found


def _mail(message: Message, plain: str, page: str, names: list[str]) -> Mail:
    quoted = _QUOTED_SENDER.search(plain) or _QUOTED_SENDER.search(page)
    return Mail(
        subject=header(message, "Subject"),
        domain=_domain(parseaddr(header(message, "From"))[1]),
        quoted_domain=_domain(quoted[1]) if quoted else "",
        date=header(message, "Date"),
        language=header(message, "Content-Language")[:2].lower(),
        plain=plain,
        page=page,
        attachments=tuple(names[:_SHOWN_NAMES]),
    )


def header(message: Message, name: str) -> str:
    """Return a header decoded, in one line; empty when it is absent."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        pieces = decode_header(value)
    except HeaderParseError:
        pieces = [(str(value), None)]
    # Letters that stand in a header undeclared are in the encoding of the mail, if in any.
    declared = message.get_content_charset() or ""
    words = "".join(_piece(part, charset or "", declared) for part, charset in pieces)
    return " ".join(words.split())


def _piece(words: bytes | str, charset: str, declared: str) -> str:
    if isinstance(words, str):
        words = words.encode("utf-8", "surrogateescape")
    return _decoded(words, declared if charset in {"", "unknown-8bit"} else charset)


def _words(part: Message) -> str:
    body = part.get_payload(decode=True)
    return _decoded(body, part.get_content_charset() or "") if isinstance(body, bytes) else ""


def _decoded(body: bytes, charset: str) -> str:
    if charset.replace("-", "").replace("_", "") in {"", "usascii", "utf8", "unknown8bit"}:
        return text_of(body)
    try:
        return body.decode(charset, errors="replace")
    except (LookupError, ValueError):
        return text_of(body)


def _file_name(part: Message) -> str:
    """Return the name of an attachment, or empty text for a part that is read."""
    is_text = part.get_content_maintype() == "text"
    name = " ".join((part.get_filename() or "").split())
    if part.get_content_disposition() == "attachment" or name or not is_text:
        return (name or part.get_content_type())[:100]
    return ""


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip().strip(">").casefold() if "@" in address else ""
