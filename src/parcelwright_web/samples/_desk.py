"""What one visit to a case works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypedDict
from zoneinfo import ZoneInfo

from parcelwright_web.actions.filed_papers import MAX_CHANNEL
from parcelwright_web.actions.situation import situation_of

if TYPE_CHECKING:
    from random import Random

    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case

_MINUTES_BETWEEN = timedelta(minutes=3)


class Frame(TypedDict):
    """What every act asks for."""

    expected_revision: int
    actor: str
    now: datetime


@dataclass(kw_only=True)
class Desk:
    """One visit: the case, who acts, when, and what chance decides."""

    case: Case
    actor: str
    at: datetime
    chance: Random

    def frame(self) -> Frame:
        """Return revision, actor and moment of the next act, some minutes after the last."""
        self.case.refresh_from_db()
        self.at += _MINUTES_BETWEEN
        return Frame(expected_revision=self.case.revision, actor=self.actor, now=self.at)

    def situation(self) -> Situation:
        """Return the situation as known now, with the case as stored."""
        self.case.refresh_from_db()
        return situation_of(self.case, self.at)

    @property
    def today(self) -> date:
        """Calendar day in the shop's zone."""
        return self.at.astimezone(ZoneInfo(self.case.parcel.shop.timezone)).date()

    @property
    def rule(self) -> str:
        """Rule that the next step rests on, or empty."""
        return str(self.case.step.get("rule", ""))

    @property
    def channel(self) -> str:
        """How the payer of the next step takes papers, as its rule says, or empty."""
        return str(self.case.step.get("channel", ""))[:MAX_CHANNEL]

    def days_since(self, day: date | None) -> int:
        """Return the days gone by; 0 when there was no such day."""
        return 0 if day is None else (self.today - day).days
