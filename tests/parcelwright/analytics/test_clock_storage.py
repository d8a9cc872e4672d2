import io

import numpy as np
import pytest

from parcelwright.analytics.clock import Clock
from parcelwright.analytics.clock_storage import read_clock, write_clock
from parcelwright.errors import TableError


def test_a_clock_comes_back_as_it_was_written():
    clock = Clock(
        places=(("DE", ""), ("FR", "75")),
        first_day=20_454,
        speed=np.array([[1.0, 0.4, 1.25], [0.15, 2.5, 1 / 3], [0.36, 1.0, 1.0]]),
        of_carriers=(("FR", "75", "la-poste"),),
    )
    file = io.BytesIO()
    write_clock(clock, file)
    found = read_clock(file)
    assert (found.places, found.first_day) == (clock.places, 20_454)
    assert found.announced is None
    assert found.of_carriers == (("FR", "75", "la-poste"),)
    np.testing.assert_array_equal(found.speed, clock.speed)


def test_what_is_announced_of_days_to_come_is_kept_beside_the_speed():
    clock = Clock(
        places=(("DE", ""),),
        first_day=20_454,
        speed=np.array([[1.2, 0.4, 0.36]]),
        announced=np.array([[1.0, 0.36, 0.36]]),
    )
    file = io.BytesIO()
    write_clock(clock, file)
    np.testing.assert_array_equal(read_clock(file).announced, [[1.0, 0.36, 0.36]])


def test_another_file_is_refused_as_a_clock():
    with pytest.raises(TableError, match="cannot be read as a clock; run learn again"):
        read_clock(io.BytesIO(b"day,speed\n"))
