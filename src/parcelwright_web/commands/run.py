"""``parcelwright run``: everything on this machine, in one command."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import click

from parcelwright_web.commands.init import initialize, say

_STOP_WITHIN_S = 30
_LOOK_EVERY_S = 0.5


@click.command("run")
@click.option(
    "--sample", is_flag=True, help="Add an invented shop and its log-in when the database is empty."
)
def command(*, sample: bool) -> None:
    """Prepare the home folder, then serve pages and run jobs until stopped.

    The worker makes what is left of the sample, beside the pages; broken off, it is made anew.
    """
    from parcelwright_web.configuration import configuration  # noqa: PLC0415  # commands import late

    initialize()
    if sample:
        from parcelwright_web import sample_shop  # noqa: PLC0415 - after the set-up

        login = sample_shop.begin_when_empty()
        if login is not None:
            say(login)
    settings = configuration()
    click.echo(f"Open http://{settings.address}:{settings.port}/  (stop with Ctrl+C)")
    sys.exit(together(("serve", "work")))


def together(commands: tuple[str, ...]) -> int:
    """Run commands as child processes; when one ends, end the others.

    Returns 0 after a requested stop, else the exit code of the child that ended first
    (1 when it claims success, as none should end by itself).
    """
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    children = [_child(name) for name in commands]
    while not stopped and all(child.poll() is None for child in children):
        time.sleep(_LOOK_EVERY_S)
    first = next((child for child in children if child.poll() is not None), None)
    for child in children:
        _end(child)
    if stopped:
        return 0
    name = commands[children.index(first)] if first else "a child"
    click.echo(f'"parcelwright {name}" ended by itself; the rest was stopped', err=True)
    return (first.returncode if first else 0) or 1


def _child(name: str) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-m", "parcelwright", name]
    return subprocess.Popen(arguments, start_new_session=True)  # noqa: S603  # our own commands


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(_STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
