# SPDX-License-Identifier: Apache-2.0
"""A small mail server for the tests: says its port, keeps what it takes as JSON, one file a message.

What the address begins with says what happens: refused, later (once), slow, broken. Everything else is taken.
"""
import argparse
import base64
import email
import email.policy
import json
import os
import socketserver
import ssl
import sys
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("--folder", required=True)
parser.add_argument("--tls", choices=["none", "start", "implicit"], default="none")
parser.add_argument("--pem")
parser.add_argument("--account", default="")
options = parser.parse_args()
lock = threading.Lock()
seen = {"messages": 0}
context = None
if options.tls != "none":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.pem)


class Conversation(socketserver.BaseRequestHandler):
    def say(self, line):
        self.request.sendall(line.encode() + b"\r\n")

    def hear(self):
        while b"\n" not in self.rest:
            more = self.request.recv(65536)
            if not more:
                return None
            self.rest += more
        line, self.rest = self.rest.split(b"\n", 1)
        return line.rstrip(b"\r")

    def handle(self):
        try:
            self.talk()
        except (ssl.SSLError, ConnectionError):
            pass

    def talk(self):
        self.rest, self.safe, self.user = b"", options.tls == "implicit", ""
        sender, receivers = "", []
        if self.safe:
            self.request = context.wrap_socket(self.request, server_side=True)
        self.say("220 test")
        while (raw := self.hear()) is not None:
            line = raw.decode("utf-8", "replace")
            word = line.upper().split(" ")[0]
            if word == "EHLO":
                offers = ["test", "8BITMIME"]
                if options.tls == "start" and not self.safe:
                    offers.append("STARTTLS")
                if options.account:
                    offers.append("AUTH PLAIN")
                for offer in offers[:-1]:
                    self.say("250-" + offer)
                self.say("250 " + offers[-1])
            elif word == "STARTTLS" and context:
                self.say("220 go on")
                self.request = context.wrap_socket(self.request, server_side=True)
                self.safe, self.rest = True, b""
            elif word == "AUTH":
                given = line.split(" ")[2] if len(line.split(" ")) > 2 else ""
                if not given:
                    self.say("334 ")
                    given = self.hear().decode()
                name, user, password = base64.b64decode(given).decode().split("\0")
                if user + ":" + password == options.account:
                    self.user = user
                    self.say("235 welcome")
                else:
                    self.say("535 5.7.8 not known")
            elif word == "MAIL":
                if options.account and not self.user:
                    self.say("530 5.7.0 sign in first")
                    continue
                sender, receivers = line[10:].split(">")[0].lstrip("<"), []
                self.say("250 yes")
            elif word == "RCPT":
                receiver = line[8:].split(">")[0].lstrip("<")
                with lock:
                    again = receiver in seen
                    seen[receiver] = True
                if receiver.startswith("refused"):
                    self.say("550 5.1.1 nobody here")
                elif receiver.startswith("later") and not again:
                    self.say("451 4.7.1 come back")
                else:
                    if receiver.startswith("slow"):
                        time.sleep(3)
                    receivers.append(receiver)
                    self.say("250 yes")
            elif word == "DATA":
                self.say("354 go on")
                lines = []
                while (part := self.hear()) != b"." and part is not None:
                    lines.append(part[1:] if part.startswith(b".") else part)
                if any(r.startswith("broken") for r in receivers):
                    self.say("554 5.6.0 not like this")
                    continue
                self.keep(sender, receivers, b"\r\n".join(lines) + b"\r\n")
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("502 no")

    def keep(self, sender, receivers, data):
        message = email.message_from_bytes(data, policy=email.policy.default)
        found = {
            "sender": sender, "receivers": receivers, "user": self.user, "safe": self.safe,
            "subject": message["Subject"], "to": message["To"], "from": message["From"],
            "date": message["Date"], "id": message["Message-ID"], "headers": message.keys(),
            "body": message.get_content().replace("\r\n", "\n"),
            "longest": max(map(len, data.split(b"\r\n"))),
            "plain": data.isascii(), "defects": [str(d) for d in message.defects],
        }
        with lock:
            seen["messages"] += 1
            name = os.path.join(options.folder, "%03d.json" % seen["messages"])
            with open(name, "w") as file:
                json.dump(found, file)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


with Server(("127.0.0.1", 0), Conversation) as server:
    print(server.server_address[1], flush=True)
    # The server ends with the test that holds its standard input.
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
