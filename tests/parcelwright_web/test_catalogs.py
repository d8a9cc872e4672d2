"""The Chinese of the pages is whole, and says what the English says."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from used_messages import as_python, used_messages

import parcelwright_web
from parcelwright_web.catalogs import SOURCES, merged

PACKAGE = Path(parcelwright_web.__file__).parent
CHINESE = sorted((SOURCES / "zh_Hans").glob("*.po"))
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")
_HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff][,;:?!()]|[,;?!()][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?:\s|$)"
)


@pytest.fixture(scope="module")
def used():
    return list(used_messages(PACKAGE))


@pytest.fixture(scope="module")
def entries():
    return [(file.name, message) for file in CHINESE for message in messages(file) if message.id]


def messages(file):
    with file.open("rb") as content:
        return list(read_po(content, locale="zh_Hans"))


def strings(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_every_message_of_the_pages_has_its_chinese(used):
    catalog = merged("zh_Hans")
    missing = sorted(
        f"{each.place}: {each.text}"
        for each in used
        if not (found := catalog.get(each.id, each.context or None)) or not all(strings(found))
    )
    assert missing == []


def test_no_entry_is_left_over_from_a_text_that_is_gone(used, entries):
    known = {(each.id, each.context) for each in used}
    left_over = [
        (name, message.id)
        for name, message in entries
        if (message.id, message.context or "") not in known
    ]
    assert left_over == []


def test_no_entry_stands_in_two_files(entries):
    seen = {}
    for name, message in entries:
        seen.setdefault((message.id, message.context), []).append(name)
    assert {key: names for key, names in seen.items() if len(names) > 1} == {}


def test_no_entry_is_fuzzy_or_set_aside(entries):
    assert [message.id for _, message in entries if message.fuzzy] == []
    for file in CHINESE:
        assert "#~" not in file.read_text(encoding="utf-8")


def test_every_entry_keeps_the_placeholders_of_its_english(entries):
    wrong = []
    for name, message in entries:
        english = message.id if isinstance(message.id, str) else message.id[1]
        wanted = set(_PLACEHOLDER.findall(english))
        wrong += [
            (name, english, string)
            for string in strings(message)
            if set(_PLACEHOLDER.findall(string)) != wanted
        ]
    assert wrong == []


def test_every_entry_is_in_chinese_with_its_full_width_punctuation(entries):
    wrong = [
        (name, string)
        for name, message in entries
        for string in strings(message)
        if _HALF_WIDTH.search(string) or "您" in string or "！" in string
    ]
    assert wrong == []


def test_plurals_filters_and_joined_strings_of_templates_are_found(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% translate "One" as title %}{% pill "ok" _("Two") %}\n'
        "  {% blocktranslate count n=rows|length %}{{ n }} row{% plural %}{{ n }} rows"
        "{% endblocktranslate %}{% translate 'Three' context \"place\" %}",
        encoding="utf-8",
    )
    (tmp_path / "code.py").write_text('_("Four, "\n  "and more")\n', encoding="utf-8")
    found = {(each.text, each.plural, each.context) for each in used_messages(tmp_path)}
    assert found == {
        ("One", "", ""),
        ("Two", "", ""),
        ("%(n)s row", "%(n)s rows", ""),
        ("Three", "", "place"),
        ("Four, and more", "", ""),
    }
    assert as_python("<p>no message</p>", name="empty").strip("X\n <>/") == ""
