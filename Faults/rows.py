"""The rows of an installation's two databases, whatever the engine, as text."""

import shutil
import sqlite3
import tempfile
from pathlib import Path

STORES = ("main", "shred")
FILES = {"main": "tandem.db", "shred": "shred.db"}


def look(scene, store, statement):
    """The rows of a selection, each a tuple of texts; nothing of the installation is touched."""
    if scene.cluster:
        place = scene.place[scene.place.index("--database" if store == "main" else "--shred") + 1]
        name = place.removeprefix("postgresql:///").split("?")[0]
        answer = scene.cluster.ask(name, statement)
        return [tuple(line.split("|")) for line in answer.splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        # A copy: whoever opens a file that a killed process left mends it.
        for ending in ("", "-wal"):
            file = scene.data / (FILES[store] + ending)
            if file.exists():
                shutil.copy(file, folder)
        database = sqlite3.connect(Path(folder) / FILES[store])
        try:
            return [tuple(map(text, row)) for row in database.execute(statement)]
        finally:
            database.close()


def text(value):
    """As psql prints it."""
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    return "" if value is None else str(value)


def count(scene, store, statement):
    return int(look(scene, store, statement)[0][0])
