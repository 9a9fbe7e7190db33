"""What can be asked of a page."""

import html
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe

OUT = Path(__file__).resolve().parent.parent / "out"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def slug(text):
    """A file name made of a text."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80] or "x"


def sign_in(page, user, password, path="/sign-in"):
    """Fills in the sign-in form as a person would, and waits for the page after it."""
    parts = urlsplit(page.url)
    if parts.path != path:
        origin = page.context.member.origin
        page.goto(origin + path)
    form = page.locator("form", has=page.locator("input[type=password]"))
    form.locator("input[autocomplete=username]").fill(user)
    form.locator("input[type=password]").fill(password)
    form.locator("button:not([type=button]), input[type=submit]").first.click()
    page.wait_for_load_state()
    assert urlsplit(page.url).path != path, f"still on {path} after signing in as {user}"


def check_accessible(page, *, apart_from=()):
    """axe-core finds no violation of WCAG 2.2 A and AA; prints the nodes where it does.

    axe is a script: for a member without JavaScript the same markup is looked at in a browser of
    the same width with scripts on.
    """
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    if page.context.member.javascript:
        response = Axe().run(page, options=options).response
    else:
        response = look_with_scripts(page, options)
    wrong = [rule for rule in response["violations"] if rule["id"] not in apart_from]
    lines = []
    for rule in wrong:
        lines.append(f"{rule['id']} ({rule['impact']}): {rule['help']}")
        for node in rule["nodes"]:
            lines.append(f"    {' '.join(map(str, node['target']))}: {node['html'][:200]}")
    assert not wrong, f"{urlsplit(page.url).path} breaks WCAG 2.2 AA:\n" + "\n".join(lines)


def look_with_scripts(page, options):
    """axe's answer on a page's present markup, in a browser that runs axe and nothing else."""
    context = page.context.browser.new_context(
        viewport=page.viewport_size,
        storage_state=page.context.storage_state(),
        color_scheme=page.context.member.color_scheme,
    )
    try:
        markup = re.sub(r"<script\b.*?</script>", "", page.content(), flags=re.DOTALL)
        twin = context.new_page()
        twin.route(page.url, lambda route: route.fulfill(body=markup, content_type="text/html"))
        twin.goto(page.url)
        return Axe().run(twin, options=options).response
    finally:
        context.close()


def check_reflow(page):
    """Nothing is wider than the window, apart from what scrolls in a box of its own."""
    wide, width = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= width, f"{urlsplit(page.url).path} is {wide} px wide in a window of {width}"


def screenshot(page, name, *, full_page=True):
    """Keeps a picture as Tests/Browser/out/<name>.png, and returns where it is."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{slug(name)}.png"
    page.screenshot(path=path, full_page=full_page)
    return path


def no_third_party(context):
    """Every request of the context's browser went to its own server."""
    member = context.member
    allowed = urlsplit(member.origin)
    strangers = sorted(
        {
            address
            for address in member.requests
            if urlsplit(address).scheme not in ("about", "blob", "data")
            and urlsplit(address)[:2] != allowed[:2]
        }
    )
    assert not strangers, f"{member.name}'s browser asked others:\n" + "\n".join(strangers)


def assert_unseen(page, *texts):
    """None of the texts is in the page's markup, its visible text, its title or its address."""
    markup = page.content()
    places = {
        "markup": markup,
        "markup without escapes": html.unescape(markup),
        "text": page.locator("body").inner_text(),
        "title": page.title(),
        "address": unquote(page.url),
    }
    for text in texts:
        for place, content in places.items():
            assert text.lower() not in content.lower(), (
                f"'{text}' is in the {place} of {urlsplit(page.url).path}"
            )
