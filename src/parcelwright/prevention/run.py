"""Runs every check on a draft; a check that lacks data says so and never raises."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from parcelwright import plugins
from parcelwright.prevention.cents import as_meant
from parcelwright.prevention.finding import Finding, Severity, finding_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.finding import Found, Says
    from parcelwright.prevention.known import Known

_GRAVEST = {severity: at for at, severity in enumerate(Severity)}


class CheckModule(Protocol):
    """What a module of ``checks`` offers.

    Attributes:
        SAYS: What each of its codes says.
        AS_WRITTEN: Optional; true of what looks at sums as they are written, cents for euros
            among them. All others see what was meant.
    """

    SAYS: Mapping[str, Says]

    def check(self, draft: Draft, known: Known) -> Iterable[Found]:
        """Yield what is wrong with a draft; nothing when all is well."""


@cache
def checks() -> Mapping[str, CheckModule]:
    """Return the checks by name."""
    found = plugins.modules("parcelwright.prevention.checks")
    return {name: cast("CheckModule", module) for name, module in found.items()}


@cache
def _as_written() -> frozenset[str]:
    return frozenset(name for name, each in checks().items() if getattr(each, "AS_WRITTEN", False))


def findings_of(
    draft: Draft, known: Known, switched_off: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return what all checks find in a draft, the gravest first, then by check.

    Args:
        draft: The order.
        known: What else is known.
        switched_off: Names of checks that the shop does not want on this lane.
    """
    meant, as_written = as_meant(draft), _as_written()
    found = [
        finding_of(name, module.SAYS, each)
        for name, module in checks().items()
        if name not in switched_off
        for each in module.check(draft if name in as_written else meant, known)
    ]
    return tuple(sorted(found, key=lambda each: _GRAVEST[each.severity]))
