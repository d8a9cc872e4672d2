"""Invented tracks of parcels for the tests of incidents: departures, arrivals, and silences."""

from dataclasses import dataclass, field

import numpy as np

from parcelwright.diagnosis.incidents.tracks import MARK_CODE, Tracks
from parcelwright.parcels.events import Milestone

START = 20_000.0


@dataclass(kw_only=True)
class Made:
    """Parcels and their steps, by which tracks are made."""

    complained: list[float] = field(default_factory=list)
    steps: list[tuple] = field(default_factory=list)
    carriers: list[str] = field(default_factory=list)

    def parcel(self, *steps, carrier="post", complained=np.nan):
        """Add a parcel; a step is (day, milestone, country, place, and facts)."""
        row = len(self.complained)
        self.complained.append(complained)
        self.carriers.append(carrier)
        for day, mark, country, place, *facts in steps:
            told = dict(facts)
            bag, source = told.get("bag", ""), told.get("source", "file")
            heard = told.get("heard", day)
            self.steps.append((row, day, heard, mark, carrier, place, country, source, bag))
        return row

    def tracks(self, order=None):
        """Return the tracks, with the parcels in another order when one is given."""
        names = {"": 0}
        order = range(len(self.complained)) if order is None else order
        new = {old: place for place, old in enumerate(order)}
        steps = sorted(
            ((new[step[0]], *step[1:]) for step in self.steps),
            key=lambda step: (step[0], step[1], MARK_CODE[step[3]]),
        )

        def code(text):
            return names.setdefault(text, len(names))

        n = len(new)
        texts = {name: [code(step[at]) for step in steps]
                 for name, at in (("by", 4), ("place", 5), ("country", 6), ("source", 7),
                                  ("bag", 8))}  # fmt: skip
        carrier = [code(self.carriers[old]) for old in order]
        return Tracks(
            carrier=np.array(carrier, np.int32),
            service=np.zeros(n, np.int32),
            account=np.zeros(n, np.int32),
            origin=np.full(n, code("CN"), np.int32),
            destination=np.full(n, code("DE"), np.int32),
            manifest=np.zeros(n, np.int32),
            complained=np.array([self.complained[old] for old in order], np.float64),
            row=np.array([step[0] for step in steps], np.int32),
            at=np.array([step[1] for step in steps], np.float64),
            heard=np.array([step[2] for step in steps], np.float64),
            mark=np.array([MARK_CODE[step[3]] for step in steps], np.int16),
            flight=np.zeros(len(steps), np.int32),
            **{name: np.array(column, np.int32) for name, column in texts.items()},
            names=tuple(names),
        )


def season(days=120, bag=6, carriers=("post",), *, named=False):
    """Return parcels of a bag a day: four to nine days by air, delivered four days later."""
    made = Made()
    for carrier in carriers:
        for day in range(days):
            departed = START + day + 0.5
            facts = [("bag", f"BAG{day}")] if named else []
            for each in range(bag):
                arrived = departed + 4 + (day * 7) % 5 + each / 10
                made.parcel(
                    (departed, Milestone.DEPARTED, "CN", "Canton", *facts),
                    (arrived, Milestone.ARRIVED, "DE", "Frankfurt"),
                    (arrived + 1 + each / 3, Milestone.PROCESSED, "DE", "Frankfurt"),
                    (arrived + 4 + each / 4, Milestone.DELIVERED, "DE", "Berlin"),
                    carrier=carrier,
                )
    return made


def lose_bag(made, day, size=6, complained=()):
    """Add parcels that departed on a day and were never seen again; return their rows."""
    departed = START + day + 0.75
    asked = [*complained, *([np.nan] * size)]
    return [
        made.parcel((departed, Milestone.DEPARTED, "CN", "Canton"), complained=asked[each])
        for each in range(size)
    ]
