"""Once: who is known is found, in any script, and nobody learns of it but whoever holds the case."""

import time

from browser import assert_unseen, check_accessible, check_reflow, screenshot
from steps import enter, path, record_first_contact

SAID = dict.fromkeys(
    "questions health support place contact rules alias document account".split(), "Something"
)


def met(member, name, **how):
    """A case about somebody of this name, who was born in 1999."""
    return record_first_contact(member, SAID | {"name": name, "alias": "", "document": ""}, **how)


def known(member, case):
    """What a case says of whether the mechanism knows the person."""
    member.go(case)
    return member.page.locator("section:has(> #known)").inner_text()


def until(seconds, look):
    """What a look finds at last."""
    for _ in range(seconds * 2):
        found = look()
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"nothing within {seconds} seconds")


def test_once(stage):
    """A person whom another agency knows is met: the holder is told within a minute, answers, and both cases are linked."""
    server = stage.tandem("--demo")
    holder = enter(stage, server, "labour-inspectorate.1")
    asker = enter(stage, server, "hotline.1", width=320, javascript=False)
    held = met(holder, "Mirela Quenstedtova")
    code = holder.page.locator("h1").inner_text().split()[-1]
    hit = met(asker, "Мирела Квенштедтова", known="yes", language="ar")
    check_accessible(asker.page)
    check_reflow(asker.page)
    screenshot(asker.page, "once-asked")
    miss = met(asker, "Ингеборга Зауэрбрей", known="yes")
    # Whoever asks reads the same, whether anybody knows the person or not.
    assert known(asker, hit) == known(asker, miss)
    assert "Something" not in asker.page.locator("#timeline").inner_text(), "the account was not asked"

    def questions():
        holder.go("/checks")
        return holder.page.locator("main a[href^='/checks/']").all()

    assert len(until(60, questions)) == 1
    check_accessible(holder.page)
    holder.page.locator("main a[href^='/checks/']").click()
    text = holder.page.inner_text("main")
    assert "Мирела Квенштедтова" in text and code in text and "Зауэрбрей" not in text
    check_accessible(holder.page)
    screenshot(holder.page, "once-question")
    holder.page.click("main form button")
    assert "error-summary" in holder.page.content()
    check_accessible(holder.page)
    screenshot(holder.page, "once-question-error")
    holder.page.locator("[name=match]").first.check()
    holder.page.check("[name=reply][value=contact-me]")
    holder.page.fill("[name=reply-how]", "Ring the duty desk")
    holder.page.click("main form button")
    assert path(holder.page) == "/checks" and not holder.page.locator("main a[href^='/checks/']").all()

    answered = known(asker, hit)
    assert "Ring the duty desk" in answered and known(asker, hit) != known(asker, miss)
    asker.go(hit)
    asker.page.check("[name^=spared-]")
    screenshot(asker.page, "once-answered")
    asker.page.click("form[action$='/links'] button")
    assert code in known(asker, hit)
    assert "The same person" in known(holder, held)
    screenshot(holder.page, "once-linked")
    # Neither opens the other's case by it.
    assert holder.page.request.get(server.origin + hit, max_redirects=0).status == 404
    assert asker.page.request.get(server.origin + held, max_redirects=0).status == 404
    coordination = enter(stage, server, "coordination.1")
    coordination.go("/figures")
    check_accessible(coordination.page)
    assert "fewer than 5" in coordination.page.inner_text("main")


def test_once_search(stage):
    """A search finds a name in another script, keeps it out of every address, and shows nobody of another agency."""
    server = stage.tandem("--demo")
    inspector = enter(stage, server, "labour-inspectorate.1", width=320)
    neighbour = enter(stage, server, "hotline.1", javascript=False)
    case = met(inspector, "Mirela Quenstedtova")
    for member, sees in ((inspector, True), (neighbour, False)):
        page = member.page
        member.go("/people")
        check_accessible(page)
        page.click("main form button")
        assert "error-summary" in page.content()
        page.fill("[name=who]", "Квенштедтова Мирела")
        page.click("main form button")
        assert path(page) == "/people"
        assert "Quenstedtova" not in page.url and "Quenstedtova" not in page.title()
        assert bool(page.locator(f"main a[href='{case}']").all()) == sees
        check_accessible(page)
        check_reflow(page)
        screenshot(page, f"once-search-{'found' if sees else 'nobody'}")
    assert_unseen(neighbour.page, "Quenstedtova")


def test_once_declined(stage):
    """Whoever does not want the mechanism to be asked is helped in the same way."""
    server = stage.tandem("--demo")
    asker = enter(stage, server, "hotline.1")
    case = met(asker, "Mirela Quenstedtova", known="no")
    assert "did not want the mechanism to be asked" in known(asker, case)
    asker.go(f"{case}/check")
    check_accessible(asker.page)
    asker.page.click("main form button")
    assert "error-summary" in asker.page.content()
    screenshot(asker.page, "once-ask-error")
    asker.page.check("[name=check-answer][value=yes]")
    asker.page.click("main form button")
    assert path(asker.page) == case
    assert "You will be contacted" in known(asker, case)
