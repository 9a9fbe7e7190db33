"""A PostgreSQL server of our own on a socket in a folder."""

import os
import shutil
import subprocess
from pathlib import Path


class Cluster:
    """Started when made; a folder that holds one already is used again."""

    def __init__(self, folder, settings=""):
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
        self.folder, self.data = folder, folder / "cluster"
        self.settings = settings
        # The server refuses to run as root.
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        if os.getuid() != 0:
            self.user = []
        if not self.data.exists():
            self.make()
        self.control("start")

    def make(self):
        self.folder.chmod(0o755)
        self.data.mkdir(mode=0o700)
        (self.folder / "socket").mkdir()
        if self.user:
            for path in (self.data, self.folder / "socket"):
                shutil.chown(path, "postgres", "postgres")
        self.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", self.data)

    @staticmethod
    def is_installed():
        return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))

    def run(self, program, *arguments):
        command = [*self.user, self.programs / program, *map(str, arguments)]
        return subprocess.run(
            command, check=True, cwd="/", stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        ).stdout

    def control(self, verb, *how):
        options = f"-k {self.folder}/socket -c listen_addresses='' -c max_connections=60 {self.settings}"
        command = ["-D", self.data, "-w", "-o", options, "-l", self.data / "log", *how, verb]
        # The server inherits what it prints to: nobody may wait for the end of that.
        subprocess.run(
            [*self.user, self.programs / "pg_ctl", *map(str, command)], check=True, cwd="/",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def ask(self, database, statement):
        return self.run(
            "psql", "-h", self.folder / "socket", "-U", "postgres", "-d", database, "-Atc", statement
        ).strip()

    def database(self, name):
        """The address of a database, made where it is missing."""
        if name not in self.ask("postgres", "SELECT datname FROM pg_database").split():
            self.run("createdb", "-h", self.folder / "socket", "-U", "postgres", name)
        return f"postgresql:///{name}?host={self.folder}/socket&user=postgres"

    def size(self, name):
        """In bytes."""
        return int(self.ask("postgres", f"SELECT pg_database_size('{name}')"))

    def pid(self):
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def cut(self):
        """Ends every connection of the clients."""
        self.ask(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
        )
