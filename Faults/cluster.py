"""A PostgreSQL server of our own on a socket in a folder."""

import os
import shutil
import subprocess
import time
from pathlib import Path


class Cluster:
    """Started when made; a folder that holds one already is used again."""

    def __init__(self, folder, settings="", making=()):
        """`settings` are given to the server, `making` to initdb."""
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
        self.folder, self.data = folder, folder / "cluster"
        self.log = folder / "cluster.log"
        self.settings = settings
        # The server refuses to run as root.
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        if os.getuid() != 0:
            self.user = []
        if not (self.data / "PG_VERSION").exists():
            self.make(making)
        self.log.touch()
        self.own(self.log)
        self.control("start")

    def make(self, making):
        self.folder.chmod(0o755)
        self.data.mkdir(mode=0o700, exist_ok=True)
        (self.folder / "socket").mkdir()
        self.own(self.data, self.folder / "socket", *self.folder.glob("log"))
        basic = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.run("initdb", *basic, *making, self.data)

    def own(self, *paths):
        if self.user:
            for path in paths:
                shutil.chown(path, "postgres", "postgres")

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
        command = ["-D", self.data, "-w", "-o", options, "-l", self.log, *how, verb]
        # The server inherits what it prints to: nobody may wait for the end of that.
        subprocess.run(
            [*self.user, self.programs / "pg_ctl", *map(str, command)], check=True, cwd="/",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def ask(self, database, statement):
        return self.run(
            "psql", "-h", self.folder / "socket", "-U", "postgres", "-d", database, "-Atc", statement
        ).strip()

    def feed(self, database, script):
        """Runs a script, with rows in it, in one transaction."""
        command = ["psql", "-h", self.folder / "socket", "-U", "postgres", "-d", database, "-q1"]
        command += ["-v", "ON_ERROR_STOP=1"]
        subprocess.run(
            [*self.user, self.programs / command[0], *map(str, command[1:])],
            input=script, check=True, cwd="/", stdout=subprocess.DEVNULL, text=True,
        )

    def database(self, name):
        """The address of a database, made where it is missing."""
        if name not in self.ask("postgres", "SELECT datname FROM pg_database").split():
            self.run("createdb", "-h", self.folder / "socket", "-U", "postgres", name)
        return f"postgresql:///{name}?host={self.folder}/socket&user=postgres"

    def folder_of(self, name):
        """Where the files of a database lie."""
        number = self.ask("postgres", f"SELECT oid FROM pg_database WHERE datname = '{name}'")
        return self.data / "base" / number

    def size(self, name):
        """In bytes."""
        return int(self.ask("postgres", f"SELECT pg_database_size('{name}')"))

    def is_up(self):
        """False once the server gave up; true while it recovers by itself."""
        return (self.data / "postmaster.pid").exists()

    def bring_back(self):
        """Waits until it answers again; true where it had to be started."""
        for _ in range(600):
            if not self.is_up():
                self.control("start")
                return True
            try:
                self.ask("postgres", "SELECT 1")
                return False
            except subprocess.CalledProcessError:
                time.sleep(0.1)
        raise TimeoutError("PostgreSQL neither came back nor gave up")

    def panics(self):
        """How often it stopped because its log could not be written."""
        return self.log.read_text(errors="replace").count("PANIC:")

    def pid(self):
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def cut(self):
        """Ends every connection of the clients."""
        self.ask(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
        )
