"""Faults of a disk without room."""

import errno
import os
import subprocess
import threading
from contextlib import contextmanager

from cluster import Cluster
from journal import expect
from scene import often

# Of PostgreSQL: small pieces of the log, so that the next one is asked for soon.
PIECE = 1 << 20
PIECES = ("--wal-segsize=1",)
LOG_GROWS = "-c wal_recycle=off -c max_wal_size=32MB -c checkpoint_timeout=1h"


@contextmanager
def small_disk(folder, megabytes):
    """A disk in memory on a folder; None where this user may not mount."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


# What lies on the small disk: the installation's files, all that PostgreSQL has, or its log alone.
DISKS = {"data": 64, "cluster": 256, "log": 96}


def make_cluster(top, disk):
    """A PostgreSQL server, with what must lie on the small disk there."""
    if disk == "log":
        # Each piece of the log is a new file, so that room is asked for again and again.
        return Cluster(top, LOG_GROWS, (*PIECES, f"--waldir={top}/log/wal"))
    return Cluster(top, making=PIECES if disk else ())


class Ballast:
    """A file that takes the room of a disk but for some bytes."""

    def __init__(self, disk):
        self.disk, self.file = disk, disk / "ballast"

    def fill(self, spare):
        """Others may take room meanwhile: it is asked for again."""
        with self.file.open("wb") as file:
            for _ in range(100):
                free = os.statvfs(self.disk)
                more = free.f_bavail * free.f_frsize - spare
                if more <= 0:
                    return
                try:
                    os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, more)
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise

    def free(self):
        self.file.unlink(missing_ok=True)


def disk_full(scene, rounds, chance):
    """The disk fills up under the running server, and is freed again without a restart of it."""
    fill_up(scene, rounds, chance, 120_000)


def log_full(scene, rounds, chance):
    """The disk of PostgreSQL's log fills up: PostgreSQL stops at once, and an operator starts it again."""
    fill_up(scene, rounds, chance, 1_000_000, lambda: use_up(scene.cluster, chance.randrange(200_000)))
    expect(scene.cluster.panics() > rounds // 2, "PostgreSQL stopped seldom")


def use_up(cluster, spare):
    """Fills the piece of the log that is being written but for some bytes."""
    left = int(cluster.ask("postgres", f"SELECT {PIECE} - (pg_current_wal_lsn() - '0/0') % {PIECE}"))
    if left > spare + 10_000:
        filler = f"repeat('-', {left - spare - 10_000})"
        cluster.ask("postgres", f"SELECT pg_logical_emit_message(false, 'filler', {filler})")


def fill_up(scene, rounds, chance, spare, prepare=lambda: None):
    scene.populate()
    server = scene.start()
    client = scene.enter(server)
    cases = scene.cases(client)
    ballast = Ballast(scene.disk)
    struck = restarts = 0
    for number in range(rounds):
        case = cases[number % len(cases)]
        ballast.fill(chance.randrange(0, spare))
        prepare()
        stop, before = threading.Event(), troubles(scene)
        # A connection that idled may be closed by the server just now.
        client.close()
        writer = threading.Thread(target=scene.journal.write_until, args=(client, case, stop, 60))
        writer.start()
        # Now and then whoever waits is left without room until they have an answer.
        wait_for_trouble(scene.cluster, writer, 60 if number % 10 == 0 else chance.uniform(0, 1))
        stop.set()
        ballast.free()
        was_down = scene.cluster is not None and scene.cluster.bring_back()
        writer.join()
        struck += troubles(scene) > before
        restarts += was_down
        client.close()
        # Room is there again: the next note is kept, without a restart of the server.
        scene.journal.write(client, case, True)
        scene.journal.compare(client, case)
        if scene.cluster is None or often(rounds, number):
            scene.verify()
    scene.remarks.append(f"the disk was full in {struck}")
    if scene.cluster:
        scene.remarks.append(f"PostgreSQL stopped {scene.cluster.panics()} times, had to be started {restarts}")
    expect(struck > rounds // 2, f"the disk was full in {struck} of {rounds} rounds only")


def troubles(scene):
    """How often somebody was refused, or PostgreSQL stopped."""
    return scene.journal.refused + (scene.cluster.panics() if scene.cluster else 0)


def wait_for_trouble(cluster, writer, patience):
    """Returns when the writer has ended, or some time after PostgreSQL gave up."""
    while writer.is_alive():
        if cluster and not cluster.is_up():
            writer.join(patience)
            return
        writer.join(0.02)
