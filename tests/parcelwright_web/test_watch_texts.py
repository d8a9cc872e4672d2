"""What a watch says of itself is said in the reader's language too."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from parcelwright.asking.calls import Answer
from parcelwright.asking.replies import Standing, http_trouble
from parcelwright.watch import sentences
from parcelwright_web.core_texts import spoken

NAMED = ("told", "not_yet", "not_found", "stopped", "unregistered", "passed_over")
SAID = [
    *sentences.ENDINGS.values(),
    sentences.PUSHED, sentences.NOBODY, sentences.REFUSED_ALL, sentences.ANSWERS,
    sentences.DEFECT,
    *(getattr(sentences, name)("Tracker") for name in NAMED),
    sentences.silent("Tracker", datetime(2026, 3, 5, tzinfo=UTC)),
    *(getattr(sentences, name)("Tracker", "a postcode") for name in ("needs_more", "refused")),
    *(getattr(sentences, name)("Tracker", "") for name in ("needs_more", "refused")),
    *(sentences.answered([standing], 1) for standing in Standing),
    *(
        http_trouble(Answer(status=status, received_at=datetime(2026, 3, 5, tzinfo=UTC))).what
        for status in (400, 401, 408, 429, 500)
    ),
]  # fmt: skip


@pytest.mark.parametrize("sentence", SAID)
def test_every_sentence_of_a_watch_is_said_in_chinese(sentence):
    with override("zh-hans"):
        said = spoken(sentence)
    assert said != sentence
    rest = said.replace("Tracker", "").replace("HTTP", "").replace("a postcode", "")
    assert not any("a" <= letter <= "z" for letter in rest.lower()), said
