"""Bad histories through learn, assess and backtest: no crash, no nonsense, exact words."""

import json
from dataclasses import dataclass, field

import numpy as np
import pytest

from feed import delivered, event, on, parcel, silent, tables
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.doubts import NONE_ARRIVED, NONE_MISSING, doubts_of, later_events
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.backtest.history import history_of
from parcelwright.backtest.run import backtest
from parcelwright.backtest.span import Span
from parcelwright.detection.assess import assess_columns
from parcelwright.parcels.events import Milestone

NOW = on(200)
SPAN = Span(train_until=on(75).date(), until=NOW.date())
FEW = "Parcels that never came: {}. With fewer than 30 every figure about lost parcels is little more than chance."
UNPROMISED = "In 100 of 100 months fewer than 20 lost parcels were old enough to choose a threshold by: such a history cannot promise a precision. Alerts were then raised only where even the low end of the range was above the target."
NOTHING_CLOSED = "No journey among these parcels has ended; shipped figures stand in."
UNTOLD = "No parcel was followed to its end."
WRONG = "Parcels that ended before they were accepted: {}. Their clocks are wrong."
LATER = "Events dated after 2026-07-20 00:00 UTC: {}. They were left out."
UNDATED = "Parcels whose end has no time: {}. They count in shares of loss alone, for nobody knows how long they took."


def said(number, accepted, *marks, **about):
    return parcel(number, accepted=accepted, **about), [event(number, *mark) for mark in marks]


def told(pair):
    about, journey = pair
    return about, list(journey.events)


def came(count, days=150, name="D", **about):
    return [
        told(delivered(f"{name}{i}", i * days / count, 9 + i % 7, **about)) for i in range(count)
    ]


def gone(count, days=150, name="L"):
    return [told(silent(f"{name}{i}", i * days / count)) for i in range(count)]


@dataclass(frozen=True, kw_only=True)
class Bad:
    """A history, what is said of it, and between which chances its silent parcels must lie."""

    history: list
    learning: tuple[str, ...] = ()
    backtest: tuple[str, ...] = ()
    judged: float
    lost: float
    open_parcels: int = 0
    chance: tuple[float, float] = field(default=(0.0, 1.0))


BAD = {
    "an empty history": Bad(
        history=[], learning=(NOTHING_CLOSED,), backtest=(FEW.format(0), UNTOLD), judged=0, lost=0
    ),
    "one lane only": Bad(
        history=came(300) + gone(10),
        backtest=(FEW.format(9), UNPROMISED),
        judged=104, lost=3, open_parcels=10, chance=(0, 0.1),
    ),
    "all delivered": Bad(
        history=came(600),
        learning=(NONE_MISSING,),
        backtest=(NONE_MISSING, UNPROMISED),
        judged=201, lost=0,
    ),
    "all lost": Bad(
        history=gone(300),
        learning=(NONE_ARRIVED,),
        backtest=(NONE_ARRIVED, UNPROMISED.replace("100", "20", 1)),
        judged=101, lost=101, open_parcels=300, chance=(0, 0.05),
    ),
    "clocks going backwards": Bad(
        history=came(300) + [
            said(f"B{i}", 50 + i, (45 + i, Milestone.DEPARTED), (40 + i, Milestone.DELIVERED))
            for i in range(60)
        ],
        learning=(WRONG.format(60),),
        backtest=(FEW.format(0), WRONG.format(60), UNPROMISED),
        judged=101, lost=0,
    ),
    "events of the future": Bad(
        history=came(300) + [
            said(f"F{i}", 500 + i, (500 + i, Milestone.ACCEPTED), (505 + i, Milestone.DELIVERED))
            for i in range(50)
        ],
        learning=(LATER.format(100),),
        backtest=(FEW.format(0), UNPROMISED),
        judged=101, lost=0,
    ),
    "negative durations": Bad(
        history=came(300) + [
            said(f"N{i}", 60 + i, (55 + i, Milestone.DELIVERED)) for i in range(50)
        ],
        learning=(WRONG.format(50),),
        backtest=(FEW.format(0), WRONG.format(50), UNPROMISED),
        judged=101, lost=0,
    ),
    "a lane never seen": Bad(
        history=[*came(300), said("ASK", 185, (185, Milestone.ACCEPTED), destination="BR")],
        backtest=(FEW.format(0), UNPROMISED),
        judged=101, lost=0, open_parcels=1, chance=(0.5, 1),
    ),
    "a parcel accepted five years ago": Bad(
        history=[*came(300), *gone(10), said("OLD", -5 * 365, (-5 * 365, Milestone.ACCEPTED))],
        backtest=(FEW.format(10), UNPROMISED),
        judged=104, lost=3, open_parcels=11, chance=(0, 0.1),
    ),
    "a thousand lanes of one parcel each": Bad(
        history=[
            pair
            for i in range(1000)
            for pair in came(1, i / 7, name=f"T{i}-", destination=f"{chr(65 + i // 26)}{i % 26:02d}")
        ],
        learning=(NONE_MISSING,),
        backtest=(NONE_MISSING, UNPROMISED),
        judged=0, lost=0,
    ),
    "undelivered parcels deleted before the export": Bad(
        history=[pair for i, pair in enumerate(came(600) + gone(40)) if i < 600],
        learning=(NONE_MISSING,),
        backtest=(NONE_MISSING, UNPROMISED),
        judged=201, lost=0,
    ),
    "too few journeys to learn from": Bad(
        history=came(12, 30),
        learning=("Journeys that ended: 12. With fewer than 30 shipped figures stand in.",),
        backtest=(FEW.format(0), UNPROMISED),
        judged=0, lost=0,
    ),
    "ends without a time": Bad(
        history=came(300) + [
            said(f"U{i}", i, (i, Milestone.ACCEPTED), (None, Milestone.DELIVERED))
            for i in range(100)
        ],
        learning=(UNDATED.format(100),),
        backtest=(FEW.format(0), UNDATED.format(100), UNPROMISED),
        judged=101, lost=0,
    ),
}  # fmt: skip


@pytest.fixture(scope="module", params=BAD.values(), ids=BAD)
def bad(request):
    return request.param


def test_learning_and_assessing_say_what_is_wrong_and_nothing_sure(bad):
    parcels, events = tables(bad.history)
    columns = columns_from_tables(parcels, events, NOW)
    clock = clock_of(columns, NOW)
    table = learn(columns, NOW, clock)
    assert (*doubts_of(columns, NOW), *later_events(events, NOW)) == bad.learning
    found = assess_columns(columns, table, NOW, clock)
    assert len(found) == bad.open_parcels
    low, chance, high = found.chance_low, found.chance_arrives, found.chance_high
    assert (low >= 0).all()
    assert (low <= chance).all()
    assert (chance <= high).all()
    assert (high <= 1).all()
    assert ((bad.chance[0] < chance) & (chance < bad.chance[1])).all()
    assert 0 < table.whole.loss_share < 1


def test_a_backtest_says_what_is_wrong_and_judges_what_it_can(bad):
    found = backtest(history_of(*tables(bad.history)), SPAN, targets=(0.5,))
    assert found.warnings == bad.backtest
    assert (found.found.parcels, found.found.lost) == (bad.judged, bad.lost)
    said_of = found.walked.lost[~np.isnan(found.walked.lost)]
    assert ((said_of >= 0) & (said_of <= 1)).all()
    told = json.dumps(found.summary(), allow_nan=False)
    assert json.loads(told)["doubts"] == list(bad.backtest)
    assert all(text.split(":")[0] in found.page() for text in bad.backtest)
    assert found.daily().num_rows >= found.alerts().num_rows
