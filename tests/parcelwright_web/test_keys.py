import stat

import pytest

from parcelwright_web import keys


def test_a_new_key_file_is_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "keys" / "master.key"
    assert keys.create(path, keys.new_master_line(1)) is True
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


def test_an_existing_key_file_is_never_overwritten(tmp_path):
    path = tmp_path / "master.key"
    keys.create(path, "first")
    assert keys.create(path, "second") is False
    assert path.read_text() == "first"


def test_a_key_file_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "master.key"
    keys.create(path, keys.new_master_line(1))
    path.chmod(0o444)
    with pytest.raises(keys.KeyFileError, match="can be read by others"):
        keys.master_keys(path)


def test_a_missing_key_file_says_how_to_get_one(tmp_path):
    with pytest.raises(keys.KeyFileError, match="parcelwright init"):
        keys.master_keys(tmp_path / "none.key")


@pytest.mark.parametrize("text", ["0:AAAA", "1:AAAA", "one", "1:!!!", "256:" + "A" * 43 + "="])
def test_a_malformed_line_is_named(tmp_path, text):
    path = tmp_path / "master.key"
    keys.create(path, text)
    with pytest.raises(keys.KeyFileError, match="line 1"):
        keys.master_keys(path)


def test_the_last_line_seals_and_the_first_indexes(tmp_path):
    path = tmp_path / "master.key"
    keys.create(path, keys.new_master_line(1) + keys.new_master_line(2))
    found = keys.master_keys(path)
    assert (found.current, found.first, set(found.by_id)) == (2, 1, {1, 2})
