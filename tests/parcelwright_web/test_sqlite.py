import pytest

from parcelwright_web import sqlite


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 6), True),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_only_repaired_versions_count_as_sound(version, sound):
    assert sqlite.is_sound(version) is sound


def test_a_sound_version_runs_the_write_ahead_log_with_full_sync():
    assert "journal_mode=WAL; PRAGMA synchronous=FULL" in sqlite.pragmas((3, 51, 3))


def test_an_unsound_version_runs_without_the_write_ahead_log():
    assert "journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA" in sqlite.pragmas((3, 40, 1))
