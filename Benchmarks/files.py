"""Files up and down, as a browser sends and takes them."""

import http.client
from urllib.parse import urlsplit

BOUNDARY = "----tandem-file"
PIECE = 262_144


def headers(client):
    cookies = "; ".join(f"{key}={value}" for key, value in client.cookies.items())
    return {"Host": urlsplit(client.origin).netloc, "Cookie": cookies, "Origin": client.origin}


def upload(client, path, token, content, name="scan.pdf"):
    """Sends a file in pieces, the form's token first, on a connection of its own; returns the answer's status."""
    field = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="form-token"\r\n\r\n{token}\r\n'
    file = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    start, end = (field + file).encode(), f"\r\n--{BOUNDARY}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=120)
    try:
        connection.putrequest("POST", path, skip_host=True)
        for key, value in headers(client).items():
            connection.putheader(key, value)
        connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        connection.putheader("Content-Length", str(len(start) + len(content) + len(end)))
        connection.endheaders()
        connection.send(start)
        for place in range(0, len(content), PIECE):
            connection.send(content[place : place + PIECE])
        connection.send(end)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def download(client, path):
    """Takes a file along; returns the answer's status and what came."""
    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=120)
    try:
        connection.request("GET", path, headers=headers(client))
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
