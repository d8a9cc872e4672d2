"""Letters of a case: what they say, from stored facts, and their printed form.

A preview is printed and forgotten; a paper that an act produces is kept as evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from django.utils.translation import override

from parcelwright.cases.case import CarrierAnswer
from parcelwright.claims.remedy import Act, Confidence, RemedyStatus
from parcelwright.documents.letter import Addressee, LetterFacts, Letterhead
from parcelwright.documents.matter import Matter, matter_of
from parcelwright.documents.render import Printer
from parcelwright.errors import DocumentError
from parcelwright.evidence.item import EvidenceKind
from parcelwright.plugins import modules
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.actions import evidence
from parcelwright_web.actions.known import reported_in
from parcelwright_web.core_texts import spoken

if TYPE_CHECKING:
    from datetime import date, datetime

    from parcelwright.claims.remedy import Remedy
    from parcelwright.documents.letter import Document
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.accounts import Shop
    from parcelwright_web.models.cases import Case

CHINESE, ENGLISH = "zh-Hans", "en"
_OVER = frozenset({RemedyStatus.EXPIRED, RemedyStatus.EXCLUDED})
_SPEAKS_CHINESE = frozenset({"CN", "HK", "MO", "TW"})
# Kinds that go with a letter to a carrier; our own decisions and talk with the buyer do not.
_ENCLOSED = (
    EvidenceKind.SCAN_HISTORY, EvidenceKind.PROOF_OF_POSTING, EvidenceKind.HANDOVER_MANIFEST,
    EvidenceKind.ORDER, EvidenceKind.INVOICE, EvidenceKind.CUSTOMS_DECLARATION,
    EvidenceKind.PACKING_PHOTO, EvidenceKind.DAMAGE_PHOTO, EvidenceKind.REFUND_PROOF,
    EvidenceKind.RESEND_PROOF, EvidenceKind.CARRIER_ANSWER, EvidenceKind.NON_RECEIPT_DECLARATION,
)  # fmt: skip


class Form(StrEnum):
    """The papers that can be printed for a case."""

    LOSS_INQUIRY = "loss_inquiry"
    CLAIM_LETTER = "claim_letter"
    NOTICE_LETTER = "notice_letter"
    EVIDENCE_LIST = "evidence_list"


# What a letter does; a right with a day for it comes first.
_ACTS = {Form.LOSS_INQUIRY: Act.INQUIRY, Form.NOTICE_LETTER: Act.NOTICE}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a person may choose of a paper; empty means what fits the carrier and the rule.

    Args:
        language: ``en`` or ``zh-Hans``.
        rule: Rule it rests on.
        addressee: Name of the office it goes to.
        address_lines: Its address.
        answer_by: Day by which an answer is asked for.
    """

    language: str = ""
    rule: str = ""
    addressee: str = ""
    address_lines: tuple[str, ...] = ()
    answer_by: date | None = None


class _FormModule(Protocol):
    """What a module of ``documents.forms`` offers."""

    def build(self, facts: LetterFacts, language: str) -> Document:
        """Return the document."""


def preview(form: Form, case: Case, found: Situation, wanted: Wanted, now: datetime) -> bytes:
    """Return a paper as PDF, without keeping it.

    Raises:
        DocumentError: It cannot be printed; the message says what is missing.
    """
    language = wanted.language or language_for(form, found, wanted)
    facts = _said_in(language, letter_facts(form, case, found, wanted))
    document = _form(form).build(facts, language)
    return printer().pdf(document, now)


def paper(
    form: Form, case: Case, found: Situation, wanted: Wanted, now: datetime
) -> evidence.NewItem:
    """Return a paper ready to be kept as evidence. Raises as :func:`preview`."""
    return evidence.NewItem(
        kind=EvidenceKind.NOTICE if form is Form.NOTICE_LETTER else EvidenceKind(form.value),
        payload=preview(form, case, found, wanted, now),
        media_type="application/pdf",
        title=file_name(form, case),
    )


def file_name(form: Form, case: Case) -> str:
    """Return the name under which a paper is downloaded or attached."""
    return f"{case}-{form.value.replace('_', '-')}.pdf"


