"""An invented installation in a folder of its own, on one engine."""

import subprocess
import threading
import time
from pathlib import Path

from client import Client, Server
from journal import Journal, expect

PASSWORD = "walk in tandem"


class Scene:
    """The installation, its servers, and the notes that were written to it."""

    def __init__(self, options, folder, cluster, disk):
        self.binary, self.folder, self.user = options.tandem.resolve(), folder, options.user
        self.data = folder / "data"
        self.cluster, self.disk = cluster, disk
        self.place = self.place_of(self.data, "")
        self.journal = Journal()
        self.servers = []
        self.verified = 0
        # What a fault counted beside notes, in words.
        self.remarks = []

    def place_of(self, folder, ending):
        """The options that name an installation: this one, or one more with databases of another ending."""
        place = ["--data", str(folder)]
        if self.cluster:
            place += ["--database", self.cluster.database(f"main{ending}")]
            place += ["--shred", self.cluster.database(f"shred{ending}")]
        return place

    def run(self, *arguments):
        """Runs a command of tandem to its end."""
        command = [self.binary, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=300)

    def populate(self, people=12):
        done = self.run("populate", *self.place, "--people", people, "--seed", 7)
        expect(done.returncode == 0, f"tandem populate: {done.stderr}")

    def server(self, place=None, **environment):
        place = place or self.place
        server = Server(self.binary, place[1], "--demo", *place[2:], environment=environment)
        self.servers.append(server)
        return server

    def start(self, place=None, **environment):
        server = self.server(place, **environment)
        server.start()
        return server

    def enter(self, server, user=None, password=PASSWORD):
        client = Client(server.port)
        client.sign_in("/sign-in", user or self.user, password)
        return client

    def cases(self, client):
        return self.journal.cases(client)

    def verify(self):
        done = self.run("verify", *self.place)
        expect(done.returncode == 0, f"tandem verify: {done.stdout}{done.stderr}")
        self.verified += 1

    def end(self):
        for server in self.servers:
            server.kill()
            # What libfaketime leaves of a process that was killed.
            for pid in server.pids:
                for name in (f"faketime_shm_{pid}", f"sem.faketime_sem_{pid}"):
                    Path("/dev/shm", name).unlink(missing_ok=True)

    def write_through(self, clients, case, seconds, fault):
        """All clients write to one case until the fault has struck and a moment has passed."""
        # A connection that idled may be closed by the server just now.
        for client in clients:
            client.close()
        stop = threading.Event()
        writers = [
            threading.Thread(target=self.journal.write_until, args=(client, case, stop))
            for client in clients
        ]
        for writer in writers:
            writer.start()
        time.sleep(seconds)
        fault()
        time.sleep(0.05)
        stop.set()
        for writer in writers:
            writer.join()
        for client in clients:
            client.close()

    def clock(self):
        """Where a server's clock is set, and the environment that makes it look there; None without faketime."""
        library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
        if library is None:
            return None
        offset = self.folder / "offset"
        offset.write_text("+0\n")
        return offset, {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(offset),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }


def often(rounds, number):
    """True in each tenth round and in the last: for what would take most of the time."""
    return number % 10 == 9 or number == rounds - 1
