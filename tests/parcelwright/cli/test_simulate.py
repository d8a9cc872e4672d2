from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from click.testing import CliRunner, Result

from parcelwright.cli import simulate as simulate_command
from parcelwright.cli.simulate import command
from parcelwright.errors import InputFileError

if TYPE_CHECKING:
    import pytest

BASE = ["--parcels", "60", "--seed", "4", "--now", "2026-11-22"]


def _run(out: Path, *more: str) -> Result:
    return CliRunner().invoke(command, [*BASE, "--out", str(out), *more])


def test_folder_holds_tables_and_the_truth_apart(tmp_path: Path) -> None:
    result = _run(tmp_path / "w")
    assert result.exit_code == 0
    kinds = ("parcels", "orders", "reports", "outcomes", "journeys", "speeds", "events")
    names = {f"{kind}.csv" for kind in kinds}
    assert {path.name for path in (tmp_path / "w").iterdir()} == names
    assert result.stdout.splitlines() == [str(tmp_path / "w" / f"{kind}.csv") for kind in kinds]


def test_bytes_do_not_depend_on_the_order_of_hashes(tmp_path: Path) -> None:
    contents = []
    for hash_seed in ("1", "2"):
        out = tmp_path / hash_seed
        code = "import sys; from parcelwright.cli.simulate import command; command(sys.argv[1:])"
        subprocess.run(
            [sys.executable, "-c", code, *BASE, "--out", str(out), "--as", "17track"],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": "src"},
        )
        contents.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})
    assert contents[0] == contents[1]


def test_folder_with_content_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    result = _run(tmp_path)
    assert isinstance(result.exception, InputFileError)
    assert "is not empty and nothing is overwritten" in str(result.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_failed_writing_leaves_no_folder_behind(tmp_path: Path, monkeypatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = _run(tmp_path / "w")
    assert isinstance(result.exception, InputFileError)
    assert "No space left on device" in str(result.exception)
    assert list(tmp_path.iterdir()) == []


def test_parquet_keeps_instants_in_utc_beside_their_offset(tmp_path: Path) -> None:
    assert _run(tmp_path / "c").exit_code == 0
    assert _run(tmp_path / "p", "--format", "parquet").exit_code == 0
    stored = pq.read_table(tmp_path / "p" / "events.parquet").slice(0, 1).to_pylist()[0]
    with (tmp_path / "c" / "events.csv").open(encoding="utf-8", newline="") as file:
        text = next(csv.DictReader(file))["occurred_at"]
    minutes = stored["occurred_at_offset_min"]
    hours = (int(text[20:22]) * 60 + int(text[23:25])) * (-1 if text[19] == "-" else 1)
    assert stored["occurred_at_kind"] == "instant"
    assert minutes == hours
    wall = stored["occurred_at"] + timedelta(minutes=minutes)
    assert wall == datetime.fromisoformat(text[:19])


def test_payloads_come_one_per_line_with_a_list_of_arrivals(tmp_path: Path) -> None:
    assert _run(tmp_path / "w", "--as", "easypost").exit_code == 0
    lines = (tmp_path / "w" / "payloads.ndjson").read_bytes().splitlines()
    with (tmp_path / "w" / "deliveries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(lines) > 60
    bodies = [json.loads(line)["result"]["tracking_code"] for line in lines]
    assert bodies == [row["tracking_number"] for row in rows]
    assert not (tmp_path / "w" / "events.csv").exists()


def test_now_without_zone_is_refused_with_an_example(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        command,
        ["--parcels", "5", "--seed", "1", "--now", "2026-11-22T09:00", "--out", str(tmp_path)],
    )
    assert result.exit_code == 2
    assert "write 2026-11-22 or 2026-11-22T09:00:00Z" in result.stderr


def test_json_names_the_files_on_one_line(tmp_path: Path) -> None:
    result = _run(tmp_path / "w", "--json")
    told = json.loads(result.stdout)
    assert told["parcels"] == 60
    assert told["now"] == "2026-11-22T00:00:00+00:00"
    assert len(told["files"]) == 7


def test_more_than_a_part_as_parquet_is_written_by_identity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulate_command, "PART", 50)
    result = _run(tmp_path / "w", "--format", "parquet")
    assert result.exit_code == 0
    names = pq.read_schema(tmp_path / "w" / "parcels.parquet").names
    assert "parcel_id" in names
    assert "tracking_number" not in names
    assert not (tmp_path / "w" / "orders.parquet").exists()
    assert len(result.stdout.splitlines()) == 6
