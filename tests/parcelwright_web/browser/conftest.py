"""A real server and worker with the sample shop, and real browsers to visit it."""

from pathlib import Path

import pytest
from site_under_test import ARGUMENTS, CHROMIUM, PATIENCE_S, Site


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(1800))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The sample shop, served, with every job done that was waiting."""
    with Site(tmp_path_factory.mktemp("site") / "home") as running:
        running.wait_until_settled()
        yield running


@pytest.fixture(scope="session")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; PARCELWRIGHT_CHROMIUM names another")
    playwright = pytest.importorskip("playwright.sync_api").sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()
    playwright.stop()


@pytest.fixture(scope="session")
def signed_in(site, chromium):
    """Cookies of a browser in which the sample seller logged in."""
    context = chromium.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE_S * 1000)
    page = context.new_page()
    site.log_in(page)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def visitor(site, chromium, signed_in):
    """Make pages of a logged-in seller, each in a browser of its own."""
    contexts = []

    def make(width=1440, language="en", *, signed=True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            storage_state=signed_in if signed else None,
            color_scheme="light",
            reduced_motion="reduce",
            **options,
        )
        context.add_cookies([{"name": "language", "value": language, "url": site.address}])
        context.set_default_timeout(PATIENCE_S * 1000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def without_script(visitor):
    return visitor(java_script_enabled=False)
