import json
import re
from pathlib import Path
from pkgutil import iter_modules

import pytest

from parcelwright import cli

PAGE = Path(__file__).parents[3] / "docs/commands.md"
COMMANDS = {info.name for info in iter_modules(cli.__path__) if not info.name.startswith("_")}


def test_every_command_on_files_has_its_section_in_the_page_of_commands():
    assert set(re.findall(r"^## (\w+)$", PAGE.read_text("utf-8"), re.MULTILINE)) == COMMANDS


@pytest.fixture
def files(tmp_path):
    (tmp_path / "parcels.csv").write_text("tracking_number,accepted_at\nLX1,2026-01-01\n")
    (tmp_path / "events.csv").write_text(
        "tracking_number,occurred_at,milestone\nLX1,2026-01-01,ACCEPTED\n"
    )
    (tmp_path / "wrong.csv").write_text("a,b\n1,2\n")
    (tmp_path / "parcel.json").write_text(json.dumps({"tracking_number": "RB123456785CN"}))
    (tmp_path / "nobody.json").write_text(json.dumps({"carrier": "usps"}))
    return tmp_path


BAD = [
    ("learn --parcels parcels.csv --events events.csv --out none/t.parquet", "No such file"),
    ("assess --parcels parcels.csv --events events.csv --now 2026-02-01 --out t.doc", "ends in none"),
    ("assess --parcels wrong.csv --events events.csv --now 2026-02-01", "no column tracking_number"),
    ("audit --parcels parcels.csv --events wrong.csv --on 2026-02-01", "no column tracking_number"),
    ("entitle --parcel parcel.json --events wrong.csv --on 2026-02-01", "tracking_number"),
    ("entitle --parcel nobody.json --on 2026-02-01", "give it a tracking_number"),
    ("rules check --policies wrong.csv", "is a file"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), BAD)
def test_what_a_person_can_repair_ends_in_a_message_and_code_2(
    line, said, files, monkeypatch, capsys
):
    monkeypatch.chdir(files)
    with pytest.raises(SystemExit) as ended:
        cli.main(line.split())
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert said in told.err


def test_a_rule_file_of_ones_own_with_an_unknown_field_is_a_finding(files, monkeypatch, capsys):
    (files / "own").mkdir()
    (files / "own" / "x.toml").write_text(
        '[carrier]\nslug = "x"\nname = "X"\nkind = "post"\n[[rule]]\nid = "a"\ntilte = "b"\n'
    )
    monkeypatch.chdir(files)
    with pytest.raises(SystemExit) as ended:
        cli.main(["rules", "check", "--policies", "own"])
    assert ended.value.code == 1
    assert 'tilte: not known here; did you mean "title"?' in capsys.readouterr().out
