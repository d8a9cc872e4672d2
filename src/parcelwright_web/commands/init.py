"""``parcelwright init``: makes an installation ready, or brings it up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcelwright_web.commands._start import start

if TYPE_CHECKING:
    from parcelwright_web.sample_shop import Login


@click.command("init")
@click.option("--sample", is_flag=True, help="Also add an invented shop and its log-in.")
def command(*, sample: bool) -> None:
    """Create the home folder, keys and tables; harmless to repeat."""
    initialize()
    if sample:
        from parcelwright_web import sample_shop  # noqa: PLC0415 - after the set-up

        say(sample_shop.ensure())


def say(login: Login) -> None:
    """Print the log-in of the sample."""
    click.echo(f"Sample log-in: {login.email}  password: {login.password}")


def initialize() -> None:
    """Create what is missing: folders, keys, tables and static files."""
    from parcelwright_web import keys  # noqa: PLC0415  # commands import late
    from parcelwright_web.configuration import configuration  # noqa: PLC0415 - after the set-up

    settings = configuration()
    settings.home_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys.create(settings.key_file, keys.new_master_line(1))
    keys.create(settings.secret_file, keys.new_session_secret())
    start()
    from django.core.management import call_command  # noqa: PLC0415 - after the set-up

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    click.echo(f"Ready: {settings.home_folder}")
