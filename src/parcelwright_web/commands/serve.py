"""``parcelwright serve``: answers requests."""

from __future__ import annotations

import click

from parcelwright_web.commands._start import start


@click.command("serve")
def command() -> None:
    """Serve the pages on PARCELWRIGHT_ADDRESS and PORT until stopped."""
    from granian import Granian  # noqa: PLC0415  # commands import late
    from granian.constants import Interfaces  # noqa: PLC0415 - after the set-up

    from parcelwright_web.configuration import configuration  # noqa: PLC0415 - after the set-up

    start()
    settings = configuration()
    Granian(
        "parcelwright_web.wsgi:application",
        address=settings.address,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1 if settings.on_sqlite else settings.workers,
        blocking_threads=settings.threads,
        backpressure=max(16, settings.threads * 8),
        respawn_failed_workers=True,
        log_access=False,
    ).serve()
