from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles._xml import document
from parcelwright.sources._node import open_payload
from parcelwright.sources._xml import UnreadableXml, looks_like_xml, read_xml

NAMES = st.text("abcxyz-", min_size=1, max_size=6).filter(lambda name: name[0] != "-")
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="￾￿"),
    min_size=1,
).filter(lambda text: text.strip() == text)
VALUES = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.dictionaries(
        NAMES, inner | st.lists(inner, min_size=2, max_size=3), min_size=1, max_size=3
    ),
    max_leaves=10,
)


@given(NAMES, VALUES)
def test_what_was_written_is_what_is_read(name, value):
    assert read_xml(document(name, value)) == {name: value}


def test_names_are_read_without_their_namespaces():
    body = b'<t:a xmlns:t="u" xmlns="v"><b t:c="d">1</b></t:a>'
    assert read_xml(body) == {"a": {"b": "1"}}


BOMB = (
    b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;">]><a>&z;</a>',
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
    b"<!DOCTYPE html><html></html>",
)


@pytest.mark.parametrize("body", BOMB, ids=["entities", "file", "page"])
def test_a_type_definition_is_refused(body):
    with pytest.raises(UnreadableXml, match="refused"):
        read_xml(body)


@pytest.mark.parametrize(
    "body",
    [
        b"<a>",
        b"<a>\xff</a>",
        b"<a>&x;</a>",
        b"<a><b></a></b>",
        b"<a/><b/>",
        b'<?xml version="1.0" encoding="klingon"?><a/>',
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
    ],
)
def test_what_is_no_document_says_so(body):
    with pytest.raises(UnreadableXml, match=r"^not XML"):
        read_xml(body)


def test_nesting_beyond_the_limit_is_refused():
    assert read_xml(b"<a>" * 64 + b"</a>" * 64)
    with pytest.raises(UnreadableXml, match="deeper than 64"):
        read_xml(b"<a>" * 65 + b"</a>" * 65)
    with pytest.raises(UnreadableXml, match="deeper than 64"):
        read_xml(b"<a>" * 100_000 + b"</a>" * 100_000)


@pytest.mark.parametrize("body", [b"<a/>", b"\xef\xbb\xbf<a/>", b" \n<?xml"])
def test_a_document_is_known_by_its_first_letter(body):
    assert looks_like_xml(body)


@pytest.mark.parametrize("body", [b"", b'{"a": "<b/>"}', b"\xff<"])
def test_anything_else_is_no_document(body):
    assert not looks_like_xml(body)


def test_one_and_several_are_read_alike():
    root = open_payload(b"<a><b><c>1</c></b><d><c>2</c></d><d><c>3</c></d></a>")
    assert [one["c"].text for one in root["a"]["b"].each()] == ["1"]
    assert [one["c"].text for one in root["a"]["d"].each()] == ["2", "3"]
    assert list(root["a"]["none"].each()) == []
