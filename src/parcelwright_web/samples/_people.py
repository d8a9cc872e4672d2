"""The two people of the sample shop, and what each does when a case asks for a step."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from parcelwright.cases.case import CaseState
from parcelwright.cases.step import StepCode
from parcelwright.errors import ParcelwrightError
from parcelwright_web.actions import cases
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.sample import SEED
from parcelwright_web.samples import _buyers, _carriers, _payers
from parcelwright_web.samples._desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from parcelwright_web.models.accounts import User
    from parcelwright_web.models.cases import Case

_log = logging.getLogger("parcelwright.sample")
# Of ten cases so many are worked on; the others wait for whoever tries the sample.
_WORKED = 0.8
_SKIPPED_DAYS = 0.1
_MINUTES_OF_WORK = 5 * 24 * 60

_BY_STEP: Mapping[StepCode, Callable[[Desk], None]] = {
    StepCode.TELL_BUYER: _buyers.tell,
    StepCode.ASK_BUYER_TO_CHECK: _buyers.ask_to_check,
    StepCode.ASK_BUYER_TO_COLLECT: _buyers.ask_to_check,
    StepCode.WAIT_FOR_BUYER: _buyers.answer,
    StepCode.ANSWER_DISPUTE: _buyers.answer_dispute,
    StepCode.SEND_INQUIRY: _carriers.inquire,
    StepCode.CHECK_HANDOVER: _carriers.ask_warehouse,
    StepCode.WAIT_FOR_CARRIER: _carriers.answer,
    StepCode.CHASE_CARRIER: _carriers.answer,
    StepCode.WAIT_UNTIL_ALLOWED: _carriers.put_aside,
    StepCode.WATCH: _carriers.put_aside,
    StepCode.FILE_CLAIM: _payers.claim,
    StepCode.WAIT_FOR_PAYER: _payers.decide,
    StepCode.CHASE_PAYER: _payers.decide,
    StepCode.WAIT_FOR_PAYMENT: _payers.pay,
    StepCode.CLOSE: _payers.close,
}


@dataclass(frozen=True, kw_only=True)
class Worker:
    """One person at one case. Chances follow from seed, parcel and day alone."""

    case: Case
    user: User

    @classmethod
    def of(cls, case: Case, people: Sequence[User]) -> Worker:
        """Return who works on a case."""
        return cls(case=case, user=_chance(case, "who").choice(people))

    def is_busy(self, moment: datetime) -> bool:
        """Return whether the person looks at the case in the days after a moment."""
        if _chance(self.case, "worked").random() >= _WORKED:
            return False
        return _chance(self.case, f"{moment:%j}").random() >= _SKIPPED_DAYS

    def hour(self, moment: datetime) -> datetime:
        """Return when the person looks at it: within office hours of the next days."""
        minutes = _chance(self.case, f"hour {moment:%j}").randrange(_MINUTES_OF_WORK)
        days, minute = divmod(minutes, 24 * 60)
        return moment + timedelta(days=days, minutes=10 + minute // 3)


def work_on(worker: Worker, at: datetime) -> datetime:
    """Do what the next step of the case asks for; return when the person is free again."""
    case = worker.case
    case.refresh_from_db()
    desk = Desk(case=case, actor=actor_of(worker.user), at=at, chance=_chance(case, f"{at:%j}"))
    act = _BY_STEP.get(StepCode(case.step_code)) if case.step_code else None
    if act is None or case.state == CaseState.CLOSED:
        return at
    try:
        if case.owner_id is None:
            cases.assign(case, owner=worker.user, **desk.frame())
        act(desk)
    except ParcelwrightError:
        # The day this runs on decides what was possible; the case stays as it is.
        _log.debug("sample: %s was left out in %s", case.step_code, case, exc_info=True)
    return desk.at


def _chance(case: Case, about: str) -> Random:
    return Random(f"{SEED} {case.parcel.tracking_number} {about}")  # noqa: S311 - not for secrets
