"""The texts of every document and message on sample facts, as they are kept in tests/snapshots."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import paper_samples
from parcelwright.documents import wording
from parcelwright.documents.forms import claim_letter, loss_inquiry, notice_letter
from parcelwright.documents.matter import Matter
from parcelwright.documents.text import plain_text
from parcelwright.messages.compose import Channel, MessageFacts, compose
from parcelwright.messages.language import Choice, MessageKind, languages
from parcelwright.money import Money
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Parcel
from parcelwright.plugins import modules

FOLDER = Path(__file__).parent / "snapshots"
BUYER = MessageFacts(
    shop_name="Lumi Home",
    order_number="LUMI-10482",
    goods="pour-over coffee set",
    tracking_number="RV482917305CN",
    buyer_name="Noura",
    last_scan_on=date(2026, 11, 2),
    last_scan_place="Guangzhou",
    next_news_on=date(2026, 11, 27),
    chance_of_100=8,
    refund=Money.of("64.90", "USD"),
    credit=Money.of("70", "USD"),
    wait_until=date(2026, 12, 6),
    refund_on=date(2026, 12, 7),
    dispute_deadline=date(2026, 12, 30),
    contact="help@lumi.example",
)


def texts() -> dict[str, str]:
    """Return every approved text by file name."""
    return {**_documents(), **_messages()}


def _documents() -> dict[str, str]:
    facts = paper_samples.letter_facts()
    bare = paper_samples.letter_facts(
        parcel=Parcel(tracking_number=paper_samples.NUMBER),
        journey=journey_of([]),
        remedy=None,
        enclosures=(),
        answer_by=None,
        silent_days=None,
    )
    found = {
        f"document.{name}.{tag}.txt": plain_text(form.build(facts, tag))
        for name, form in modules("parcelwright.documents.forms").items()
        for tag in wording.languages()
    }
    for tag in wording.languages():
        found[f"document.loss_inquiry_bare.{tag}.txt"] = plain_text(loss_inquiry.build(bare, tag))
        found[f"document.claim_letter_insurer.{tag}.txt"] = plain_text(
            claim_letter.build(paper_samples.insured_facts(), tag)
        )
    return found | _by_matter()


def _by_matter() -> dict[str, str]:
    found = {}
    for matter in Matter:
        facts = paper_samples.letter_facts(
            matter=matter, reported_on=date(2026, 11, 20), answer=None
        )
        for form in (loss_inquiry, claim_letter, notice_letter):
            for tag in wording.languages():
                name = f"document.{form.FORM}_{matter}.{tag}.txt"
                found[name] = plain_text(form.build(facts, tag))
    return found


def _messages() -> dict[str, str]:
    unscanned = replace(
        BUYER, buyer_name="", last_scan_on=None, last_scan_place="", dispute_deadline=None
    )
    found = {}
    for tag in languages():
        for kind in MessageKind:
            full = compose(kind, tag, BUYER, choices=tuple(Choice))
            market = compose(
                kind, tag, unscanned, channel=Channel.MARKETPLACE, choices=(Choice.REFUND,)
            )
            found[f"message.{kind}.{tag}.txt"] = f"{full.subject}\n\n{full.body}"
            found[f"message.{kind}_marketplace.{tag}.txt"] = f"{market.subject}\n\n{market.body}"
    return found
