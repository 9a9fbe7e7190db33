"""The log as a witness sees it, and an erasure by two keyholders that a restored backup keeps."""

import re
import subprocess
import time
import urllib.request

from steps import PASSWORD

from browser import check_accessible, sign_in

KEYHOLDERS = ("local-authority.1", "local-authority.2")


def run(server, *arguments):
    return subprocess.run(
        [server.binary, *map(str, arguments)], capture_output=True, text=True, timeout=120
    )


def fetch(server, path):
    with urllib.request.urlopen(server.origin + path) as answer:
        return answer.read().decode()


def size(checkpoint):
    return int(checkpoint.splitlines()[1])


def test_witness(stage):
    """A witness cosigns what continues the log it has seen, and nothing else; verify asks for its signature."""
    server = stage.tandem("--demo")
    folder = stage.folder
    data = ("--data", server.folder)
    log_key = run(server, "log", "key", *data).stdout.strip()
    member = stage.member("member", server.origin)
    sign_in(member.page, KEYHOLDERS[0], PASSWORD)
    time.sleep(1.5)
    first = folder / "first"
    first.write_text(fetch(server, "/log/checkpoint"))
    witness = (
        "log", "witness", "--name", "ombudsman.example", "--key", folder / "witness.key",
        "--log-key", log_key, "--state", folder / "state",
    )
    early = run(server, *witness, "--checkpoint", first)
    assert early.returncode == 1 and "--first" in early.stderr
    seen = run(server, *witness, "--checkpoint", first, "--first")
    assert seen.returncode == 0, seen.stderr
    key = run(server, *witness, "--checkpoint", first)
    assert key.returncode == 0, key.stderr
    names = re.search(r"ombudsman\.example\+\S+", early.stderr + seen.stderr).group()
    (folder / "cosigned").write_text(seen.stdout)
    kept = run(server, "log", "cosign", *data, "--witness", names, folder / "cosigned")
    assert kept.returncode == 0 and "ombudsman.example" in kept.stdout, kept.stderr

    member.page.goto(server.origin + "/cases")
    time.sleep(1.5)
    second = folder / "second"
    second.write_text(fetch(server, "/log/checkpoint"))
    assert size(second.read_text()) > size(first.read_text())
    unproven = run(server, *witness, "--checkpoint", second)
    assert unproven.returncode == 1 and "Not signed" in unproven.stderr
    proof = folder / "proof"
    path = f"/log/consistency/{size(first.read_text())}/{size(second.read_text())}"
    proof.write_text(fetch(server, path))
    proven = run(server, *witness, "--checkpoint", second, "--proof", proof)
    assert proven.returncode == 0, proven.stderr
    shrunk = run(server, *witness, "--checkpoint", first)
    assert shrunk.returncode == 1 and "shrunk" in shrunk.stderr

    verified = run(server, "verify", *data, "--witness", names, "--checkpoint", second)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "ombudsman.example has cosigned" in verified.stdout
    stranger = names[:-6] + "AAAAA="
    assert run(server, "verify", *data, "--witness", stranger).returncode != 0


def case_addresses(member, server):
    member.page.goto(server.origin + "/cases")
    links = member.page.locator("a[href^='/cases/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    return [link for link in links if re.fullmatch(r"/cases/[0-9a-f]{32}", link)]


def test_erasure(stage):
    """One keyholder asks, another confirms; a backup from before has to lose it again."""
    server = stage.tandem("--demo")
    folder = stage.folder
    data = ("--data", server.folder)
    first = stage.member("first", server.origin)
    sign_in(first.page, KEYHOLDERS[0], PASSWORD)
    address = case_addresses(first, server)[0]
    identity, main, shred = folder / "identity", folder / "main.age", folder / "shred.age"
    subprocess.run(["age-keygen", "-o", identity], check=True, capture_output=True)
    recipient = re.search(r"age1\w+", identity.read_text()).group()
    made = run(server, "backup", *data, "--to", main, "--shred-to", shred, "--recipient", recipient)
    assert made.returncode == 0, made.stderr

    first.page.goto(server.origin + address + "/erasure")
    check_accessible(first.page)
    first.page.get_by_role("button", name="Ask for it").click()
    assert first.page.locator(".error-summary, [role=alert]").count() > 0
    first.page.get_by_label("The person asked for it").check()
    first.page.get_by_role("button", name="Ask for it").click()
    assert "Another keyholder has to confirm it" in first.page.inner_text("main")
    assert first.page.get_by_role("button", name="Destroy the records now").count() == 0
    second = stage.member("second", server.origin)
    sign_in(second.page, KEYHOLDERS[1], PASSWORD)
    second.page.goto(server.origin + address + "/erasure")
    check_accessible(second.page)
    second.page.get_by_role("button", name="Destroy the records now").click()
    assert "are destroyed" in second.page.inner_text("main")
    assert second.page.goto(server.origin + address).status == 404
    assert first.page.goto(server.origin + address).status == 404

    time.sleep(2)
    erasures = folder / "erasures"
    erasures.write_text((server.folder / "erasures").read_text())
    assert address.split("/")[-1] in erasures.read_text()
    elsewhere = folder / "elsewhere"
    restored = run(
        server, "restore", "--data", elsewhere, "--from", main, "--shred-from", shred,
        "--key", server.folder / "tandem.key", "--identity", identity, "--erasures", erasures,
    )
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "1 erasures hold" in restored.stdout
    server.stop()
    again = stage.tandem("--demo", folder=elsewhere)
    for login in KEYHOLDERS:
        member = stage.member(f"again {login}", again.origin)
        sign_in(member.page, login, PASSWORD)
        assert member.page.goto(again.origin + address).status == 404
