"""The lookup ``among``: a column holds one of many values, which travel as one.

``in`` writes a place for each value: a statement over thousands of keys takes longer to put
together and to read than to answer, and both databases limit how long it may grow.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

    Statement = tuple[str, list[Any]]


@models.Field.register_lookup
@models.ForeignObject.register_lookup
class Among(models.Lookup):
    """Texts or whole numbers that a column may hold, as in ``filter(pk__among=keys)``."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[Any]:
        """Return the values in a fixed order, so that one question is always one statement."""
        return sorted(self.rhs)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Statement:
        """Hand the values over as an array."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, self.rhs]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Statement:
        """Hand the values over as a list in JSON."""
        column, params = self.process_lhs(compiler, connection)
        values = "(SELECT value FROM json_each(%s))"
        return f"{column} IN {values}", [*params, json.dumps(self.rhs)]
