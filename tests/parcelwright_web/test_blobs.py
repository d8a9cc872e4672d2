import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcelwright_web import blobs
from parcelwright_web.sealing import SealError

PIECE = 262_144


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_blob_comes_back_as_it_was_written(size):
    content = bytes(n % 251 for n in range(size))
    written = blobs.write(1, content)

    with blobs.open_blob(1, written.name) as file:
        assert file.read() == content
    assert written.size == size


def test_a_blob_lies_sealed_on_disk():
    written = blobs.write(1, b"RV482917305CN" * 100)

    assert b"RV482917305CN" not in blobs.path_of(1, written.name).read_bytes()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 2 * PIECE + 9), st.integers(0, 400_000)), max_size=6))
def test_any_place_can_be_read(places):
    content = bytes(n % 253 for n in range(2 * PIECE + 7))
    written = blobs.write(1, content)
    plain = io.BytesIO(content)

    with blobs.open_blob(1, written.name) as file:
        for offset, length in places:
            file.seek(offset)
            plain.seek(offset)
            assert file.read(length) == plain.read(length)


@pytest.mark.parametrize("keep", [PIECE + 30, PIECE + 31, 2 * (PIECE + 30)])
def test_a_blob_that_was_cut_short_does_not_open(keep):
    written = blobs.write(1, b"x" * (2 * PIECE + 5))
    path = blobs.path_of(1, written.name)
    path.write_bytes(path.read_bytes()[:keep])

    with pytest.raises(SealError), blobs.open_blob(1, written.name) as file:
        file.read()


def test_a_blob_of_another_tenant_does_not_open():
    written = blobs.write(1, b"secret")
    target = blobs.path_of(2, written.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(blobs.path_of(1, written.name).read_bytes())

    with pytest.raises(SealError), blobs.open_blob(2, written.name) as file:
        file.read()


def test_an_unfinished_file_leaves_nothing_behind():
    writer = blobs.Writer(70_007)
    writer.write(b"x" * 10)
    writer.discard()

    folder = blobs.path_of(70_007, "ab").parents[1]
    assert [each for each in folder.rglob("*") if each.is_file()] == []
