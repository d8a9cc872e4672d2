"""What a browser sees of a page that people would not: overflow, complaints, English in Chinese."""

import re

from axe_playwright_python.sync_playwright import Axe

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
# What sticks out, when the page can be scrolled sideways.
_SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? '' :
    [...document.querySelectorAll('main *, header *, footer *')].filter(found =>
        found.getBoundingClientRect().right > innerWidth + 1 && !found.closest('.scroll')
    ).map(found => found.outerHTML.slice(0, 100)).slice(0, 3).join(' | ') || 'unknown'"""
# Tables that hide a column behind the edge of their frame.
_CUT = """() => [...document.querySelectorAll('.table-card')].filter(
    found => found.scrollWidth > found.clientWidth
).map(found => found.innerText.slice(0, 60)).join(' | ')"""
# Names that stand in every language.
_NAMES = {
    "Amazon Pay", "American Express", "Discover", "English", "Excel", "Karrio", "Klarna",
    "Mastercard", "Parcelwright", "PayPal", "Shippo", "Shopify", "Shopify Payments", "Stripe",
    "UnionPay", "Visa",
}  # fmt: skip


def lines(found):
    return "\n" + "\n".join(str(each) for each in found)


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
    if cut := page.evaluate(_CUT):
        yield name, address, "a table is cut", cut


def english_labels(page):
    """The labels of a Chinese page that are English."""
    for label in page.evaluate(_LABELS):
        plain = " ".join(label.split())
        if plain not in _NAMES and not _CHINESE.search(plain) and _ENGLISH.search(plain):
            yield plain[:60]


def axe_violations(page):
    """What axe finds wrong, each rule with the first places."""
    result = Axe().run(page)
    return [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in result.response["violations"]
    ]
