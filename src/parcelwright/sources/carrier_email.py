"""Notices that carriers send by mail, as files (.eml).

A mail is weaker than a scan: anybody can write one, and whether its sender is true cannot be
proved from the file. So whatever a mail tells is kept as a notice with the fact ``sender =
unverified``; what it says happened stands in the code. A mail never proves that a carrier
has a parcel, never ends the silence, and never closes a parcel. The time is that of the mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_tz
from typing import TYPE_CHECKING

from parcelwright.parcels import code_books
from parcelwright.parcels.event_texts import milestone_of_text
from parcelwright.parcels.labelled_numbers import numbers_in
from parcelwright.parcels.mail_domains import carrier_of_domain
from parcelwright.parcels.recognize import recognize
from parcelwright.sources._mail import Mail, TooDeep, mails_of, starts_mail
from parcelwright.sources._statements import Payload, event_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.parcels.events import EventTime, Milestone, Parsed
    from parcelwright.parcels.labelled_numbers import FoundNumber

SLUG = "email"
NAME = "Carrier e-mail"
ENDINGS = (".eml",)

_STATEMENT = "email.statement"
# Whatever a mail says, it is a notice; its code is the milestone that its words tell. One that
# tells nothing sure is a notice too, not unknown: no shop may map it to a delivery.
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
_UNCLEAR = "UNCLEAR"
_READ_LINES = 60
_OFFSET, _MINUTE = 9, 60


@dataclass(frozen=True, kw_only=True)
class _Notice:
    """What a mail says of every number in it: read once, for it may name thousands."""

    mail: Mail
    said: Milestone | None
    at: EventTime | None
    domain: str
    claimed: str


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return a notice for each tracking number of a mail, and hints that name them.

    Args:
        payload: The whole file.
        received_at: When the file arrived, which is not when the mail did.
    """
    page = Payload.of_file(SLUG, CODES, payload, received_at)
    if page.root.problems.found or not starts_mail(payload):
        return page.parsed()
    try:
        mails = mails_of(payload)
    except TooDeep:
        page.note("(document)", "its parts are nested too deeply to be read")
        return page.parsed()
    told: dict[str, tuple[_Notice, FoundNumber]] = {}
    for mail in mails:
        # What a mail attached to another says of a number comes before the words around it.
        if numbers := _numbers(mail):
            notice = _notice(page, mail)
            told |= {found.number: (notice, found) for found in numbers}
    if not told:
        page.note("(document)", "no tracking number in it that is sure or named as one")
    for notice, found in told.values():
        _keep(page, notice, found)
    return page.parsed()


def recognizes_file(head: bytes) -> bool:
    """Return whether a file begins with the headers of a mail."""
    return starts_mail(head)


def _numbers(mail: Mail) -> tuple[FoundNumber, ...]:
    inside = numbers_in(mail.plain) or numbers_in(mail.page)
    named = {found.number for found in inside}
    return (*inside, *(each for each in numbers_in(mail.subject) if each.number not in named))


def _notice(page: Payload, mail: Mail) -> _Notice:
    domain = mail.domain
    if mail.quoted_domain and not carrier_of_domain(domain):
        domain = mail.quoted_domain
    return _Notice(
        mail=mail,
        said=_statement(mail),
        at=_date(page, mail.date),
        domain=domain,
        claimed=carrier_of_domain(domain),
    )


def _keep(page: Payload, notice: _Notice, found: FoundNumber) -> None:
    mail, domain, claimed = notice.mail, notice.domain, notice.claimed
    possible = {each.carrier for each in recognize(found.number) if each.valid}
    is_plausible = not possible or claimed in possible
    page.add(
        found.number,
        page.read(_STATEMENT, notice.said.value if notice.said else _UNCLEAR),
        occurred_at=notice.at,
        carrier=claimed if is_plausible else "",
        description=mail.subject,
        language=mail.language,
        facts={
            "sender": "unverified",
            "sender_domain": domain,
            "sender_claims": "" if is_plausible else claimed,
            "forwarded_by": mail.domain if domain != mail.domain else "",
            "number": "labelled" if found.is_labelled else "by its form",
            "attachments": ", ".join(mail.attachments),
        },
    )
    page.name_parcel(found.number)


def _statement(mail: Mail) -> Milestone | None:
    """Return the one thing that subject and words tell; None when unsure or contradictory."""
    by_subject = milestone_of_text(mail.subject, mail.language)
    lines = [line for line in (mail.plain or mail.page).splitlines() if line.strip()]
    told = {milestone_of_text(line, mail.language) for line in lines[:_READ_LINES]} - {None}
    if by_subject is not None:
        return by_subject if not told or by_subject in told else None
    return told.pop() if len(told) == 1 else None


def _date(page: Payload, written: str) -> EventTime | None:
    """Return when a mail says that it was written; a date that cannot be read is noted."""
    if not written:
        page.note("Date", "the mail has no date")
        return None
    try:
        parts = parsedate_tz(written)
    except (ValueError, IndexError):
        parts = None
    if parts is None:
        page.note("Date", f"{written[:80]!r} is no date of a mail")
        return None
    minutes = (parts[_OFFSET] or 0) // _MINUTE
    sign, distance = ("-", -minutes) if minutes < 0 else ("+", minutes)
    clock = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}".format(*parts[:6])
    return event_time(page.at(f"{clock}{sign}{distance // 60:02d}:{distance % 60:02d}", "Date"))
