"""HTTP/1.1 as a browser speaks it to one server, for a thousand browsers in one process."""

import asyncio
import re
import time
from urllib.parse import urlencode

TIMING = re.compile(rb"\bapp;dur=([0-9.]+)")


class Answer:
    """What came back: status, page, where to, and both times in milliseconds."""

    def __init__(self, status, head, body, wall):
        self.status, self.body, self.wall = status, body, wall
        self.headers = head
        timing = TIMING.search(head.get(b"server-timing", [b""])[0])
        self.server = float(timing.group(1)) if timing else None

    @property
    def page(self):
        return self.body.decode(errors="replace")

    @property
    def location(self):
        return self.headers.get(b"location", [b""])[0].decode()


class Browser:
    """One browser: an address of its own on the loopback net, a connection that is kept, and cookies."""

    def __init__(self, port, address, patience=130):
        self.port, self.address, self.patience = port, address, patience
        self.host = f"127.0.0.1:{port}"
        self.cookies = {}
        self.reader = self.writer = None

    async def ask(self, method, path, fields=None):
        """One request and its answer; a connection that the server let go meanwhile is made anew."""
        request = self.request(method, path, fields)
        begun = time.perf_counter()
        fresh = self.writer is None or self.writer.is_closing() or self.reader.at_eof()
        try:
            async with asyncio.timeout(self.patience):
                try:
                    status, head, body = await self.exchange(request, fresh)
                except (ConnectionError, asyncio.IncompleteReadError):
                    # The server may close an idle connection at the moment at which it is used again.
                    if fresh:
                        raise
                    begun = time.perf_counter()
                    status, head, body = await self.exchange(request, True)
        except BaseException:
            # An answer that is still to come must not be taken for the next one's.
            self.close()
            raise
        answer = Answer(status, head, body, (time.perf_counter() - begun) * 1_000)
        for cookie in head.get(b"set-cookie", []):
            name, _, value = cookie.split(b";")[0].decode().partition("=")
            self.cookies[name.strip()] = value.strip()
        if head.get(b"connection", [b""])[0].lower() == b"close":
            self.close()
        return answer

    def request(self, method, path, fields):
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}", "Accept: text/html"]
        if self.cookies:
            pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            lines.append(f"Cookie: {pairs}")
        body = b""
        if method == "POST":
            body = urlencode(fields or {}).encode()
            lines.append(f"Origin: http://{self.host}")
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {len(body)}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body

    async def exchange(self, request, fresh):
        if fresh:
            self.close()
            self.reader, self.writer = await asyncio.open_connection(
                "127.0.0.1", self.port, local_addr=(self.address, 0), limit=1 << 20
            )
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        first, *lines = head[:-4].split(b"\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(b":")
            headers.setdefault(name.strip().lower(), []).append(value.strip())
        return int(first.split()[1]), headers, await self.body(headers)

    async def body(self, headers):
        if b"content-length" in headers:
            return await self.reader.readexactly(int(headers[b"content-length"][0]))
        if headers.get(b"transfer-encoding", [b""])[0].lower() != b"chunked":
            return b""
        whole = b""
        while size := int((await self.reader.readline()).split(b";")[0], 16):
            whole += await self.reader.readexactly(size)
            await self.reader.readexactly(2)
        await self.reader.readexactly(2)
        return whole

    def close(self):
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None
