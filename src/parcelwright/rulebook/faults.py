"""What is wrong with a rule file."""

from __future__ import annotations


class FieldError(ValueError):
    """A field of a rule that cannot be used: its path, and what was expected."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"{field}: {what}")
