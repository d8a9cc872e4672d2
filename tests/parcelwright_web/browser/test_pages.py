"""Every page of a seller: narrow and wide, English and Chinese, by eye of a browser and axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from site_routes import found_by_following

WIDTHS = [390, 1440]
LANGUAGES = ["en", "zh-hans"]
# The one page that is seen before logging in.
OUTSIDE = "account_login"
# Labels of the application itself; what sellers, carriers and rules wrote stands in bdi,
# code or an element with a language of its own.
_LABELS = """() => [...document.querySelectorAll(
    'h1, h2, h3, legend, label, th, button, nav a, summary, dt, .button, .pill')].map(found => {
        if (found.closest('[lang]') !== document.documentElement) return '';
        const copy = found.cloneNode(true);
        copy.querySelectorAll('bdi, code, [lang], svg, option, data, time').forEach(x => x.remove());
        return copy.textContent.trim();
    }).filter(Boolean)"""
_ENGLISH = re.compile(r"[A-Za-z]{3,}\s+[a-z]{2,}|^[A-Z][a-z]{3,}$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FOCUS = """() => {
    const found = document.activeElement;
    if (!found || found === document.body) return null;
    const style = getComputedStyle(found);
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
        || style.boxShadow !== 'none';
    return [seen, found.outerHTML.slice(0, 120)];
}"""
# What sticks out, when the page can be scrolled sideways.
_SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? '' :
    [...document.querySelectorAll('main *, header *, footer *')].filter(found =>
        found.getBoundingClientRect().right > innerWidth + 1 && !found.closest('.scroll')
    ).map(found => found.outerHTML.slice(0, 100)).slice(0, 3).join(' | ') || 'unknown'"""
# Names that stand in every language.
_NAMES = {
    "Amazon Pay", "American Express", "Discover", "English", "Excel", "Karrio", "Klarna",
    "Mastercard", "Parcelwright", "PayPal", "Shippo", "Shopify", "Shopify Payments", "Stripe",
    "UnionPay", "Visa",
}  # fmt: skip


def lines(found):
    return "\n" + "\n".join(str(each) for each in found)


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


def watch(page, site, wrong):
    page.on("console", lambda said: wrong.append((page.url, "console", said.text)))
    page.on("pageerror", lambda said: wrong.append((page.url, "error", str(said))))
    page.on(
        "request",
        lambda asked: (
            asked.url.startswith((site.address, "data:"))
            or wrong.append((page.url, "elsewhere", asked.url))
        ),
    )


def look(page, name, address, language):
    answer = page.goto(address)
    if answer.status != 200:
        yield name, "status", answer.status
    if page.url != address and name != "home":
        yield name, "went to", page.url
    if (lang := page.locator("html").get_attribute("lang")) != language:
        yield name, "language", lang
    if wide := page.evaluate(_SIDEWAYS):
        yield name, address, "sideways", wide


def visits(visitor, addresses, width=1440, language="en", **options):
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
        result = Axe().run(page)
        if result.violations_count:
            found[name, address] = [
                (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
                for each in result.response["violations"]
            ]
    assert not found, lines(found.items())


def test_chinese_pages_hold_no_english_label(visitor, addresses):
    english = set()
    for name, _, page in visits(visitor, addresses, language="zh-hans"):
        for label in page.evaluate(_LABELS):
            plain = " ".join(label.split())
            if plain in _NAMES or _CHINESE.search(plain) or not _ENGLISH.search(plain):
                continue
            english.add((name, plain[:60]))
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
