"""Records that are made quickly are the data classes they were."""

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from parcelwright.records import changing, like, once, quickly_made


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Quick:
    number: int
    name: str = "none"
    parts: list[int] = field(default_factory=list)

    @once
    def letters(self) -> list[str]:
        """The letters of the name."""
        return list(self.name)


@dataclass(frozen=True, kw_only=True)
class Plain:
    number: int
    name: str = "none"
    parts: list[int] = field(default_factory=list)


def test_fields_and_defaults_are_those_of_the_data_class():
    assert vars(Quick(number=1)) == vars(Plain(number=1))
    assert vars(Quick(number=1, name="a", parts=[2])) == vars(Plain(number=1, name="a", parts=[2]))


def test_a_default_that_is_made_is_made_anew_each_time():
    assert Quick(number=1).parts is not Quick(number=1).parts


@pytest.mark.parametrize("given", [{}, {"number": 1, "colour": "red"}])
def test_a_missing_and_a_misspelled_field_are_refused(given):
    with pytest.raises(TypeError):
        Quick(**given)


def test_a_record_is_frozen_compared_hashed_and_replaced():
    record = Quick(number=1, parts=())
    with pytest.raises(FrozenInstanceError):
        record.number = 2
    assert replace(record, number=2) == Quick(number=2, parts=())
    assert len({record, Quick(number=1, parts=())}) == 1
    assert repr(record) == "Quick(number=1, name='none', parts=())"


@dataclass(frozen=True, kw_only=True, slots=True)
class Slotted:
    number: int


def test_a_class_with_slots_is_refused():
    with pytest.raises(TypeError, match="Slotted cannot be made quickly"):
        quickly_made(Slotted)


def test_a_record_like_another_is_what_replace_makes():
    known = Quick(number=1, name="a", parts=[2])
    assert like(known, number=3) == replace(known, number=3)
    assert known.number == 1


def test_a_record_has_no_further_fields_than_the_one_it_is_like():
    with pytest.raises(TypeError, match="Quick has not all of the fields size"):
        like(Quick(number=1), size=2)


def test_a_record_changed_in_named_fields_is_what_replace_makes():
    known = Quick(number=1, name="a", parts=[2])
    changed = changing(Quick, "name", "number")(known, "b", 3)
    assert changed == replace(known, name="b", number=3)
    assert known == Quick(number=1, name="a", parts=[2])


def test_only_fields_of_the_record_can_be_named_for_a_change():
    with pytest.raises(TypeError, match="Quick has no field letters, size"):
        changing(Quick, "size", "number", "letters")


def test_what_is_worked_out_once_is_kept_and_is_no_part_of_the_record():
    record = Quick(number=1, name="ab", parts=())
    assert record.letters == ["a", "b"]
    assert record.letters is record.letters
    assert record == Quick(number=1, name="ab", parts=())
    assert replace(record, name="c").letters == ["c"]
