"""kill -9 while files are on their way up."""

import http.client
import re
import threading
import time
from random import Random

from client import Forms, hidden
from files import download, upload
from journal import expect
from rows import count, look
from scene import often

UNFINISHED = "SELECT id, case_id FROM attachment WHERE entry IS NULL ORDER BY created_at DESC"
CHUNKS = (
    "SELECT COUNT(*) FROM attachment_chunk "
    "WHERE attachment NOT IN (SELECT id FROM attachment WHERE entry IS NOT NULL)"
)


class Uploads:
    """Files with names of their own: an acknowledged one must be there whole, once; any other whole or not at all."""

    def __init__(self, seed):
        self.seed, self.lock = seed, threading.Lock()
        # Case to name to whether it was acknowledged. What a file holds follows from its name.
        self.files = {}
        self.count = self.cut = 0

    def content(self, name):
        chance = Random(f"{self.seed}/{name}")
        return b"%PDF-1.7\n" + chance.randbytes(chance.randrange(1, 900_000))

    def send(self, client, case, form, token):
        with self.lock:
            self.count += 1
            name = f"file-{self.count:05}-end.pdf"
            self.files.setdefault(case, {})[name] = False
        try:
            status = upload(client, form, token, self.content(name), name)
        except (OSError, http.client.HTTPException):
            with self.lock:
                self.cut += 1
            return False
        expect(status == 303, f"a file was answered with {status}")
        with self.lock:
            self.files[case][name] = True
        return True

    def compare(self, client, case, names=None):
        """What the page shows is whole; what was acknowledged is shown once."""
        page = client.get(case)
        shown = re.findall(rf'href="({case}/attachments/[0-9a-f]+)"[^>]*>(?:<[^>]*>)*(file-\d+-end.pdf)', page)
        kept = [name for _, name in shown]
        for name, acknowledged in self.files.get(case, {}).items():
            expect(kept.count(name) <= 1, f"{name} is there {kept.count(name)} times")
            expect(name in kept or not acknowledged, f"{name} was acknowledged and is lost")
            expect(name in kept or name not in page, f"{name} is named without being there")
        for path, name in shown:
            if names is None or name in names:
                try:
                    status, content = download(client, path)
                except http.client.IncompleteRead as cut:
                    status, content = "cut", cut.partial
                expect(status == 200, f"{name} can't be taken: {status}")
                expect(content == self.content(name), f"{name} is not what was sent")


def kill_in_upload(scene, rounds, chance):
    """kill -9 while four sessions send files to an entry of one case."""
    clock = scene.clock()
    if clock is None:
        return "faketime is not installed"
    # A case takes a hundred files.
    scene.populate(80)
    server = scene.start()
    clients = [scene.enter(server) for _ in range(4)]
    uploads = Uploads(chance.random())
    places = [place for case in scene.cases(clients[0]) if (place := form_of(clients[0], case))]
    expect(places, "the member can add a file to no case")
    struck = 0
    for number in range(rounds):
        case, form = places[number % len(places)]
        tokens = [token_of(client, form) for client in clients]
        before = (uploads.count, uploads.cut)
        send_until_killed(server, uploads, clients, tokens, case, form, chance.uniform(0.01, 0.6))
        struck += uploads.cut > before[1]
        server.start()
        names = [f"file-{one:05}-end.pdf" for one in range(before[0] + 1, uploads.count + 1)]
        uploads.compare(clients[0], case, names)
        for file, of in look(scene, "main", f"{UNFINISHED} LIMIT 4"):
            path = f"/cases/{of[2:]}/attachments/{file[2:]}"
            expect(download(clients[0], path)[0] == 404, "an unfinished upload can be taken")
        if often(rounds, number):
            scene.verify()
    left = len(look(scene, "main", UNFINISHED))
    server.kill()
    sweep(scene, clock)
    after = scene.enter(scene.servers[-1])
    for case, _ in places:
        uploads.compare(after, case)
    scene.verify()
    kept = sum(sum(files.values()) for files in uploads.files.values())
    scene.remarks += [
        f"{kept} files acknowledged, none lost, cut or doubled",
        f"{uploads.cut} cut in {struck} rounds",
        f"{left} left behind and swept",
    ]
    expect(struck > rounds * 3 // 4 and left > 0, f"the kill met an upload in {struck} rounds only")


def form_of(client, case):
    """A case and the form that adds a file to an entry of it; None where there is none."""
    found = re.search(rf'href="({case}/entries/[0-9a-f]+/attachments)"', client.get(case))
    return (case, found.group(1)) if found else None


def token_of(client, form):
    return hidden(Forms(client.get(form)).posting_to(form))["form-token"]


def send_until_killed(server, uploads, clients, tokens, case, form, seconds):
    def send(client, token):
        while uploads.send(client, case, form, token):
            pass

    senders = [threading.Thread(target=send, args=pair) for pair in zip(clients, tokens)]
    for sender in senders:
        sender.start()
    time.sleep(seconds)
    server.kill()
    for sender in senders:
        sender.join()
    for client in clients:
        client.close()


def sweep(scene, clock):
    """A day and an hour later the server takes away what was left of unfinished uploads."""
    offset, environment = clock
    offset.write_text("+90000\n")
    scene.start(**environment)
    for _ in range(600):
        if not look(scene, "main", UNFINISHED) and count(scene, "main", CHUNKS) == 0:
            return
        time.sleep(0.1)
    expect(False, "unfinished uploads were not swept")
