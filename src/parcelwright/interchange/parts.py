"""Tables laid down on disk in parts, so that files of any length are worked on a part at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_PACKED = pa.ipc.IpcWriteOptions(compression="lz4")


class Parts:
    """Rows in numbered parts, each in the order in which they were added.

    What is added first names the columns; whatever comes later has the same ones.

    Args:
        folder: An empty folder of its own, which somebody else removes.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._schema: pa.Schema | None = None
        self._writers: dict[int, pa.ipc.RecordBatchStreamWriter] = {}

    def add(self, table: pa.Table, part: NDArray[np.intp]) -> None:
        """Lay down the rows of a table, each in its part."""
        if self._schema is None:
            self._schema = table.schema
        order = np.argsort(part, kind="stable")
        sorted_parts = part[order]
        sorted_rows = table.cast(self._schema).take(pa.array(order))
        for each in np.unique(sorted_parts).tolist():
            first, end = np.searchsorted(sorted_parts, [each, each + 1])
            self._writer(each).write_table(sorted_rows.slice(first, end - first))

    def read(self, part: int) -> pa.Table:
        """Return the rows of one part; nothing can be added any more.

        Raises:
            ValueError: Nothing was ever added, so that no columns are known.
        """
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()
        path = self._path(part)
        if path.exists():
            with pa.OSFile(str(path)) as file:
                return pa.ipc.open_stream(file).read_all()
        if self._schema is None:
            raise ValueError("nothing was laid down")
        return self._schema.empty_table()

    def _writer(self, part: int) -> pa.ipc.RecordBatchStreamWriter:
        found = self._writers.get(part)
        if found is None:
            found = pa.ipc.new_stream(str(self._path(part)), self._schema, options=_PACKED)
            self._writers[part] = found
        return found

    def _path(self, part: int) -> Path:
        return self._folder / f"{part}.arrows"
