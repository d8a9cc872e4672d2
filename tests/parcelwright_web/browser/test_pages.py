"""Every page of a seller: narrow and wide, English and Chinese, by eye of a browser and axe."""

import pytest
from browser_eyes import axe_violations, english_labels, lines, look, watch
from site_routes import found_by_following

# A phone, and the narrowest usual laptop.
WIDTHS = [390, 1366]
LANGUAGES = ["en", "zh-hans"]
# The one page that is seen before logging in.
OUTSIDE = "account_login"
_FOCUS = """() => {
    const found = document.activeElement;
    if (!found || found === document.body) return null;
    const style = getComputedStyle(found);
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
        || style.boxShadow !== 'none';
    return [seen, found.outerHTML.slice(0, 120)];
}"""


@pytest.fixture(scope="session")
def found(site, chromium, signed_in):
    context = chromium.new_context(storage_state=signed_in)
    result = found_by_following(context.new_page(), f"{site.address}/")
    context.close()
    return result


@pytest.fixture(scope="session")
def addresses(found, site):
    return {**found[0], OUTSIDE: f"{site.address}/account/login/"}


def test_no_link_leads_nowhere(found):
    assert not found[3], lines(found[3])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_overflows_complains_or_asks_elsewhere(site, visitor, addresses, width, language):
    wrong = []
    for signed in (True, False):
        page = visitor(width, language, signed=signed)
        watch(page, site, wrong)
        for name, address in addresses.items():
            if signed != (name == OUTSIDE):
                wrong += look(page, name, address, language)
    assert not wrong, lines(wrong)


def visits(visitor, addresses, width=1366, language="en", **options):
    """Go to every page in turn, in one window for the seller and one for a stranger."""
    seller = visitor(width, language, **options)
    stranger = visitor(width, language, signed=False, **options)
    for name, address in addresses.items():
        page = stranger if name == OUTSIDE else seller
        page.goto(address)
        yield name, address, page


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_on_any_page(visitor, addresses, width):
    found = {}
    # Narrow and wide in turn: layout changes, markup does not.
    chosen = dict(list(addresses.items())[WIDTHS.index(width) :: 2])
    for name, address, page in visits(visitor, chosen, width, bypass_csp=True):
        if violations := axe_violations(page):
            found[name, address] = violations
    assert not found, lines(found.items())


def test_chinese_pages_hold_no_english_label(visitor, addresses):
    english = {
        (name, label)
        for name, _, page in visits(visitor, addresses, language="zh-hans")
        for label in english_labels(page)
    }
    assert not english, lines(sorted(english))


def test_the_focus_is_seen_wherever_it_goes(visitor, addresses):
    hidden = []
    for name, _, page in visits(visitor, addresses):
        for _ in range(15):
            page.keyboard.press("Tab")
            stop = page.evaluate(_FOCUS)
            if stop is None:
                break
            if not stop[0]:
                hidden.append((name, stop[1]))
    assert not hidden, lines(hidden)
