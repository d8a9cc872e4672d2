"""Deadlines, money and evidence of a case: the right column of its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext

from parcelwright.claims.papers_from import how_to_get
from parcelwright.claims.remedy import Act, Confidence, RemedyStatus
from parcelwright.documents.wording import wording
from parcelwright.evidence.item import EvidenceKind
from parcelwright_web.actions.stepping import end_of_day
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.cases import EvidenceEntry
from parcelwright_web.models.claims import LedgerEntry
from parcelwright_web.pages.case_rows import last_minute, money_of, zone_of
from parcelwright_web.pages.deadline_titles import deadline_title
from parcelwright_web.pages.labels import EVIDENCE, PAPERS, SUPPLIERS, label
from parcelwright_web.pages.parcel_remedies import limit_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from django_stubs_ext import StrOrPromise

    from parcelwright.claims.remedy import Deadline, Entitlement, Remedy
    from parcelwright.money import Money
    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright_web.models.cases import Case

_DECISION = EvidenceKind.DECISION.value
_USABLE = frozenset({RemedyStatus.OPEN, RemedyStatus.TOO_EARLY, RemedyStatus.CHECK_WITH_CARRIER})


@dataclass(frozen=True, kw_only=True)
class DeadlineRow:
    """One day that must not pass.

    Args:
        last_minute: End of the day; None where the figure is too uncertain to be relied on.
        done_on: Day on which the act was done, if it was.
        uncertain: The figure is not well sourced: check with the carrier.
    """

    title: str
    last_minute: datetime | None
    zone: ZoneInfo
    done_on: date | None
    assumed: bool
    uncertain: bool
    earliest: date | None
    found: Deadline


@dataclass(frozen=True, kw_only=True)
class MoneyCard:
    """What is at risk, line by line, who can pay and how much together, and what has moved."""

    lines: list[tuple[str, Money]]
    at_risk: Money | None
    payers: list[Remedy]
    limit: str
    moved: list[tuple[LedgerEntry, Money | None]]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A paper that a payer asks for and nobody has given yet."""

    name: str
    who: str
    how: str
    payers: str


def deadline_rows(case: Case, entitlement: Entitlement) -> list[DeadlineRow]:
    """Return the days of every usable or expired right, the soonest first, unknown ones last."""
    found: dict[tuple[object, ...], DeadlineRow] = {}
    for remedy in entitlement.remedies:
        if remedy.status is RemedyStatus.EXCLUDED:
            continue
        for deadline in remedy.deadlines:
            if deadline.latest is None and deadline.earliest is None:
                continue
            row = _deadline(case, remedy, deadline)
            found.setdefault((row.title, row.last_minute, row.uncertain), row)
    return sorted(found.values(), key=_order)


def money_card(case: Case, parcel: DomainParcel, entitlement: Entitlement) -> MoneyCard:
    """Return the money of a case; sums in several currencies are never added."""
    goods = parcel.contents.value or parcel.contents.cost
    lines = [] if goods is None else [("goods", goods)]
    if parcel.postage is not None:
        lines.append(("postage", parcel.postage))
    entries = LedgerEntry.objects.for_tenant(case.tenant_id).filter(case=case)
    return MoneyCard(
        lines=lines,
        at_risk=money_of(case.at_risk, case.currency),
        payers=[each for each in entitlement.remedies if each.status in _USABLE],
        limit=limit_of(entitlement),
        moved=[
            (entry, money_of(entry.amount, entry.currency))
            for entry in entries.order_by("on", "pk")
        ],
    )


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An entry of the evidence log with its kind and title in the reader's language."""

    entry: EvidenceEntry
    name: StrOrPromise
    title: str


def evidence_of(case: Case) -> tuple[list[Kept], list[Kept]]:
    """Return the evidence items of a case, and its sealed decisions.

    Both newest first, their payloads unread.
    """
    rows = EvidenceEntry.objects.for_tenant(case.tenant_id).filter(case=case)
    unread = rows.defer("payload", "salt", "entry").order_by("-case_seq")
    words = wording("zh-Hans" if get_language() == "zh-hans" else "en")
    kept = [
        Kept(entry=each, name=label(EVIDENCE, each.kind), title=words.title(each.kind, each.title))
        for each in unread
    ]
    items = [each for each in kept if each.entry.kind != _DECISION]
    return items, [each for each in kept if each.entry.kind == _DECISION]


def missing_of(remedies: Iterable[Remedy]) -> list[Missing]:
    """Return the papers that usable rights ask for and that are not at hand."""
    found: dict[tuple[str, str], list[str]] = {}
    for remedy in remedies:
        if remedy.status not in _USABLE:
            continue
        for need in remedy.documents:
            if need.status != "have":
                payers = found.setdefault((need.code, need.who), [])
                if (payer := spoken(remedy.payer_name)) not in payers:
                    payers.append(payer)
    comma = pgettext("between listed words", ", ")
    return [
        Missing(
            name=label(PAPERS, code),
            who=label(SUPPLIERS, who),
            how=spoken(how_to_get(code, who)),
            payers=comma.join(payers),
        )
        for (code, who), payers in found.items()
    ]


def _deadline(case: Case, remedy: Remedy, deadline: Deadline) -> DeadlineRow:
    uncertain = deadline.confidence is Confidence.LOW
    known = deadline.latest is not None and not uncertain
    done = {
        Act.INQUIRY: case.inquiry_sent_on,
        Act.CLAIM: case.claim_sent_on if remedy.rule in case.claimed_rules else None,
        Act.NOTICE: deadline.done_on,
    }.get(deadline.act)
    return DeadlineRow(
        title=deadline_title(deadline, remedy.payer_name),
        last_minute=last_minute(end_of_day(deadline.latest, deadline.zone))
        if known and deadline.latest is not None
        else None,
        zone=zone_of(deadline.zone),
        done_on=done,
        assumed=deadline.assumed,
        uncertain=uncertain,
        earliest=deadline.earliest,
        found=deadline,
    )


def _order(row: DeadlineRow) -> tuple[bool, bool, float, str]:
    at = 0.0 if row.last_minute is None else row.last_minute.timestamp()
    return (row.done_on is not None, row.last_minute is None, at, row.title)
