"""The one Django application of the shell."""

from django.apps import AppConfig


class ParcelwrightConfig(AppConfig):
    """Names the application."""

    name = "parcelwright_web"
    label = "parcelwright_web"
    verbose_name = "Parcelwright"
