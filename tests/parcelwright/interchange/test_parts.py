"""Tables on disk in parts."""

import numpy as np
import pyarrow as pa
import pytest

from parcelwright.interchange.parts import Parts


def test_each_part_holds_its_rows_in_the_order_in_which_they_came(tmp_path):
    parts = Parts(tmp_path / "parts")
    parts.add(pa.table({"name": ["a", "b", "c"]}), np.array([1, 0, 1]))
    parts.add(pa.table({"name": ["d"]}), np.array([1]))
    assert parts.read(1)["name"].to_pylist() == ["a", "c", "d"]
    assert parts.read(0)["name"].to_pylist() == ["b"]


def test_a_part_without_rows_has_the_columns_of_the_others(tmp_path):
    parts = Parts(tmp_path / "parts")
    parts.add(pa.table({"name": ["a"]}), np.array([3]))
    empty = parts.read(0)
    assert (empty.num_rows, empty.column_names) == (0, ["name"])


def test_without_any_table_no_columns_are_known(tmp_path):
    with pytest.raises(ValueError, match="nothing was laid down"):
        Parts(tmp_path / "parts").read(0)
