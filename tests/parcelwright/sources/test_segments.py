"""Segments come out whole or not at all, whatever separates them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from parcelwright.sources._segments import edifact_segments, x12_segments

ISA = "ISA*00*          *00*          *02*ABCD           *ZZ*SELLER         *260301*1000*U*00401*000000001*0*P*>"
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


def tags(segments):
    return [segment.tag for segment in segments]


def released(words):
    return re.sub(r"([?:+'])", r"?\1", words)


def test_elements_and_components_count_from_one():
    [segment] = edifact_segments("STS+1:A+ 21 ::9'")
    assert (segment.tag, segment.number) == ("STS", 1)
    assert [segment.text(1), segment.text(1, 2), segment.text(2), segment.text(2, 3)] == [
        "1", "A", "21", "9",
    ]  # fmt: skip
    assert (segment.text(3), segment.text(1, 3), segment.parts(3)) == ("", "", ())


def test_released_signs_stand_for_themselves():
    [segment] = edifact_segments("FTX+AAI+++it?'s 5?+5?: why???'")
    assert segment.is_cut
    [segment] = edifact_segments("FTX+AAI+++it?'s 5?+5?: why??'")
    assert segment.text(4) == "it's 5+5: why?"


def test_a_service_string_advice_changes_the_separators_until_the_next_one():
    text = "UNA|* \\ !CNI*1*A|B!UNA:+.? 'CNI+1+C:D'"
    assert [each.parts(2) for each in edifact_segments(text)] == [("A", "B"), ("C", "D")]


def test_an_advice_that_repeats_a_sign_is_not_followed():
    assert tags(edifact_segments("UNA++.? 'CNI+1'")) == ["UNA", "CNI"]


def test_a_space_as_release_character_means_that_there_is_none():
    [segment] = edifact_segments("UNA:+.  'FTX+why?+a'")
    assert (segment.text(1), segment.text(2)) == ("why?", "a")


def test_line_breaks_and_empty_segments_between_segments_do_not_count():
    assert tags(edifact_segments("CNI+1'\r\n''\n \0STS+1'")) == ["CNI", "STS"]


def test_what_follows_the_last_terminator_is_marked_as_cut():
    segments = list(edifact_segments("CNI+1'STS+1+2"))
    assert [(each.tag, each.is_cut) for each in segments] == [("CNI", False), ("STS", True)]


@given(words=WORDS)
def test_any_words_survive_being_released(words):
    [segment] = edifact_segments(f"FTX+{released(words)}'")
    assert segment.parts(1) == (words,)


@given(rows=st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=5), cut=st.integers(0, 60))
def test_a_cut_text_gives_the_complete_segments_before_the_cut(rows, cut):
    text = "".join("X" + "".join(f"+{released(each)}" for each in row) + "'" for row in rows)
    whole = list(edifact_segments(text))
    assert len(whole) == len(rows)
    complete = [each for each in edifact_segments(text[:cut]) if not each.is_cut]
    assert complete == whole[: len(complete)]


def test_the_header_of_x12_shows_its_separators():
    assert tags(x12_segments(f"{ISA}~GS*QM~ST*214*1~")) == ["ISA", "GS", "ST"]
    other = ISA.replace("*", "|")
    assert tags(x12_segments(f"{other}\nGS|QM\nST|214|1\n")) == ["ISA", "GS", "ST"]


def test_a_header_without_its_padding_is_understood():
    text = "ISA*00**00**02*A*ZZ*B*260301*1000*U*00401*1*0*P*>~GS*QM~"
    assert tags(x12_segments(text)) == ["ISA", "GS"]


def test_each_interchange_of_x12_has_separators_of_its_own():
    text = f"{ISA}~IEA*1~{ISA.replace('*', '|')}!GS|QM!"
    assert [each.text(1) for each in x12_segments(text)][1::2] == ["1", "QM"]


def test_x12_without_its_header_is_read_with_the_usual_separators():
    assert [each.text(1) for each in x12_segments("ST*214*1~B10*A:B>C*D~")] == ["214", "A:B>C"]
    assert [each.text(1) for each in x12_segments("ST|214|1\nB10|A\n")] == ["214", "A"]


@given(text=st.text(st.sampled_from("ISATUN*~'+:?\n0 é"), max_size=60))
def test_any_text_is_cut_without_an_exception(text):
    for cut in (edifact_segments, x12_segments):
        numbers = [segment.number for segment in cut(text)]
        assert numbers == list(range(1, len(numbers) + 1))
