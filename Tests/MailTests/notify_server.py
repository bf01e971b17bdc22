# SPDX-License-Identifier: Apache-2.0
"""A small GOV.UK Notify for the tests: checks tokens with its own sums and keeps what it takes as JSON.

What the address begins with says what happens: wrong (400), busy (429 once), down (500 once), slow,
lost (taken, but the answer never arrives). Everything else is taken.
"""
import argparse
import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import threading
import time
import urllib.parse
import uuid

parser = argparse.ArgumentParser()
parser.add_argument("--folder", required=True)
parser.add_argument("--service", required=True)
parser.add_argument("--key", required=True)
parser.add_argument("--now", type=int, required=True)
parser.add_argument("--known", default="", help="reference=status of what was sent before the test")
options = parser.parse_args()
lock = threading.Lock()
taken, seen = [], set()
for pair in filter(None, options.known.split(",")):
    taken.append({"id": str(uuid.uuid4()), "reference": pair.split("=")[0], "status": pair.split("=")[1]})


def plain(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def fault_of(header):
    """Why a token is not good, by recomputing it; nothing where it is."""
    if not header.startswith("Bearer "):
        return "no token"
    parts = header[7:].split(".")
    if len(parts) != 3 or "=" in header:
        return "no token"
    head, claims = json.loads(plain(parts[0])), json.loads(plain(parts[1]))
    seal = hmac.new(options.key.encode(), (parts[0] + "." + parts[1]).encode(), hashlib.sha256).digest()
    if head != {"alg": "HS256", "typ": "JWT"} or claims.get("iss") != options.service:
        return "service not found"
    if not hmac.compare_digest(seal, plain(parts[2])):
        return "signature, api token not found"
    if abs(claims["iat"] - options.now) > 30:
        return "system clock must be accurate to within 30 seconds"
    return ""


class Talk(http.server.BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def answer(self, code, value, **headers):
        body = json.dumps(value).encode()
        self.send_response(code)
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, code, kind, words, **headers):
        self.answer(code, {"status_code": code, "errors": [{"error": kind, "message": words}]}, **headers)

    def is_known(self):
        fault = fault_of(self.headers.get("Authorization", ""))
        if fault:
            self.refuse(403, "AuthError", "Invalid token: " + fault)
        return not fault

    def note(self, words):
        with lock, open(os.path.join(options.folder, "requests"), "a") as file:
            file.write(words + "\n")

    def do_GET(self):
        address = urllib.parse.urlparse(self.path)
        wanted = urllib.parse.parse_qs(address.query).get("reference", [""])[0]
        self.note("GET " + wanted)
        if self.is_known():
            self.answer(200, {"notifications": [t for t in taken if t["reference"] == wanted], "links": {}})

    def do_POST(self):
        value = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        address = value.get("email_address", "")
        self.note("POST " + value.get("reference", ""))
        if not self.is_known():
            return
        with lock:
            again = address in seen
            seen.add(address)
        if self.path != "/v2/notifications/email" or set(value) != {
            "email_address", "template_id", "personalisation", "reference"
        } or set(value["personalisation"]) != {"subject", "body"}:
            return self.refuse(400, "BadRequestError", "not as documented")
        if address.startswith("wrong"):
            return self.refuse(400, "ValidationError", address + " is not a valid email address")
        if address.startswith("busy") and not again:
            return self.refuse(429, "RateLimitError", "Exceeded rate limit", Retry_After="17")
        if address.startswith("down") and not again:
            return self.refuse(500, "Exception", "Internal server error")
        if address.startswith("slow"):
            time.sleep(3)
        value.update(id=str(uuid.uuid4()), status="created")
        with lock:
            taken.append(value)
            with open(os.path.join(options.folder, "%03d.json" % len(taken)), "w") as file:
                json.dump(value, file)
        if address.startswith("lost"):
            self.close_connection = True
            return self.connection.shutdown(2)
        self.answer(201, {"id": value["id"], "reference": value["reference"]})


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Talk)
print(server.server_address[1], flush=True)
# The server ends with the test that holds its standard input.
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
