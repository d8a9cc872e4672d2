"""Evidence items: what is kept for a case, of which kind, sealed under which commitment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class EntryKind(StrEnum):
    """What a log entry records."""

    INBOUND = "inbound"
    DOCUMENT = "document"
    PHOTO = "photo"
    DECISION = "decision"
    MAIL_SENT = "mail.sent"
    MAIL_REPLY = "mail.reply"
    CLAIM = "claim"
    BUYER_ANSWER = "buyer.answer"
    DEADLINE = "deadline"
    EXPORT = "export"
    HOLD = "hold"
    ERASE = "erase"
    ANCHOR = "anchor"
    KEY_ROTATE = "key.rotate"
    ACCESS = "access"
    CONFIG = "config"


class EvidenceKind(StrEnum):
    """What an evidence item shows to a carrier, insurer or court."""

    SCAN_HISTORY = "scan_history"
    RAW_PAYLOAD = "raw_payload"
    PROOF_OF_POSTING = "proof_of_posting"
    HANDOVER_MANIFEST = "handover_manifest"
    ORDER = "order"
    INVOICE = "invoice"
    CUSTOMS_DECLARATION = "customs_declaration"
    PACKING_PHOTO = "packing_photo"
    LOSS_INQUIRY = "loss_inquiry"
    CARRIER_ANSWER = "carrier_answer"
    CLAIM_LETTER = "claim_letter"
    PAYER_ANSWER = "payer_answer"
    REFUND_PROOF = "refund_proof"
    RESEND_PROOF = "resend_proof"
    DAMAGE_PHOTO = "damage_photo"
    NOTICE = "notice"
    BUYER_MESSAGE = "buyer_message"
    BUYER_ANSWER = "buyer_answer"
    NON_RECEIPT_DECLARATION = "non_receipt_declaration"
    EVIDENCE_LIST = "evidence_list"
    DECISION = "decision"

    @property
    def entry_kind(self) -> EntryKind:
        """Kind of the log entry under which an item of this kind is recorded."""
        return _ENTRY_KINDS.get(self, EntryKind.DOCUMENT)


_ENTRY_KINDS = {
    EvidenceKind.SCAN_HISTORY: EntryKind.INBOUND,
    EvidenceKind.RAW_PAYLOAD: EntryKind.INBOUND,
    EvidenceKind.PACKING_PHOTO: EntryKind.PHOTO,
    EvidenceKind.DAMAGE_PHOTO: EntryKind.PHOTO,
    EvidenceKind.NOTICE: EntryKind.CLAIM,
    EvidenceKind.LOSS_INQUIRY: EntryKind.CLAIM,
    EvidenceKind.CARRIER_ANSWER: EntryKind.MAIL_REPLY,
    EvidenceKind.CLAIM_LETTER: EntryKind.CLAIM,
    EvidenceKind.PAYER_ANSWER: EntryKind.MAIL_REPLY,
    EvidenceKind.BUYER_MESSAGE: EntryKind.MAIL_SENT,
    EvidenceKind.BUYER_ANSWER: EntryKind.BUYER_ANSWER,
    EvidenceKind.NON_RECEIPT_DECLARATION: EntryKind.BUYER_ANSWER,
    EvidenceKind.DECISION: EntryKind.DECISION,
}


@dataclass(frozen=True, kw_only=True)
class EvidenceItem:
    """One sealed file or fact of a case.

    Args:
        kind: What it shows.
        title: Its name in lists, for people; never part of a log entry.
        sealed_at: UTC instant at which its entry was written.
        seq: Sequence number of its entry in the log.
        commit: Salted commitment to its bytes, 64 hex digits.
        size: Its length in bytes.
        media_type: Such as ``application/pdf``.
    """

    kind: EvidenceKind
    title: str
    sealed_at: datetime
    seq: int
    commit: str
    size: int
    media_type: str = "application/octet-stream"
