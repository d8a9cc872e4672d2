"""One parcel's worth of facts that the document tests share."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from parcelwright.cases.case import CarrierAnswer
from parcelwright.claims.remedy import (
    Act,
    Confidence,
    Deadline,
    PayerKind,
    Remedy,
    RemedyStatus,
    SumLine,
)
from parcelwright.documents.letter import Addressee, LetterFacts, Letterhead
from parcelwright.evidence.entry import commitment
from parcelwright.evidence.item import EvidenceItem, EvidenceKind
from parcelwright.money import Money
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Contents, Lane, Parcel, Party
from parcelwright.rulebook.rule import Citation

NUMBER = "RV482917305CN"
AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
REMEDY = Remedy(
    payer="china-post",
    payer_name="China Post",
    kind=PayerKind.CARRIER,
    rule="china-post/registered",
    status=RemedyStatus.OPEN,
    amount=Money.of("47.25", "USD"),
    sum_lines=(
        SumLine(text="Value of the contents", amount=Money.of("39.90", "USD")),
        SumLine(text="Postage paid", amount=Money.of("7.35", "USD")),
    ),
    needs=("inquiry_answer",),
    exclusions=(),
    deadlines=(),
    documents=(),
    confidence=Confidence.HIGH,
    citation=Citation(title="Example conditions 2026", section="14(2)"),
)


def scan(milestone, when, place, country, words):
    return TrackingEvent(
        tracking_number=NUMBER,
        carrier="china-post",
        milestone=milestone,
        occurred_at=EventTime.parse(when),
        place=place,
        country=country,
        description=words,
    )


EVENTS = (
    scan(Milestone.ACCEPTED, "2026-10-24T10:12:00+08:00", "深圳", "CN", "中国邮政 已收取邮件"),
    scan(
        Milestone.PROCESSED, "2026-10-27T02:15:00", "Guangzhou", "CN", "Processed at export office"
    ),
    scan(Milestone.DEPARTED, "2026-11-02", "Guangzhou CAN", "CN", "Departed country of origin"),
)


def item(seq, kind, title):
    return EvidenceItem(
        kind=kind,
        title=title,
        sealed_at=AT + timedelta(minutes=seq),
        seq=seq,
        commit=commitment(bytes(32), title.encode()),
        size=1000 + seq,
    )


ITEMS = (
    item(17, EvidenceKind.SCAN_HISTORY, "17TRACK, 22 November 2026"),
    item(18, EvidenceKind.PROOF_OF_POSTING, "Manifest M-20261024-3"),
    item(19, EvidenceKind.INVOICE, "INV-10482"),
)


def letter_facts(**changes):
    fields = {
        "sender": Letterhead(
            name="Lumi Home Trading Ltd",
            address_lines=("Unit 1204, Example Tower", "Longhua, Shenzhen 518109", "China"),
            email="claims@lumi.example",
            phone="+86 755 0000 0000",
            registration="Reg. 0000-EXAMPLE",
            bank_lines=(
                "Account name: Lumi Home Trading Ltd",
                "Account: 0000 0000 0000",
                "Bank: Example Bank",
            ),
            signatory="Liang Wei",
            signatory_role="Operations",
            place="Shenzhen",
        ),
        "addressee": Addressee(
            name="China Post, International Inquiries", address_lines=("Guangzhou", "China")
        ),
        "reference": "PW-2417",
        "written_on": date(2026, 11, 22),
        "parcel": Parcel(
            tracking_number=NUMBER,
            carrier="china-post",
            service="Registered small packet",
            lane=Lane(origin_country="CN", destination_country="SA"),
            buyer=Party(name="Noura A.", city="Riyadh", country="SA"),
            contents=Contents(
                description="Pour-over coffee set",
                weight_g=830,
                value=Money.of("39.90", "USD"),
                declared=Money.of("39.90", "USD"),
            ),
            accepted_at=EVENTS[0].occurred_at,
            order_number="LUMI-10482",
            waybill_number="WB-20261024-0031",
            postage=Money.of("7.35", "USD"),
            promised_by=EventTime.parse("2026-11-12"),
            carrier_account="GZ-50021",
        ),
        "journey": journey_of(EVENTS),
        "answer_by": date(2027, 1, 20),
        "silent_days": 19,
        "remedy": REMEDY,
        "enclosures": ITEMS,
        "inquiry_sent_on": date(2026, 11, 9),
        "inquiry_reference": "CX-8812",
        "answer": CarrierAnswer.LOST,
        **changes,
    }
    return LetterFacts(**fields)


def insured_facts(**changes):
    """Return the facts of a claim to an insurer that was given notice."""
    notice = Deadline(
        act=Act.NOTICE,
        earliest=None,
        latest=date(2026, 12, 20),
        zone="UTC",
        rule="cover/OC-7",
        citation=REMEDY.citation,
        confidence=Confidence.HIGH,
        done_on=date(2026, 11, 15),
    )
    remedy = replace(
        REMEDY,
        payer="harbor-mutual",
        payer_name="Harbor Mutual",
        kind=PayerKind.INSURER,
        rule="cover/OC-7",
        deadlines=(notice,),
    )
    return letter_facts(remedy=remedy, addressee=Addressee(name="Harbor Mutual"), **changes)
