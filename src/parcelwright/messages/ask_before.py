"""Writes the one question that a buyer gets before an order is shipped."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from parcelwright.cases.wording import fill
from parcelwright.errors import WordingError
from parcelwright.messages.compose import MAX_BYTES
from parcelwright.plugins import data_files
from parcelwright.prevention.finding import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DEFAULT = "en"
# Chinese of these is written in traditional characters.
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


class BuyerQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question ready to be copied or sent: plain text in one language."""

    language: str
    subject: str
    body: str


class QuestionTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of one language; ``asks`` has one for each question.

    Those that end in ``_again`` stand in the reminder. ``name`` is that of the language, in it.
    """

    name: str
    subject: str
    subject_again: str
    greeting: str
    greeting_without_name: str
    opening: str
    opening_again: str
    closing: str
    asks: dict[str, str]


def question_before(
    asks: Sequence[Question],
    *,
    order_number: str,
    shop_name: str,
    buyer_name: str = "",
    language: str = "",
    again: bool = False,
) -> BuyerQuestion:
    """Return one message that asks everything at once.

    Args:
        asks: What is asked, at least one.
        order_number: By which the buyer knows the order.
        shop_name: Who asks.
        buyer_name: Left out when unknown.
        language: Tag of the buyer's language; English where no text of it is here.
        again: Whether it reminds of an earlier one.

    Raises:
        WordingError: Nothing is asked.
    """
    if not asks:
        raise WordingError("a question before shipping asks nothing; name what is to be asked")
    tag = question_tag(language)
    texts, where = _texts()[tag], f"question before shipping in {tag}"
    values = {"order_number": order_number, "buyer_name": buyer_name}
    greeting = texts.greeting if buyer_name else texts.greeting_without_name
    parts = [
        fill(greeting, values, where),
        fill(texts.opening_again if again else texts.opening, values, where),
        "\n".join(f"- {texts.asks[each]}" for each in asks),
        texts.closing,
        shop_name,
    ]
    return BuyerQuestion(
        language=tag,
        subject=fill(texts.subject_again if again else texts.subject, values, where),
        body="\n\n".join(part for part in parts if part) + "\n",
    )


def edited(made: BuyerQuestion, subject: str, body: str) -> BuyerQuestion:
    """Return a question with the words of a person in place of ours.

    Raises:
        WordingError: The subject or the text is empty, or the text is too long.
    """
    where = "question before shipping"
    line, text = " ".join(subject.split()), body.replace("\r\n", "\n").strip()
    if not line or not text:
        raise WordingError(f"{where}: subject or text is empty; write both")
    size = len(text.encode())
    if size > MAX_BYTES:
        raise WordingError(
            f"{where}: {size} bytes, at most {MAX_BYTES} are sent; shorten the values"
        )
    return msgspec.structs.replace(made, subject=line, body=f"{text}\n")


def question_languages() -> Mapping[str, str]:
    """Return the languages that questions are written in: own name by tag."""
    return {tag: texts.name for tag, texts in _texts().items()}


def question_tag(language: str) -> str:
    """Return the tag of the texts that a buyer of a language gets.

    >>> question_tag("pt_BR"), question_tag("zh-TW"), question_tag("zh"), question_tag("sv")
    ('pt', 'zh-Hant', 'zh-Hans', 'en')
    """
    wanted = language.replace("_", "-").casefold()
    main = wanted.partition("-")[0]
    if main == "zh" and _TRADITIONAL.intersection(wanted.split("-")):
        return "zh-Hant"
    tags = list(_texts())
    exact = (tag for tag in tags if tag.casefold() == wanted)
    near = (tag for tag in tags if main and tag.partition("-")[0].casefold() == main)
    return next(exact, None) or next(near, _DEFAULT)


@cache
def _texts() -> Mapping[str, QuestionTexts]:
    files = data_files("parcelwright.messages.questions", ".toml")
    found = {
        tag: msgspec.convert(tomllib.loads(entry.read_text("utf-8")), QuestionTexts)
        for tag, entry in files.items()
    }
    for tag, texts in found.items():
        if set(texts.asks) != {each.value for each in Question}:
            raise WordingError(f"questions/{tag}.toml lacks a question or has one too many")
    return found
