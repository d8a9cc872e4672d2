"""A simulated year with and without checks before shipping, on the same orders and luck.

Usage: prevention_year.py [SEED] [PAGE.html]. Writes a page, marked as a simulation, and one JSON
line: {"seed", "losses_without", "losses_with", "losses_avoided_share", "false_stop_share",
"money_saved", "money_saved_range", "currency", "halved", "doubled"}. The checks see the orders and
never the faults put into them; how often a fault costs a parcel stands in prevention_year.toml.
"""

from __future__ import annotations

import json
import sys
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path

import msgspec
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from _year_orders import Fault, whole_order, with_fault

from parcelwright.prevention.finding import Severity
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import findings_of

_FIRST_DAY = date(2026, 9, 1)
_DAYS = 365
_GRAVE = (Severity.STOP, Severity.WARN)
_SCALES = {"halved": 0.5, "as assumed": 1.0, "doubled": 2.0}
# Years with other luck, and the part of them that a range holds.
_LUCKS, _HELD = 400, 95


class Parameters(msgspec.Struct, frozen=True, kw_only=True):
    """What prevention_year.toml states."""

    orders: int
    currency: str
    base_loss: float
    base_loss_from: str
    goods: tuple[float, float]
    postage: tuple[float, float]
    look_cost: float
    question_cost: float
    answered: float
    repaired: float
    handling_from: str
    fault: tuple[dict[str, object], ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults, as the maker of orders takes them."""
        return tuple(
            Fault(**{**each, "checks": tuple(each["checks"])})  # type: ignore[arg-type]  # as the file states
            for each in self.fault
        )


@dataclass(kw_only=True)
class ByFault:
    """What one fault came to: orders that have it, found by its check, lost without and with."""

    orders: int = 0
    caught: int = 0
    without: int = 0
    with_checks: int = 0


@dataclass(frozen=True, kw_only=True)
class Year:
    """What came of one year at one strength of effects."""

    losses_without: int
    losses_with: int
    false_stops: int
    stops: int
    flagged: int
    flagged_whole: int
    orders: int
    saved: float
    by_fault: dict[str, ByFault]

    @property
    def avoided(self) -> float:
        """Share of losses that the checks avoided."""
        return 1 - self.losses_with / self.losses_without if self.losses_without else 0.0


@dataclass(frozen=True, kw_only=True)
class Luck:
    """Ranges that hold 95 of 100 years: share of losses avoided, money saved."""

    avoided: tuple[float, float]
    saved: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Order:
    """One order of the year: its fault, what checks said, and its luck."""

    fault: Fault | None
    caught: bool
    stopped: bool
    flagged: bool
    luck: float
    mended: float
    cost: float


def orders_of(seed: int, told: Parameters) -> list[Order]:
    """Return the orders of a year, checked; the same for the same seed."""
    draw = np.random.Generator(np.random.PCG64(seed))
    faults, known = told.faults, Known(on=_FIRST_DAY)
    found = []
    for number in range(told.orders):
        day = _FIRST_DAY + timedelta(days=int(draw.integers(_DAYS)))
        goods, postage = draw.uniform(*told.goods), draw.uniform(*told.postage)
        order, fault = whole_order(number, draw, day, goods), None
        chosen, luck, mended = draw.random(), draw.random(), draw.random()
        for each in faults:
            if chosen < each.share:
                faulty = with_fault(order, each.name)
                if faulty is not None:
                    order, fault = faulty, each
                break
            chosen -= each.share
        grave = [each for each in findings_of(order, known) if each.severity in _GRAVE]
        caught = fault is not None and any(each.check in fault.checks for each in grave)
        found.append(
            Order(
                fault=fault,
                caught=caught,
                stopped=any(each.severity is Severity.STOP for each in grave),
                flagged=bool(grave),
                luck=luck,
                mended=mended,
                cost=goods + 2 * postage,
            )
        )
    return found


def year_of(orders: list[Order], told: Parameters, scale: float) -> Year:
    """Return what a year comes to when faults cost ``scale`` times what is assumed."""
    without = with_checks = 0
    saved = 0.0
    by_fault = {each.name: ByFault() for each in told.faults}
    for each in orders:
        extra = min(each.fault.loss * scale, 1.0) if each.fault else 0.0
        lost = each.luck < told.base_loss + extra
        mends = told.answered if each.fault and each.fault.by == "buyer" else told.repaired
        gone = each.caught and each.mended < mends
        still = each.luck < told.base_loss + (0.0 if gone else extra)
        without += lost
        with_checks += still
        if each.fault is not None:
            fault = by_fault[each.fault.name]
            fault.orders += 1
            fault.caught += each.caught
            fault.without += lost
            fault.with_checks += still
        saved += each.cost * (lost - still)
        if each.flagged:
            asked = each.fault is not None and each.fault.by == "buyer"
            saved -= told.look_cost + (told.question_cost if asked else 0.0)
    return Year(
        losses_without=without,
        losses_with=with_checks,
        false_stops=sum(each.stopped and each.fault is None for each in orders),
        stops=sum(each.stopped for each in orders),
        flagged=sum(each.flagged for each in orders),
        flagged_whole=sum(each.flagged and each.fault is None for each in orders),
        orders=len(orders),
        saved=saved,
        by_fault=by_fault,
    )


def with_other_luck(orders: list[Order], told: Parameters, scale: float, seed: int) -> Luck:
    """Return between what 95 of 100 years of the same orders lie, when luck is drawn anew."""
    draw = np.random.Generator(np.random.PCG64(seed))
    of = [each.fault for each in orders]
    extra = np.array([min(each.loss * scale, 1.0) if each else 0.0 for each in of])
    asked = np.array([each is not None and each.by == "buyer" for each in of])
    caught = np.array([each.caught for each in orders])
    cost = np.array([each.cost for each in orders])
    work = sum(
        told.look_cost + (told.question_cost if ask else 0.0)
        for each, ask in zip(orders, asked, strict=True)
        if each.flagged
    )
    avoided, saved = [], []
    for _ in range(_LUCKS):
        luck = draw.random(len(orders))
        gone = caught & (draw.random(len(orders)) < np.where(asked, told.answered, told.repaired))
        lost = luck < told.base_loss + extra
        still = luck < told.base_loss + np.where(gone, 0.0, extra)
        avoided.append(1 - still.sum() / max(lost.sum(), 1))
        saved.append(float((cost * (lost & ~still)).sum()) - work)
    ends = (100 - _HELD) / 2, (100 + _HELD) / 2
    low, high = np.percentile(avoided, ends)
    least, most = np.percentile(saved, ends)
    return Luck(avoided=(float(low), float(high)), saved=(float(least), float(most)))


def page_of(seed: int, told: Parameters, years: dict[str, tuple[Year, Luck]]) -> str:
    """Return the report as a page that says that it is a simulation."""
    rows = "".join(_row(name, year, luck, told.currency) for name, (year, luck) in years.items())
    one = years["as assumed"][0]
    faults = "".join(_fault_row(each, one.by_fault[each.name], one.orders) for each in told.faults)
    without_fault = one.losses_without - sum(each.without for each in one.by_fault.values())
    return f"""<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>A simulated year of checks</title>
<style>body{{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;width:100%}}td,th{{border-bottom:1px solid #ccc;padding:.4rem;
text-align:start;vertical-align:top}}small{{display:block}}.wide{{overflow-x:auto}}.mark{{background:#fdf0d5;padding:.8rem;border-radius:8px}}</style>
<h1>A year with and without checks before shipping</h1>
<p class="mark"><b>This is a simulation</b>, seed {seed}: {one.orders:,} invented orders, the same
luck in both years. It shows how the parts work together, not what your shop will save: how often a
fault costs a parcel is assumed, halved and doubled below.</p>
<div class="wide"><table><tr><th>Effects</th><th>Lost without</th><th>Lost with</th><th>Avoided</th>
<th>Money saved</th></tr>{rows}</table></div>
<p>In small print: the range of {_HELD} in 100 years with the same orders and faults and other luck.
It says nothing of whether the assumptions hold.</p>
<p>{one.flagged:,} orders got a finding to look at, {one.flagged_whole:,} of them without a fault;
{one.stops:,} were stopped, of those {one.false_stops:,} without a fault
({one.false_stops / one.orders:.2%} of all orders). Of buyers who are asked, {told.answered:.0%}
answer in time, and {told.repaired:.0%} of the shop's own faults are repaired (assumptions); nobody
cancels, and the days that a question takes cost nothing. Goods are worth {told.goods[0]:.0f} to
{told.goods[1]:.0f} {told.currency}, postage {told.postage[0]:.0f} to {told.postage[1]:.0f}
(assumptions), and nothing comes back of a loss from anybody. Money is goods and twice the postage
of avoided losses, less the work on findings and questions ({escape(told.handling_from)}).</p>
<h2>Faults put into orders</h2>
<p>As assumed. Of the {one.losses_without:,} losses without checks, {without_fault:,} had no fault
that a check could see: no check avoids those. A loss without fault has a chance of
{told.base_loss:.1%} ({escape(told.base_loss_from)}).</p>
<div class="wide"><table><tr><th>Fault</th><th>Orders</th><th>Found</th><th>Chance of loss</th>
<th>Lost without</th><th>Lost with</th><th>From</th></tr>{faults}</table></div>
</html>
"""


def _row(name: str, year: Year, luck: Luck, currency: str) -> str:
    low, high = luck.avoided
    least, most = luck.saved
    return (
        f"<tr><th>{name}</th><td>{year.losses_without}</td><td>{year.losses_with}</td>"
        f"<td>{year.avoided:.1%}<small>{low:.1%} to {high:.1%}</small></td>"
        f"<td>{year.saved:,.0f} {currency}<small>{least:,.0f} to {most:,.0f}</small></td></tr>"
    )


def _fault_row(fault: Fault, came_to: ByFault, orders: int) -> str:
    return (
        f"<tr><th>{escape(fault.name)}</th>"
        f"<td>{came_to.orders:,} ({came_to.orders / orders:.1%})</td><td>{came_to.caught:,}</td>"
        f"<td>+{fault.loss:.0%}</td><td>{came_to.without}</td><td>{came_to.with_checks}</td>"
        f"<td>{escape(fault.source)}</td></tr>"
    )


def main() -> None:
    """Simulate, write the page, and print one line."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    target = Path(sys.argv[2] if len(sys.argv) > 2 else "build/prevention-year.html")  # noqa: PLR2004 - the second word
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    told = msgspec.convert(tomllib.loads(text), Parameters)
    orders = orders_of(seed, told)
    years = {name: year_of(orders, told, scale) for name, scale in _SCALES.items()}
    lucks = {name: with_other_luck(orders, told, scale, seed) for name, scale in _SCALES.items()}
    both = {name: (years[name], lucks[name]) for name in _SCALES}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page_of(seed, told, both), encoding="utf-8")
    print(f"{target} shows it as a page, marked as a simulation", file=sys.stderr)
    one = years["as assumed"]
    line = {
        "seed": seed,
        "losses_without": one.losses_without,
        "losses_with": one.losses_with,
        "losses_avoided_share": round(one.avoided, 4),
        "false_stop_share": round(one.false_stops / one.orders, 4),
        "money_saved": f"{one.saved:.2f}",
        "money_saved_range": [f"{end:.2f}" for end in lucks["as assumed"].saved],
        "currency": told.currency,
    } | {
        name: {
            "losses_avoided_share": round(years[name].avoided, 4),
            "money_saved": f"{years[name].saved:.2f}",
        }
        for name in ("halved", "doubled")
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
