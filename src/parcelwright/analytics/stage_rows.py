"""Learned stages as rows of the stored arrival table, and as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from parcelwright.analytics.arrivals import StageGroup, Width
from parcelwright.analytics.transit import BIN_DAYS, BINS, FIRST_DAY, Curve
from parcelwright.errors import TableError
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa
    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import StageKey

NUMBERS = (
    "pauses", "parcels", "moved", "stuck", "never_leaves", "never_worth", "lost_later",
    "later_worth", "days_later", "silent_days",
)  # fmt: skip
_STAGE = "stage"
_CURVE = "stage_curve"
# Nobody moves before the silence begins: only the bins from then on are kept.
_BEFORE = round(-FIRST_DAY / BIN_DAYS)
_KEPT = BINS - _BEFORE


def rows_of(groups: Iterable[StageGroup]) -> list[dict[str, str | float | int]]:
    """Return the rows of the stages: each group, then the half days of its curve."""
    rows: list[dict[str, str | float | int]] = []
    for group in groups:
        own = {
            "stage": group.stage.value,
            "situation": group.situation,
            **dict(zip(("carrier", "service"), group.key, strict=False)),
        }
        rows.append(
            {
                "section": _STAGE,
                **own,
                "pauses": group.pauses,
                "parcels": group.parcels,
                "moved": group.moved,
                "matured": group.matured,
                "stuck": group.stuck,
                "never_leaves": group.never_leaves,
                "never_worth": group.never_worth,
                "lost_later": group.lost_later,
                "later_worth": group.later_worth,
                "days_later": group.days_later,
            }
        )
        counts = zip(group.curve.at_risk[_BEFORE:], group.curve.delivered[_BEFORE:], strict=True)
        rows += [
            {
                "section": _CURVE,
                **own,
                "silent_days": BIN_DAYS * place,
                "at_risk": float(at_risk),
                "delivered": float(delivered),
            }
            for place, (at_risk, delivered) in enumerate(counts)
        ]
    return rows


def read(table: pa.Table) -> dict[StageKey, StageGroup]:
    """Return the stages of rows that :func:`rows_of` made, in their order.

    Raises:
        TableError: The half days of a curve are not all there.
    """
    heads = table.filter(pc.equal(table["section"], _STAGE)).to_pylist()
    curves = table.filter(pc.equal(table["section"], _CURVE))
    if curves.num_rows != len(heads) * _KEPT:
        raise TableError(
            f"the stages hold {curves.num_rows} of {len(heads) * _KEPT} half days; run learn again"
        )
    shape = (len(heads), _KEPT)
    at_risk = curves["at_risk"].to_numpy().reshape(shape)
    delivered = curves["delivered"].to_numpy().reshape(shape)
    found: dict[StageKey, StageGroup] = {}
    for place, row in enumerate(heads):
        key = tuple(str(row[name]) for name in ("carrier", "service") if row[name] is not None)
        stage = Stage(row["stage"])
        situation = row["situation"] or ""
        found[(stage, situation, key)] = StageGroup(
            width=Width.CARRIER if key else Width.ALL,
            key=key,
            stage=stage,
            situation=situation,
            pauses=row["pauses"],
            parcels=row["parcels"],
            moved=row["moved"],
            matured=row["matured"],
            stuck=row["stuck"],
            never_leaves=row["never_leaves"],
            never_worth=row["never_worth"],
            lost_later=row["lost_later"],
            later_worth=row["later_worth"],
            days_later=row["days_later"],
            curve=_curve(at_risk[place], delivered[place]),
        )
    return found


def printed(groups: Iterable[StageGroup]) -> list[str]:
    """Return a line for each stage and carrier, under a heading; nothing without any."""
    lines = [
        f"{_name(group):<44}{group.pauses:>9}{group.curve.quantile(0.5):>7.1f}"
        f"{group.curve.quantile(0.05):>7.1f}{f'{group.stuck:.0f} of {group.matured:.0f}':>16}"
        f"{group.never_leaves:>9.2%}{group.lost_later:>9.2%}"
        for group in groups
    ]
    if not lines:
        return []
    head = (
        f"{'stage, carrier':<44}{'pauses':>9}{'50%':>7}{'95%':>7}{'never ended':>16}"
        f"{'share':>9}{'later':>9}"
    )
    explained = "Days of silence until the next scan; share never ended; share lost later."
    return ["", explained, head, *lines]


def _name(group: StageGroup) -> str:
    carrier = " ".join(part or "-" for part in group.key) or "all carriers"
    rule = "" if group.tells else " (not used)"
    words = (group.stage.value, group.situation.lower())
    where = ", ".join(word.replace("_", " ") for word in words if word)
    return f"{where}, {carrier}{rule}"


def _curve(at_risk: NDArray[np.float64], delivered: NDArray[np.float64]) -> Curve:
    return Curve(
        at_risk=np.concatenate((np.full(_BEFORE, at_risk[0]), at_risk)),
        delivered=np.concatenate((np.zeros(_BEFORE), delivered)),
        from_scan=True,
    )
