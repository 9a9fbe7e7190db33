"""The first day: a person is met, helped and referred across agencies, and nobody else reads a word."""

import pathlib
import sqlite3

from browser import (
    assert_unseen,
    canaries,
    check_accessible,
    check_reflow,
    files_below,
    scan,
    screenshot,
)
from steps import (
    accept,
    add_note,
    enter,
    give_consent,
    path,
    record_first_contact,
    refer,
    status,
)

FIELDS = (
    "questions health support place contact rules name alias document account "
    "accept decision shelter-note legal-note safety-note message"
).split()


def words():
    """Something to say for each field, and canaries enough for fifty."""
    coined = canaries(50, seed=2005)
    said = dict(zip(FIELDS, coined))
    # What was told at length carries the rest.
    said["account"] = " ".join(coined[len(FIELDS) :]) + " " + said["account"]
    return said, coined


def test_day(stage):
    """A labour inspector, a shelter, legal aid and the competent authority share one day, and each sees its part."""
    server = stage.tandem("--demo")
    said, coined = words()
    inspector = enter(stage, server, "labour-inspectorate.3", width=320)
    check_accessible(inspector.page)
    case = record_first_contact(inspector, said)
    assert path(inspector.page) == case
    check_accessible(inspector.page)
    check_reflow(inspector.page)

    # Everybody else: nothing in page, list or address.
    shelter = enter(stage, server, "shelter-women.1", javascript=False)
    lawyer = enter(stage, server, "legal-aid.1", dark=True)
    authority = enter(stage, server, "competent-authority.1")
    neighbour = enter(stage, server, "border-guard.1")
    for other in (shelter, lawyer, authority, neighbour):
        sees_nothing(other, case, coined)

    # Noon: the shelter accepts, and reads only what was shared.
    give_consent(inspector, case, "support", ["shelter-women"], ["contact", "support", "safety"])
    referral = refer(inspector, case, "women-places", ["contact", "support", "safety"], said["message"])
    shelter.go("/inbox")
    assert_unseen(shelter.page, *without(coined, said, "message"))
    check_accessible(shelter.page)
    assert status(shelter, case) == 404, "an offer alone opens no case"
    assert status(neighbour, referral) == 404
    assert accept(shelter, said["accept"]) == case
    shelter.go(case)
    text = shelter.page.inner_text("main")
    assert said["support"] in text and said["contact"] in text
    assert_unseen(shelter.page, said["name"], said["alias"], said["health"], said["place"], *said["account"].split())
    add_note(shelter, case, "support", said["shelter-note"])
    add_note(shelter, case, "safety", said["safety-note"])
    report_back(shelter, referral)
    inspector.go(case)
    assert_unseen(inspector.page, said["shelter-note"], said["safety-note"])

    # Legal aid sees only what it needs: how to reach the person, and decisions; no name, no account.
    purpose = ["contact", "justice", "identification"]
    give_consent(inspector, case, "legal-representation", ["legal-aid"], purpose)
    refer(inspector, case, "legal-advice", purpose)
    assert accept(lawyer) == case
    lawyer.go(case)
    assert said["contact"] in lawyer.page.inner_text("main")
    assert_unseen(lawyer.page, said["name"], said["health"], said["support"], *said["account"].split())
    assert_unseen(lawyer.page, said["shelter-note"])
    add_note(lawyer, case, "justice", said["legal-note"])
    check_accessible(lawyer.page)

    # The competent authority decides within its clock; help did not wait for it.
    formal = ["identity", "contact", "account", "identification"]
    give_consent(inspector, case, "formal-identification", ["competent-authority"], formal)
    refer(inspector, case, "adult-identification", formal)
    assert accept(authority) == case
    authority.go(case)
    text = authority.page.inner_text("main")
    assert said["name"] in text and said["account"].split()[-1] in text
    assert_unseen(authority.page, said["health"], said["support"], said["shelter-note"], said["legal-note"])
    decide(authority, case, said["decision"])
    lawyer.go(case)
    assert said["decision"] in lawyer.page.inner_text("main"), "the lawyer was told"
    inspector.go(case)
    assert said["decision"] in inspector.page.inner_text("main"), "the referrer was told"
    shelter.go(case)
    assert_unseen(shelter.page, said["decision"])
    sees_nothing(neighbour, case, coined)

    # Nothing of it lies in clear on the disk, nor in what the server said.
    check_disk(server, coined)
    stage_pictures(stage, server, inspector, case)


def without(coined, said, *names):
    allowed = {said[name] for name in names}
    return [canary for canary in coined if canary not in allowed]


def sees_nothing(member, case, coined):
    for where in ("/work", "/cases", "/inbox"):
        if status(member, where) == 200:
            member.go(where)
            assert_unseen(member.page, *coined)
            assert case not in member.page.content()
    for where in (case, case + "/services", case + "/new/note", case + "/consents", case + "/decisions"):
        assert status(member, where) in (403, 404), where
    absent = member.page.request.get(member.origin + "/cases/" + "0" * 32)
    hidden = member.page.request.get(member.origin + case)
    assert (absent.status, absent.body()) == (hidden.status, hidden.body()), "hidden and absent differ"


def report_back(member, referral):
    member.go(referral)
    member.page.check("[value=help-started]")
    member.page.click("form[action$='/answer'] button")


def decide(member, case, reasons):
    page = member.page
    member.go(case + "/decisions")
    page.check("[name=stage][value=reasonable-grounds]")
    page.check("[name=result][value=positive]")
    page.fill("[name=reasons]", reasons)
    for box in page.locator("[name=tell]").all():
        box.check()
    check_accessible(page)
    page.click("main form button")
    assert path(page) == case, page.inner_text("main")


