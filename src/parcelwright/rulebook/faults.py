"""What is wrong with a rule file."""

from __future__ import annotations

from dataclasses import dataclass


class FieldError(ValueError):
    """A field of a rule that cannot be used: its path, and what was expected."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"{field}: {what}")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with one field of terms that a seller wrote, in a form or in a file.

    Args:
        field: Path of the field, such as ``payout.currency``.
        what: What is wrong and what to do, beginning with a small letter, without a full stop.
    """

    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.field}: {self.what}"
