import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright_web import keys, sealing
from parcelwright_web.sealing import Place

PLACE = Place(table="shop", column="smtp_password", tenant=7)


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_to_the_same_bytes_at_its_place(plain):
    assert sealing.unseal(sealing.seal(plain, PLACE), PLACE) == plain


def test_two_seals_of_one_value_differ():
    assert sealing.seal(b"secret", PLACE) != sealing.seal(b"secret", PLACE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place(table="buyer", column="smtp_password", tenant=7),
        Place(table="shop", column="mail_from", tenant=7),
        Place(table="shop", column="smtp_password", tenant=8),
    ],
)
def test_a_sealed_value_moved_to_another_place_does_not_open(elsewhere):
    with pytest.raises(sealing.SealError, match="belongs to another row"):
        sealing.unseal(sealing.seal(b"secret", PLACE), elsewhere)


@given(st.integers(min_value=2, max_value=33), st.integers(min_value=1, max_value=255))
def test_one_changed_byte_after_the_head_is_noticed(position, change):
    data = bytearray(sealing.seal(b"secret", PLACE))
    data[position] ^= change
    with pytest.raises(sealing.SealError, match="altered"):
        sealing.unseal(bytes(data), PLACE)


def test_a_value_of_an_unknown_version_is_refused():
    with pytest.raises(sealing.SealError, match="known version"):
        sealing.unseal(b"\x09" + sealing.seal(b"secret", PLACE)[1:], PLACE)


def test_after_rotation_old_values_open_and_new_ones_carry_the_new_key_id(monkeypatch):
    old = keys.MasterKeys(by_id={1: b"a" * 32}, current=1, first=1)
    both = keys.MasterKeys(by_id={1: b"a" * 32, 2: b"b" * 32}, current=2, first=1)
    monkeypatch.setattr(sealing, "_keys", lambda: old)
    before = sealing.seal(b"secret", PLACE)
    index = sealing.blind_index("Noura", PLACE, "text")
    monkeypatch.setattr(sealing, "_keys", lambda: both)
    after = sealing.seal(b"secret", PLACE)
    assert (before[:2], after[:2]) == (b"\x01\x01", b"\x01\x02")
    assert sealing.unseal(before, PLACE) == sealing.unseal(after, PLACE) == b"secret"
    assert sealing.blind_index("Noura", PLACE, "text") == index


def test_a_value_whose_key_is_gone_names_the_key(monkeypatch):
    data = sealing.seal(b"secret", PLACE)
    gone = keys.MasterKeys(by_id={2: b"b" * 32}, current=2, first=2)
    monkeypatch.setattr(sealing, "_keys", lambda: gone)
    with pytest.raises(sealing.SealError, match="sealed with key 1"):
        sealing.unseal(data, PLACE)


def test_spellings_that_mean_the_same_share_an_index():
    one = sealing.blind_index(" Noura  ALOTAIBI", PLACE, "text")
    assert one == sealing.blind_index("noura alotaibi ", PLACE, "text")
    assert one != sealing.blind_index("noura alotaib", PLACE, "text")
    assert len(one) == 64


def test_the_same_value_of_two_tenants_has_two_indexes():
    other = Place(table="shop", column="smtp_password", tenant=8)
    assert sealing.blind_index("x", PLACE, "text") != sealing.blind_index("x", other, "text")


def test_nothing_has_no_index():
    assert sealing.blind_index("  ", PLACE, "text") == ""


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="expected one of code, text"):
        sealing.normalized("x", "loose")
