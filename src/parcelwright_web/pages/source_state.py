"""How a connection to a source stands, in one pill: the worst thing first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from parcelwright_web.models.intake import SourceConnection


@dataclass(frozen=True, kw_only=True)
class State:
    """A tone of the pill, and its words."""

    tone: str
    name: StrOrPromise


_REFUSED = State(tone="now", name=_("Refuses the credentials"))
_WAITING = State(tone="info", name=_("Asked, waiting"))
_FAILING = State(tone="soon", name=_("Does not answer"))
_QUIET = State(tone="info", name=_("Left alone for a while"))
_SET_ASIDE = State(tone="soon", name=_("Something was set aside"))
_WORKS = State(tone="ok", name=_("Works"))
_NOT_ASKED = State(tone="quiet", name=_("Not asked yet"))
_NOTHING = State(tone="quiet", name=_("Nothing received yet"))


def state_of(connection: SourceConnection, now: datetime, *, set_aside: int) -> State:
    """Return how a connection stands; ``set_aside`` counts bodies that were not used."""
    asked, quiet_until, check = connection.is_asked, connection.quiet_until, connection.check_due_at
    works = connection.last_received_at is not None or (asked and connection.last_answer_ok)
    worst_first = (
        (asked and connection.access_refused_at is not None, _REFUSED),
        (asked and check is not None and check <= now, _WAITING),
        (asked and connection.failing_since is not None, _FAILING),
        (asked and quiet_until is not None and quiet_until > now, _QUIET),
        (set_aside > 0, _SET_ASIDE),
        (works, _WORKS),
        (asked, _NOT_ASKED),
    )
    return next((state for holds, state in worst_first if holds), _NOTHING)
