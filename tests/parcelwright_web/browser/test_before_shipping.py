"""Pages before shipping with everything on them: narrow and wide, English and Chinese."""

import io

import pytest
from browser_eyes import axe_violations, english_labels, lines, look, watch
from PIL import Image

WIDTHS = [390, 1440]
LANGUAGES = ["en", "zh-hans"]
_ORDER = (
    "order_number,destination_country,buyer_name,address_lines,city,destination_region,"
    "destination_postal_code,buyer_email,recipient_id,carrier,origin_country,contents,quantity,"
    "unit_value,currency,hs_code\n"
    'WIDE-1,BR,Ana Lima,"Rua das Flores, 12",São Paulo,SP,01310-100,ana@gmial.com,390.533.447-06,'
    "china-post,CN,ceramic mug,1,12,USD,691200\n"
)
_PARCEL = "origin=CN&destination=DE&weight_g=400&value=40&currency=USD"
_STRIKE = {
    "country": "Canada",
    "carrier": "Canada Post",
    "first": "2026-03-02",
    "last": "2026-03-20",
    "source": "https://post.example/notices/a-long-address-that-has-to-break-on-a-phone.html",
}
_OFFER = "percent=2&currency=USD&odds=80"
_SHEET = "carrier=cne&service=Global+priority"


def photograph(color):
    written = io.BytesIO()
    Image.new("RGB", (1600, 1200), color).save(written, "JPEG")
    return {"name": f"{color}.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


@pytest.fixture(scope="session")
def addresses(site, chromium, signed_in):
    """An order that was asked about and photographed, a candidate with samples, filled forms."""
    context = chromium.new_context(storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/checks/")
    page.locator("textarea[name=pasted]").fill(_ORDER)
    page.locator("form:has(textarea[name=pasted]) button[type=submit]").click()
    order = page.url
    page.locator('form[action$="/ask/"] button').click()
    page.goto(order)
    bring = page.locator("form:has(textarea[name=words])")
    page.locator("details:has(textarea[name=words]) > summary").click()
    bring.locator("textarea").fill("CPF 390.533.447-05. Obrigada, Ana")
    bring.locator("button[type=submit]").click()
    page.goto(f"{site.address}/settings/announced/")
    announce = page.locator("form:has(select[name=what])")
    for name, value in _STRIKE.items():
        announce.locator(f"input[name={name}]").fill(value)
    announce.locator("button[type=submit]").click()
    page.goto(f"{order}packing/")
    page.locator("input[name=photos]").set_input_files([photograph("brown"), photograph("peru")])
    page.locator("form:has(input[name=photos]) button[type=submit]").click()
    page.goto(f"{site.address}/lanes/candidate/?{_SHEET}")
    page.locator("textarea[name=numbers]").fill("CP123456785US\nCP123456786US\n4.2E+15\nhello")
    page.locator("textarea[name=references]").fill("A shop next door. Two claims, both paid.")
    page.locator("form:has(textarea[name=numbers]) button[type=submit]").click()
    page.goto(f"{site.address}/lanes/")
    lane = page.locator("main table a.main").first.get_attribute("href")
    context.close()
    paths = {
        "checks": "/checks/?view=all",
        "check-new": "/checks/new/",
        "check-report": "/checks/report/",
        "lanes": "/lanes/",
        "lane": lane if lane.startswith("/") else f"/lanes/{lane}",
        "choose": f"/lanes/choose/?{_PARCEL}",
        "insure": f"/lanes/insure/?{_OFFER}",
        "candidates": "/lanes/candidates/",
        "candidate": f"/lanes/candidate/?{_SHEET}",
        "boxes": "/settings/boxes/1/",
        "settings-checks": "/settings/checks/1/",
        "announced": "/settings/announced/",
        "outbox": "/outbox/",
    }
    found = {name: f"{site.address}{path}" for name, path in paths.items()}
    return found | {"check": order, "packing": f"{order}packing/"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_overflows_complains_or_asks_elsewhere(site, visitor, addresses, width, language):
    wrong = []
    page = visitor(width, language)
    watch(page, site, wrong)
    for name, address in addresses.items():
        wrong += look(page, name, address, language)
        if language != "en":
            wrong += [(name, "English", label) for label in english_labels(page)]
    assert not wrong, lines(wrong)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation(visitor, addresses, width):
    page = visitor(width, bypass_csp=True)
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        if violations := axe_violations(page):
            found[name] = violations
    assert not found, lines(found.items())


def test_the_answers_of_the_forms_are_on_the_pages_that_were_looked_at(visitor, addresses):
    page = visitor()
    shown = {}
    for name in ("check", "packing", "choose", "insure", "candidate", "announced"):
        page.goto(addresses[name])
        shown[name] = page.locator("main").inner_text()
    assert "Buyer asked" in shown["check"]
    assert "Take this as the answer" in shown["check"]
    assert "Canada Post, Canada" in shown["announced"]
    assert "☑ The goods before packing, each piece." in shown["packing"]
    assert "never used on this lane" in shown["choose"]
    assert "A rule for each lane" in shown["insure"]
    assert "Another carrier's" in shown["candidate"]
