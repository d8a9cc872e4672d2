"""An installation of its own, with processes that can be killed without a word."""

import os
import subprocess
import sys

from parcelwright_web import keys

_START = """
from parcelwright_web.commands._start import start
start()
"""
_EMPTY = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("flush", interactive=False, verbosity=0)
"""


class Installation:
    """A home folder with keys and a database; ``prepare`` is run in it once.

    On PostgreSQL the database is the server's own, which Django's tests leave alone.
    """

    def __init__(self, home, prepare):
        self.environment = {
            **os.environ,
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
        said, _ = process.communicate(timeout=100)
        assert process.returncode == 0, said
        return said.strip()
