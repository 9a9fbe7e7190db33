"""Steps that members take in the browser, shared by the tests that play whole days."""

PASSWORD = "walk in tandem"


def enter(stage, server, login, **how):
    """A member of the demonstration, signed in with a browser of their own."""
    from browser import sign_in

    member = stage.member(login, server.origin, **how)
    sign_in(member.page, login, PASSWORD)
    return member


def go_on(page):
    page.click("button[name=then][value=next]")


def record_first_contact(
    member, said, *, language="ru", age="adult", sex="female", met="inspection", known=None, tell=None
):
    """The whole first contact, a page each; returns the path of the case.

    With `known="yes"` the mechanism is asked first, and what happened is not.
    """
    page = member.page
    member.go("/first-contact")
    page.click("main form[action='/first-contact'] button")
    page.select_option("[name=language]", language)
    page.click("button[name=then][value=show]")
    page.check("[name=interpretation][value=in-person]")
    page.fill("[name=questions]", said["questions"])
    page.check("[name=agreement][value=yes]")
    go_on(page)
    for need, urgency in (("shelter", "today"), ("urgent-medical", "now")):
        page.check(f"[name=need][value={need}]")
        page.check(f"[name='urgency.{need}'][value={urgency}]")
    # The words lie behind a disclosure, which a form fills all the same.
    fill(page, "need-detail.urgent-medical", said["health"])
    fill(page, "need-detail.shelter", said["support"])
    go_on(page)
    page.select_option("[name=met]", met)
    page.fill("[name=place]", said["place"])
    go_on(page)
    page.check(f"[name=age][value={age}]")
    go_on(page)
    page.select_option("[name=channel-1]", "phone")
    page.fill("[name=contact-1]", said["contact"])
    page.check("[name=safe-1]")
    fill(page, "contact-rules-1", said["rules"])
    go_on(page)
    page.fill("[name=name-said]", said["name"])
    page.fill("[name=alias]", said["alias"])
    fill(page, "document-1", said["document"])
    page.check(f"[name=sex][value={sex}]")
    page.select_option("[name=citizenship-1]", "UZ")
    page.select_option("[name=spoken-1]", "ru")
    page.select_option("[name=residence]", "irregular")
    go_on(page)
    if known:
        page.check(f"[name=known][value={known}]")
    for group in tell or ():
        page.check(f"[name=known-tell][value={group}]")
    go_on(page)
    page.check("[name='indicator.general.excessive-hours'][value=told]")
    go_on(page)
    if known != "yes":
        page.fill("[name=account]", said["account"])
        page.check("[name=wish][value=formal-identification]")
        go_on(page)
    go_on(page)
    return path(page)


def fill(page, name, text):
    """Fills a field that may lie behind a disclosure, as a person who opened it."""
    field = page.locator(f"[name='{name}']")
    field.evaluate("field => { for (let e = field; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true }")
    field.fill(text)


def path(page):
    """The path of the page."""
    return "/" + page.url.split("/", 3)[3]


def give_consent(member, case, purpose, recipients, compartments):
    """Asks for a consent, reads it aloud, and records that the person agrees."""
    page = member.page
    member.go(f"{case}/consents")
    page.check(f"[name=purpose][value={purpose}]")
    page.click("main form button")
    for recipient in recipients:
        page.check(f"[name=recipient][value={recipient}]")
    for compartment in compartments:
        page.check(f"[name=compartment][value={compartment}]")
    page.click("main form button")
    page.check("[name=giver][value=person]")
    page.click("button[name=answer][value=agrees]")


def refer(member, case, service, compartments, message=""):
    """Refers to a service on the first consent that covers it; returns the path of the referral."""
    page = member.page
    member.go(f"{case}/referrals/{service}")
    for box in page.locator("[name=compartments]").all():
        box.set_checked(box.get_attribute("value") in compartments)
    page.locator("[name=authority][value^=consent]").first.check()
    page.fill("[name=message]", message)
    page.check("[name=urgency][value=today]")
    page.click("main form button")
    assert path(page).startswith("/referrals/"), page.locator("main").inner_text()
    return path(page)


def accept(member, message=""):
    """Accepts the first referral in the inbox; returns the path of the case."""
    page = member.page
    member.go("/inbox")
    page.click("main a[href^='/referrals/'] >> nth=0")
    page.fill("[name=accept-message]", message)
    page.click("form[action$='/acceptance'] button")
    case = page.locator("main a[href^='/cases/']").first.get_attribute("href")
    return case.split("#")[0]


def add_note(member, case, subject, text):
    member.go(f"{case}/new/note")
    member.page.check(f"[name=subject][value={subject}]")
    member.page.fill("[name=text]", text)
    member.page.click("main form button")


def status(member, where):
    """The HTTP status of a page as this member gets it."""
    return member.page.request.get(member.origin + where, max_redirects=0).status
