# SPDX-License-Identifier: Apache-2.0
"""A plain HTTP client that shows every response as it came: no redirects followed unasked."""
import http.client
import io
import itertools
import urllib.parse
import uuid

from program import PASSWORD

# Each client speaks from a loopback address of its own, so that the limit of sign-in tries per address
# does not stop a run that signs in as everybody.
_addresses = itertools.count(2)


class Response:
    """One response."""

    def __init__(self, method, path, status, headers, body):
        self.method = method
        self.path = path
        self.status = status
        self.headers = headers
        self.body = body

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def all_headers(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def is_html(self):
        return (self.header("content-type") or "").startswith("text/html")

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def location(self):
        """Where a redirect leads, as a path."""
        return self.header("location")


class Client:
    """Somebody with a cookie jar."""

    def __init__(self, server, body, origin=None):
        self.server = server
        self.prefix = f"{server.base_path}/{body}"
        self.origin = origin or server.origin
        self.cookies = {}
        number = next(_addresses)
        self.address = f"127.0.{number // 200 + 1}.{number % 200 + 2}"
        self.seen = []

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.server.port, timeout=60, source_address=(self.address, 0))
        sent = {"Host": urllib.parse.urlsplit(self.server.origin).netloc}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent.update(headers or {})
        try:
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            response = Response(method, path, answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()
        for cookie in response.all_headers("set-cookie"):
            name, _, value = cookie.split(";")[0].partition("=")
            if value:
                self.cookies[name.strip()] = value
            else:
                self.cookies.pop(name.strip(), None)
        self.seen.append(response)
        return response

    def get(self, path):
        return self.request("GET", path)

    def follow(self, response):
        """The page that a redirect leads to."""
        for _ in range(5):
            if response.status not in (301, 302, 303, 307, 308):
                return response
            response = self.get(response.location)
        return response

    def post(self, path, fields, multipart=False, origin=True, files=(), headers=None):
        sent = {"Origin": self.origin} if origin is True else {"Origin": origin} if origin else {}
        if multipart:
            body, kind = _multipart(fields, files)
        else:
            body = urllib.parse.urlencode(fields).encode()
            kind = "application/x-www-form-urlencoded"
        return self.request("POST", path, body, {"Content-Type": kind, **sent, **(headers or {})})

    def sign_in(self, name, password=PASSWORD, target=""):
        return self.post(f"{self.prefix}/sign-in", [("return", target), ("name", name), ("password", password)])


def _multipart(fields, files):
    boundary = uuid.uuid4().hex
    out = io.BytesIO()
    for name, value in fields:
        out.write(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, file_name, content in files:
        out.write(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
            "Content-Type: text/csv\r\n\r\n".encode())
        out.write(content + b"\r\n")
    out.write(f"--{boundary}--\r\n".encode())
    return out.getvalue(), f"multipart/form-data; boundary={boundary}"
