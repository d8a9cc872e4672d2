"""The shipped rules are read when a process starts, and kept in the home folder."""

import pytest

from parcelwright.rulebook import load, load_clocks, tables
from parcelwright_web.configuration import configuration
from parcelwright_web.shipped_rules import read_shipped_rules


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setitem(configuration().__dict__, "home_folder", tmp_path)
    monkeypatch.setattr(load, "_shipped", [])
    monkeypatch.setattr(load_clocks, "_shipped", [])
    return tmp_path


def test_tables_are_kept_in_the_home_folder(home):
    read_shipped_rules()
    kept = sorted(path.name for path in (home / "build" / "tables").iterdir())
    assert kept == ["rules.tables", "schemes.tables"]


def test_the_next_process_reads_no_toml_and_has_the_same_rules(home, monkeypatch):
    read_shipped_rules()
    rules, clocks = load.shipped_book().rules, load_clocks.shipped_schemes()
    monkeypatch.setattr(load, "_shipped", [])
    monkeypatch.setattr(load_clocks, "_shipped", [])
    monkeypatch.setattr(tables.tomllib, "loads", None)
    read_shipped_rules()
    assert load.shipped_book().rules == rules
    assert load_clocks.shipped_schemes() == clocks
