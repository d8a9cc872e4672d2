"""Writes the messages that buyers get: plain text, short, and true on the day they are sent.

Conduct is part of the code: an offer to wait names the day of the refund, and a message
is refused when that day lies after the last day on which the buyer can open a dispute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.cases.wording import fill
from parcelwright.errors import WordingError
from parcelwright.messages.language import Choice, Language, MessageKind, Part, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.money import Money

MAX_BYTES = 64 * 1024
_CONTACT_DATA = re.compile(
    r"https?:|www\.|\S@\S|\+\d[\d ()-]{6,}"
    r"|\b[\w-]+\.(?:com|cn|net|org|shop|store|co|io|me|eu|de|uk)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Channel(StrEnum):
    """How a message reaches the buyer; marketplaces forbid links and contact data."""

    MAIL = "mail"
    MARKETPLACE = "marketplace"


@dataclass(frozen=True, kw_only=True)
class MessageFacts:
    """What is known when a message is written. Empty text and None are unknown.

    Args:
        goods: Short name of the goods, so that the buyer recognises the order.
        next_news_on: Day by which the buyer hears from the seller again.
        chance_of_100: Of 100 parcels like this, how many still arrive.
        refund: What would be paid back.
        credit: Store credit on offer.
        wait_until: Last day of waiting, when waiting is on offer.
        refund_on: Day on which the refund is made after waiting.
        dispute_deadline: Last day on which the buyer can open a dispute; without it no
            wait is offered.
        contact: Address or number of the shop; left out on marketplaces.
    """

    shop_name: str
    order_number: str
    goods: str
    tracking_number: str
    buyer_name: str = ""
    last_scan_on: date | None = None
    last_scan_place: str = ""
    next_news_on: date | None = None
    chance_of_100: int | None = None
    refund: Money | None = None
    credit: Money | None = None
    wait_until: date | None = None
    refund_on: date | None = None
    dispute_deadline: date | None = None
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message ready to be read by a person and sent.

    Args:
        subject: One line.
        body: Plain text, paragraphs parted by an empty line, at most 64 KB of UTF-8.
        choices: What the reply numbers 1, 2, ... mean, in their order.
    """

    kind: MessageKind
    language: str
    channel: Channel
    subject: str
    body: str
    choices: tuple[Choice, ...] = ()

    def check(self) -> None:
        """Check that it can be sent, also after a person changed its words.

        Raises:
            WordingError: A part is empty, it is too long, or it holds contact data where
                that is forbidden.
        """
        where = f"message {self.kind} in {self.language}"
        if not self.subject.strip() or not self.body.strip():
            msg = f"{where}: subject or text is empty; write both"
            raise WordingError(msg)
        size = len(self.body.encode())
        if size > MAX_BYTES:
            msg = f"{where}: {size} bytes, at most {MAX_BYTES} are sent; shorten the values"
            raise WordingError(msg)
        if self.channel is not Channel.MARKETPLACE:
            return
        found = _CONTACT_DATA.search(self.subject) or _CONTACT_DATA.search(self.body)
        if found is not None:
            msg = (
                f'{where}: "{found[0]}" looks like a link or contact data, '
                "which marketplaces forbid"
            )
            raise WordingError(msg)


def compose(
    kind: MessageKind,
    tag: str,
    facts: MessageFacts,
    *,
    channel: Channel = Channel.MAIL,
    choices: Sequence[Choice] = (),
) -> Message:
    """Return one message in one language.

    Args:
        kind: What it is for.
        tag: Language, such as ``en`` or ``zh-Hans``.
        facts: What is known.
        channel: On a marketplace no link, address or phone number is let through.
        choices: What the seller offers; numbered from 1 in the order of :class:`Choice`.

    Raises:
        WordingError: A value is missing, nothing is offered, waiting would outlast the
            buyer's dispute right, the text is too long, or it holds contact data where
            that is forbidden.
    """
    words = language(tag)
    offered = tuple(choice for choice in Choice if choice in choices)
    _check_offer(kind, offered, facts)
    values = _values(words, facts, channel)
    where = f"message {kind} in {tag}"
    listed = [
        fill(words.choices[choice], {**values, "number": str(number)}, where)
        for number, choice in enumerate(offered, start=1)
    ]
    filling = {**values, "choices": "\n".join(listed)}
    text = words.texts[kind]
    message = Message(
        kind=kind,
        language=tag,
        channel=channel,
        subject=fill(text.subject, values, where),
        body="\n\n".join(
            fill(part.text, filling, where) for part in text.parts if _shown(part, values)
        )
        + "\n",
        choices=offered,
    )
    message.check()
    return message


def _shown(part: Part, values: dict[str, str]) -> bool:
    known = not part.when or bool(values[part.when])
    return known and not (part.unless and values[part.unless])


def _values(words: Language, facts: MessageFacts, channel: Channel) -> dict[str, str]:
    shown: dict[str, str] = {}
    for name in facts.__dataclass_fields__:
        value: str | int | date | Money | None = getattr(facts, name)
        text = words.day(value) if isinstance(value, date) else str(value)
        shown[name] = "" if value is None else _CONTROL.sub(" ", text).strip()
    if channel is Channel.MARKETPLACE:
        shown["contact"] = ""
    return shown


def _check_offer(kind: MessageKind, offered: tuple[Choice, ...], facts: MessageFacts) -> None:
    if kind is MessageKind.PRESUMED_LOST and not {Choice.RESEND, Choice.REFUND}.intersection(
        offered
    ):
        msg = f"message {kind}: offer at least a refund or to send it again"
        raise WordingError(msg)
    if Choice.WAIT not in offered:
        return
    if facts.wait_until is None or facts.refund_on is None or facts.dispute_deadline is None:
        msg = (
            f"message {kind}: an offer to wait needs its last day, the day of the refund and "
            "the buyer's last day to open a dispute; enter them or offer no wait"
        )
        raise WordingError(msg)
    if facts.refund_on < facts.wait_until:
        msg = f"message {kind}: the refund on {facts.refund_on} comes before the wait is over"
        raise WordingError(msg)
    if facts.refund_on > facts.dispute_deadline:
        msg = (
            f"message {kind}: the refund on {facts.refund_on} comes after the buyer's last day "
            f"to open a dispute, {facts.dispute_deadline}; choose an earlier day or offer no wait"
        )
        raise WordingError(msg)
