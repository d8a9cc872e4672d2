"""What letters are made of: who writes to whom about which parcel, and the parts they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.claims.explain import for_letter, source_of
from parcelwright.claims.remedy import Confidence
from parcelwright.documents.matter import Matter
from parcelwright.errors import DocumentError
from parcelwright.parcels.events import EventTime, TimeKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from parcelwright.cases.case import CarrierAnswer
    from parcelwright.claims.remedy import Act, Remedy
    from parcelwright.documents.wording import Wording
    from parcelwright.evidence.item import EvidenceItem
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The seller as the claimant of one carrier account."""

    name: str
    address_lines: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    registration: str = ""
    bank_lines: tuple[str, ...] = ()
    signatory: str = ""
    signatory_role: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """The carrier's, insurer's or platform's office that the letter goes to."""

    name: str
    address_lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """Everything a letter says; nothing is looked up or reckoned when it is printed.

    Args:
        reference: Our reference, such as the case's short id.
        written_on: Date on the letter.
        carrier_account: The seller's account with the addressee.
        answer_by: Last day for the answer we ask for; None asks without a day.
        silent_days: Whole days since the last scan, or None when not known.
        matter: What the letter is about.
        reported_on: Day on which damage or missing contents were reported, if they were.
        remedy: The right that the letter rests on; None for an inquiry without one.
        enclosures: Evidence items that go with it.
        inquiry_sent_on: Day of our inquiry, for a claim.
        inquiry_reference: The carrier's number for that inquiry.
        answer: What the carrier answered.
        say: Puts words of the rule book into the language of the letter.
    """

    sender: Letterhead
    addressee: Addressee
    reference: str
    written_on: date
    parcel: Parcel
    journey: Journey
    carrier_account: str = ""
    answer_by: date | None = None
    silent_days: int | None = None
    matter: Matter = Matter.LOST
    reported_on: date | None = None
    remedy: Remedy | None = None
    enclosures: tuple[EvidenceItem, ...] = ()
    inquiry_sent_on: date | None = None
    inquiry_reference: str = ""
    answer: CarrierAnswer | None = None
    say: Callable[[str], str] = str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of a document: its title, column heads and rows of plain text."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""
    total: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """One document as plain text in parts, ready to be printed or compared.

    Args:
        form: Name of its form, which is the name of its typst template.
        language: Tag of its language.
        facts: Label and value of each known fact.
        asks: What is asked of the addressee, one sentence each.
    """

    form: str
    language: str
    title: str
    subject: str
    sender: Letterhead
    addressee: Addressee | None
    meta: tuple[tuple[str, str], ...]
    salutation: str
    opening: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    asks_title: str = ""
    asks: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    greeting: str = ""
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    bank_title: str = ""
    page: str = ""
    signature_label: str = ""


def parcel_facts(facts: LetterFacts, words: Wording) -> tuple[tuple[str, str], ...]:
    """Return label and value of everything known about the parcel; unknown ones are left out."""
    parcel, contents = facts.parcel, facts.parcel.contents
    weight = "" if contents.weight_g is None else f"{contents.weight_g} g"
    silent = "" if facts.silent_days is None else str(facts.silent_days)
    last = facts.journey.last_scan
    rows = (
        ("tracking_number", parcel.tracking_number),
        ("waybill", parcel.waybill_number or parcel.reference_number),
        ("other_numbers", _joined(parcel.last_mile_number, *parcel.other_numbers)),
        ("order_number", parcel.order_number),
        ("service", parcel.service),
        ("posted", _posted(facts, words)),
        ("route", _route(parcel)),
        ("recipient", _joined(parcel.buyer.name, parcel.buyer.city, parcel.buyer.country)),
        ("contents", contents.description),
        ("weight", weight),
        ("value", "" if contents.value is None else str(contents.value)),
        ("declared", "" if contents.declared is None else str(contents.declared)),
        ("postage", "" if parcel.postage is None else str(parcel.postage)),
        ("due", _due(facts)),
        ("last_scan", words.raw("common", "no_scan") if last is None else _scan(last, words)),
        ("silent", silent),
    )
    return tuple((words.raw("common", key), value) for key, value in rows if value)


def basis(facts: LetterFacts, act: Act, words: Wording) -> tuple[tuple[str, str], ...]:
    """Return the rule a letter rests on and the time limit it keeps, where they are sure enough."""
    remedy = facts.remedy
    if remedy is None or remedy.confidence is Confidence.LOW:
        return ()
    cited = source_of(remedy.citation).text
    limit = for_letter(remedy.deadline(act), facts.written_on)
    account = remedy.rule.removeprefix("contract/")
    is_ours = account != remedy.rule
    rule = words.say("common", "own_contract", account=account) if is_ours else facts.say(cited)
    rows = [(words.raw("common", "rule"), rule)]
    if limit is not None:
        said = limit.said(facts.say)
        rows.append((words.raw("common", "time_limit"), said.words))
        if limit.source.text != cited:
            rows.append((words.raw("common", "time_limit_basis"), said.source.text))
    return tuple(rows)


