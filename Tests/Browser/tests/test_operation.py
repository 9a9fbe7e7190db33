"""How a server ends, and what it says of itself to whoever operates it."""

import json
import re
import signal
import socket
import subprocess
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


def run(server, *arguments):
    return subprocess.run(
        [server.binary, *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


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


def test_doctor(stage):
    """A doctor beside the running server finds what was broken, says how to mend it, and ends accordingly."""
    server = stage.tandem("--demo")

    def findings():
        done = run(server, "doctor", "--json", "--data", server.folder)
        found = json.loads(done.stdout)
        severities = [finding["severity"] for finding in found]
        # The worst first, and the status by the worst.
        assert severities == sorted(severities, key=["fault", "warning", "note"].index)
        assert done.returncode == (
            2 if "fault" in severities else 1 if "warning" in severities else 0
        ), done
        return found

    # What the machine under the tests is like is not theirs to say.
    of_the_folder = {"folder", "key-file", "database", "permissions", "schema", "integrity"}
    assert not [finding for finding in findings() if finding["check"] in of_the_folder]
    key = server.folder / "tandem.key"
    key.chmod(0o644)
    broken = [finding for finding in findings() if finding["check"] in of_the_folder]
    assert [finding["remedy"] for finding in broken] == [f"chmod 600 {key}"], broken
    said = run(server, "doctor", "--data", server.folder)
    line = f"fault: Others than its owner may read or write {key} → chmod 600 {key}"
    assert line in said.stdout.splitlines(), said.stdout
    assert said.returncode == 2
    key.chmod(0o600)
    assert not [finding for finding in findings() if finding["check"] in of_the_folder]
    # It left the server as it was.
    assert get(f"{server.origin}/health/ready")[0] == 200


def test_config(stage):
    """The list of settings says what is set and by what, and no password."""
    server = stage.tandem("--demo")
    settings = stage.folder / "tandem.conf"
    settings.write_text("port = 9000\ndatabase = postgresql://tandem:hunter2@db.example/tandem\n")
    said = run(server, "config", "--config", settings, "--drain", "7")
    assert said.returncode == 0, said.stderr
    lines = [re.split(r"  +", line) for line in said.stdout.splitlines()]
    assert ["port = 9000", f"({settings}, line 1: port)"] in lines, lines
    assert ["drain = 7", "(option)"] in lines, lines
    assert any(line[0] == "database = postgresql://tandem:***@db.example/tandem" for line in lines)
    assert "hunter2" not in said.stdout + said.stderr
