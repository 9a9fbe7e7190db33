"""What stands around several servers: a PostgreSQL server and nginx, each thrown away after the test."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

from .tandem import end_with_parent

POSTGRES = Path("/usr/lib/postgresql/15/bin")


def free_port():
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """A server on a socket in a folder, with the databases `tandem` and `shred`."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(mode=0o700, parents=True)
        # It refuses to run as root.
        self._as = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            for parent in self.folder.parents:
                if parent.owner() == "root" and parent != Path("/tmp") and parent != Path("/"):
                    parent.chmod(parent.stat().st_mode | 0o011)
            self._as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def _run(self, program, *arguments):
        subprocess.run(
            [*self._as, str(POSTGRES / program), *arguments],
            cwd="/", check=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self):
        data = str(self.folder / "data")
        self._run("initdb", f"--pgdata={data}", "--username=tandem", "--auth=trust",
                  "--encoding=UTF8", "--locale=C")  # fmt: skip
        options = f"-k {self.folder} -c listen_addresses=''"
        self._run("pg_ctl", "start", "--wait", f"--pgdata={data}", f"--options={options}",
                  f"--log={self.folder}/log")  # fmt: skip
        for name in ("tandem", "shred"):
            self._run("createdb", f"--host={self.folder}", "--username=tandem", name)
        return self

    def address(self, name):
        return f"postgresql:///{name}?host={self.folder}&user=tandem"

    def stop(self):
        self._run("pg_ctl", "stop", "--mode=fast", f"--pgdata={self.folder}/data")


class Proxy:
    """nginx in front of servers, of which each request goes to the next one."""

    def __init__(self, folder, port, backends):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True)
        self.origin = f"http://127.0.0.1:{port}"
        servers = "\n".join(f"server 127.0.0.1:{backend};" for backend in backends)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
        (self.folder / "nginx.conf").write_text(
            f"""
            daemon off; pid {folder}/pid; error_log {folder}/error.log;
            events {{ }}
            http {{
                access_log off;
                {places}
                upstream tandem {{ {servers} }}
                server {{
                    listen 127.0.0.1:{port};
                    location / {{
                        proxy_pass http://tandem;
                        proxy_set_header Host $http_host;
                        add_header X-Served-By $upstream_addr always;
                    }}
                }}
            }}
            """,
            encoding="utf-8",
        )

    def start(self):
        self._process = subprocess.Popen(
            ["/usr/sbin/nginx", "-c", str(self.folder / "nginx.conf")],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=end_with_parent,
        )  # fmt: skip
        return self

    def stop(self):
        self._process.terminate()
        self._process.wait(10)
