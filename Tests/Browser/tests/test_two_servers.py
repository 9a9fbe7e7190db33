"""Two servers on one database, behind nginx."""

from steps import PASSWORD

from browser import sign_in
from browser.machines import Postgres, Proxy, free_port


def asks_for_password(page):
    return page.locator("input[type=password]").count() > 0


def test_two_servers(stage):
    """Two servers on one database serve one session in turn, and one alone goes on with it."""
    postgres = Postgres(stage.folder / "postgres").start()
    ports = [free_port(), free_port()]
    proxy = Proxy(stage.folder / "nginx", free_port(), ports)
    servers = []
    try:
        for port in ports:
            servers.append(
                stage.tandem(
                    "--demo", "--port", str(port), "--origin", proxy.origin,
                    "--database", postgres.address("tandem"),
                    "--shred", postgres.address("shred"),
                    # The same key file.
                    folder=stage.folder / "data",
                )
            )  # fmt: skip
        proxy.start()
        member = stage.member("inspector", proxy.origin)
        sign_in(member.page, "labour-inspectorate.3", PASSWORD)
        seen = set()
        for _ in range(20):
            response = member.go("/cases")
            assert response.status == 200
            assert not asks_for_password(member.page)
            seen.add(response.headers["x-served-by"])
        assert seen == {f"127.0.0.1:{port}" for port in ports}, seen
        # A draft that one server keeps is there on the other, and when that one is gone.
        member.go("/first-contact")
        member.page.click("main form[action='/first-contact'] button")
        draft = member.page.url
        servers[0].kill()
        for _ in range(5):
            assert member.page.goto(draft).status == 200
            assert not asks_for_password(member.page)
        # Who signs out is out everywhere.
        servers[0].start()
        member.go("/")
        with member.page.expect_navigation():
            member.page.click("form[action='/sign-out'] button")
        for _ in range(6):
            member.go("/cases")
            assert asks_for_password(member.page)
    finally:
        for server in servers:
            server.stop()
        if hasattr(proxy, "_process"):
            proxy.stop()
        postgres.stop()
