"""An invented world of parcels and of sources with one flaw each, on a clock of its own."""

import json
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from parcelwright.asking.calls import Answer, Call, Purpose
from parcelwright.asking.replies import (
    NumberReply,
    Reply,
    Standing,
    Trouble,
    TroubleKind,
    http_trouble,
    nonsense,
)
from parcelwright.asking.terms import Credential, Terms
from parcelwright.parcels.events import EventTime, Milestone, ParcelHint, Parsed, TrackingEvent
from parcelwright_web.actions import assessing, connections, watching
from parcelwright_web.jobs import project
from parcelwright_web.jobs._rounds import Outside, ask_round
from parcelwright_web.models.parcels import Parcel

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
_PURPOSES = {
    Purpose.READ: "read", Purpose.REGISTER: "register", Purpose.RETRACK: "retrack",
    Purpose.CHECK: "check",
}  # fmt: skip


def day(number):
    return START + timedelta(days=number)


class InventedSource:
    """A source with a simple wire: numbers as JSON out, standings and events as JSON back."""

    def __init__(self, slug, **terms):
        self.CODES = {}
        self.SLUG, self.NAME = slug, slug.title()
        given = {"per_second": 5.0, "batch": 20, **terms}
        self.TERMS = Terms(
            base_url=f"https://{slug}.example",
            credentials=(Credential(name="key", label="Key"),),
            source="invented",
            **given,
        )

    def parse(self, payload, received_at):
        return Parsed()

    def recognizes(self, root):
        return False

    def read_calls(self, asked, access):
        return self._calls(Purpose.READ, asked, access)

    def register_calls(self, asked, access):
        return self._calls(Purpose.REGISTER, asked, access)

    def retrack_calls(self, asked, access):
        return self._calls(Purpose.RETRACK, asked, access)

    def stop_calls(self, asked, access):
        return ()

    def check_call(self, access):
        return self._call(Purpose.CHECK, (), access)

    def reply_of(self, call, answer):
        if trouble := http_trouble(answer):
            return Reply(trouble=trouble)
        try:
            told = json.loads(answer.body)
        except ValueError:
            return Reply(trouble=nonsense(answer, "it sent no data"))
        return Reply(
            numbers={
                number: NumberReply(standing=Standing(told[number]["standing"]))
                for number in call.numbers
                if number in told
            }
        )

    def parse_answer(self, payload, received_at, asked):
        told = json.loads(payload)
        events, hints = [], []
        for number in asked:
            about = told.get(number, {})
            events += [
                TrackingEvent(
                    tracking_number=number, carrier="invented-post", source=self.SLUG, code=code,
                    occurred_at=EventTime.parse(at), received_at=received_at,
                    milestone=Milestone(code),
                )
                for at, code in about.get("events", ())
            ]  # fmt: skip
            if last := about.get("last_mile"):
                hints.append(
                    ParcelHint(
                        tracking_number=number,
                        last_mile_number=last,
                        last_mile_carrier="door-post",
                    )
                )
        return Parsed(events=tuple(events), hints=tuple(hints))

    def _calls(self, purpose, asked, access):
        size = self.TERMS.batch
        return tuple(
            self._call(purpose, tuple(asked[start : start + size]), access)
            for start in range(0, len(asked), size)
        )

    def _call(self, purpose, asked, access):
        return Call(
            purpose=purpose,
            url=f"{access.base_url}/{_PURPOSES[purpose]}",
            method="POST",
            headers=(("key", access.values["key"]),),
            body=json.dumps([each.number for each in asked]).encode(),
            asked=asked,
        )


@dataclass
class Life:
    """What truly happens to a parcel: events by day; from the handover under another number."""

    events: list
    last_mile: str = ""
    handover: float = 0.0


@dataclass
class Far:
    """One source as it truly behaves; ``calls`` counts by connection's key and day."""

    source: InventedSource
    unknown: set = field(default_factory=set)
    expires_after: timedelta | None = None
    forgets_after: timedelta | None = None
    retracks: int = 0
    last_mile_only: bool = False
    dead: tuple = ()
    throttles_every: int = 0
    refuses_key: str = ""
    registered: dict = field(default_factory=dict)
    restarted: Counter = field(default_factory=Counter)
    calls: dict = field(default_factory=lambda: defaultdict(Counter))
    count: int = 0


