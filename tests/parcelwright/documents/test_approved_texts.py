import pytest

import approved_texts

TEXTS = approved_texts.texts()


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_exactly_the_approved_one(name):
    assert (approved_texts.FOLDER / name).read_text("utf-8") == TEXTS[name]


def test_no_approved_text_is_left_over():
    kept = {
        file.name
        for file in approved_texts.FOLDER.iterdir()
        if file.name.startswith(("document.", "message."))
    }
    assert kept == set(TEXTS)
