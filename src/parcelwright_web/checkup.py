"""The checks of ``parcelwright doctor``, each a function that returns a result."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import django
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from parcelwright.rulebook.exchange import OLD_AFTER_DAYS
from parcelwright_web import clock, keys, sqlite
from parcelwright_web.actions.rates import common_rates
from parcelwright_web.configuration import configuration
from parcelwright_web.models.heartbeats import Heartbeat

_FULL = 0.9
_CLOCK_SLACK_S = 300
_FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"))
_CHINESE_FONTS = ("*CJK*", "DroidSansFallback*", "wqy*", "PingFang*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What a check found: its subject, how bad it is, and words for a person."""

    subject: str
    level: Literal["ok", "warn", "bad"]
    words: str


def all_results() -> list[Result]:
    """Run every check, in the order a person would repair."""
    checks = (_versions, _keys, _database, _sqlite, _clock, _disk, _fonts, _rates, _mode)
    return [check() for check in checks]


def _versions() -> Result:
    words = f"Python {platform.python_version()}, Django {django.get_version()}"
    return Result(subject="Versions", level="ok", words=words)


def _keys() -> Result:
    try:
        found = keys.master_keys(configuration().key_file)
    except keys.KeyFileError as error:
        return Result(subject="Keys", level="bad", words=str(error))
    words = f"{len(found.by_id)} master key, readable by its owner only; keep a copy elsewhere"
    return Result(subject="Keys", level="ok", words=words)


def _database() -> Result:
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Result(subject="Database", level="bad", words=f"cannot be reached: {error}")
    if missing:
        words = f'{len(missing)} table changes wait; run "parcelwright init"'
        return Result(subject="Database", level="bad", words=words)
    return Result(subject="Database", level="ok", words=f"{connection.vendor}, tables up to date")


def _sqlite() -> Result:
    if not configuration().on_sqlite:
        return Result(subject="SQLite", level="ok", words="not in use")
    version = sqlite.library_version()
    name = ".".join(str(part) for part in version)
    if sqlite.is_sound(version):
        return Result(subject="SQLite", level="ok", words=f"{name}, write-ahead log")
    words = (
        f"{name} can damage a write-ahead log under several connections, so the slower "
        "rollback journal is in use; 3.51.3 or later, or PostgreSQL, is faster"
    )
    return Result(subject="SQLite", level="warn", words=words)


def _clock() -> Result:
    latest = Heartbeat.objects.order_by("-at").first()
    if latest and (latest.at - clock.now()).total_seconds() > _CLOCK_SLACK_S:
        words = (
            f"this machine's clock is behind its own last mark of {latest.at:%Y-%m-%d %H:%M} UTC"
        )
        return Result(subject="Clock", level="bad", words=words)
    return Result(subject="Clock", level="ok", words=f"{clock.now():%Y-%m-%d %H:%M} UTC")


def _disk() -> Result:
    usage = shutil.disk_usage(configuration().home_folder)
    words = f"{usage.free / 1e9:.1f} GB free of {usage.total / 1e9:.1f} GB"
    full = usage.used / usage.total > _FULL
    return Result(subject="Disk", level="bad" if full else "ok", words=words)


def _fonts() -> Result:
    found = any(
        next(folder.rglob(pattern), None)
        for folder in _FONT_FOLDERS
        if folder.is_dir()
        for pattern in _CHINESE_FONTS
    )
    if found:
        return Result(subject="Fonts", level="ok", words="a font with Chinese letters is there")
    words = (
        "no font with Chinese letters: documents in Chinese cannot be printed; "
        "install fonts-noto-cjk"
    )
    return Result(subject="Fonts", level="warn", words=words)


def _rates() -> Result:
    newest = common_rates().tables[-1].as_of
    if (clock.now().date() - newest).days <= OLD_AFTER_DAYS:
        return Result(subject="Exchange rates", level="ok", words=f"of {newest}")
    words = f"the newest are of {newest}; "
    if url := configuration().rates_url:
        words += f"{url} has told none since, see Settings, Exchange rates"
    else:
        words += "name a service in PARCELWRIGHT_RATES_URL, or enter them in Settings"
    return Result(subject="Exchange rates", level="warn", words=words)


def _mode() -> Result:
    settings = configuration()
    words = f"{settings.mode}, on {settings.address}:{settings.port}"
    return Result(subject="Mode", level="ok", words=words)
