"""The program under test, as a process of its own on a free port."""

import ctypes
import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path

ADDRESS = re.compile(r"Tandem is at (http://\S+?)/?\s*$")
PR_SET_PDEATHSIG = 1


def end_with_parent():
    """Runs in the child: whatever happens to the tests, the server does not outlive them."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Tandem:
    """`tandem serve` with its data in a folder of its own.

    `origin` is the address it printed, `output` every line it wrote.
    """

    def __init__(self, binary, folder, *arguments, seconds=60):
        self.binary = str(Path(binary).resolve())
        self.folder = Path(folder)
        self.arguments = arguments
        self.seconds = seconds
        self.output = []
        self.origin = None
        self.started_in = None
        self._process = None
        self._reader = None

    def start(self):
        """Starts the server and waits for its address."""
        begun = time.monotonic()
        self.origin = None
        self._process = subprocess.Popen(
            [
                self.binary, "serve", "--data", str(self.folder), "--port", "0",
                *self.arguments,
            ],  # fmt: skip
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=os.environ | {"SWIFT_BACKTRACE": "enable=no"},
            preexec_fn=end_with_parent,
        )
        said = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(said,), daemon=True)
        self._reader.start()
        said.wait(self.seconds)
        if self.origin is None:
            self.stop()
            lines = "\n".join(self.output[-20:]) or "(nothing)"
            raise AssertionError(f"no address within {self.seconds} s; it wrote:\n{lines}")
        self.started_in = time.monotonic() - begun
        return self

    def _read(self, said):
        for line in self._process.stdout:
            self.output.append(line.rstrip("\n"))
            match = ADDRESS.search(line)
            if match and self.origin is None:
                self.origin = match.group(1)
                said.set()
        said.set()

    @property
    def pid(self):
        return self._process.pid if self._process else None

    @property
    def is_running(self):
        return self._process is not None and self._process.poll() is None

    def stop(self, seconds=10):
        """Asks it to end, and returns how it did; a server that does not end is a failure."""
        if self._process is None:
            return None
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"still running {seconds} s after SIGTERM") from None
        self._reader.join(seconds)
        return self._process.returncode

    def signal(self, number):
        """Sends it a signal, and waits for nothing."""
        self._process.send_signal(number)

    def wait(self, seconds):
        """Waits for its end, and returns how it did."""
        status = self._process.wait(seconds)
        self._reader.join(seconds)
        return status

    def kill(self):
        """Ends it with SIGKILL, as a power cut would."""
        self._process.kill()
        self._process.wait()

    def restart(self):
        """Stops it and starts it again on the same data, on another port."""
        self.stop()
        return self.start()
