"""An installation of its own, with processes that can be killed without a word."""

import os
import subprocess
import sys
import uuid
from urllib.parse import urlsplit, urlunsplit

import psycopg

from parcelwright_web import keys

_START = """
from parcelwright_web.commands._start import start
start()
"""
_EMPTY = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


# Only a process that hangs is given up; a busy machine is waited for.
PATIENCE_S = 240


class Installation:
    """A home folder with keys and a database; ``prepare`` is run in it once.

    On PostgreSQL it gets a database of its own, gone with the server of the tests.
    """

    def __init__(self, home, prepare):
        self.environment = {
            **os.environ,
            **_database_of_its_own(),
            "PARCELWRIGHT_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "parcelwright_web.settings",
        }
        keys.create(home / "keys" / "master.key", keys.new_master_line(1))
        keys.create(home / "keys" / "session.key", keys.new_session_secret())
        self.run(_EMPTY + prepare)

    def begin(self, code):
        """Start a process that runs this code in Django."""
        return subprocess.Popen(
            [sys.executable, "-c", _START + code],
            env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, code):
        """Run code to its end and return what it printed."""
        process = self.begin(code)
        try:
            said, _ = process.communicate(timeout=PATIENCE_S)
        finally:
            process.kill()
        assert process.returncode == 0, said
        return said.strip()


def _database_of_its_own():
    url = os.environ.get("PARCELWRIGHT_DATABASE_URL", "")
    if not url:
        return {}
    name = f"installation_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    parts = urlsplit(url)
    return {"PARCELWRIGHT_DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
