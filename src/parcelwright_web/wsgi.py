"""The door for the server."""

import os

from parcelwright_web import sqlite

sqlite.use_sound_library()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parcelwright_web.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  # SQLite first

application = get_wsgi_application()
