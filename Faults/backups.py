"""kill -9 while a backup is made: of whoever makes it, and of the server that is in use."""

import shutil
import statistics

from copies import Copies
from journal import expect
from scene import often

PEOPLE = 100


def scene_of_backups(scene):
    """A server in use by two sessions, a first backup, and the seconds that one takes beside them."""
    if shutil.which("age-keygen") is None:
        return None
    scene.populate(PEOPLE)
    server = scene.start()
    clients = [scene.enter(server) for _ in range(2)]
    cases = scene.cases(clients[0])[:20]
    copies = Copies(scene)
    times = [copies.complete()]

    def back_up():
        times.extend(copies.complete() for _ in range(3))

    scene.write_through(clients, cases[0], 0, back_up)
    return server, clients, cases, copies, statistics.median(times)


def kill_the_backup(scene, rounds, chance):
    """kill -9 of tandem backup while two sessions write."""
    made = scene_of_backups(scene)
    if made is None:
        return "age-keygen is not installed"
    _, clients, cases, copies, seconds = made
    cut = partial = 0
    for number in range(rounds):
        case = cases[number % len(cases)]
        # The same names each time: what the last one left is no obstacle.
        pair, copied = copies.pair("cut"), scene.journal.acknowledged()
        process = copies.begin(pair)

        def kill(process=process):
            process.kill()
            process.communicate()

        scene.write_through(clients, case, chance.uniform(0.3, 1) * seconds, kill)
        cut += process.returncode != 0
        for store, file in pair.items():
            left = file.with_name(f"{file.name}.partial")
            if file.exists():
                expect(copies.are_whole([file]), f"{file.name} has its name and is not whole")
            elif left.exists() and not copies.are_whole([left]):
                partial += 1
                copies.refuse(left, store)
        if all(file.exists() for file in pair.values()):
            place = copies.restore(pair)
            expect(place is not None, "a backup with its two names is refused")
            copies.forget(place)
        for file in pair.values():
            file.unlink(missing_ok=True)
        scene.journal.compare(clients[0], case)
        if often(rounds, number):
            copies.cut_short(chance)
            copies.check_last(cases)
            scene.verify()
            scene.write_through(clients, case, 0, copies.complete)
    scene.remarks += [f"{cut} backups cut, {partial} left a part", *copies.remarks()]
    expect(cut >= rounds // 3, f"the kill met a backup in {cut} rounds only")


def kill_in_backup(scene, rounds, chance):
    """kill -9 of the server while a backup is made and two sessions write."""
    made = scene_of_backups(scene)
    if made is None:
        return "age-keygen is not installed"
    server, clients, cases, copies, seconds = made
    struck = 0
    for number in range(rounds):
        case = cases[number % len(cases)]
        pair, copied = copies.pair(f"beside-{number}"), scene.journal.acknowledged()
        process = copies.begin(pair)
        running = []

        def kill(process=process, running=running):
            server.kill()
            running.append(process.poll() is None)

        scene.write_through(clients, case, chance.uniform(0.1, 0.9) * seconds, kill)
        struck += running[0]
        server.start()
        copies.finish(process, pair, copied)
        scene.journal.compare(clients[0], case)
        if often(rounds, number):
            copies.check_last(cases)
            scene.verify()
    scene.remarks += [f"{struck} backups outlived the server", *copies.remarks()]
    expect(struck >= rounds // 3, f"the kill met a backup in {struck} rounds only")
