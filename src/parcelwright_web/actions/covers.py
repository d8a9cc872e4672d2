"""The short mail that carries a paper, in the paper's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.documents.wording import wording
from parcelwright_web.actions.papers import matter_in

if TYPE_CHECKING:
    from parcelwright_web.actions.papers import Form
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Subject and plain text of a mail that carries a paper."""

    subject: str
    body: str


def cover_of(form: Form, case: Case, found: Situation, language: str) -> Cover:
    """Return the mail for a letter of a case: subject, first sentence, reference, sender."""
    words, shop = wording(language), found.row.shop
    number, matter = found.parcel.tracking_number, matter_in(found)
    subject = words.about(form.value, "subject", matter, tracking_number=number)
    reference = f"{words.raw('common', 'our_reference')}: {case}"
    sender = "\n".join(part for part in (shop.signatory, shop.legal_name or shop.name) if part)
    parts = (
        words.raw("common", "salutation"),
        words.about(form.value, "opening", matter),
        reference,
        words.raw("common", "closing"),
        sender,
    )
    return Cover(subject=f"{subject} ({case})", body="\n\n".join(parts) + "\n")
