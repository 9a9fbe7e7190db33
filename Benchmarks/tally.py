"""What was seen: times a route, failures, and what the processes used."""

import os
import re
import resource
import time
from collections import Counter, defaultdict
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def three(values):
    if not values:
        return f"{'-':>8} {'-':>8} {'-':>8}"
    return " ".join(f"{percentile(values, share):8.1f}" for share in (50, 95, 99))


class Tally:
    """Times of answers by route; `begin` forgets what came before the measured time."""

    def __init__(self):
        self.begin()

    def begin(self):
        self.server, self.wall = defaultdict(list), defaultdict(list)
        self.failures = Counter()
        self.begun = time.monotonic()

    def add(self, label, answer):
        self.wall[label].append(answer.wall)
        if answer.server is not None:
            self.server[label].append(answer.server)

    def fail(self, error):
        # The words of our own failures, the kind of all others.
        name = str(error) if type(error).__name__ == "Failed" else type(error).__name__
        self.failures[name] += 1

    def count(self):
        return sum(map(len, self.wall.values()))

    def table(self, limits):
        """The lines of the table, and whether every limit held."""
        head = f"{'p50':>8} {'p95':>8} {'p99':>8}"
        lines = [f"{'':16} {'':>7}   {'server ms':^26}   {'client ms':^26}"]
        lines.append(f"{'route':16} {'n':>7}   {head}   {head}")
        holds = True
        for label in sorted(self.wall, key=lambda name: -len(self.wall[name])):
            verdict = ""
            if label in limits:
                found = percentile(self.server[label], 95) if self.server[label] else None
                within = found is not None and found <= limits[label]
                holds = holds and within
                verdict = f"   p95 ≤ {limits[label]:.0f} ms: " + ("yes" if within else "NO")
            lines.append(
                f"{label:16} {len(self.wall[label]):7}   "
                f"{three(self.server[label])}   {three(self.wall[label])}{verdict}"
            )
        return lines, holds


class Usage:
    """CPU seconds and resident memory of some processes, found anew at each look."""

    def __init__(self, pids, share=False):
        """`share`: count a page that several of them have once; the kernel walks all their memory for that."""
        self.pids, self.share = pids, share
        self.start = self.cpu()
        self.peak_kb = 0

    def cpu(self):
        return sum(self.ticks(pid) for pid in self.pids()) / TICKS

    @staticmethod
    def ticks(pid):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0
        # User and system time, and those of children that have ended.
        return sum(map(int, fields[11:15]))

    def sample(self):
        now = sum(self.resident(pid, self.share) for pid in self.pids())
        self.peak_kb = max(self.peak_kb, now)

    @staticmethod
    def resident(pid, share=False):
        name, pattern = ("smaps_rollup", r"^Pss:\s+(\d+)") if share else ("status", r"^VmRSS:\s+(\d+)")
        try:
            match = re.search(pattern, Path(f"/proc/{pid}/{name}").read_text(), re.MULTILINE)
        except OSError:
            return 0
        return int(match.group(1)) if match else 0

    def used(self):
        return self.cpu() - self.start


def descendants(root):
    """A process and the processes that it started."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def own_cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
