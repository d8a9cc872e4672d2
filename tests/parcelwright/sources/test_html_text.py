"""A page gives the words that a reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.sources._html_text import text_of_html


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("<td>Number:</td><td>RR1</td>", "Number:\nRR1"),
        ("one <b>two</b> three", "one two three"),
        ("R&amp;R &lt;b&gt; &#8211; &nbsp;x", "R&R <b> – x"),
        ("<script>delivered()</script>x<style>p{}</style>", "x"),
        ("<head><title>Delivered</title></head>x", "x"),
        ("<!-- delivered -->x<!---->y", "xy"),
        ('<div style="display: none">delivered<div>too</div>still</div>x', "x"),
        ("<p hidden>delivered<br>too</p>x", "x"),
        ('<div style="DISPLAY:NONE">a<img src=x>b</div>c', "c"),
        ("a<b", "a"),
        ("5 < 6 and <i>7</i>", "5 7"),
        ("", ""),
    ],
)
def test_words_without_tags_and_what_is_hidden(page, text):
    assert text_of_html(page) == text


@given(page=st.text(st.sampled_from("<>/!-abps =\"'&;\n"), max_size=80))
def test_no_page_raises_or_gives_blanks_around_lines(page):
    lines = text_of_html(page).split("\n")
    assert all(line == line.strip() for line in lines)
