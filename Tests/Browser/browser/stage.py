"""One test's stage: its servers, its members' browsers and its temporary folder."""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from .checks import OUT, no_third_party, slug
from .tandem import Tandem

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# The tests may run as root or in a container, where Chromium's own sandbox can't start; it opens
# nothing but our own server on this machine.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]


class Member:
    """A person at a browser of their own: a context and its page.

    `requests` holds every address that the browser asked for; `complaints` what it said of
    refused markup and of scripts that failed.
    """

    def __init__(self, name, context, origin, javascript, color_scheme):
        self.name = name
        self.javascript = javascript
        self.color_scheme = color_scheme
        self.context = context
        self.origin = origin
        self.requests = []
        self.complaints = []
        context.member = self
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("weberror", lambda fault: self.complaints.append(str(fault.error)))
        context.on("console", self._hear)
        self.page = context.new_page()

    def _hear(self, message):
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def go(self, path="/"):
        """Opens a path of the server and returns the response."""
        return self.page.goto(self.origin + path)

    def check_unharmed(self):
        """No request to a third party, no refused markup, no script error."""
        no_third_party(self.context)
        assert not self.complaints, f"{self.name}: " + "\n".join(self.complaints)


class Stage:
    """What a test function receives. Closes everything it opened."""

    def __init__(self, browser, binary, shared):
        self.browser = browser
        self.binary = binary
        self.members = []
        self.folder = Path(tempfile.mkdtemp(prefix="tandem-browser-"))
        self._shared = shared
        self._servers = []

    def tandem(self, *arguments, folder=None, binary=None):
        """Starts a server for this test alone, on data of its own."""
        folder = folder or self.folder / f"data{len(self._servers)}"
        server = Tandem(binary or self.binary, folder, *arguments)
        self._servers.append(server)
        return server.start()

    def shared_tandem(self, *arguments):
        """A server that later tests with the same arguments go on with."""
        if arguments not in self._shared:
            folder = Path(tempfile.mkdtemp(prefix="tandem-browser-"))
            self._shared[arguments] = Tandem(self.binary, folder, *arguments)
            self._shared[arguments].start()
        return self._shared[arguments]

    def member(
        self, name, origin, *, javascript=True, width=1280, height=900, dark=False,
        language="en", zoom=1.0,
    ):  # fmt: skip
        """Opens a browser for a member: `width=320` for a phone, `language="ar"` for RTL.

        `zoom=2.0` lays a page out in half the width, as a browser's zoom does.
        """
        color_scheme = "dark" if dark else "light"
        context = self.browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": int(width / zoom), "height": int(height / zoom)},
            device_scale_factor=zoom,
            color_scheme=color_scheme,
            locale=language,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(20_000)
        member = Member(name, context, origin.rstrip("/"), javascript, color_scheme)
        self.members.append(member)
        return member

    def save_pages(self, test):
        """Keeps a picture and the markup of every open page, for a failure's reader."""
        saved = []
        OUT.mkdir(parents=True, exist_ok=True)
        for member in self.members:
            for number, page in enumerate(member.context.pages):
                base = OUT / f"failed-{slug(test)}-{slug(member.name)}-{number}"
                try:
                    page.screenshot(path=f"{base}.png", full_page=True, timeout=5_000)
                    base.with_suffix(".html").write_text(page.content(), encoding="utf-8")
                    where = urlsplit(page.url).path
                    saved.append(f"{base.name}.png and .html ({member.name} at {where})")
                except Exception as error:  # A page that hangs must not hide the failure.
                    saved.append(f"{member.name}: not saved: {type(error).__name__}")
        return saved

    def close(self):
        """Closes the browsers, stops the servers and removes the folder, each whatever else fails."""
        with ExitStack() as rest:
            rest.callback(shutil.rmtree, self.folder, ignore_errors=True)
            for server in self._servers:
                rest.callback(server.stop)
            for member in self.members:
                rest.callback(member.context.close)
