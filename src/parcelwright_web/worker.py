"""The worker: calls each job when it is due, and says that it lives.

Jobs of one lane run one after another; quick and slow jobs have a lane each, and so has a job
that names one.
"""

from __future__ import annotations

import gc
import logging
import signal
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, cast

from django.db import close_old_connections

from parcelwright.plugins import modules
from parcelwright_web import clock
from parcelwright_web.models.heartbeats import Heartbeat

if TYPE_CHECKING:
    from collections.abc import Iterable

HEARTBEAT = "worker"
_HEARTBEAT_EVERY = timedelta(seconds=10)
_PAUSE_S = 0.5
_TIME_TO_END_S = 28
_log = logging.getLogger("parcelwright.worker")


class Job(Protocol):
    """A module of ``parcelwright_web.jobs``."""

    NAME: str
    EVERY_S: float

    def run(self, now: datetime) -> int:
        """Do what is due; return how many rows were finished."""


@dataclass(kw_only=True)
class Worker:
    """Jobs and when each is due next."""

    jobs: list[Job]
    due: dict[str, datetime] = field(default_factory=dict)
    beat_due: datetime | None = None

    def turn(self, now: datetime) -> int:
        """Call every job that is due; return how many rows were finished.

        A job that finished rows is due again at once, as there may be more.
        """
        self._beat(now)
        finished = 0
        for job in self.jobs:
            if self.due.get(job.NAME, now) > now:
                continue
            count = _call(job, now)
            finished += count
            self.due[job.NAME] = now if count else now + timedelta(seconds=job.EVERY_S)
        return finished

    def _beat(self, now: datetime) -> None:
        if self.beat_due is None or now >= self.beat_due or now < self.beat_due - _HEARTBEAT_EVERY:
            beat(now)
            self.beat_due = now + _HEARTBEAT_EVERY


def beat(now: datetime) -> None:
    """Say that the worker lives."""
    Heartbeat.objects.update_or_create(name=HEARTBEAT, defaults={"at": now})


def _call(job: Job, now: datetime) -> int:
    try:
        return job.run(now)
    except Exception:  # noqa: BLE001  # one broken job must not stop the others; logged whole
        _log.exception("job %s failed", job.NAME)
        return 0


def all_jobs() -> list[Job]:
    """Return the jobs of the jobs folder."""
    return [cast("Job", module) for module in modules("parcelwright_web.jobs").values()]


def lanes_of(jobs: Iterable[Job]) -> list[list[Job]]:
    """Return the jobs in lanes that run side by side: quick ones, slow ones, those named apart.

    Neither a file of a million rows nor a source that does not answer keeps a mail or a
    webhook waiting.
    """
    lanes: dict[str, list[Job]] = {"quick": [], "slow": []}
    for job in jobs:
        usual = "slow" if getattr(job, "SLOW", False) else "quick"
        lanes.setdefault(getattr(job, "LANE", usual), []).append(job)
    return [lane for lane in lanes.values() if lane]


def settle() -> None:
    """Set a process up for work in batches: what is loaded now stays, so it is never searched.

    A batch makes many objects that live until its end; looking through them for garbage
    every seven hundred would cost a tenth of the work.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def run_until_stopped() -> None:
    """Run jobs until SIGTERM or SIGINT; what is under way gets half a minute to end."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    lanes = lanes_of(all_jobs())
    threads = [
        threading.Thread(target=_drive, args=(lane, stop), daemon=True, name=f"lane {number}")
        for number, lane in enumerate(lanes)
    ]
    for thread in threads:
        thread.start()
    _log.info("worker started with %d jobs", sum(map(len, lanes)))
    while not stop.wait(_PAUSE_S):
        # A lane that died must not go unnoticed behind one that lives.
        if not all(thread.is_alive() for thread in threads):
            stop.set()
    for thread in threads:
        thread.join(_TIME_TO_END_S / len(threads))
    _log.info("worker stopped")


def _drive(jobs: list[Job], stop: threading.Event) -> None:
    worker = Worker(jobs=jobs)
    while not stop.is_set():
        close_old_connections()
        if not worker.turn(clock.now()):
            stop.wait(_PAUSE_S)
