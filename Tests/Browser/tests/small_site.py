"""A site of a few pages on this machine, for tests of the tests themselves."""

import http.server
import threading
from contextlib import contextmanager
from urllib.parse import parse_qs

GOOD = """<!doctype html><html lang="en"><head><title>Good</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Good</h1><p id="script">no script</p><p>Tom &amp; Jerry</p></main>
<script>document.getElementById("script").textContent = "script"</script></body></html>"""

BAD = """<!doctype html><html><head><title>Bad</title></head>
<body><img src="/picture.png"><input><p style="color:#bbb;background:#fff">pale</p></body></html>"""

WIDE = GOOD.replace("<h1>", "<div style='width:900px'>wide</div><h1>")

RTL = GOOD.replace('lang="en"', 'lang="ar" dir="rtl"')

SIGN_IN = """<!doctype html><html lang="en"><head><title>Sign in</title></head><body><main>
<h1>Sign in</h1><form method="post" action="/sign-in">
<label>Name <input name="user" autocomplete="username"></label>
<label>Password <input name="password" type="password"></label>
<button>Sign in</button></form></main></body></html>"""


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        pages = self.server.pages
        page = pages.get(self.path)
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Connection", "close")
        if self.path == "/strict":
            self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write((page or "").encode())

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        is_right = form.get("user") == ["amal"] and form.get("password") == ["open sesame"]
        self.send_response(303)
        self.send_header("Location", "/good" if is_right else "/sign-in")
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def small_site(**more):
    """Serves the pages above, and more by name, and gives the origin."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.pages = {
        "/good": GOOD, "/bad": BAD, "/wide": WIDE, "/rtl": RTL, "/strict": GOOD,
        "/sign-in": SIGN_IN,
    } | {f"/{name}": page for name, page in more.items()}  # fmt: skip
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def refused(words=""):
    """The block must fail as an assertion, saying the words."""
    try:
        yield
    except AssertionError as error:
        assert words in str(error), f"'{words}' is not in: {error}"
    else:
        raise AssertionError("nothing was refused")
