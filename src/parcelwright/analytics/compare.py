"""Two arrival tables side by side: what one learned otherwise than the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.analytics.arrivals import ArrivalTable

# Share of silent parcels still waiting, at which curves are compared.
LATE_SHARE = 0.05


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One figure of one group that differs.

    Args:
        group: Width and key, or stage, situation and key, in words.
        figure: Which figure, such as ``usual_days``.
        before: Its value in the first table; None where the group is new.
        after: Its value in the second; None where the group is gone.
    """

    group: str
    figure: str
    before: float | None
    after: float | None


def differences(before: ArrivalTable, after: ArrivalTable) -> tuple[Difference, ...]:
    """Return what differs between two tables, group by group in the order of their names."""
    old, new = dict(_figures(before)), dict(_figures(after))
    return tuple(
        Difference(group=name[0], figure=name[1], before=old.get(name), after=new.get(name))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    )


def _figures(table: ArrivalTable) -> Iterator[tuple[tuple[str, str], float]]:
    yield ("table", "mature_days"), table.mature_days
    yield ("table", "pace"), table.trust.pace
    yield ("table", "loss_spread"), table.trust.loss_spread
    yield ("table", "pace_spread"), table.trust.pace_spread
    for (width, key), group in table.groups.items():
        name = _named(width.value, *key)
        yield (name, "journeys"), float(group.journeys)
        yield (name, "usual_days"), group.usual_days
        yield (name, "loss_share"), group.loss_share
    for (stage, situation, key), pauses in table.stages.items():
        name = _named(stage.value, situation.lower(), *key)
        yield (name, "pauses"), float(pauses.pauses)
        yield (name, "late_days"), pauses.curve.quantile(LATE_SHARE)
        yield (name, "never_leaves"), pauses.never_leaves
        yield (name, "lost_later"), pauses.lost_later


def _named(*parts: str) -> str:
    return " ".join(part or "-" for part in parts)
