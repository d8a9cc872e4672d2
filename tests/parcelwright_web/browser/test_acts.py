"""Every core act of a seller, done in a browser that runs no script."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from site_under_test import EMAIL, PASSWORD

LOST = "RB123456785CN"
HEADER = (
    "tracking_number,carrier,service,accepted_at,origin_country,destination_country,"
    "order_number,contents,value,currency,postage,postage_currency,buyer_name,buyer_email,"
    "buyer_language,contract_party"
)


def ago(days):
    return (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT04:00:00+08:00")


def press(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def main(page):
    return page.locator("main").inner_text()


def bring(page, site, name, text):
    """Upload a file, look at its preview, commit it, and wait for the result."""
    page.goto(f"{site.address}/imports/")
    content = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(content)
    press(page, "See what it would do")
    assert "Waits for you" in main(page)
    address = page.url
    press(page, "Commit")
    site.wait_until_settled()
    page.goto(address)
    assert "Undo this import" in main(page)


@pytest.fixture(scope="module")
def lost_parcel(site, chromium, signed_in):
    """A parcel that was accepted 60 days ago and not scanned for 57, brought in as two files."""
    context = chromium.new_context(storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    row = (
        f"{LOST},china-post,registered-small-packet,{ago(60)},CN,BR,LM-9001,desk lamp,25.00,"
        "USD,35.50,CNY,Ana Souza,ana@buyer.example,en,self"
    )
    bring(page, site, "lost.csv", f"{HEADER}\n{row}\n")
    scans = [(ago(60), "ACCEPTED", "Shenzhen"), (ago(57), "DEPARTED", "Guangzhou")]
    lines = [f"{LOST},china-post,{at},{mark},{mark},{place},CN" for at, mark, place in scans]
    header = "tracking_number,carrier,occurred_at,milestone,description,place,country"
    bring(page, site, "scans.csv", "\n".join([header, *lines]) + "\n")
    context.close()
    return LOST


@pytest.fixture
def case_page(without_script, site, lost_parcel):
    """The case page of that parcel, opened by hand where the worker has not done so."""
    page = without_script
    page.goto(f"{site.address}/parcels/?q={lost_parcel}")
    page.locator("main").get_by_role("link", name=lost_parcel).first.click()
    links = (each.get_attribute("href") for each in page.locator("main a[href]").all())
    to_case = next((link for link in links if re.fullmatch(r"/cases/\d+/", link)), None)
    if to_case:
        page.goto(f"{site.address}{to_case}")
    else:
        press(page, "Open case")
    assert "/cases/" in page.url
    return page


def test_a_person_logs_in_and_out(site, visitor):
    page = visitor(signed=False, java_script_enabled=False)
    page.goto(f"{site.address}/cases/")
    assert "/account/login/" in page.url
    page.locator("input[name=login]").fill(EMAIL)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    assert page.url == f"{site.address}/cases/"
    page.locator('form[action="/account/logout/"] button').first.click()
    page.goto(f"{site.address}/cases/")
    assert "/account/login/" in page.url


def test_a_file_leads_to_the_money_audit(site, without_script, lost_parcel):
    page = without_script
    page.goto(f"{site.address}/imports/")
    page.locator("main").get_by_role("link", name="lost.csv").first.click()
    page.get_by_role("link", name="See what is claimable").click()
    assert page.url.startswith(f"{site.address}/audit/")
    assert "China Post" in main(page)


def test_the_language_is_chosen_and_kept(site, visitor):
    page = visitor(signed=False, java_script_enabled=False)
    page.goto(f"{site.address}/account/login/")
    page.locator('button[value="zh-hans"]').click()
    assert page.locator("html").get_attribute("lang") == "zh-hans"


def test_a_case_goes_from_inquiry_to_payment(case_page):
    page = case_page
    case = page.url
    page.goto(f"{case}inquiry/")
    paper = 'button[formaction$="/papers/loss_inquiry/"]'
    with page.context.expect_event("response", lambda found: "/papers/" in found.url) as seen:
        page.locator(paper).click()
    assert (seen.value.status, seen.value.headers["content-type"]) == (200, "application/pdf")
    page.bring_to_front()
    page.locator('button[value="sent"]').click()
    assert page.url == case
    page.goto(f"{case}answer/")
    page.locator('input[name="answer"][value="lost"]').check()
    page.locator("main form button[type=submit]").last.click()
    assert page.url == case
    page.goto(f"{case}claim/")
    page.locator('input[name="rule"]').first.check()
    page.locator("details.handed summary").click()
    page.locator('button[value="sent"]').click()
    assert page.url == case
    page.goto(f"{case}money/")
    page.locator('input[name="what"][value="paid"]').check()
    page.locator('input[name="amount"]').fill("41.00")
    page.locator('input[name="currency"]').fill("CNY")
    page.locator("main form button[type=submit]").last.click()
    assert page.url == case
    assert "41.00" in main(page)


def test_a_message_is_written_to_the_buyer_and_marked_as_sent(case_page):
    page = case_page
    case = page.url
    page.get_by_role("link", name="Write to the buyer").click()
    assert "We are looking for your parcel" in page.locator("textarea").input_value() or (
        page.locator('input[name="subject"]').input_value()
    )
    press(page, "I have sent this text")
    assert page.url == case


def test_a_policy_is_entered_corrected_and_kept_in_the_history(site, without_script):
    page = without_script
    page.goto(f"{site.address}/settings/cover/new/")
    page.get_by_label("Policy number").fill("OC-2026-7")
    page.get_by_label("Who gives the cover").select_option(label="Own open cover")
    page.get_by_label("Insurer", exact=True).select_option(label="Another insurer")
    page.get_by_label("Name of the insurer").fill("Harbor Mutual")
    # Nobody lives there, so that no case of the sample changes.
    page.get_by_label("Countries or regions covered").fill("AQ")
    page.get_by_label("At most for one parcel").fill("much")
    press(page, "Save policy")
    assert 'Expected a number such as "12.50", found "much".' in main(page)
    page.get_by_label("At most for one parcel").fill("500")
    page.get_by_label("Currency of all sums").fill("USD")
    press(page, "Save policy")
    assert "500 USD" in main(page)
    page.get_by_role("link", name="OC-2026-7").click()
    page.get_by_label("At most for one parcel").fill("800")
    press(page, "Save policy")
    assert "800 USD" in main(page)
    assert "Corrected" in main(page)