def check_disk(server, coined):
    backup = pathlib.Path(server.folder) / "backup.db"
    with sqlite3.connect(pathlib.Path(server.folder) / "tandem.db") as live, sqlite3.connect(backup) as copy:
        live.backup(copy)
    files = files_below(server.folder)
    assert any(str(file).endswith("-wal") for file in files), "the write-ahead log is there to be scanned"
    found = scan(files, coined)
    assert not found, f"in clear on the disk: {found[:3]}"
    spoken = "\n".join(server.output)
    assert not [canary for canary in coined if canary in spoken], "in clear in the log"


def stage_pictures(stage, server, inspector, case):
    """The pictures of the README: made here, so that they show what is."""
    for name, where, width, language in (
        ("work", "/work", 390, None),
        ("case", case, 1000, None),
        ("services", case + "/services", 1000, None),
        ("first-contact", None, 390, None),
        ("leaflet-ar", "/help/ar", 390, None),
    ):
        page = inspector.page
        page.set_viewport_size({"width": width, "height": 844})
        if where is None:
            inspector.go("/first-contact")
            page.click("main form[action='/first-contact'] button")
            page.select_option("[name=language]", "ru")
            page.click("button[name=then][value=show]")
        else:
            inspector.go(where)
        check_accessible(page)
        screenshot(page, name, full_page=False)


def test_police_and_health(stage):
    """A police unit adds a health need and opens nothing else in the health compartment."""
    server = stage.shared_tandem("--demo")
    said, coined = words()
    police = enter(stage, server, "police-trafficking-unit.1")
    clinic = enter(stage, server, "clinic.1")
    case = record_first_contact(police, said, met="police-operation")
    give_consent(police, case, "support", ["clinic"], ["contact", "health"])
    refer(police, case, "emergency-clinic", ["contact", "health"])
    assert accept(clinic) == case
    add_note(clinic, case, "health", "quillwort-diagnosis")
    clinic.go(case)
    text = clinic.page.inner_text("main")
    assert said["health"] in text and "quillwort-diagnosis" in text
    police.go(case)
    assert said["health"] in police.page.inner_text("main"), "the need that the police wrote itself"
    assert_unseen(police.page, "quillwort-diagnosis")


def test_return_of_a_referral(stage):
    """A declined referral returns to the referrer's work with its reason and other ways."""
    server = stage.shared_tandem("--demo")
    said, _ = words()
    inspector = enter(stage, server, "labour-inspectorate.1")
    shelter = enter(stage, server, "shelter-women.2")
    case = record_first_contact(inspector, said)
    give_consent(inspector, case, "support", ["shelter-women", "safe-house"], ["contact", "support"])
    referral = refer(inspector, case, "women-places", ["contact", "support"])
    shelter.go(referral)
    shelter.page.check("[name=decline-reason][value=no-place]")
    shelter.page.fill("[name=decline-message]", "Full until Friday")
    shelter.page.click("form[action$='/refusal'] button")
    assert status(shelter, case) == 404
    inspector.go("/work")
    assert inspector.page.locator(f"main a[href='{referral}']").count(), "it is in the referrer's work"
    inspector.go(referral)
    text = inspector.page.inner_text("main")
    assert "Full until Friday" in text
    assert inspector.page.locator(f"main a[href*='{case}/']").count(), "and leads to another way"
    check_accessible(inspector.page)


def test_lost_session(stage):
    """A session that is lost in the middle of a form comes back to the same form with what was typed."""
    server = stage.shared_tandem("--demo")
    said, _ = words()
    inspector = enter(stage, server, "labour-inspectorate.2")
    case = record_first_contact(inspector, said)
    page = inspector.page
    inspector.go(f"{case}/new/note")
    page.check("[name=subject][value=support]")
    page.fill("[name=text]", "typed before the session was lost")
    page.context.clear_cookies()
    page.click("main form button")
    page.fill("[name=login]", "labour-inspectorate.2")
    page.fill("[name=password]", "walk in tandem")
    page.click("main form button")
    page.click("main form button")
    inspector.go(case)
    assert "typed before the session was lost" in page.inner_text("main")


def test_form_error(stage):
    """A form that is not complete says what to do and keeps every field, also without scripts and at 320 px."""
    server = stage.shared_tandem("--demo")
    said, _ = words()
    inspector = enter(stage, server, "labour-inspectorate.1", javascript=False, width=320)
    case = record_first_contact(inspector, said)
    page = inspector.page
    inspector.go(f"{case}/new/note")
    page.check("[name=subject][value=safety]")
    page.fill("[name=on-day]", "31")
    page.fill("[name=on-month]", "2")
    page.fill("[name=on-year]", "2026")
    page.fill("[name=text]", "kept as typed")
    page.click("main form button")
    assert page.input_value("[name=text]") == "kept as typed"
    assert page.is_checked("[name=subject][value=safety]")
    assert page.locator(".error-summary").count() == 1
    check_accessible(page)
    check_reflow(page)
    screenshot(page, "form-error")


def test_person_in_arabic(stage):
    """What the person is shown reads from right to left, without a sideways scroll, at 320 px and 200 %."""
    server = stage.shared_tandem("--demo")
    for zoom in (1.0, 2.0):
        reader = stage.member(f"reader {zoom}", server.origin, width=320, language="ar", zoom=zoom)
        reader.go("/help/ar")
        assert reader.page.get_attribute("html", "dir") == "rtl"
        check_accessible(reader.page)
        check_reflow(reader.page)
    inspector = enter(stage, server, "labour-inspectorate.1", width=320)
    inspector.go("/paper-form/ar")
    check_accessible(inspector.page)
    screenshot(inspector.page, "paper-form-ar")
