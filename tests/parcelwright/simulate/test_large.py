from __future__ import annotations

import hashlib
import weakref
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.table_columns import rows_of_events
from parcelwright.errors import InputFileError
from parcelwright.interchange.bulk import read_columns
from parcelwright.simulate import large
from parcelwright.simulate.folder import write_world
from parcelwright.simulate.large import parts, write_large
from parcelwright.simulate.parameters import parameters
from parcelwright.simulate.world import shared_network, simulate, simulate_part

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SIZE, PARCELS = 2000, 5000
KINDS = ("parcels", "events")
TRUTH = ("outcomes", "journeys", "speeds")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("large") / "world"
    write_large(PARCELS, 7, NOW, out, size=SIZE)
    return out


def _digests(folder: Path) -> dict[str, str]:
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.iterdir())}


def test_parts_are_full_but_for_the_last() -> None:
    assert list(parts(5, 2)) == [(0, 2), (1, 2), (2, 1)]
    assert list(parts(4, 2)) == [(0, 2), (1, 2)]
    assert list(parts(1, 250_000)) == [(0, 1)]


def test_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_large(PARCELS, 7, NOW, tmp_path / "again", size=SIZE)
    assert _digests(tmp_path / "again") == _digests(folder)


def test_smaller_world_is_the_beginning_of_a_larger_one(folder: Path, tmp_path: Path) -> None:
    write_large(2 * SIZE, 7, NOW, tmp_path / "less", size=SIZE)
    for name in ("parcels", "events", "outcomes", "journeys"):
        whole = pq.ParquetFile(folder / f"{name}.parquet").read_row_groups([0, 1])
        assert pq.read_table(tmp_path / "less" / f"{name}.parquet").equals(whole), name


def test_no_more_than_one_part_is_alive_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive: list[weakref.ref[object]] = []
    most = 0

    def watched(*args: object, **named: object) -> object:
        nonlocal most
        most = max(most, sum(ref() is not None for ref in alive))
        world = simulate_part(*args, **named)
        alive.append(weakref.ref(world))
        return world

    monkeypatch.setattr(large, "simulate_part", watched)
    write_large(900, 1, NOW, tmp_path / "w", size=100)
    assert len(alive) == 9
    assert most == 0


def test_each_part_is_one_row_group_of_its_own_parcels(folder: Path) -> None:
    for name in ("parcels", "events", "outcomes", "journeys"):
        file = pq.ParquetFile(folder / f"{name}.parquet")
        assert file.num_row_groups == 3
        for part in range(3):
            ids = file.read_row_group(part, columns=["parcel_id"])["parcel_id"].to_numpy()
            assert ids.min() >= part * SIZE
            assert ids.max() < min((part + 1) * SIZE, PARCELS)
    ids = pq.read_table(folder / "parcels.parquet")["parcel_id"]
    assert ids.to_pylist() == list(range(PARCELS))


def test_first_part_is_the_world_that_is_made_whole(folder: Path) -> None:
    world = simulate(SIZE, 7, NOW)
    events = pq.ParquetFile(folder / "events.parquet").read_row_group(0)
    assert events["parcel_id"].to_pylist() == world.feed.parcel.tolist()
    seconds = pc.cast(events["occurred_at"], pa.int64()).to_numpy() // 10**6
    assert np.array_equal(seconds, world.feed.occurred_at.astype(np.int64))


def test_parts_differ_but_share_the_speed_of_the_network() -> None:
    numbers = parameters()
    shared = shared_network(7, NOW, numbers)
    first, second = (
        simulate_part(SIZE, 7, NOW, part, numbers=numbers, shared=shared) for part in (0, 1)
    )
    assert first.network is second.network
    assert not np.array_equal(first.sent.label_at, second.sent.label_at)


