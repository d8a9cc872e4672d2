"""Writes the approved texts of documents and messages anew; a person reads the difference."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

import approved_texts  # noqa: E402 - the tests folder is no package

approved_texts.FOLDER.mkdir(exist_ok=True)
for name, text in approved_texts.texts().items():
    (approved_texts.FOLDER / name).write_text(text, "utf-8")
    print(name)
