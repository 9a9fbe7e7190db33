"""A backup is only as good as the installation that comes out of it."""

import re
import sqlite3
import subprocess
import time

from steps import PASSWORD

from browser import sign_in


def run(server, *arguments):
    return subprocess.run(
        [server.binary, *map(str, arguments)], capture_output=True, text=True, timeout=120
    )


def cases(member):
    member.go("/cases")
    return sorted(set(re.findall(r'href="(/cases/[^"/?]{10,})"', member.page.content())))


def backed_up_at(server):
    """When the database says that it was last backed up, in seconds since 1970."""
    with sqlite3.connect(f"file:{server.folder}/tandem.db?mode=ro", uri=True) as database:
        rows = database.execute("SELECT value FROM setting WHERE name = 'backup-at'").fetchall()
    return int(rows[0][0]) / 1000 if rows else None


def text(member, case):
    """What the page of a case says, but for what its forms carry anew each time."""
    member.go(case)
    return member.page.inner_text("main")


def test_backup(stage):
    """What was backed up while the server ran is restored elsewhere, and members see the same there."""
    server = stage.tandem("--demo")
    folder = stage.folder
    identity, main, shred = folder / "identity", folder / "main.age", folder / "shred.age"
    subprocess.run(["age-keygen", "-o", identity], check=True, capture_output=True)
    recipient = re.search(r"age1\w+", identity.read_text()).group()
    before = stage.member("before", server.origin)
    sign_in(before.page, "local-authority.1", PASSWORD)
    known = cases(before)
    assert known
    pages = [text(before, case) for case in known]

    data = ("--data", server.folder)
    assert backed_up_at(server) is None
    made = run(server, "backup", *data, "--to", main, "--shred-to", shred, "--recipient", recipient)
    assert made.returncode == 0, made.stderr
    finished = backed_up_at(server)
    assert abs(finished - time.time()) < 60, finished
    again = run(server, "backup", *data, "--to", main, "--shred-to", shred, "--recipient", recipient)
    assert again.returncode == 1 and "not replaced" in again.stderr
    assert backed_up_at(server) == finished
    assert main.stat().st_mode & 0o777 == 0o600
    checked = run(server, "backup", "--verify", "--identity", identity, main, shred)
    assert checked.returncode == 0, checked.stdout
    # Another program of the same format opens it, and finds a whole stream.
    for file in (main, shred):
        subprocess.run(["age", "-d", "-i", identity, "-o", "/dev/null", file], check=True)
    damaged = folder / "damaged.age"
    content = bytearray(main.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    assert run(server, "backup", "--verify", "--identity", identity, damaged).returncode == 1

    erasures = folder / "erasures"
    erasures.write_text(run(server, "log", "erasures", *data).stdout)
    key = ("--key", server.folder / "tandem.key", "--identity", identity, "--erasures", erasures)
    files = ("--from", main, "--shred-from", shred)
    refused = run(server, "restore", *data, *files, *key)
    assert refused.returncode == 1 and "already" in refused.stderr
    broken = run(
        server, "restore", "--data", folder / "broken", "--from", damaged, *files[2:], *key
    )
    assert broken.returncode == 1 and "damaged" in broken.stderr
    old = folder / "old"
    old.write_text(erasures.read_text().replace("tandem-erasures/1", "tandem-erasures/2"))
    foreign = run(
        server, "restore", "--data", folder / "foreign", *files, *key[:4], "--erasures", old
    )
    assert foreign.returncode == 1 and "not of this installation" in foreign.stderr
    unserved = run(server, "serve", "--demo", "--port", "0", "--data", folder / "foreign")
    assert unserved.returncode == 1 and "missing" in unserved.stderr
    elsewhere = folder / "elsewhere"
    restored = run(server, "restore", "--data", elsewhere, *files, *key)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "all verified" in restored.stdout
    assert run(server, "verify", "--data", elsewhere).returncode == 0
    server.stop()

    second = stage.tandem("--demo", folder=elsewhere)
    after = stage.member("after", second.origin)
    sign_in(after.page, "local-authority.1", PASSWORD)
    assert cases(after) == known
    assert [text(after, case) for case in known] == pages