def test_bags_of_two_parts_never_leave_at_the_same_moment(folder: Path) -> None:
    table = pq.read_table(folder / "journeys.parquet")
    flown = table.filter(pc.is_valid(table["bag"]))
    seconds = pc.second(flown["entered_line_haul"]).to_numpy()
    assert np.array_equal(seconds, flown["parcel_id"].to_numpy() // SIZE)
    assert len(pc.unique(flown["bag"])) > 1000


def test_cutting_into_parts_leaves_the_shares_of_losses_and_scans(tmp_path: Path) -> None:
    write_large(24_000, 3, NOW, tmp_path / "many", size=4000)
    write_large(24_000, 3, NOW, tmp_path / "one", size=24_000)
    share, scans = {}, {}
    for name in ("many", "one"):
        outcome = pq.read_table(tmp_path / name / "outcomes.parquet")["outcome"]
        share[name] = pc.mean(pc.equal(outcome, "lost")).as_py()
        scans[name] = pq.read_metadata(tmp_path / name / "events.parquet").num_rows / 24_000
    # Four standard errors of a difference of two shares of about .9 %.
    assert share["many"] == pytest.approx(share["one"], abs=0.0035)
    assert scans["many"] == pytest.approx(scans["one"], rel=0.01)


def test_truth_stands_in_files_of_its_own(folder: Path) -> None:
    known = {
        name
        for file in ("parcels", "events", "reports")
        for name in pq.read_schema(folder / f"{file}.parquet").names
    }
    told = {name for file in TRUTH for name in pq.read_schema(folder / f"{file}.parquet").names}
    shared = {"parcel_id", "carrier", "country"}
    assert known & told == shared
    assert {"cause", "lost_at", "lost_leg", "entered_customs", "speed"} <= told


def test_oracle_finds_the_stage_of_loss_from_the_journeys(folder: Path) -> None:
    journeys = pq.read_table(folder / "journeys.parquet").to_pylist()
    outcomes = pq.read_table(folder / "outcomes.parquet").to_pylist()
    legs = {"customs": "customs", "line_haul": "line_haul", "import": "import"}
    lost = 0
    for journey, outcome in zip(journeys, outcomes, strict=True):
        if outcome["outcome"] not in {"lost", "seized"} or outcome["lost_leg"] not in legs:
            continue
        entered = {n[8:]: at for n, at in journey.items() if n[:8] == "entered_" and at}
        entered = {n: at for n, at in entered.items() if not isinstance(at, int | str)}
        assert max(entered, key=lambda name: entered[name]) == outcome["lost_leg"]
        assert entered[outcome["lost_leg"]] <= outcome["lost_at"]
        lost += 1
    assert lost > 5


def test_readers_take_the_integers_for_numbers(folder: Path) -> None:
    parcels = read_columns(folder / "parcels.parquet", "parcels")
    events = read_columns(folder / "events.parquet", "events")
    assert parcels.num_rows == PARCELS
    rows = rows_of_events(parcels, events)
    assert np.array_equal(rows, events["parcel_id"].to_numpy())
    by_text = rows_of_events(parcels.drop_columns("parcel_id"), events.drop_columns("parcel_id"))
    assert np.array_equal(rows, by_text)


def test_raw_files_and_read_files_give_the_same_columns(folder: Path) -> None:
    raw, read = (
        columns_from_tables(parcels, events, NOW)
        for parcels, events in (
            (
                pq.read_table(folder / "parcels.parquet"),
                pq.read_table(folder / "events.parquet"),
            ),
            (
                read_columns(folder / "parcels.parquet", "parcels"),
                read_columns(folder / "events.parquet", "events"),
            ),
        )
    )
    assert np.array_equal(raw.outcome, read.outcome)
    assert np.array_equal(raw.accepted, read.accepted, equal_nan=True)
    assert (raw.outcome > 0).mean() > 0.5


def test_large_files_tell_detection_what_the_small_files_of_the_same_world_tell(
    tmp_path: Path,
) -> None:
    write_large(600, 7, NOW, tmp_path / "large", size=600)
    write_world(simulate(600, 7, NOW), tmp_path / "small")
    large_, small = (
        columns_from_tables(*(read_columns(folder / f"{k}.{form}", k) for k in KINDS), NOW)
        for folder, form in ((tmp_path / "large", "parquet"), (tmp_path / "small", "csv"))
    )
    assert large_.lanes == small.lanes
    for name in ("lane", "accepted", "promised", "since", "stage", "outcome", "outcome_heard"):
        found, expected = getattr(large_, name), getattr(small, name)
        assert np.array_equal(found, expected, equal_nan=found.dtype.kind == "f"), name


def test_events_of_a_parcel_that_is_not_there_are_nobodys() -> None:
    parcels = pa.table({"parcel_id": pa.array([7, 3])})
    events = pa.table({"parcel_id": pa.array([3, 5, 7, 3], pa.int32())})
    assert rows_of_events(parcels, events).tolist() == [1, -1, 0, 1]


def test_identities_with_gaps_leave_the_word_to_the_numbers() -> None:
    parcels = pa.table({"parcel_id": pa.array([1, None]), "tracking_number": ["A", "B"]})
    events = pa.table({"parcel_id": pa.array([1, 1]), "tracking_number": ["B", "A"]})
    assert rows_of_events(parcels, events).tolist() == [1, 0]


def test_folder_with_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(InputFileError, match="is not empty"):
        write_large(10, 1, NOW, tmp_path)


def test_failure_in_a_later_part_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: pq.ParquetWriter, table: pa.Table, row_group_size: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(InputFileError, match="No space left on device"):
        write_large(10, 1, NOW, tmp_path / "w")
    assert list(tmp_path.iterdir()) == []
