"""Keeps an arrival table as a Parquet file, and prints it for people.

One row a group (``section`` is its width), a half day of the curve, a stage, a half day of a
stage's curve, and one on how far the table holds; every column has one meaning, so that two
tables can be compared with any tool.
"""

from __future__ import annotations

from math import isnan
from typing import IO, TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from parcelwright.analytics import stage_rows
from parcelwright.analytics.arrivals import ArrivalTable, Group, Width
from parcelwright.analytics.columns import LaneKey, moment_of
from parcelwright.analytics.transit import BIN_DAYS, BINS, FIRST_DAY, Curve
from parcelwright.analytics.trust import Trust
from parcelwright.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "5"
_CURVE = "curve"
_TRUST = "trust"
_TRUSTED = ("pace", "loss_spread", "pace_spread")
_NUMBERS = (
    "journeys", "matured", "lost", "usual_days", "usual_variance", "loss_share", "loss_worth",
    "days_past_usual", "at_risk", "delivered", *_TRUSTED, *stage_rows.NUMBERS,
)  # fmt: skip
_WHOLE = frozenset({"journeys", "pauses", "parcels", "moved"})

# A group of fewer journeys says little by itself; the table holds it all the same.
_SHOWN_FROM = 30


def write_table(table: ArrivalTable, path: str | Path | IO[bytes]) -> None:
    """Write the table to a path or an open binary file; the same table gives the same bytes."""
    rows = [_group_row(group) for group in table.groups.values()]
    rows += [
        {
            "section": _CURVE,
            "days_past_usual": FIRST_DAY + BIN_DAYS * place,
            "at_risk": float(table.curve.at_risk[place]),
            "delivered": float(table.curve.delivered[place]),
        }
        for place in range(BINS)
    ]
    trusted = {name: float(getattr(table.trust, name)) for name in _TRUSTED}
    rows.append({"section": _TRUST, **trusted})
    rows += stage_rows.rows_of(table.stages.values())
    schema = pa.schema(
        [(name, pa.string()) for name in ("section", "stage", "situation", *LaneKey._fields)]
        + [(name, pa.int64() if name in _WHOLE else pa.float64()) for name in _NUMBERS],
        metadata={
            "parcelwright_arrival_table": VERSION,
            "until": repr(table.until),
            "mature_days": repr(table.mature_days),
        },
    )
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, compression="zstd")


def read_table(path: str | Path | IO[bytes]) -> ArrivalTable:
    """Return the table of a path or an open binary file.

    Raises:
        TableError: The file is missing, no arrival table, or of another version.
    """
    try:
        found = pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise TableError(f"{path} cannot be read as an arrival table; run learn again") from error
    facts = found.schema.metadata or {}
    version = facts.get(b"parcelwright_arrival_table", b"none").decode()
    if version != VERSION:
        raise TableError(
            f"{path} is an arrival table of version {version}; expected {VERSION}, run learn again"
        )
    of_stages = pc.is_valid(found["stage"])
    rows = found.filter(pc.invert(of_stages)).to_pylist()
    groups = [_group(row) for row in rows if row["section"] not in (_CURVE, _TRUST)]
    trust = [
        Trust(**{name: row[name] for name in _TRUSTED}) for row in rows if row["section"] == _TRUST
    ]
    curve = [row for row in rows if row["section"] == _CURVE]
    if len(curve) != BINS or not groups or len(trust) != 1:
        raise TableError(f"{path} holds {len(curve)} of {BINS} half days; run learn again")
    return ArrivalTable(
        until=float(facts[b"until"]),
        mature_days=float(facts[b"mature_days"]),
        curve=Curve(
            at_risk=np.array([row["at_risk"] for row in curve], np.float64),
            delivered=np.array([row["delivered"] for row in curve], np.float64),
        ),
        groups={(group.width, group.key): group for group in groups},
        stages=stage_rows.read(found.filter(of_stages)),
        trust=trust[0],
    )


def printed(table: ArrivalTable) -> str:
    """Return the table as lines for a person: what it rests on, then group by group."""
    late = ", ".join(f"{1 - w:.0%} {table.curve.quantile(w):+.1f}" for w in (0.10, 0.05, 0.01))
    lines = [
        "Shipped figures only."
        if isnan(table.until)
        else f"Journeys known until {moment_of(table.until):%Y-%m-%d %H:%M} UTC.",
        f"A parcel counts as lost after {table.mature_days:.0f} days.",
        f"Days past the usual time: {late}.",
        _trusted(table.trust),
        "",
        f"{'width':<12}{'group':<32}{'journeys':>9}{'usual days':>12}{'lost':>14}{'share':>9}",
    ]
    shown = [group for group in table.groups.values() if group.journeys >= _SHOWN_FROM]
    for group in shown:
        name = " ".join(part or "-" for part in group.key) or "all parcels"
        lost = f"{group.lost:.0f} of {group.matured:.0f}"
        lines.append(
            f"{group.width.value:<12}{name:<32}{group.journeys:>9}{group.usual_days:>12.1f}"
            f"{lost:>14}{group.loss_share:>9.2%}"
        )
    if len(shown) < len(table.groups):
        hidden = len(table.groups) - len(shown)
        lines.append(f"{hidden} groups of fewer than {_SHOWN_FROM} journeys are not shown.")
    lines += stage_rows.printed(table.stages.values())
    return "\n".join(lines)


def _trusted(trust: Trust) -> str:
    """Return in one line how far the table holds."""
    return (
        f"Silences are taken to end {1 - trust.pace:.0%} slower than counted; months differ by"
        f" {np.expm1(trust.loss_spread):.0%} in losses and {trust.pace_spread:.0%} in pace."
    )


def _group_row(group: Group) -> dict[str, str | float | int]:
    return {
        "section": group.width.value,
        **dict(zip(LaneKey._fields, group.key, strict=False)),
        "journeys": group.journeys,
        "matured": group.matured,
        "lost": group.lost,
        "usual_days": group.usual_days,
        "usual_variance": group.usual_variance,
        "loss_share": group.loss_share,
        "loss_worth": group.loss_worth,
    }


def _group(row: dict[str, str | float | int]) -> Group:
    key = tuple(str(row[name]) for name in LaneKey._fields if row[name] is not None)
    return Group(
        width=Width(str(row["section"])),
        key=key,
        journeys=int(row["journeys"]),
        matured=float(row["matured"]),
        lost=float(row["lost"]),
        usual_days=float(row["usual_days"]),
        usual_variance=float(row["usual_variance"]),
        loss_share=float(row["loss_share"]),
        loss_worth=float(row["loss_worth"]),
    )
