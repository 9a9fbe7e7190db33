"""The browser tests' own tools: each is shown to turn red."""

import base64
import os
import stat

from browser import (
    assert_unseen,
    canaries,
    check_accessible,
    check_reflow,
    files_below,
    no_third_party,
    scan,
    screenshot,
    sign_in,
)
from browser.runner import run
from small_site import refused, small_site

FAKE = """#!/usr/bin/python3
import sys, time
print("sign in as", *sys.argv[1:], flush=True)
{}
time.sleep(60)
"""


def fake_tandem(stage, line):
    path = stage.folder / "tandem"
    path.write_text(FAKE.format(line))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_server(stage):
    """A server is started on data of its own, found at the address it prints, and stopped."""
    binary = fake_tandem(stage, "print('Tandem is at http://127.0.0.1:4711', flush=True)")
    server = stage.tandem("--demo", binary=binary)
    assert server.origin == "http://127.0.0.1:4711"
    assert server.is_running
    assert any("--port 0 --demo" in line for line in server.output), server.output
    server.restart()
    pid = server.pid
    server.stop()
    assert not server.is_running
    assert not os.path.exists(f"/proc/{pid}")


def test_silent_server(stage):
    """A server that ends without an address fails the test with what it wrote."""
    with refused("sign in as serve"):
        stage.tandem(binary=fake_tandem(stage, "sys.exit(3)"))


def test_axe(stage):
    """A page that breaks WCAG 2.2 AA is refused with the nodes that do, and a good one is not."""
    with small_site() as origin:
        member = stage.member("A", origin)
        member.go("/good")
        check_accessible(member.page)
        member.go("/bad")
        with refused("image-alt"):
            check_accessible(member.page)


def test_axe_without_javascript(stage):
    """A page of a member without JavaScript is looked at all the same."""
    with small_site() as origin:
        member = stage.member("A", origin, javascript=False)
        member.go("/good")
        check_accessible(member.page)
        member.go("/bad")
        with refused("html-has-lang"):
            check_accessible(member.page)


def test_browsers(stage):
    """Members have browsers with and without scripts, narrow, dark, zoomed and in a language."""
    with small_site() as origin:
        plain = stage.member("Plain", origin, javascript=False)
        plain.go("/good")
        assert plain.page.locator("#script").inner_text() == "no script"
        other = stage.member("Other", origin, width=320, dark=True, language="ar")
        other.go("/rtl")
        assert other.page.locator("#script").inner_text() == "script"
        assert other.page.evaluate("innerWidth") == 320
        assert other.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        assert other.page.evaluate("navigator.language") == "ar"
        zoomed = stage.member("Zoomed", origin, width=640, zoom=2.0)
        zoomed.go("/good")
        assert zoomed.page.evaluate("innerWidth") == 320
        assert screenshot(other.page, "harness narrow").stat().st_size > 1_000


def test_reflow(stage):
    """A page that is wider than a phone is refused."""
    with small_site() as origin:
        member = stage.member("A", origin, width=320)
        member.go("/good")
        check_reflow(member.page)
        member.go("/wide")
        with refused("908 px wide in a window of 320"):
            check_reflow(member.page)


def test_third_party(stage):
    """A request to anybody else is refused, and one to the own server is not."""
    with small_site() as other:
        page = f'<!doctype html><title>x</title><img src="{other}/picture.png">'
        with small_site(tracking=page) as origin:
            member = stage.member("A", origin)
            member.go("/good")
            no_third_party(member.context)
            member.go("/tracking")
            with refused("/picture.png"):
                no_third_party(member.context)
            member.requests.clear()


def test_policy(stage):
    """Markup that the content security policy refuses is noticed without being asked for."""
    with small_site() as origin:
        member = stage.member("A", origin)
        member.go("/strict")
        with refused("Content Security Policy"):
            member.check_unharmed()
        member.complaints.clear()


def test_unseen(stage):
    """A text is found in markup, in escaped markup and in the address."""
    with small_site() as origin:
        member = stage.member("A", origin)
        member.go("/good#name=An%20na")
        assert_unseen(member.page, "Boris")
        for text in ["GOOD", "Tom & Jerry", "An na"]:
            with refused(text):
                assert_unseen(member.page, "Boris", text)


def test_sign_in(stage):
    """Signing in fills the form, and a refused sign-in is noticed."""
    with small_site() as origin:
        member = stage.member("A", origin)
        sign_in(member.page, "amal", "open sesame")
        assert member.page.url.endswith("/good")
        with refused("still on /sign-in"):
            sign_in(member.page, "amal", "wrong")


def test_scan(stage):
    """A canary is found in every form that a program could have left, and nothing else is."""
    words = canaries(50, seed=7)
    assert words == canaries(50, seed=7) and len(set(words)) == 50
    word = words[0]
    shapes = {
        "UTF-8": b"x" + word.upper().encode(),
        "UTF-16LE": word.encode("utf-16-le"),
        "UTF-16BE": b"\0" + word.encode("utf-16-be"),
        "hexadecimal": word.encode().hex().upper().encode(),
        "percent": "".join(f"%{byte:02X}" for byte in word.encode()).encode(),
        "base64 at 0": base64.b64encode(word.encode() + b"!"),
        "base64 at 1": base64.b64encode(b"?" + word.encode() + b"!!"),
        "base64 at 2": base64.urlsafe_b64encode(b"??" + word.encode()),
    }
    for form, data in shapes.items():
        file = stage.folder / "tandem.db-wal"
        file.write_bytes(os.urandom(100_000) + data + os.urandom(1_000))
        found = scan(files_below(stage.folder), words)
        assert any(one.form.startswith(form) for one in found), (form, found)
        assert {one.canary for one in found} == {word}, found
        file.write_bytes(os.urandom(100_000))
        assert scan([file], words) == []


def test_runner(stage):
    """A failing test is counted, named and photographed, and the next one runs all the same."""
    with small_site() as origin:

        def fails(stage):
            stage.member("Amal", origin).go("/good")
            raise AssertionError("on purpose")

        def hangs(stage):
            stage.member("Amal", origin).page.wait_for_timeout(5_000)

        said = []
        tests = [
            ("harness.fails", "It fails.", fails),
            ("harness.hangs", "It hangs.", hangs),
            ("harness.silent", "", lambda stage: None),
            ("harness.passes", "It passes.", lambda stage: None),
        ]
        outcome = run(tests, stage.browser, None, seconds=1, say=said.append)
    assert (outcome.passed, len(outcome.failed)) == (1, 3), said
    text = "\n".join(said)
    for words in ["on purpose", "not done after 1 s", "needs a docstring", "failed-harness-fails"]:
        assert words in text, text
    from browser.checks import OUT

    for path in OUT.glob("failed-harness-*"):
        path.unlink()
