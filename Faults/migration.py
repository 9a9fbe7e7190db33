"""kill -9 while a database of an earlier release is migrated and sealed."""

import re
import shutil
import sqlite3
import statistics
import subprocess
import time
from pathlib import Path

from journal import expect
from rows import FILES, STORES, count, look, text

TOP = Path(__file__).resolve().parent.parent
RELEASE = TOP / "Tests/CaseworkTests/Fixtures/0.1.0"
# The first steps are the schema of that release.
STEPS = {"main": TOP / "Sources/Store/Migrations", "shred": TOP / "Sources/Store/ShredMigrations"}
PASSWORD = "a bridge of twelve planks"
VIEWERS = (
    "labour-inspectorate.1", "labour-inspectorate.3", "shelter-women.1", "competent-authority.1",
)  # fmt: skip
# An hour after the recorded release wrote its last entry: nothing has run out.
EVENING = "@2026-03-03 20:00:00"
# What a server changes in its first seconds of service: sessions that ended, where the log's leaves lie.
PASSING = {"session", "schema_migration"}


class Recorded:
    """The recorded installation: its rows, and a fresh copy of it for each round."""

    def __init__(self, scene):
        self.scene = scene
        self.columns = {store: self.tables(store) for store in STORES}
        if scene.cluster:
            for store in STORES:
                self.move(store)
        self.renew()
        self.rows = self.snapshot()

    def tables(self, store):
        """Table to columns, as the release had them."""
        with sqlite3.connect(f"file:{RELEASE / FILES[store]}?mode=ro", uri=True) as database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return {
                name: [column[1] for column in database.execute(f"PRAGMA table_info({name})")]
                for (name,) in names.fetchall()
            }

    def move(self, store):
        """Brings the recorded rows to PostgreSQL, into the schema that the first step makes there."""
        cluster, name = self.scene.cluster, f"recorded_{store}"
        cluster.database(name)
        first = min(STEPS[store].glob("*.sql")).read_text()
        script = ["SET session_replication_role = replica;"]
        script.append("CREATE TABLE schema_migration (name TEXT PRIMARY KEY NOT NULL);")
        # As the program itself changes the step for this engine.
        script.append(first.replace("INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY"))
        with sqlite3.connect(f"file:{RELEASE / FILES[store]}?mode=ro", uri=True) as database:
            for table, columns in self.columns[store].items():
                script.append(f"COPY {table} ({', '.join(columns)}) FROM stdin;")
                for row in database.execute(f"SELECT {', '.join(columns)} FROM {table}"):
                    script.append("\t".join(map(field, row)))
                script.append("\\.")
        cluster.feed(name, "\n".join(script) + "\n")

    def renew(self):
        """Puts the installation back as the release left it."""
        scene = self.scene
        shutil.rmtree(scene.data)
        scene.data.mkdir(mode=0o700)
        shutil.copy(RELEASE / "tandem.key", scene.data)
        for store in STORES:
            if scene.cluster:
                scene.cluster.ask("postgres", f"DROP DATABASE IF EXISTS {store} WITH (FORCE)")
                scene.cluster.ask("postgres", f"CREATE DATABASE {store} TEMPLATE recorded_{store}")
            else:
                shutil.copy(RELEASE / FILES[store], scene.data)

    def snapshot(self):
        """Every row of every table in the columns that the release had."""
        return {
            (store, table): sorted(
                look(self.scene, store, f"SELECT {', '.join(columns)} FROM {table}")
            )
            for store in STORES
            for table, columns in self.columns[store].items()
            if table not in PASSING
        }

    def compare(self):
        now = self.snapshot()
        for place, rows in self.rows.items():
            lost = set(rows) - set(now[place])
            expect(not lost, f"{len(lost)} rows of {place[1]} are not as they were recorded")
            grows = place[1] in ("log_leaf", "setting")
            expect(grows or len(rows) == len(now[place]), f"{place[1]} has other rows than recorded")

    def state(self):
        """How far the migration came, in words."""
        scene = self.scene
        keys = (scene.data / "tandem.key").read_text()
        steps = [count(scene, store, "SELECT COUNT(*) FROM schema_migration") for store in STORES]
        if (steps[0], steps[1]) != (self.steps("main"), self.steps("shred")):
            return "between steps" if sum(steps) > 2 else "before"
        if "\nrows " in keys and "\nlog " in keys:
            return "after"
        sealed = count(scene, "main", "SELECT COUNT(*) FROM entry WHERE seal IS NOT NULL")
        half = count(scene, "shred", "SELECT COUNT(*) FROM strand_half WHERE seal IS NOT NULL")
        return "sealed, keys not kept" if sealed else "half sealed" if half else "not sealed"

    @staticmethod
    def steps(store):
        return len(list(STEPS[store].glob("*.sql")))


