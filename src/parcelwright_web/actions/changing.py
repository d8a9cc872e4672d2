"""The frame of every act on a case: locked, checked, logged, kept as evidence, stepped."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from parcelwright.cases.lifecycle import move
from parcelwright.errors import ParcelwrightError
from parcelwright.evidence.item import EvidenceKind
from parcelwright_web.actions import evidence
from parcelwright_web.actions.actors import name_of
from parcelwright_web.actions.recording import hold
from parcelwright_web.actions.situation import Situation, situation_of
from parcelwright_web.actions.stepping import set_step
from parcelwright_web.models.cases import Case, CaseLogEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.cases.case import CarrierAnswer, CaseEvent, ClosedAs

# Columns that an act may change, and that an undo puts back.
CHANGED_BY_ACTS = (
    "state", "closed_at", "owner_id", "snoozed_until", "buyer_told_on", "buyer_asked_on",
    "buyer_answered_on", "buyer_choice", "inquiry_sent_on", "inquiry_number",
    "inquiry_channel", "inquiry_reply_due", "answer", "answered_on", "claim_sent_on",
    "claim_number", "claim_channel", "claim_reply_due", "claimed_rules", "closed_as",
    "closed_cause", "refunded_on", "resent_on", "reported", "notices",
)  # fmt: skip


class CaseChangedError(ParcelwrightError):
    """Somebody changed the case since the page was made; names who, when and by which act.

    Attributes:
        case: The case as it is now.
        by: Name of who changed it, for people.
        at: When, aware.
        act: Code of the act, as in the case log.
    """

    code = "case-changed"

    def __init__(self, case: Case, *, by: str, at: datetime, act: str) -> None:
        self.case, self.by, self.at, self.act = case, by, at, act
        when = f"{at:%Y-%m-%d %H:%M} UTC"
        super().__init__(
            f"{by} changed {case} at {when} ({act.replace('_', ' ')}), after you opened this "
            "page. Nothing of yours was done. Look at the case again and repeat what is still "
            "wanted."
        )


class ActError(ParcelwrightError):
    """An act that cannot be done as asked; the message says why and what to do."""

    code = "act"


@dataclass(kw_only=True)
class Acting:
    """One act under way. What is set on ``case`` is stored when the frame closes.

    Args:
        case: The case, locked, as it stands.
        actor: Who acts.
        now: Aware instant.
        facts: What the case log will say of the act, for pages.
        note: What a person wrote; sealed.
        items: What the act adds to the evidence.
    """

    case: Case
    actor: str
    now: datetime
    act: str
    facts: dict[str, object] = field(default_factory=dict)
    note: str = ""
    items: list[evidence.NewItem] = field(default_factory=list)

    @property
    def today(self) -> date:
        """Calendar day in the shop's zone."""
        return self.now.astimezone(ZoneInfo(self.case.parcel.shop.timezone)).date()

    def past_day(self, day: date | None) -> date:
        """Return the day something happened on: today when None.

        Raises:
            ActError: It lies ahead, or before the carrier took the parcel.
        """
        if day is None:
            return self.today
        if day > self.today:
            msg = f"{day.isoformat()} lies ahead; enter the day on which it happened"
            raise ActError(msg)
        posted = self.case.parcel.accepted_on
        # A day of leeway: the two days may be of different zones.
        if posted is not None and day < posted - timedelta(days=1):
            msg = f"{day.isoformat()} is before the carrier took the parcel on {posted.isoformat()}"
            raise ActError(msg)
        return day

    def situation(self) -> Situation:
        """Return the situation with the case as it stands at this point of the act."""
        return situation_of(self.case, self.now)

    def move(
        self,
        event: CaseEvent,
        *,
        answer: CarrierAnswer | None = None,
        closed_as: ClosedAs | None = None,
    ) -> None:
        """Move the state of the case.

        Raises:
            LifecycleError: The state does not allow it; the message says what is allowed.
        """
        moved = move(self.case.to_domain(), event, at=self.now, answer=answer, closed_as=closed_as)
        self.case.state = moved.state.value
        self.case.answer = "" if moved.answer is None else moved.answer.value
        self.case.closed_as = "" if moved.closed_as is None else moved.closed_as.value


@contextmanager
def acting(
    case: Case,
    act: str,
    *,
    expected_revision: int,
    actor: str,
    now: datetime,
    records: bool = False,
) -> Iterator[Acting]:
    """Run one act on a case in one transaction.

    Args:
        case: The case as the page knew it.
        act: Code of the act.
        expected_revision: Of the case as the page knew it.
        actor: Who acts.
        now: Aware instant.
        records: Whether the act adds statements to the journey of the parcel.

    Raises:
        CaseChangedError: The case has another revision than the page was made from.
    """
    with transaction.atomic():
        if records:
            # Whoever records takes this lock first.
            hold(case.tenant_id)
        locked = lock(case)
        if locked.revision != expected_revision:
            raise _changed(locked)
        before = stored(locked)
        under_way = Acting(case=locked, actor=actor, now=now, act=act)
        yield under_way
        finish(under_way, before)


def lock(case: Case) -> Case:
    """Return the case as stored, locked until the transaction ends."""
    rows = Case.objects.for_tenant(case.tenant_id).select_related("parcel__shop")
    return rows.select_for_update(of=("self",)).get(pk=case.pk)


def stored(case: Case) -> dict[str, object]:
    """Return the columns that acts change, as JSON values."""
    return {name: _plain(getattr(case, name)) for name in CHANGED_BY_ACTS}


def finish(done: Acting, before: dict[str, object]) -> None:
    """Store what an act changed, log it, keep its evidence and work out the next step."""
    case = done.case
    case.revision += 1
    case.save(update_fields=["revision", *CHANGED_BY_ACTS])
    after = stored(case)
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    facts = {**done.facts, "revision": case.revision, "changed": changed}
    CaseLogEntry.objects.for_tenant(case.tenant_id).create(
        case=case, at=done.now, actor=done.actor, act=done.act, facts=facts, note=done.note
    )
    items = [*done.items, _decision(done, facts)]
    evidence.append_all(case.tenant_id, items, actor=done.actor, now=done.now, case=case)
    set_step(case, done.situation(), done.now)


def _decision(done: Acting, facts: dict[str, object]) -> evidence.NewItem:
    """Return the act itself as evidence: who did what, when, and what changed."""
    told = {
        "case": str(done.case),
        "act": done.act,
        "at": done.now.isoformat(),
        "actor": done.actor,
        "facts": facts,
        "note": done.note,
    }
    payload = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    return evidence.NewItem(
        kind=EvidenceKind.DECISION,
        payload=payload.encode(),
        media_type="application/json",
        title=done.act.replace("_", " "),
    )


def _changed(case: Case) -> CaseChangedError:
    entries = CaseLogEntry.objects.for_tenant(case.tenant_id).filter(case=case)
    # Only acts raise the revision, and each says which it made.
    last = entries.filter(facts__revision=case.revision).order_by("-pk").first()
    if last is None:
        return CaseChangedError(case, by=name_of(case.opened_by), at=case.opened_at, act="opened")
    return CaseChangedError(case, by=name_of(last.actor), at=last.at, act=last.act)


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, list) else value
