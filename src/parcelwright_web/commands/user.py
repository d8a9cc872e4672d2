"""``parcelwright user``: people who log in."""

from __future__ import annotations

import click

from parcelwright.errors import ParcelwrightError
from parcelwright_web.commands._start import start

_ROLES = ("owner", "agent", "reader")


@click.group("user")
def command() -> None:
    """Add people who log in."""


@command.command("add")
@click.argument("email")
@click.option(
    "--tenant",
    "tenant_name",
    required=True,
    help="Business; made when it is new, with a first shop of its name.",
)
@click.option("--name", default="", help="Name as colleagues see it.")
@click.option("--role", type=click.Choice(_ROLES), default="owner", show_default=True)
@click.password_option(help="Asked for when not given.")
def add(email: str, tenant_name: str, name: str, role: str, password: str) -> None:
    """Add a person with the mail address EMAIL to a business."""
    start()
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415 - after the set-up
    from django.core.exceptions import ValidationError  # noqa: PLC0415 - after the set-up
    from django.core.validators import validate_email  # noqa: PLC0415 - after the set-up

    from parcelwright_web.actions import businesses  # noqa: PLC0415 - after the set-up

    try:
        validate_email(email)
        validate_password(password)
    except ValidationError as error:
        raise ParcelwrightError(" ".join(error.messages)) from error
    try:
        found = businesses.add_member(
            business=tenant_name, email=email, password=password, name=name, role=role
        )
    except businesses.AccountExistsError as error:
        raise ParcelwrightError(f"{email} already has an account") from error
    click.echo(f"{found.user.email} is {role} of {found.tenant.name}")
