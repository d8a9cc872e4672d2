"""The short mail that carries a paper, in the paper's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.documents.wording import wording
from parcelwright_web.actions.papers import letterhead, matter_in

if TYPE_CHECKING:
    from parcelwright.claims.remedy import Remedy
    from parcelwright_web.actions.papers import Form
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Subject and plain text of a mail that carries a paper."""

    subject: str
    body: str


def cover_of(
    form: Form, case: Case, found: Situation, language: str, remedy: Remedy | None = None
) -> Cover:
    """Return the mail for a letter of a case: subject, first sentence, reference, sender.

    ``remedy`` is what the letter rests on; a contract may name another company as claimant.
    """
    words = wording(language)
    head = letterhead(found.row.shop, "" if remedy is None else remedy.claimant_name)
    number, matter = found.parcel.tracking_number, matter_in(found)
    subject = words.about(form.value, "subject", matter, tracking_number=number)
    reference = f"{words.raw('common', 'our_reference')}: {case}"
    sender = "\n".join(part for part in (head.signatory, head.name) if part)
    parts = (
        words.raw("common", "salutation"),
        words.about(form.value, "opening", matter),
        reference,
        words.raw("common", "closing"),
        sender,
    )
    return Cover(subject=f"{subject} ({case})", body="\n\n".join(parts) + "\n")
