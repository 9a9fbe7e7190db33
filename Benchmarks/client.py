"""A client of Tandem's pages and a server to talk to, without a browser: for benchmarks and faults."""

import html.parser
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit


class Forms(html.parser.HTMLParser):
    """The forms of a page: where they post to and the fields they hold."""

    def __init__(self, page):
        super().__init__()
        self.forms = []
        self.feed(page)

    def handle_starttag(self, tag, pairs):
        attributes = {name: value or "" for name, value in pairs}
        if tag == "form":
            self.forms.append({"action": attributes.get("action", ""), "inputs": []})
        elif tag in ("input", "button") and self.forms:
            self.forms[-1]["inputs"].append(attributes)

    def posting_to(self, path):
        for form in self.forms:
            if urlsplit(form["action"]).path in (path, ""):
                return form
        sys.exit(f"no form on the page posts to {path}")


def hidden(form):
    return {
        field["name"]: field.get("value", "")
        for field in form["inputs"]
        if field.get("type") == "hidden" and "name" in field
    }


class Client:
    """One browser's worth of state: a connection, its cookies, and the time of the last answer."""

    # Longer than the server waits for a database that went away.
    patience = 45

    def __init__(self, port):
        self.origin = f"http://127.0.0.1:{port}"
        self.port = port
        self.cookies = {}
        self.connect()

    def close(self):
        """Ends the connection, but not the session: the next question makes a new one."""
        self.connection.close()

    def connect(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        self.connection.connect()
        # A form's header and body are two writes; the second must not wait for the first's ACK.
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method, path, fields=None):
        """Returns status, body, wall milliseconds, server milliseconds or None, and location."""
        headers = {"Host": urlsplit(self.origin).netloc, "Accept": "text/html"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        body = None
        if method == "POST":
            headers["Origin"] = self.origin
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields or {})
        if self.connection.sock is None:
            self.connect()
        begun = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        data = response.read()
        wall = (time.perf_counter() - begun) * 1_000
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name.strip()] = value.strip()
        timing = re.search(r"\bapp;dur=([0-9.]+)", response.headers.get("Server-Timing", ""))
        server = float(timing.group(1)) if timing else None
        location = response.headers.get("Location", "")
        return response.status, data.decode(errors="replace"), wall, server, location

    def get(self, path):
        status, page, *_ = self.ask("GET", path)
        if status != 200:
            sys.exit(f"GET {path}: {status}")
        return page

    def sign_in(self, path, user, password):
        form = Forms(self.get(path)).posting_to(path)
        fields = hidden(form)
        for field in form["inputs"]:
            if field.get("autocomplete") == "username":
                fields[field["name"]] = user
            elif field.get("type") == "password":
                fields[field["name"]] = password
        status, _, _, _, location = self.ask("POST", path, fields)
        if status not in (302, 303) or urlsplit(location).path == path:
            sys.exit(f"sign-in as {user}: {status} {location}")


class Server:
    """A tandem process on a port of our choice, so that its start can be timed from outside."""

    def __init__(self, binary, data, *arguments, environment=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        # Through env: a preloaded library and the way Python starts processes lose the arguments otherwise.
        self.command = ["env", str(binary.resolve()), "serve", "--data", str(data), "--port", str(self.port)]
        self.command += arguments
        self.environment = os.environ | {"SWIFT_BACKTRACE": "enable=no"} | (environment or {})
        self.process = None
        # Of all processes that it had.
        self.pids = []

    def spawn(self, errors=None):
        """Starts it without waiting; what it says goes to `errors`, a file, or to ours."""
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=self.environment,
        )
        self.pids.append(self.process.pid)

    def start(self, seconds=60):
        """Starts it and returns the milliseconds to the first 200 of /health/ready."""
        self.spawn()
        return self.wait(seconds)

    def wait(self, seconds=60):
        """Waits for the first 200 of /health/ready; returns the milliseconds since the start."""
        begun = self.begun
        while time.perf_counter() - begun < seconds:
            if self.process.poll() is not None:
                sys.exit(f"the server ended with {self.process.returncode}")
            try:
                if Client(self.port).ask("GET", "/health/ready")[0] == 200:
                    return (time.perf_counter() - begun) * 1_000
            except OSError:
                pass
            time.sleep(0.001)
        sys.exit(f"not ready within {seconds} s")

    def resident_mb(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024

    def kill(self):
        """Ends it as a power cut does."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def machine():
    cpu = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    return (
        f"{cpu.group(1) if cpu else 'unknown CPU'}, {os.cpu_count()} cores, "
        f"{int(memory.group(1)) / 1024**2:.0f} GiB, Linux {os.uname().release}; load {load}"
    )
