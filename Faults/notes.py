"""Faults that strike while notes are written."""

import threading


def kill_in_append(scene, rounds, chance):
    """kill -9 while four sessions write to one case."""
    scene.populate()
    server = scene.start()
    clients = [scene.enter(server) for _ in range(4)]
    cases = scene.cases(clients[0])
    for number in range(rounds):
        case = cases[number % len(cases)]
        scene.write_through(clients, case, chance.uniform(0.01, 0.6), server.kill)
        server.start()
        # The session outlives the process: it lies sealed in the database.
        scene.journal.compare(clients[0], case)
        scene.verify()


def two_servers(scene, rounds, chance):
    """Two processes on one database, writing to one case at the same moment."""
    scene.populate()
    clients = [scene.enter(scene.start()) for _ in range(2)]
    cases = scene.cases(clients[0])
    for number in range(rounds):
        case = cases[number % len(cases)]
        writers = [
            threading.Thread(target=scene.journal.write, args=(client, case, True))
            for client in clients
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        scene.journal.compare(clients[chance.randrange(2)], case)
    scene.verify()


def clock_back(scene, rounds, chance):
    """The clock steps back an hour, and on again, under the running server."""
    clock = scene.clock()
    if clock is None:
        return "faketime is not installed"
    offset, environment = clock
    scene.populate()
    server = scene.start(**environment)
    client = scene.enter(server)
    cases = scene.cases(client)
    for number in range(rounds):
        case = cases[number % len(cases)]
        scene.journal.write(client, case, True)
        offset.write_text("-3600\n" if number % 2 == 0 else "+0\n")
        scene.journal.write(client, case, True)
        scene.journal.compare(client, case)
    scene.verify()


def database_restart(scene, rounds, chance):
    """PostgreSQL is stopped at once, without a word to anybody, and started again."""
    break_database(scene, rounds, chance, lambda: scene.cluster.control("restart", "-m", "immediate"))


def connection_cut(scene, rounds, chance):
    """Every connection to PostgreSQL is cut in the middle of what it did."""
    break_database(scene, rounds, chance, scene.cluster.cut)


def break_database(scene, rounds, chance, fault):
    scene.populate()
    server = scene.start()
    clients = [scene.enter(server) for _ in range(4)]
    cases = scene.cases(clients[0])
    for number in range(rounds):
        case = cases[number % len(cases)]
        scene.write_through(clients, case, chance.uniform(0.01, 0.25), fault)
        # The server process lives on and finds the database again.
        scene.journal.write(clients[0], case, True)
        scene.journal.compare(clients[0], case)
    scene.verify()
