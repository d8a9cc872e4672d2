import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.analytics.sorting import journey_order

ROWS = st.lists(
    st.tuples(
        st.integers(-1, 4), st.sampled_from([0.0, 1.0, 2.5, np.inf]), st.integers(0, 3),
        st.integers(0, 2),
    ),
    max_size=40,
)  # fmt: skip


@given(ROWS)
def test_the_order_is_that_of_sorting_by_parcel_and_all_keys(rows):
    parcel, happened, place, told = (
        np.array([row[at] for row in rows], np.float64) for at in range(4)
    )
    parcel = parcel.astype(np.intp)
    wanted = np.lexsort((told, place, happened, parcel))
    assert journey_order(parcel, happened, place, told).tolist() == wanted.tolist()


def test_events_that_are_in_order_stay_where_they_are():
    parcel = np.repeat(np.arange(5), 3)
    assert journey_order(parcel, np.tile([1, 2, 2], 5)).tolist() == list(range(15))
