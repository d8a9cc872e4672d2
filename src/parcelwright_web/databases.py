"""Turns the database setting into Django's form."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from parcelwright_web import sqlite
from parcelwright_web.configuration import ConfigurationError

if TYPE_CHECKING:
    from parcelwright_web.configuration import Configuration


def database(settings: Configuration) -> dict[str, object]:
    """Return the entry of ``DATABASES`` for this installation.

    Raises:
        ConfigurationError: The address is not a PostgreSQL address.
    """
    return _embedded(settings) if settings.on_sqlite else _postgresql(settings)


def _embedded(settings: Configuration) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(settings.home_folder / "parcelwright.sqlite3"),
        # Closing the last connection folds the write-ahead log in: 4 ms for each request.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": sqlite.pragmas(sqlite.library_version()),
        },
    }


def _postgresql(settings: Configuration) -> dict[str, object]:
    parts = urlsplit(settings.database_url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        msg = "PARCELWRIGHT_DATABASE_URL: expected postgresql://user:password@host:port/database"
        raise ConfigurationError(msg)
    host = parts.hostname or ""
    for pair in parts.query.split("&"):
        name, _, value = pair.partition("=")
        if name == "host":
            host = unquote(value)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            # An acknowledged body is on disk, whatever the server's default.
            "options": "-c synchronous_commit=on",
            "pool": {"min_size": 1, "max_size": settings.database_pool, "timeout": 10},
        },
    }
