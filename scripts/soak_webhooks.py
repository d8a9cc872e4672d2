#!/usr/bin/env python
"""Post webhooks while server and worker are killed, and check that nothing is lost or doubled.

Usage: python scripts/soak_webhooks.py [POSTS] [KILLS]

Starts the real server and worker on a private home folder (and on the database that
PARCELWRIGHT_DATABASE_URL names), posts bodies from several threads with retries, kills
both processes with SIGKILL on the way, and then compares what was acknowledged with what
is stored and projected. Prints one line of JSON; exit code 1 when anything differs.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import queue
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

_SCANS = 4
_THREADS = 8
_READY_S = 60
_SETTLE_S = 240


@dataclass(kw_only=True)
class Run:
    """One soak: where the server listens, what to post, and what was acknowledged."""

    port: int
    path: str
    waiting: queue.Queue[bytes]
    total: int
    acknowledged: list[bytes] = field(default_factory=list)
    retries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def bodies(posts: int, mark: str) -> list[bytes]:
    """Return snapshots of parcels: each tells all scans so far, so bodies overlap."""
    found = []
    for index in range(posts):
        parcel, step = divmod(index, _SCANS)
        checkpoints = [
            {
                "checkpoint_time": f"2026-10-{day:02d}T08:00:00+08:00",
                "tag": "InTransit",
                "subtag": "InTransit_007",
                "message": f"Scan {day}",
            }
            for day in range(1, step + 2)
        ]
        tracking = {"tracking_number": f"{mark}{parcel:06d}", "checkpoints": checkpoints}
        body = {"event": "tracking_update", "event_id": f"{mark}-{index}", "msg": tracking}
        found.append(json.dumps(body).encode())
    return found


def post_until_acknowledged(run: Run) -> None:
    """Post bodies of the queue, each again until it is acknowledged."""
    while True:
        try:
            body = run.waiting.get_nowait()
        except queue.Empty:
            return
        while not _posted(run, body):
            with run.lock:
                run.retries += 1
            time.sleep(0.1)
        with run.lock:
            run.acknowledged.append(body)
        # Some senders repeat what was acknowledged already.
        if len(run.acknowledged) % 10 == 0:
            _posted(run, body)
        time.sleep(0.02)


def _posted(run: Run, body: bytes) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", run.port, timeout=20)
    try:
        connection.request("POST", run.path, body, {"Content-Type": "application/json"})
        return connection.getresponse().status == 200  # noqa: PLR2004 - acknowledged
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of ours in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "parcelwright", *arguments],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that we started, and its children, at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until_ready(port: int) -> None:
    """Return when the server answers."""
    until = time.monotonic() + _READY_S
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


def main(posts: int, kills: int) -> int:
    """Return 0 when every acknowledged body is stored once and projected once."""
    with tempfile.TemporaryDirectory(prefix="pw-soak-") as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        os.environ |= {"PARCELWRIGHT_HOME": folder, "PORT": str(port)}
        Path(folder).chmod(0o700)
        return _soak(port, posts, kills)


def _soak(port: int, posts: int, kills: int) -> int:
    from parcelwright_web.commands.init import initialize  # noqa: PLC0415 - the home comes first

    with contextlib.redirect_stdout(sys.stderr):
        initialize()
    connection = _connection()
    mark = f"SK{secrets.token_hex(3).upper()}"
    waiting: queue.Queue[bytes] = queue.Queue()
    for body in bodies(posts, mark):
        waiting.put(body)
    run = Run(port=port, path=f"/in/{connection.token}/", waiting=waiting, total=posts)
    server, worker = start("serve"), start("work")
    try:
        wait_until_ready(port)
        began = time.monotonic()
        threads = [
            threading.Thread(target=post_until_acknowledged, args=(run,), daemon=True)
            for _ in range(_THREADS)
        ]
        for thread in threads:
            thread.start()
        for number in range(1, kills + 1):
            _wait_for(run, posts * number // (kills + 1), threads)
            kill(worker)
            kill(server)
            server, worker = start("serve"), start("work")
        for thread in threads:
            thread.join(_SETTLE_S)
        took = time.monotonic() - began
        found = _settled(connection, mark, posts)
    finally:
        kill(worker)
        kill(server)
    return _judge(run, found, kills, took)


def _wait_for(run: Run, count: int, threads: list[threading.Thread]) -> None:
    while len(run.acknowledged) < count and any(thread.is_alive() for thread in threads):
        time.sleep(0.005)


def _connection() -> object:
    from datetime import UTC, datetime  # noqa: PLC0415

    from parcelwright_web.actions.connections import connect  # noqa: PLC0415
    from parcelwright_web.models.accounts import Shop, Tenant  # noqa: PLC0415

    tenant = Tenant.objects.create(name="Soak")
    shop = Shop.objects.for_tenant(tenant).create(name="Soak")
    return connect(shop, "aftership", "", datetime.now(tz=UTC))


def _settled(connection: object, mark: str, posts: int) -> dict[str, int]:
    """Wait until the worker has read everything, and return what is stored."""
    from django.db import connection as database  # noqa: PLC0415

    from parcelwright_web.models.intake import InboundBody  # noqa: PLC0415
    from parcelwright_web.models.parcels import Parcel, TrackingEventRow  # noqa: PLC0415

    rows = InboundBody.across_tenants.filter(connection=connection)
    until = time.monotonic() + _SETTLE_S
    while time.monotonic() < until and rows.exclude(state="done").exists():
        time.sleep(0.3)
    parcels = Parcel.across_tenants.filter(tracking_number__startswith=mark)
    events = TrackingEventRow.across_tenants.filter(tracking_number__startswith=mark)
    counted = list(parcels.values_list("event_count", flat=True))
    found = {
        "stored": rows.count(),
        "distinct": rows.values("digest").distinct().count(),
        "projected": rows.filter(state="done", verdict="projected").count(),
        "hits": sum(rows.values_list("hits", flat=True)),
        "parcels": parcels.count(),
        "events": events.count(),
        "event_counts": sum(counted),
        "expected_parcels": -(-posts // _SCANS),
        "expected_events": sum(min(_SCANS, posts - start) for start in range(0, posts, _SCANS)),
    }
    database.close()
    return found


def _judge(run: Run, found: dict[str, int], kills: int, took: float) -> int:
    right = (
        len(run.acknowledged) == run.total
        and found["stored"] == found["distinct"] == found["projected"] == run.total
        and found["hits"] >= run.total
        and found["parcels"] == found["expected_parcels"]
        and found["events"] == found["event_counts"] == found["expected_events"]
    )
    told = {
        "posts": run.total,
        "acknowledged": len(run.acknowledged),
        "kills": kills,
        "retries": run.retries,
        "seconds": round(took, 1),
        **found,
        "right": right,
    }
    print(json.dumps(told))
    return 0 if right else 1


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*(numbers + [2000, 12][len(numbers) :])))
