"""The one Django application of the shell."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from parcelwright_web.query_plans import expect_busy_shops


class ParcelwrightConfig(AppConfig):
    """Names the application."""

    name = "parcelwright_web"
    label = "parcelwright_web"
    verbose_name = "Parcelwright"

    def ready(self) -> None:
        """Have the database told what to expect whenever its tables changed."""
        post_migrate.connect(_tell_what_to_expect, sender=self)


def _tell_what_to_expect(*, using: str, **_: Any) -> None:
    expect_busy_shops(connections[using])
