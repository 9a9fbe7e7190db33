"""What was written to cases and acknowledged, held against what the pages show."""

import collections
import http.client
import re
import sys
import threading

from client import Forms, hidden


FAILURES = []


def expect(holds, otherwise=""):
    """Ends the run where something is not as it must be, or was not in another thread before."""
    if not holds:
        FAILURES.append(otherwise)
    if FAILURES:
        sys.exit(f"FAILED: {FAILURES[0]}")


class Journal:
    """Notes with a mark of their own: each acknowledged one must be there, once."""

    def __init__(self):
        self.lock = threading.Lock()
        self.count = 0
        # Case to marks; true where the server said that the note is kept, false where it said that nothing
        # is, and None where it said nothing or that it can't tell.
        self.notes = {}
        self.refused = 0
        # How often a note that failed was answered in which words.
        self.answers = collections.Counter()

    def cases(self, client):
        page = client.get("/cases")
        found = sorted(set(re.findall(r'href="(/cases/[^"/?]{10,})"', page)))
        expect(found, "the member sees no case")
        return found

    def new_mark(self, case):
        with self.lock:
            self.count += 1
            mark = f"mark-{self.count:06}-end"
            self.notes.setdefault(case, {})[mark] = None
            return mark

    def write(self, client, case, must):
        """Writes one note; returns whether it was acknowledged."""
        path = f"{case}/new/note"
        mark = self.new_mark(case)
        status = page = None
        try:
            status, page, *_ = client.ask("GET", path)
            if status == 200:
                fields = hidden(Forms(page).posting_to(path))
                fields |= {"subject": "support", "on-unknown": "yes", "text": mark}
                status, page, *_ = client.ask("POST", path, fields)
        except (OSError, http.client.HTTPException):
            status = None
        if status in (302, 303):
            with self.lock:
                self.notes[case][mark] = True
            return True
        expect(not must, f"a note was answered with {status}")
        expect(status is None or status >= 500, f"a note that failed was answered with {status}")
        with self.lock:
            self.refused += 1
            self.answers[self.heading(status, page)] += 1
            if status is not None and "can’t tell" not in page:
                expect("Nothing was saved" in page, f"an error page doesn't say what was saved: {page}")
                self.notes[case][mark] = False
        return False

    @staticmethod
    def heading(status, page):
        """What whoever wrote was told."""
        found = re.search("<h1[^>]*>([^<]*)", page) if status else None
        return found.group(1) if found else "no answer"

    def write_until(self, client, case, stop, limit=1_000):
        for _ in range(limit):
            if stop.is_set() or not self.write(client, case, False):
                return

    def acknowledged(self):
        """The marks of all notes that the server said are kept, by case."""
        with self.lock:
            return {
                case: [mark for mark, kept in marks.items() if kept]
                for case, marks in self.notes.items()
            }

    def compare(self, client, case, copied=None):
        """Reads the whole case: nothing acknowledged is lost, and nothing is there twice.

        In a copy only what was acknowledged before it began must be there: `copied`.
        """
        page = client.get(case)
        for mark, acknowledged in self.notes.get(case, {}).items():
            times = len(re.findall(re.escape(mark), page))
            must = acknowledged is True if copied is None else mark in copied.get(case, ())
            expect(times <= 1, f"{mark} is there {times} times")
            expect(times == 1 or not must, f"{mark} was acknowledged and is lost")
            expect(times == 0 or acknowledged is not False, f"{mark} is there, against what was said")

    def summary(self):
        """In words; nothing where no note was written."""
        if not self.count:
            return []
        kept = sum(len(marks) for marks in self.acknowledged().values())
        told = ", ".join(f"{times} “{words}”" for words, times in sorted(self.answers.items()))
        return [f"{kept} notes acknowledged, none lost, none doubled"] + ([f"told otherwise: {told}"] if told else [])