def field(value):
    """A value as PostgreSQL's COPY takes it."""
    if value is None:
        return "\\N"
    return text(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def kill_in_migration(scene, rounds, chance):
    """kill -9 at a moment of the first start on a database of release 0.1.0."""
    clock = scene.clock()
    if clock is None:
        return "faketime is not installed"
    offset, environment = clock
    offset.write_text(f"{EVENING}\n")
    server = scene.server(**environment)
    recorded = Recorded(scene)
    begin, end = measure(recorded, server)
    server.start()
    shown = pages(scene, server)
    server.kill()
    expect(len(shown) > 2, "the recorded members see no case")
    states, tries, shift = {}, 0, 0
    while sum(times for state, times in states.items() if state not in ("before", "after")) < rounds:
        expect(tries < rounds * 5, f"the kill seldom met the migration: {states}")
        tries += 1
        recorded.renew()
        for _ in range(1 + (chance.random() < 0.3)):
            server.spawn(subprocess.DEVNULL)
            time.sleep(max(0, shift + chance.uniform(begin, end)))
            server.kill()
            state = recorded.state()
            states[state] = states.get(state, 0) + 1
            # The machine is now slower, now faster.
            shift += {"before": 0.001, "after": -0.001}.get(state, 0)
        server.start()
        recorded.compare()
        scene.verify()
        if tries % 10 == 0:
            expect(pages(scene, server) == shown, "a member sees something else than before")
        server.kill()
    recorded.compare()
    told = ", ".join(f"{times} {state}" for state, times in sorted(states.items()))
    scene.remarks += [
        f"migration takes {1e3 * (end - begin):.0f} ms; {tries} databases, every row as recorded",
        f"kills: {told}",
    ]


def measure(recorded, server):
    """The seconds from a start to the first step, at the earliest, and to the kept keys, in the middle."""
    begins, ends = [], []
    keys = recorded.scene.data / "tandem.key"
    for _ in range(6):
        recorded.renew()
        begun = time.perf_counter()
        server.spawn(subprocess.DEVNULL)
        first = None
        while "\nlog " not in keys.read_text():
            expect(time.perf_counter() - begun < 30, "the migration does not end")
            if first is None and recorded.scene.cluster is None:
                log = recorded.scene.data / "tandem.db-wal"
                first = time.perf_counter() - begun if log.exists() and log.stat().st_size else None
            time.sleep(0.0005)
        ends.append(time.perf_counter() - begun)
        begins.append(first or ends[-1] / 4)
        server.kill()
    return min(begins), statistics.median(ends)


def pages(scene, server):
    """What each recorded member reads of each case, without what is new on every page."""
    texts = {}
    for viewer in VIEWERS:
        client = scene.enter(server, viewer, PASSWORD)
        for case in sorted(set(re.findall(r'href="(/cases/[0-9a-f]{32})"', client.get("/cases")))):
            page = re.search(r"<main.*</main>", client.get(case), re.DOTALL).group()
            texts[viewer, case] = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
    return texts
