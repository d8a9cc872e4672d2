from parcelwright_web.svg.reliability import Tenth, reliability

WORDS = {"title": "Open after 10 days", "across": "said <", "up": "lost"}


def test_a_true_chance_lies_on_the_line_and_more_parcels_make_a_larger_dot():
    drawn = reliability(
        [Tenth(said=0.5, lost=0.5, parcels=1), Tenth(said=1, lost=0, parcels=4)], **WORDS
    )
    assert 'cx="120.0" cy="120.0" r="6.0"' in drawn
    assert 'cx="208.0" cy="208.0" r="9.0"' in drawn


def test_words_are_escaped_and_the_figures_are_told_to_those_who_do_not_see():
    drawn = reliability([Tenth(said=0.25, lost=0.125, parcels=8)], **WORDS)
    assert "said &lt;" in drawn
    assert "<desc>0.25: 0.12</desc>" in drawn
