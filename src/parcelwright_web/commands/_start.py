"""Starts Django inside a command."""

from __future__ import annotations

import os


def start() -> None:
    """Prepare SQLite, translations and Django.

    Raises:
        ParcelwrightError: A setting or key file is missing or wrong.
    """
    from parcelwright_web import catalogs, sqlite  # noqa: PLC0415  # slow, and only needed here
    from parcelwright_web.configuration import configuration  # noqa: PLC0415

    sqlite.use_sound_library()
    catalogs.compile_all(configuration().home_folder / "build" / "locale")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parcelwright_web.settings")
    import django  # noqa: PLC0415

    django.setup()


def is_initialized() -> bool:
    """Return whether the home folder has its keys."""
    from parcelwright_web.configuration import configuration  # noqa: PLC0415

    settings = configuration()
    return settings.key_file.exists() and settings.secret_file.exists()
