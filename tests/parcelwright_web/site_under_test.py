"""Starts the application as a person would, on a folder of its own, and stops it again."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing

PATIENCE_S = 240
CHROMIUM = os.environ.get("PARCELWRIGHT_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page should ask for, nothing leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
EMAIL, PASSWORD = "sample@parcelwright.example", "find-my-parcel"


class Site:
    """The application with the sample shop, on SQLite, on a free port of the loopback address."""

    def __init__(self, home):
        self.home = home
        self.kept_port = socket.socket()
        self.kept_port.bind(("127.0.0.1", 0))
        self.port = self.kept_port.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PARCELW")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        self.environment = {**kept, "PARCELWRIGHT_HOME": str(home), "PORT": str(self.port)}
        self.children = []

    def __enter__(self):
        self.home.parent.mkdir(parents=True, exist_ok=True)
        # Until the server needs it, the port is held, so that nothing else gets it meanwhile.
        with closing(self.kept_port):
            self.command("init", "--sample")
        for name in ("serve", "work"):
            log = (self.home / f"{name}.log").open("wb")
            arguments = [sys.executable, "-m", "parcelwright", name]
            child = subprocess.Popen(
                arguments, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
            log.close()
            self.children.append(child)
        self.wait(self.is_healthy, "the server answers and the worker lives")
        return self

    def __exit__(self, *_):
        for child in self.children:
            child.terminate()
        for child in self.children:
            child.wait(PATIENCE_S)

    def command(self, *arguments):
        """Run a command of the application; its output, when it went well."""
        done = subprocess.run(
            [sys.executable, "-m", "parcelwright", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def is_healthy(self):
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=10) as answer:
                return answer.status == 200
        except urllib.error.HTTPError as error:
            error.close()
            return False
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def wait_until_settled(self):
        """Wait until nothing waits for the worker."""
        self.wait(lambda: self.waiting() == 0, "nothing waits for the worker")

    def waiting(self):
        """How many bodies, files and parcels the worker has still to look at."""
        leased = "state IN ('ready', 'running')"
        return sum(
            self.ask(f"SELECT count(*) FROM parcelwright_web_{table} WHERE {where}")
            for table, where in (
                ("inboundbody", leased),
                ("import", leased),
                ("ownmeaning", leased),
                ("parcel", "assess_due"),
            )
        )

    def ask(self, query):
        """The first column of the first row, from the database file."""
        address = f"file:{self.home / 'parcelwright.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=20)) as database:
            return database.execute(query).fetchone()[0]

    def wait(self, good, what):
        until = time.monotonic() + PATIENCE_S
        while not good():
            for child in self.children:
                assert child.poll() is None, f"a process ended while waiting: {self.logs()}"
            assert time.monotonic() < until, f"after {PATIENCE_S} s not yet: {what}; {self.logs()}"
            time.sleep(0.25)

    def logs(self):
        found = sorted(self.home.glob("*.log"))
        return "\n".join(f"{path.name}:\n{path.read_text()[-3000:]}" for path in found)

    def log_in(self, page):
        page.goto(f"{self.address}/account/login/")
        page.locator("input[name=login]").fill(EMAIL)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        assert "/account/login/" not in page.url, page.locator("main").inner_text()
