"""How a server ends, and what it says of itself to whoever operates it."""

import re
import signal
import socket
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit


def get(address):
    """Status and text of an answer, whatever the status."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def eventually(what, seconds=10):
    """Waits until it is so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"not so after {seconds} s"
        time.sleep(0.02)


def says(server, words):
    return any(words in line for line in server.output)


def test_graceful_stop(stage):
    """A server that is told to stop says so to probes, answers what is under way, and ends well."""
    server = stage.tandem("--demo", "--drain", "2")
    place = urlsplit(server.origin)
    ready = f"{server.origin}/health/ready"
    assert get(ready)[0] == 200
    server.signal(signal.SIGTERM)
    eventually(lambda: get(ready)[0] == 503)
    # While probes hear that, people are still served.
    assert get(f"{server.origin}/sign-in")[0] == 200
    assert get(f"{server.origin}/health/live")[0] == 200
    with socket.create_connection((place.hostname, place.port), timeout=10) as under_way:
        under_way.sendall(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\n")
        eventually(lambda: says(server, "Stopping"))

        def is_refused():
            try:
                socket.create_connection((place.hostname, place.port), timeout=10).close()
            except ConnectionRefusedError:
                return True
            return False

        eventually(is_refused)
        assert server.is_running
        under_way.sendall(b"\r\n")
        answer = b""
        while part := under_way.recv(65_536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 200 "), answer[:80]
    assert answer.rstrip().endswith(b"</html>"), answer[-80:]
    assert server.wait(10) == 0


def test_second_signal(stage):
    """A second signal ends a server at once, however long it would have waited."""
    server = stage.tandem("--demo", "--drain", "600")
    server.signal(signal.SIGINT)
    eventually(lambda: says(server, "Not ready any more"))
    begun = time.monotonic()
    server.signal(signal.SIGTERM)
    assert server.wait(5) == -signal.SIGTERM
    assert time.monotonic() - begun < 3


def test_telling(stage):
    """The log and the metrics tell kinds of pages, and nothing that an address carries."""
    server = stage.tandem("--demo", "--log", "journal", "--access-log", "--metrics", "0")
    asked = {
        "/sign-in?name=Amal": ("signIn", 200),
        "/invitation/kQ7Amal": ("invitation", 404),
        "/cases/Amal": ("none", 404),
        "/cases": ("cases", 401),
    }
    for path, (_, status) in asked.items():
        assert get(server.origin + path)[0] == status, path
    for route, status in asked.values():
        line = rf"<6>request id=\d+ route={route} method=GET status={status} ms=[\d.]+ bytes=\d+"
        eventually(lambda line=line: any(re.fullmatch(line, said) for said in server.output))
    metrics = next(
        match.group()
        for match in map(re.compile(r"http://127\.0\.0\.1:\d+/metrics").search, server.output)
        if match
    )
    status, text = get(metrics)
    assert status == 200
    assert "\ntandem_ready 1\n" in text
    assert 'tandem_http_requests_total{route="cases",class="4xx"} 1\n' in text
    assert get(metrics.replace("/metrics", "/"))[0] == 404
    assert get(f"{server.origin}/metrics")[0] == 404
    server.stop()
    assert all(re.match("<[346]>", line) for line in server.output), server.output
    for said in [text, *server.output]:
        assert "Amal" not in said
        assert "127.0.0.1" not in said or "are at http" in said or "is at http" in said, said
