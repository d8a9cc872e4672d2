"""What a cause says of itself is said in the reader's language too."""

import pytest
from django.utils.translation import override

from parcelwright.diagnosis.rules import modules
from parcelwright_web.core_texts import spoken

SAID = sorted({text for each in modules() for text in (each.SETTLED_BY, each.NEXT_ACT)})


@pytest.mark.parametrize("sentence", SAID)
def test_a_sentence_of_a_cause_has_its_chinese(sentence):
    with override("zh-hans"):
        assert spoken(sentence) != sentence
