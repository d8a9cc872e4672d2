"""An installation of its own, with processes that can be killed without a word."""

import fcntl
import os
import shutil
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
_DATABASE = "parcelwright.sqlite3"
_TABLES = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


# Only a process that hangs is given up; a busy machine is waited for.
PATIENCE_S = 240


class Installation:
    """A home folder with keys and a database; ``prepare`` is run in it once.

    Tables are made once for all processes of a run, and then copied. On PostgreSQL an
    installation gets a database of its own, gone with the server of the tests.
    """

    def __init__(self, home, prepare):
        self._begin_in(home, _copied_database(home))
        self.run(prepare)

    @classmethod
    def with_tables(cls, home, database):
        """Make the tables that all others copy."""
        made = cls.__new__(cls)
        made._begin_in(home, database)
        made.run(_TABLES)

    def _begin_in(self, home, database):
        self.environment = {
            **os.environ,
            **database,
            "PARCELWRIGHT_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "parcelwright_web.settings",
        }
        keys.create(home / "keys" / "master.key", keys.new_master_line(1))
        keys.create(home / "keys" / "session.key", keys.new_session_secret())

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


def _copied_database(home):
    """Give a home the tables of the first installation; return what names its database."""
    url = os.environ.get("PARCELWRIGHT_DATABASE_URL", "")
    first = _folder_of_the_run(home) / "installation-with-tables"
    with first.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not url:
            if not (first / _DATABASE).exists():
                Installation.with_tables(first, {})
            shutil.copy(first / _DATABASE, home / _DATABASE)
            return {}
        with psycopg.connect(url, autocommit=True) as server:
            if not first.exists():
                server.execute("CREATE DATABASE installation_with_tables")
                Installation.with_tables(first, _named(url, "installation_with_tables"))
            name = f"installation_{uuid.uuid4().hex}"
            server.execute(f"CREATE DATABASE {name} TEMPLATE installation_with_tables")
    return _named(url, name)


def _folder_of_the_run(home):
    """Return the folder that all processes of a run share; each test has one of its own in it."""
    return home.parents[1] if "PYTEST_XDIST_WORKER" in os.environ else home.parent


def _named(url, name):
    parts = urlsplit(url)
    return {"PARCELWRIGHT_DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
