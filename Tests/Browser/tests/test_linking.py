"""Lists of people linked by `tandem link`, and the doubtful pairs reviewed in a browser."""

import csv
import re
import subprocess
import time
from contextlib import contextmanager

from browser import check_accessible, check_reflow, screenshot
from browser.tandem import end_with_parent

ADDRESS = re.compile(r"Review at (http://[^/]+)(/[0-9a-f]{32})")

# Invented people: one pair is plain, three are in doubt.
PEOPLE = """name,born,sex,note
Olena Petrenko,17.04.1991,f,<script>alert(1)</script>
Олена Петренко,,f,spoke of a sister
Daryna Bondar,02.11.1984,f,
Darina Bondarenko,11.02.1984,f,
Mykola Hrytsenko,23.09.1979,m,
Oksana Melnyk,30.12.1965,f,
محمد الراوي,05.06.1988,m,<script>alert(1)</script>
Muhammad al-Rawi,1987,m,
Taras Koval,14.07.1993,m,
Taras Kovalenko,14.07.1993,m,
"""
NAMES = ["Petrenko", "Петренко", "Bondar", "Rawi", "الراوي", "Olena", "Daryna"]


@contextmanager
def reviewing(stage, folder):
    """`tandem link --review` on the list above, and the address that it printed."""
    process = subprocess.Popen(
        [str(stage.binary), "link", "people.csv", "--yes", "--review", "127.0.0.1"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        preexec_fn=end_with_parent,
    )  # fmt: skip
    lines = []
    try:
        for line in process.stdout:
            lines.append(line)
            if found := ADDRESS.search(line):
                break
        else:
            raise AssertionError("no address; it wrote:\n" + "".join(lines))
        yield found.group(1), found.group(2), process, lines
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(10)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def left(page):
    """How many pairs are to go; nothing where all are answered."""
    found = re.search(r"(\d+) answered, (\d+) to go", page.inner_text("main"))
    return int(found.group(2)) if found else 0


def answer_all(page, verdict, limit=60):
    for _ in range(limit):
        if not left(page):
            return
        page.get_by_role("button", name=verdict, exact=True).click()
    raise AssertionError("questions without end")


def test_review(stage):
    """Doubtful pairs are answered without a script, on a phone too; no name is in a title or an address."""
    folder = stage.folder / "lists"
    folder.mkdir()
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    with reviewing(stage, folder) as (origin, path, process, lines):
        clerk = stage.member("Clerk", origin, width=320, javascript=False)
        page = clerk.page
        assert clerk.go("/").status == 404
        assert clerk.go("/" + "0" * 32).status == 404
        clerk.go(path)
        assert page.get_by_role("heading", name="Are these two one person?").is_visible()
        check_reflow(page)
        total = left(page)
        assert total == 3
        screenshot(page, "review-narrow")
        page.get_by_role("button", name="The same person", exact=True).click()
        assert "1 answered" in page.inner_text("main")
        page.get_by_role("button", name="Take the last answer back").click()
        assert "0 answered" in page.inner_text("main") and left(page) == total
        page.get_by_role("button", name="Leave for later", exact=True).click()
        answer_all(page, "Not the same")
        assert page.get_by_role("heading", name="Nothing left to ask").is_visible()
        page.get_by_role("button", name="Finish and write the result").click()
        assert page.get_by_role("heading", name="Finished").is_visible()
        lines += process.stdout.readlines()
        assert process.wait(20) == 0
        seen = clerk.requests + [page.title()] + lines
        assert not [text for text in seen for name in NAMES if name in text]
    decisions = rows(folder / "people-linked-decisions.csv")
    assert [row["verdict"] for row in decisions[:3]] == ["same", "undone", "left"]
    assert all(row["verdict"] == "different" for row in decisions[3:])
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["time"]) for row in decisions)
    # What was decided is not asked again; what was left is.
    with reviewing(stage, folder) as (origin, path, process, _):
        again = stage.member("Again", origin, dark=True)
        again.go(path)
        check_accessible(again.page)
        check_reflow(again.page)
        screenshot(again.page, "review-again")
        assert left(again.page) == 1


def test_review_by_keyboard(stage):
    """A review is done by keyboard alone, and a stop in its midst loses no answer."""
    folder = stage.folder / "lists"
    folder.mkdir()
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    with reviewing(stage, folder) as (origin, path, process, _):
        clerk = stage.member("Clerk", origin)
        page = clerk.page
        clerk.go(path)
        check_accessible(page)
        screenshot(page, "review")
        assert page.locator("mark").count() > 0
        assert page.locator("script").count() == 0
        for _ in range(20):
            page.keyboard.press("Tab")
            focused = page.evaluate("document.activeElement.textContent")
            if focused == "The same person":
                break
        else:
            raise AssertionError("the button is out of reach")
        page.keyboard.press("Enter")
        page.wait_for_function("document.body.innerText.includes('1 answered')")
        process.terminate()
        assert process.wait(20) == 0
    result = rows(folder / "people-linked.csv")
    counts = [row["cluster"] for row in result]
    assert len(counts) == 10 and len(set(counts)) == 8
    first = rows(folder / "people-linked-decisions.csv")[0]
    rows_ = int(first["row"]) - 1, int(first["other row"]) - 1
    assert counts[rows_[0]] == counts[rows_[1]]
    assert result[rows_[0]]["certainty"] == "1.0"


def test_review_stays_here(stage):
    """A review is served on this machine alone."""
    for address in ["0.0.0.0", "192.168.0.1:80", "[::]:0", "example.org"]:
        done = subprocess.run(
            [str(stage.binary), "link", "people.csv", "--yes", "--review", address],
            capture_output=True, text=True, timeout=20,
        )  # fmt: skip
        assert done.returncode == 2 and "this machine" in done.stderr


def test_unconfirmed(stage):
    """Without a terminal a guess is said and not taken."""
    folder = stage.folder / "lists"
    folder.mkdir()
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    begun = time.monotonic()
    done = subprocess.run(
        [str(stage.binary), "link", "people.csv"], cwd=folder, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=20,
    )  # fmt: skip
    assert done.returncode == 1 and time.monotonic() - begun < 10
    assert "birth-date" in done.stderr and "'born'" in done.stderr and "--yes" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["people.csv"]
