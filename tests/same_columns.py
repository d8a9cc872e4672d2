"""Says whether two sets of columns hold the same, value by value."""

from dataclasses import fields

import numpy as np

from parcelwright.analytics.columns import Columns


def assert_same(found: Columns, wanted: Columns) -> None:
    assert found.lanes == wanted.lanes
    for field in fields(Columns):
        if field.name not in {"lanes", "scans"}:
            np.testing.assert_array_equal(
                getattr(found, field.name), getattr(wanted, field.name), err_msg=field.name
            )
    for field in fields(wanted.scans):
        np.testing.assert_array_equal(
            getattr(found.scans, field.name), getattr(wanted.scans, field.name), err_msg=field.name
        )
