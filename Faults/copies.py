"""Backups of a scene, and installations made out of them."""

import re
import shutil
import subprocess
import time
from itertools import count as counting

from journal import expect
from rows import STORES


class Copies:
    """Pairs of files for an identity of their own; the last complete one is kept."""

    def __init__(self, scene):
        self.scene, self.folder = scene, scene.folder / "backups"
        self.folder.mkdir()
        self.identity = self.folder / "identity"
        subprocess.run(["age-keygen", "-o", self.identity], check=True, capture_output=True)
        self.recipient = re.search(r"age1\w+", self.identity.read_text()).group()
        self.numbers = counting(1)
        self.restored = self.refused = 0
        # The last complete pair, and what was acknowledged before it was begun.
        self.last = self.copied = None

    def pair(self, name):
        return {store: self.folder / f"{name}-{store}" for store in STORES}

    def begin(self, pair):
        command = [self.scene.binary, "backup", *self.scene.place, "--recipient", self.recipient]
        command += ["--to", pair["main"], "--shred-to", pair["shred"]]
        return subprocess.Popen(
            list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def complete(self):
        """Makes a whole backup, and returns the seconds that it took."""
        pair, copied = self.pair(f"whole-{next(self.numbers)}"), self.scene.journal.acknowledged()
        begun = time.perf_counter()
        process = self.begin(pair)
        process.wait(120)
        took = time.perf_counter() - begun
        self.finish(process, pair, copied)
        return took

    def finish(self, process, pair, copied):
        """Waits for a backup that nothing cut: it is now the last complete one."""
        _, said = process.communicate(timeout=120)
        expect(process.returncode == 0, f"tandem backup: {said}")
        for file in (self.last or {}).values():
            file.unlink()
        self.last, self.copied = pair, copied
        expect(self.are_whole(pair.values()), "a complete backup is not taken for one")

    def are_whole(self, files):
        done = self.scene.run("backup", "--verify", "--identity", self.identity, *files)
        expect(done.returncode in (0, 1), f"tandem backup --verify: {done.stderr}")
        return done.returncode == 0

    def restore(self, pair):
        """Makes an installation out of a pair; returns its place, or None where that was refused."""
        scene = self.scene
        number = next(self.numbers)
        folder = self.folder / f"restored-{number}"
        erasures = self.folder / "erasures"
        erasures.write_text(scene.run("log", "erasures", *scene.place).stdout)
        place = scene.place_of(folder, f"_{number}")
        done = scene.run(
            "restore", *place, "--from", pair["main"], "--shred-from", pair["shred"],
            "--key", scene.data / "tandem.key", "--identity", self.identity, "--erasures", erasures,
        )  # fmt: skip
        if done.returncode == 0:
            expect("all verified" in done.stdout, f"tandem restore: {done.stdout}")
            return place
        expect(done.returncode == 1 and "damaged" in done.stderr, f"tandem restore: {done.stderr}")
        expect(not (folder / "tandem.key").exists(), "a refused backup could be served")
        self.forget(place)
        return None

    def forget(self, place):
        shutil.rmtree(place[1], ignore_errors=True)
        if self.scene.cluster:
            for address in (place[3], place[5]):
                name = address.removeprefix("postgresql:///").split("?")[0]
                self.scene.cluster.ask("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    def refuse(self, file, store):
        """A file that was cut is neither whole to the check nor restored."""
        expect(not self.are_whole([file]), f"{file.name} was cut and is taken for whole")
        pair = self.last | {store: file}
        expect(self.restore(pair) is None, f"{file.name} was cut and was restored")
        self.refused += 1

    def cut_short(self, chance):
        """A copy that lost its end, by a byte at least."""
        store = chance.choice(STORES)
        content = self.last[store].read_bytes()
        file = self.folder / "short"
        file.write_bytes(content[: chance.choice([len(content) - 1, chance.randrange(len(content))])])
        self.refuse(file, store)

    def check_last(self, cases):
        """The last complete backup still makes an installation, with all that was acknowledged before it."""
        expect(self.are_whole(self.last.values()), "the last complete backup is damaged")
        place = self.restore(self.last)
        expect(place is not None, "the last complete backup is refused")
        server = self.scene.start(place)
        client = self.scene.enter(server)
        for case in cases:
            self.scene.journal.compare(client, case, self.copied)
        server.kill()
        self.scene.servers.remove(server)
        self.forget(place)
        self.restored += 1

    def remarks(self):
        return [f"{self.refused} cut files refused", f"{self.restored} complete ones restored"]
