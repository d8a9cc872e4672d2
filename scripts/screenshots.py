#!/usr/bin/env python
"""Take the pictures in docs/screenshots: nine pages, narrow and wide, English and Chinese.

Starts the application with the sample shop in a folder of its own, logs in, and writes
``<page>-<width>-<language>.png`` with few colors, so that each stays under 90 kB.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

_ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(_ROOT / "tests" / "parcelwright_web"))
from site_under_test import ARGUMENTS, CHROMIUM, Site  # noqa: E402  # as page tests start it

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_OUT = _ROOT / "docs" / "screenshots"
_WIDTHS = {390: 844, 1440: 1000}
_LANGUAGES = {"en": "en", "zh": "zh-hans"}
_PARCEL = "origin=CN&destination=DE&weight_g=400&value=40&currency=USD"
_MOST_BYTES = 90_000
_COLORS = (128, 64, 32, 16)


def main() -> int:
    """Return 0 when every picture was taken."""
    _OUT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="pw-pictures-") as folder,
        Site(Path(folder) / "home") as site,
        sync_playwright() as playwright,
    ):
        site.wait_until_settled()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        _take_all(browser, site)
        browser.close()
    return 0


def _take_all(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    site.log_in(page)
    addresses = _addresses(page, site.address)
    state = context.storage_state()
    for width, height in _WIDTHS.items():
        for short, language in _LANGUAGES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                storage_state=state,
                color_scheme="light",
                reduced_motion="reduce",
            )
            context.add_cookies([{"name": "language", "value": language, "url": site.address}])
            page = context.new_page()
            for name, address in addresses.items():
                page.goto(address)
                path = _OUT / f"{name}-{width}-{short}.png"
                path.write_bytes(small(page.screenshot()))
                print(f"{path.relative_to(_ROOT)}  {path.stat().st_size:,} bytes")
            context.close()


def _addresses(page: Page, address: str) -> dict[str, str]:
    """Return the nine pages: the case is the first in the queue, the import the newest.

    The order is the first of those that are on hold.
    """
    page.goto(f"{address}/cases/")
    case = page.locator('main table a[href^="/cases/"]').first.get_attribute("href")
    page.goto(f"{address}/imports/")
    batch = page.locator('main table a[href^="/imports/"]').first.get_attribute("href")
    page.goto(f"{address}/checks/?view=held")
    order = page.locator('main table a[href^="/checks/"]').first.get_attribute("href")
    return {
        "audit": f"{address}/audit/",
        "cases": f"{address}/cases/",
        "case": f"{address}{case}",
        "check": f"{address}{order}",
        "checks": f"{address}/checks/?view=all",
        "check-report": f"{address}/checks/report/",
        "choose": f"{address}/lanes/choose/?{_PARCEL}",
        "import": f"{address}{batch}",
        "lanes": f"{address}/lanes/",
    }


def small(picture: bytes) -> bytes:
    """Return a picture with as many colors as keep it under the limit."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colors in _COLORS:
        content = io.BytesIO()
        image.quantize(colors, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
        if content.tell() <= _MOST_BYTES:
            break
    return content.getvalue()


if __name__ == "__main__":
    sys.exit(main())
