"""kill -9 while a database of an earlier release is migrated and sealed."""

import re
import statistics
import subprocess
import time

from journal import expect
from recorded import Recorded

PASSWORD = "a bridge of twelve planks"
VIEWERS = (
    "labour-inspectorate.1", "labour-inspectorate.3", "shelter-women.1", "competent-authority.1",
)  # fmt: skip
# Some hours after the recorded release wrote its last entry: nothing has run out.
EVENING = "@2026-03-03 20:00:00"


def two_starts(scene, rounds, chance):
    """Two servers start at the same moment on a database of release 0.1.0, and both serve."""
    # By the clock of today: what waits for the other's keys is woken by a clock that faketime stops.
    servers = [scene.server(), scene.server()]
    recorded = Recorded(scene)
    length = measure(recorded, servers[0])
    for number in range(rounds):
        recorded.renew()
        for server in servers:
            server.spawn()
            time.sleep(chance.uniform(0, length))
        for server in servers:
            server.wait()
            # Signing in writes rows, and a leaf of the log.
            scene.enter(server, VIEWERS[number % 2], PASSWORD)
        recorded.compare()
        for server in servers:
            server.kill()
        scene.verify()
    scene.remarks.append(f"migration takes {1e3 * length:.0f} ms; every row as recorded")


def kill_in_migration(scene, rounds, chance):
    """kill -9 at a moment of the first start on a database of release 0.1.0."""
    clock = scene.clock()
    if clock is None:
        return "faketime is not installed"
    offset, environment = clock
    offset.write_text(f"{EVENING}\n")
    server = scene.server(**environment)
    recorded = Recorded(scene)
    length = measure(recorded, server)
    server.start()
    shown = pages(scene, server)
    server.kill()
    expect(len(shown) > 2, "the recorded members see no case")
    states, tries, pace = {}, 0, 1
    while sum(times for state, times in states.items() if state not in ("before", "after")) < rounds:
        expect(tries < rounds * 10, f"the kill seldom met the migration: {states}")
        tries += 1
        recorded.renew()
        for attempt in range(1 + (chance.random() < 0.3)):
            server.spawn(subprocess.DEVNULL)
            if attempt == 0:
                recorded.wait_for_signs()
            time.sleep(pace * chance.uniform(0, length))
            server.kill()
            state = recorded.state()
            states[state] = states.get(state, 0) + 1
            # The machine is now slower, now faster.
            pace *= {"before": 1.1, "after": 0.9}.get(state, 1)
        server.start()
        recorded.compare()
        scene.verify()
        if tries % 10 == 0:
            expect(pages(scene, server) == shown, "a member sees something else than before")
        server.kill()
    recorded.compare()
    told = ", ".join(f"{times} {state}" for state, times in sorted(states.items()))
    scene.remarks += [
        f"migration takes {1e3 * length:.0f} ms; {tries} databases, every row as recorded",
        f"kills: {told}",
    ]


def measure(recorded, server):
    """The seconds from the first sign of the migration to the kept keys."""
    lengths = []
    keys = recorded.scene.data / "tandem.key"
    for _ in range(5):
        recorded.renew()
        server.spawn(subprocess.DEVNULL)
        recorded.wait_for_signs()
        begun = time.perf_counter()
        while "\nlog " not in keys.read_text():
            expect(time.perf_counter() - begun < 30, "the migration does not end")
            time.sleep(0.0005)
        lengths.append(time.perf_counter() - begun)
        server.kill()
    return statistics.median(lengths)


def pages(scene, server):
    """What each recorded member reads of each case, without what is new on every page."""
    texts = {}
    for viewer in VIEWERS:
        client = scene.enter(server, viewer, PASSWORD)
        for case in sorted(set(re.findall(r'href="(/cases/[0-9a-f]{32})"', client.get("/cases")))):
            page = re.search(r"<main.*</main>", client.get(case), re.DOTALL).group()
            texts[viewer, case] = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
    return texts
