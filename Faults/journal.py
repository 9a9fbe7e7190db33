"""What was written to cases and acknowledged, held against what the pages show."""

import http.client
import re
import sys
import threading

from client import Forms, hidden


def expect(holds, otherwise):
    """Ends the run where something is not as it must be."""
    if not holds:
        sys.exit(f"FAILED: {otherwise}")


class Journal:
    """Notes with a mark of their own: each acknowledged one must be there, once."""

    def __init__(self):
        self.lock = threading.Lock()
        self.count = 0
        # Case to marks; true where the server said that the note is kept, false where it said that nothing
        # is, and None where it said nothing or that it can't tell.
        self.notes = {}
        self.refused = 0

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
            if status is not None and "can’t tell" not in page:
                expect("Nothing was saved" in page, "an error page doesn't say what was saved")
                self.notes[case][mark] = False
        return False

    def write_until(self, client, case, stop):
        while not stop.is_set():
            if not self.write(client, case, False):
                return

    def compare(self, client, case):
        """Reads the whole case: nothing acknowledged is lost, and nothing is there twice."""
        page = client.get(case)
        for mark, acknowledged in self.notes.get(case, {}).items():
            times = len(re.findall(re.escape(mark), page))
            expect(times <= 1, f"{mark} is there {times} times")
            expect(times == 1 or acknowledged is not True, f"{mark} was acknowledged and is lost")
            expect(times == 0 or acknowledged is not False, f"{mark} is there, against what was said")

    def summary(self):
        kept = sum(list(marks.values()).count(True) for marks in self.notes.values())
        return f"{kept:5} notes acknowledged, none lost, none doubled; {self.refused:4} not acknowledged"
