"""A PostgreSQL server of our own on a socket in a temporary folder."""

import os
import shutil
import subprocess
from pathlib import Path


class Cluster:
    """Started when made; every scene has two databases of its own in it."""

    def __init__(self, folder):
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
        self.folder, self.data = folder, folder / "cluster"
        folder.chmod(0o755)
        self.data.mkdir(mode=0o700)
        (folder / "socket").mkdir()
        # The server refuses to run as root.
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        if os.getuid() == 0:
            for path in (self.data, folder / "socket"):
                shutil.chown(path, "postgres", "postgres")
        else:
            self.user = []
        self.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", self.data)
        self.control("start")

    @staticmethod
    def is_installed():
        return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))

    def run(self, program, *arguments):
        command = [*self.user, self.programs / program, *map(str, arguments)]
        subprocess.run(
            command, check=True, cwd="/", stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def control(self, verb, *how):
        options = f"-k {self.folder}/socket -c listen_addresses='' -c max_connections=60"
        self.run("pg_ctl", "-D", self.data, "-w", "-o", options, "-l", self.data / "log", *how, verb)

    def database(self, name):
        """The address of a new, empty database."""
        self.run("createdb", "-h", self.folder / "socket", "-U", "postgres", name)
        return f"postgresql:///{name}?host={self.folder}/socket&user=postgres"

    def cut(self):
        """Ends every connection of the clients."""
        self.run(
            "psql", "-h", self.folder / "socket", "-U", "postgres", "-c",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
        )
