"""Run all benchmarks, or one: ``python -m benchmarks [NAME] [--short]``. Writes ``bench.json``.

``--short`` measures events on a thirtieth of the parcels, for work on the code itself.

Every module beside this one without a leading underscore defines ``DATABASE`` (True when it
needs one) and ``run(database) -> list[Figure]``. Each runs in a process and a folder of
its own; those with a database run once on SQLite and once on PostgreSQL.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import benchmarks
from benchmarks._scale import SHORT

_FRAME = "figure"


def main(arguments: list[str]) -> int:
    """Return 0 when every benchmark ran."""
    if arguments[:1] == ["--one"]:
        return _one(arguments[1], arguments[2], Path(arguments[3]))
    if "--short" in arguments:
        os.environ[SHORT] = "1"
        arguments = [argument for argument in arguments if argument != "--short"]
    found = {info.name for info in pkgutil.iter_modules(benchmarks.__path__)}
    names = sorted(name for name in found if name != _FRAME and not name.startswith("_"))
    if arguments:
        names = [name for name in names if name == arguments[0]]
        if not names:
            print(f"No benchmark is named {arguments[0]}.", file=sys.stderr)
            return 2
    figures: list[dict[str, object]] = []
    failed = False
    for name in names:
        databases = ("sqlite", "postgresql") if _needs_database(name) else ("none",)
        for database in databases:
            found = _in_a_process_of_its_own(name, database)
            failed = failed or found is None
            for figure in found or ():
                figures.append(figure)
                _show(figure)
    Path("bench.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


def _needs_database(name: str) -> bool:
    return bool(importlib.import_module(f"benchmarks.{name}").DATABASE)


def _in_a_process_of_its_own(name: str, database: str) -> list[dict[str, object]] | None:
    with tempfile.TemporaryDirectory(prefix="pw-bench-") as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "benchmarks", "--one", name, database, str(out)]
        if database == "postgresql":
            command = [sys.executable, "scripts/with_postgresql.py", *command]
        environment = {**os.environ, "PARCELWRIGHT_HOME": f"{folder}/home"}
        if database == "sqlite":
            environment.pop("PARCELWRIGHT_DATABASE_URL", None)
        if subprocess.run(command, env=environment, check=False).returncode != 0:
            print(f"{name} on {database}: did not finish", file=sys.stderr)
            return None
        found: list[dict[str, object]] = json.loads(out.read_text(encoding="utf-8"))
        return found


def _one(name: str, database: str, out: Path) -> int:
    figures = importlib.import_module(f"benchmarks.{name}").run(database)
    out.write_text(json.dumps([asdict(figure) for figure in figures]), encoding="utf-8")
    return 0


def _show(figure: dict[str, object]) -> None:
    print(
        f"{figure['name']:<34} {figure['figure']:>14,.1f} {figure['unit']:<12}"
        f" {figure['ratio']:>7.2f} x {figure['against']} ({figure['against_figure']:,.1f})"
        f"  peak {figure['peak_memory_mb']} MB",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
