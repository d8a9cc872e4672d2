import pytest

from parcelwright.cases.wording import placeholders
from parcelwright.errors import WordingError
from parcelwright.messages.language import Choice, MessageKind, language, languages, read_language
from parcelwright.plugins import data_files

ENGLISH = data_files("parcelwright.messages.languages", ".toml")["en"].read_text("utf-8")


def shape(tag):
    found = language(tag)
    parts = {
        kind: [(part.when, part.unless, placeholders(part.text)) for part in text.parts]
        for kind, text in found.texts.items()
    }
    subjects = {kind: placeholders(text.subject) for kind, text in found.texts.items()}
    return parts, subjects, {choice: placeholders(found.choices[choice]) for choice in Choice}


@pytest.mark.parametrize("tag", languages())
def test_every_language_says_the_same_things_under_the_same_conditions(tag):
    assert shape(tag) == shape("en")


def test_english_and_simplified_chinese_are_there():
    assert languages() == ("en", "zh-Hans")


def test_an_unknown_placeholder_is_refused_when_the_file_is_read():
    wrong = ENGLISH.replace("{{goods}}", "{{good}}", 1)
    with pytest.raises(WordingError, match=r'en.toml, looking.part: "{{good}}" is no known value'):
        read_language("en", wrong)


def test_an_unknown_condition_is_refused_when_the_file_is_read():
    wrong = ENGLISH.replace('when = "contact"', 'when = "phone"', 1)
    with pytest.raises(WordingError, match='"phone" is no known value'):
        read_language("en", wrong)


def test_a_missing_choice_is_refused_by_name():
    with pytest.raises(WordingError, match=r"a key is missing or unknown: .*wait"):
        read_language("en", "\n".join(x for x in ENGLISH.splitlines() if x[:6] != "wait ="))


def test_a_broken_file_is_refused():
    with pytest.raises(WordingError, match=r"en\.toml is not valid TOML"):
        read_language("en", "[")


def test_an_unknown_language_is_refused_with_the_known_ones():
    with pytest.raises(WordingError, match='no messages in "fr"; there are en, zh-Hans'):
        language("fr")


@pytest.mark.parametrize("kind", MessageKind)
def test_chinese_addresses_buyers_politely(kind):
    parts = language("zh-Hans").texts[kind].parts
    said = "".join(part.text for part in parts)
    assert "您" in said
    assert "你" not in said