def letter_facts(form: Form, case: Case, found: Situation, wanted: Wanted) -> LetterFacts:
    """Return everything a letter says.

    Raises:
        DocumentError: The rule asked for is not among the parcel's remedies.
    """
    remedy = remedy_for(form, found, wanted.rule)
    silent = None if found.assessment is None else int(found.assessment.silent_days)
    return LetterFacts(
        sender=letterhead(found.row.shop, "" if remedy is None else remedy.claimant_name),
        addressee=_addressee(found, remedy, wanted),
        reference=str(case),
        written_on=found.today,
        parcel=found.parcel,
        journey=found.journey,
        carrier_account=found.parcel.carrier_account,
        answer_by=wanted.answer_by,
        silent_days=silent,
        matter=matter_in(found),
        reported_on=reported_in(case).get(found.entitlement.claim_type),
        remedy=remedy,
        enclosures=evidence.items_of(case, () if form is Form.EVIDENCE_LIST else _ENCLOSED),
        inquiry_sent_on=case.inquiry_sent_on,
        inquiry_reference=case.inquiry_number,
        answer=CarrierAnswer(case.answer) if case.answer else None,
    )


def matter_in(found: Situation) -> Matter:
    """Return what letters about a parcel speak of."""
    return matter_of(found.entitlement.claim_type, found.journey.outcome)


def _said_in(language: str, facts: LetterFacts) -> LetterFacts:
    """Return the facts with the core's sentences and names in the language of the letter."""

    def say(text: str) -> str:
        with override(language.lower()):
            return spoken(text)

    return replace(
        facts, say=say, addressee=replace(facts.addressee, name=say(facts.addressee.name))
    )


def remedy_for(form: Form, found: Situation, rule: str) -> Remedy | None:
    """Return the remedy a letter rests on: the one asked for, else the best that can be used.

    Raises:
        DocumentError: The rule asked for is not among the parcel's remedies.
    """
    if form is Form.EVIDENCE_LIST:
        return None
    remedies = found.entitlement.remedies
    if rule:
        named = next((remedy for remedy in remedies if remedy.rule == rule), None)
        if named is None:
            msg = f'{form.value}: "{rule}" gives this parcel nothing; choose another rule'
            raise DocumentError(msg)
        return named
    sure = [
        remedy
        for remedy in remedies
        if remedy.confidence is not Confidence.LOW and remedy.status not in _OVER
    ]
    if form in _ACTS:
        asked = [remedy for remedy in sure if remedy.deadline(_ACTS[form]) is not None]
        return next(iter(asked or sure), None)
    claimed = () if found.case is None else tuple(found.case.claimed_rules)
    left = [remedy for remedy in sure if remedy.rule not in claimed]
    return next((remedy for remedy in left if remedy.amount is not None), None)


def language_for(form: Form, found: Situation, wanted: Wanted) -> str:
    """Return Chinese for a carrier that sits where Chinese is read, else English."""
    remedy = remedy_for(form, found, wanted.rule)
    slug = found.parcel.carrier if remedy is None else remedy.payer
    carrier = shipped_book().by_slug.get(slug) or shipped_book().by_slug.get(found.parcel.carrier)
    chinese = carrier is not None and carrier.country in _SPEAKS_CHINESE
    return CHINESE if chinese else ENGLISH


def letterhead(shop: Shop, company: str = "") -> Letterhead:
    """Return who writes a letter: the shop, or another company under whose contract it claims.

    Such a company is written to in care of the shop, whose address and telephone are known; the
    shop's registration is not the company's.
    """
    own = shop.legal_name or shop.name
    address = tuple(line.strip() for line in shop.address.splitlines() if line.strip())
    is_other = company not in {"", own, shop.name}
    return Letterhead(
        name=company if is_other else own,
        address_lines=(f"c/o {own}", *address) if is_other and address else address,
        email=shop.email,
        phone=shop.phone,
        registration="" if is_other else shop.tax_id,
        signatory=shop.signatory,
    )


@cache
def printer() -> Printer:
    """Return the printer of this process; finding its fonts takes a third of a second."""
    return Printer()


def _addressee(found: Situation, remedy: Remedy | None, wanted: Wanted) -> Addressee:
    carrier = shipped_book().by_slug.get(found.parcel.carrier)
    known = carrier.name if carrier else found.parcel.carrier
    name = wanted.addressee or (remedy.payer_name if remedy else "") or known
    if not name:
        msg = "letter: it is not known which carrier has the parcel; enter whom to write to"
        raise DocumentError(msg)
    return Addressee(name=name, address_lines=wanted.address_lines)


def _form(form: Form) -> _FormModule:
    return cast("_FormModule", modules("parcelwright.documents.forms")[form.value])
