"""A recorded installation of an earlier release: its rows, and a fresh copy of it for each round."""

import shutil
import sqlite3
import time
from pathlib import Path

from journal import expect
from rows import FILES, STORES, count, look, text

TOP = Path(__file__).resolve().parent.parent
RELEASE = TOP / "Tests/CaseworkTests/Fixtures/0.1.0"
# The first steps are the schema of that release.
STEPS = {"main": TOP / "Sources/Store/Migrations", "shred": TOP / "Sources/Store/ShredMigrations"}
# What a server changes in its first seconds: sessions that ended, and the steps themselves.
PASSING = {"session", "schema_migration"}
# What it adds to.
GROWING = {"log_leaf", "setting"}


class Recorded:
    """The installation of a scene, as it was recorded and as it is now."""

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
                self.folder = scene.cluster.folder_of("main")
            else:
                shutil.copy(RELEASE / FILES[store], scene.data)

        self.still = self.signs()

    def signs(self):
        """What changes with the first thing that a server does: SQLite's log, or files of PostgreSQL's database."""
        if self.scene.cluster:
            return self.folder.stat().st_mtime_ns
        log = self.scene.data / "tandem.db-wal"
        return log.stat().st_size if log.exists() else 0

    def wait_for_signs(self):
        """Returns once the migration begins."""
        for _ in range(60_000):
            if self.signs() != self.still:
                return
            time.sleep(0.0005)
        expect(False, "the migration does not begin")

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
            expect(place[1] in GROWING or len(rows) == len(now[place]), f"{place[1]} has other rows than recorded")

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