def harm(facts: LetterFacts, words: Wording) -> tuple[str, ...]:
    """Return the sentence that says when it was reported, where the letter is about such harm."""
    day = facts.reported_on
    if day is None or facts.matter not in {Matter.DAMAGED, Matter.PARTLY_LOST}:
        return ()
    return (words.say("common", f"{facts.matter}_reported", reported=day.isoformat()),)


def answer_asked(facts: LetterFacts, words: Wording) -> str:
    """Return the sentence that asks for an answer, by a day if there is one."""
    if facts.answer_by is None:
        return words.say("common", "answer", reference=facts.reference)
    day = facts.answer_by.isoformat()
    return words.say("common", "answer_by", answer_by=day, reference=facts.reference)


def meta(facts: LetterFacts, words: Wording) -> tuple[tuple[str, str], ...]:
    """Return date, reference and account as label and value."""
    rows = (
        ("date", facts.written_on.isoformat()),
        ("our_reference", facts.reference),
        ("account", facts.carrier_account or facts.parcel.carrier_account),
    )
    return tuple((words.raw("common", key), value) for key, value in rows if value)


def scan_table(journey: Journey, words: Wording) -> Table:
    """Return every scan of the journey, oldest first, in the carrier's own words."""
    return Table(
        title=words.raw("common", "scans"),
        head=tuple(words.raw("common", key) for key in ("scan_when", "scan_where", "scan_what")),
        rows=tuple(
            (moment(event.occurred_at, words), _place(event), event.description or event.code)
            for event in journey.scans
        ),
        empty=words.raw("common", "no_scans"),
    )


def enclosure_table(items: tuple[EvidenceItem, ...], words: Wording) -> Table:
    """Return the enclosed evidence items with number, kind, title and the start of the seal."""
    return Table(
        title=words.raw("common", "enclosed"),
        head=(
            words.raw("common", "number"),
            words.raw("evidence_list", "what"),
            words.raw("common", "seal"),
        ),
        rows=tuple(
            (
                str(item.seq),
                words.item(item.kind, item.title),
                item.commit[:16],
            )
            for item in items
        ),
        empty=words.raw("common", "no_enclosures"),
    )


def moment(time: EventTime | None, words: Wording) -> str:
    """Return a time with exactly the precision and zone that are known.

    A date says that no time was given; a wall-clock time says that its zone is unknown.
    """
    if time is None:
        return "-"
    if time.kind is TimeKind.DATE:
        return f"{time.day.isoformat()} ({words.raw('common', 'date_only')})"
    clock = time.local.strftime("%Y-%m-%d %H:%M")
    if time.kind is TimeKind.LOCAL:
        return f"{clock} ({words.raw('common', 'zone_unknown')})"
    return f"{clock} UTC{time.isoformat()[-6:]}"


def check_sender(sender: Letterhead) -> None:
    """Check that a letter can be signed and answered.

    Raises:
        DocumentError: Name, address or signatory is missing; the message says which.
    """
    missing = [
        label
        for label, value in (
            ("the seller's name", sender.name),
            ("the seller's address", sender.address_lines),
            ("the name of who signs", sender.signatory),
        )
        if not value
    ]
    if missing:
        msg = f"letterhead: {', '.join(missing)} is missing; enter it in the shop's settings"
        raise DocumentError(msg)


def _posted(facts: LetterFacts, words: Wording) -> str:
    accepted = facts.parcel.accepted_at
    if accepted is None:
        return words.raw("common", "not_proven")
    return moment(accepted, words)


def _due(facts: LetterFacts) -> str:
    """Return the day of delivery that was announced, where the letter is about a delay."""
    parcel = facts.parcel
    due = parcel.latest_delivery_estimate or parcel.promised_by
    return due.day.isoformat() if due is not None and facts.matter is Matter.DELAYED else ""


def _route(parcel: Parcel) -> str:
    lane = parcel.lane
    ends = (lane.origin_country, lane.destination_country)
    return " \u2192 ".join(ends) if all(ends) else ""


def _scan(event: TrackingEvent, words: Wording) -> str:
    when = moment(event.occurred_at, words)
    return _joined(when, _place(event), event.description or event.code)


def _place(event: TrackingEvent) -> str:
    return _joined(event.place, event.country) or "-"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
