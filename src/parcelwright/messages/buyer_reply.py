"""Reads a buyer's reply to a question: which question it answers, and what the buyer wrote.

Nothing in a mail proves who sent it; a person looks before anything is taken over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.messages.own_words import own_words
from parcelwright.sources._mail import TooDeep, mails_of, starts_mail

if TYPE_CHECKING:
    from parcelwright.sources._mail import Mail

MAX_BYTES = 8 * 1024 * 1024
_SHOWN_LETTERS = 20_000
_LEAST = 8
_NAMED = re.compile(rf"\bQ-([0-9A-F]{{{_LEAST}}})\b", re.IGNORECASE)
# Mail programs repeat the Message-ID of what is answered; ours begin with the question's key.
_ANSWERED = re.compile(rb"<([0-9a-f]{40})@")


@dataclass(frozen=True, kw_only=True)
class BuyerReply:
    """A mail that may answer a question.

    Args:
        subject: As written, in one line.
        domain: Domain of the sender as the mail claims it.
        words: What the sender wrote, without the mail that is answered.
        keys: Beginnings of the keys of the questions that it names, eight hexadecimal digits or
            more each, without repeats.
    """

    subject: str
    domain: str
    words: str
    keys: tuple[str, ...]


def reference_of(key: str) -> str:
    """Return what a question's subject says, so that its answer can be found.

    >>> reference_of("3f9a1c2277aa")
    'Q-3F9A1C22'
    """
    return f"Q-{key[:_LEAST].upper()}"


def is_mail(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is a mail."""
    return starts_mail(head)


def read_reply(payload: bytes) -> BuyerReply:
    """Return what a mail file says; of one that was forwarded as an attachment, the inner mail.

    Raises:
        InputFileError: It is no mail, or none that can be read.
    """
    if len(payload) > MAX_BYTES:
        raise InputFileError("the mail is larger than 8 MB; bring it without its attachments")
    if not starts_mail(payload):
        raise InputFileError("this is no mail; save the buyer's mail as a file (.eml)")
    try:
        mails = mails_of(payload)
    except TooDeep:
        raise InputFileError("the mail's parts are nested too deeply to be read") from None
    keys = [found.decode() for found in _ANSWERED.findall(payload)]
    for mail in mails:
        text = f"{mail.subject}\n{mail.plain}\n{mail.page}"
        keys += [found.lower() for found in _NAMED.findall(text)]
    # What was forwarded comes last, and is what the buyer wrote.
    said = next((mail for mail in reversed(mails) if _words(mail)), mails[0])
    return BuyerReply(
        subject=said.subject,
        domain=said.domain,
        words=own_words(_words(said))[:_SHOWN_LETTERS],
        keys=tuple(dict.fromkeys(keys)),
    )


def _words(mail: Mail) -> str:
    return mail.plain.strip() or mail.page.strip()
