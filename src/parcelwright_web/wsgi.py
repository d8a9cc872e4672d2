"""The door for the server."""

import os

from parcelwright_web import sqlite

sqlite.use_sound_library()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parcelwright_web.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  # SQLite first

from parcelwright_web.shipped_rules import read_shipped_rules  # noqa: E402 - the same

application = get_wsgi_application()
read_shipped_rules()