class World:
    """Parcels, sources and a clock; the gateway of the watch is :meth:`carry`."""

    def __init__(self):
        self.now = START
        self.far = {}
        self.lives = {}
        self.doors = {}
        self.asked_at = {}
        self._lock = threading.Lock()

    def add(self, slug, *, terms=None, **behavior):
        source = InventedSource(slug, **(terms or {}))
        self.far[slug] = Far(source=source, **behavior)
        return source

    def live(self, shop, number, events, *, last_mile="", handover=0.0):
        """Let a parcel exist, known to the shop from the start of the world."""
        self.lives[number] = Life(events, last_mile, handover)
        if last_mile:
            self.doors[last_mile] = number
        return Parcel.objects.for_tenant(shop.tenant_id).create(
            shop=shop, tracking_number=number, carrier="invented-post", created_at=self.now,
            destination_country="DE", origin_country="CN", is_stated=True,
        )  # fmt: skip

    def live_known(self, number, events):
        """Let a parcel live that the shop learns of in another way."""
        self.lives[number] = Life(events)

    def connect(self, shop, slug, key="good", **limits):
        row = connections.connect(shop, slug, "", self.now)
        watching.set_access(row, {"key": key}, self.now, **limits)
        return row

    # What the outside sees.

    def outside(self):
        return Outside(carry=self.carry, now=lambda: self.now, pause=lambda _: None)

    def carry(self, call):
        with self._lock:
            return self._answer(call)

    def _answer(self, call):
        where = urlsplit(call.url)
        far = self.far[where.hostname.removesuffix(".example")]
        far.count += 1
        far.calls[dict(call.headers)["key"]][self.now.date()] += 1
        if any(day(start) <= self.now < day(end) for start, end in far.dead):
            return Trouble(kind=TroubleKind.UNREACHABLE, what="it was not reached")
        if dict(call.headers)["key"] == far.refuses_key:
            return self._said(401, b"")
        if far.throttles_every and far.count % far.throttles_every == 0:
            return self._said(429, b"", {"retry-after": "600"})
        told = {}
        for number in json.loads(call.body):
            if call.purpose is Purpose.READ:
                self.asked_at[number] = self.now
            told[number] = getattr(self, f"_{_PURPOSES[call.purpose]}")(far, number)
        return self._said(200, json.dumps(told).encode())

    def _said(self, status, body, headers=None):
        return Answer(status=status, received_at=self.now, body=body, headers=headers or {})

    def _check(self, far, number):
        return {}

    def _register(self, far, number):
        if number not in far.registered:
            far.registered[number] = self.now
        return {"standing": "registered"}

    def _retrack(self, far, number):
        if far.restarted[number] >= far.retracks:
            return {"standing": "refused"}
        far.restarted[number] += 1
        far.registered[number] = self.now
        return {"standing": "registered"}

    def _read(self, far, number):
        life = self.lives.get(self.doors.get(number, number))
        is_door = number in self.doors
        if life is None or number in far.unknown or is_door != far.last_mile_only:
            return {"standing": "not found"}
        if far.source.TERMS.registers:
            since = far.registered.get(number)
            if since is None:
                return {"standing": "unregistered"}
            if far.expires_after and self.now - since >= far.expires_after:
                return {"standing": "stopped"}
        if far.forgets_after and self.now - START >= far.forgets_after:
            return {"standing": "not found"}
        events = [
            [day(at).isoformat(), code]
            for at, code in life.events
            if day(at) <= self.now and self._sees(life, at, is_door)
        ]
        told = {"standing": "told" if events else "not yet", "events": events}
        if life.last_mile and not is_door and day(life.handover) <= self.now:
            told["last_mile"] = life.last_mile
        return told

    @staticmethod
    def _sees(life, at, is_door):
        return not life.last_mile or (at > life.handover) == is_door

    # How time passes.

    def pass_time(self, step, *, sweeps):
        """Let time pass, then let the jobs do all that is due."""
        self.now += step
        if sweeps:
            assessing.mark_stale(self.now)
        self.work()

    def work(self):
        """Run the jobs until none finds anything to do; each round takes a second."""
        idle = 0
        for _ in range(60):
            done = assessing.assess_due(500, self.now)
            done += ask_round(self.outside(), self.now)
            done += project.run(self.now)
            self.now += timedelta(seconds=1)
            idle = 0 if done else idle + 1
            # A source that was just asked rests for a moment.
            if idle == 2:
                return
        raise AssertionError("the jobs never come to rest")


def same(one, other):
    """Whether two moments are the same but for the rounds of the jobs in between."""
    return abs(one - other) < timedelta(minutes=1)
