import re
from pathlib import Path

import parcelwright_web
from parcelwright_web.catalogs import merged

PACKAGE = Path(parcelwright_web.__file__).parent
_TEMPLATE = re.compile(r"""{%\s*translate\s+(["'])(.+?)\1""")
_CODE = re.compile(r"""\b_\(\s*"((?:[^"\\]|\\.)+)"\s*\)""")


def used_texts():
    for file in PACKAGE.rglob("*.html"):
        yield from (text for _, text in _TEMPLATE.findall(file.read_text(encoding="utf-8")))
    for file in PACKAGE.rglob("*.py"):
        yield from _CODE.findall(file.read_text(encoding="utf-8"))


def test_every_text_of_the_pages_has_its_chinese():
    catalog = merged("zh_Hans")
    missing = sorted(
        {text for text in used_texts() if not (m := catalog.get(text)) or not m.string}
    )
    assert missing == []
