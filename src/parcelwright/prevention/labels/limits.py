"""How much a label file may ask of the machine; a label needs a small part of each."""

from __future__ import annotations

MAX_BYTES = 25_000_000
MAX_PAGES = 200
# A sheet of A4 at 600 dots per inch has 35 million.
MAX_PIXELS = 40_000_000
MAX_PAGE_MM = 600.0
MAX_TEXT_CHARACTERS = 20_000
# Pictures inside a PDF page, nested forms included.
MAX_PAGE_OBJECTS = 50_000
