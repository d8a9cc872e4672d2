#!/usr/bin/env python
"""Django's own commands, such as ``makemigrations``; people use ``parcelwright``."""

import os
import sys

from parcelwright_web import sqlite


def main() -> None:
    """Run a Django command."""
    sqlite.use_sound_library()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parcelwright_web.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # SQLite first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
