"""Marks that say a part of the installation is alive."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When a process of the installation last said that it lives."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"
