"""``parcelwright work``: runs the jobs."""

from __future__ import annotations

import click

from parcelwright_web.commands._start import start


@click.command("work")
def command() -> None:
    """Run background jobs until stopped; a stop waits for the job under way."""
    start()
    from parcelwright_web import clock, sample_shop, worker  # noqa: PLC0415  # commands import late
    from parcelwright_web.shipped_rules import read_shipped_rules  # noqa: PLC0415 - the same

    read_shipped_rules()
    worker.settle()
    # Jobs would find the sample's parcels before what people did with them.
    sample_shop.finish(alive=lambda: worker.beat(clock.now()))
    worker.run_until_stopped()
