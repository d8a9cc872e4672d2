"""Starts Django inside a command."""

from __future__ import annotations

import os


def start() -> None:
    """Prepare SQLite, translations and Django.

    Raises:
        ParcelwrightError: A setting or key file is missing or wrong.
    """
    from parcelwright_web import catalogs, keys, sqlite  # noqa: PLC0415  # commands import late
    from parcelwright_web.configuration import configuration  # noqa: PLC0415 - after the set-up

    keys.read_private(configuration().secret_file)
    keys.master_keys(configuration().key_file)
    sqlite.use_sound_library()
    catalogs.compile_all(configuration().home_folder / "build" / "locale")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parcelwright_web.settings")
    import django  # noqa: PLC0415 - after the set-up

    django.setup()
