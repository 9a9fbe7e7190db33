"""The page on which a data protection office reads who looked at what."""

import csv
import io

from steps import PASSWORD

from browser import check_accessible, check_reflow, screenshot, sign_in

OFFICE = "data-protection.1"


def test_protection(stage):
    """The office sees who looked at which case, what is unusual first, and takes it along with a reason."""
    server = stage.shared_tandem("--demo")
    curious = stage.member("curious", server.origin)
    sign_in(curious.page, "local-authority.1", PASSWORD)
    links = curious.page.locator("a[href^='/cases/']").evaluate_all(
        "all => [...new Set(all.map(a => a.getAttribute('href').slice(0, 39)))]"
    )
    assert links, "the demonstration's first member has no case"
    curious.go(links[0])
    refused = curious.go("/protection")
    assert refused.status == 403 and "Who looked" not in curious.page.inner_text("main")

    office = stage.member("office", server.origin)
    sign_in(office.page, OFFICE, PASSWORD)
    office.go("/protection")
    check_accessible(office.page)
    text = office.page.inner_text("main")
    screenshot(office.page, "protection")
    assert "Opened a case" in text and "Signed in" in text
    assert "local-authority.1" not in text

    office.page.get_by_label("What", exact=False).first.select_option(label="Signed in")
    office.page.get_by_role("button", name="Show").click()
    office.page.wait_for_load_state()
    text = office.page.locator("table").last.inner_text()
    assert "Signed in" in text and "Opened a case" not in text

    office.page.locator("summary", has_text="Take these lines along").click()
    office.page.get_by_role("button", name="Download as a table (CSV)").click()
    assert office.page.locator(".error-summary, [role=alert]").count() > 0
    screenshot(office.page, "protection-no-reason")
    check_accessible(office.page)
    reason = office.page.locator("input[name=export-reason]")
    if not reason.is_visible():
        office.page.locator("summary", has_text="Take these lines along").click()
    reason.fill("Yearly report to the parliament")
    with office.page.expect_download() as taken:
        office.page.get_by_role("button", name="Download as a table (CSV)").click()
    rows = list(csv.reader(io.StringIO(taken.value.path().read_text())))
    assert len(rows) > 1 and all("Signed in" in row or "sign-in" in row for row in rows[1:])


def test_protection_small(stage):
    """The same page on a phone, without JavaScript and from right to left."""
    server = stage.shared_tandem("--demo")
    for number, options in enumerate(({"javascript": False}, {"language": "ar"})):
        office = stage.member("office", server.origin, width=320, **options)
        sign_in(office.page, OFFICE, PASSWORD)
        office.go("/protection")
        check_reflow(office.page)
        screenshot(office.page, f"protection-{number}")
        check_accessible(office.page)
        office.page.locator("input[name='log-from-day'], input[name$='day']").first.fill("77")
        office.page.locator("main form button").first.click()
        office.page.wait_for_load_state()
        assert office.page.locator(".error-summary, [role=alert]").count() > 0
        check_reflow(office.page)
        screenshot(office.page, f"protection-error-{number}")
