"""What checks would have said of the parcel of a closed case before it left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.prevention.plain import plain_finding
from parcelwright_web.actions.hindsight import hindsight_of_case
from parcelwright_web.pages.check_names import check_name
from parcelwright_web.pages.check_words import Shown, shown

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from parcelwright_web.models.cases import Case


@dataclass(frozen=True, kw_only=True)
class Warned:
    """A finding under the name of its check."""

    name: StrOrPromise
    shown: Shown


def warned_before(case: Case, now: datetime) -> list[Warned] | None:
    """Return what checks would have warned of, or None where a case teaches nothing."""
    found = hindsight_of_case(case, now)
    if found is None:
        return None
    return [
        Warned(name=check_name(each.check), shown=shown(plain_finding(each), at))
        for at, each in enumerate(found)
    ]
