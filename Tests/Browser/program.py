# SPDX-License-Identifier: Apache-2.0
"""Starts and stops the program under test, each server in a temporary folder of its own."""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "demonstration only"
TODAY = "2026-11-21"
DEMONSTRATION_ROLES = [
    "lead", "manager", "director", "challenger", "councillor", "democratic", "analyst", "hr",
    "engagement", "commissioning", "auditor", "admin",
]
EVERY_ROLE = [
    "equalityLead", "administrator", "serviceManager", "director", "challenger", "councillor", "democraticServices", "analyst",
    "humanResources", "engagement", "commissioning", "auditor",
]


class ProgramFault(Exception):
    """The program did not do what the tests need before they can begin."""


class Program:
    """The command, with the reference data it needs."""

    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())
        self.reference = ["--reference-data", str(REPOSITORY / "ReferenceData")]
        self._folders = []
        self._servers = []

    def run(self, *arguments, text=None):
        done = subprocess.run(
            [self.path, *arguments, *self.reference], input=text, capture_output=True, text=True,
            timeout=120, check=False)
        if done.returncode != 0:
            raise ProgramFault(f"{' '.join(arguments[:2])} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def folder(self):
        path = tempfile.mkdtemp(prefix="dueregard-browser-")
        self._folders.append(path)
        return path

    def add_person(self, folder, body, name="tester", post="Tester of everything", roles=None):
        """A person who holds every role, so that one visit sees every page."""
        grants = [part for role in roles or EVERY_ROLE for part in ("--role", role)]
        self.run("user", "add", "--data", folder, "--body", body, "--name", name, "--post", post, *grants,
                 "--works-in", "Test Office", "--service", "Testing",
                 text=PASSWORD)

    def demonstration(self, base_path=""):
        folder = self.folder()
        server = self._start(folder, base_path, "demo", "--today", TODAY)
        for body in ("kent", "thanet"):
            self.add_person(folder, body)
        return server

    def empty_body(self):
        """A body fresh from `init` with one user."""
        folder = self.folder()
        self.run("init", "--data", folder, "--area", "E07000114", "--name", "Thanet District Council",
                 "--slug", "fresh")
        self.add_person(folder, "fresh")
        return self._start(folder, "", "serve")

    def secure(self, folder, origin):
        """The same body as people reach it over HTTPS."""
        return self._start(folder, "", "serve", "--public-url", origin)

    def routes(self, folder, body):
        return json.loads(self.run("routes", "--json", "--data", folder, "--body", body))

    def _start(self, folder, base_path, *command):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        mounted = ["--base-path", base_path] if base_path else []
        # pylint: disable-next=consider-using-with
        log = open(os.path.join(self.folder(), "server.log"), "w+", encoding="utf-8")
        # pylint: disable-next=consider-using-with
        process = subprocess.Popen(
            [self.path, *command, "--data", folder, "--port", str(port), *mounted, *self.reference],
            stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        server = Server(process, port, base_path, folder, log)
        self._servers.append(server)
        server.wait_until_ready()
        return server

    def close(self):
        """Always called: ends every server and removes every folder."""
        for server in self._servers:
            server.stop()
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)


class Server:
    """One running server."""

    def __init__(self, process, port, base_path, folder, log):
        self._process = process
        self._log = log
        self.port = port
        self.folder = folder
        self.base_path = base_path
        self.origin = f"http://127.0.0.1:{port}"

    def wait_until_ready(self):
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.origin}{self.base_path}/health", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise ProgramFault(f"the server did not become ready: {self.log()}")

    def is_running(self):
        return self._process.poll() is None

    def log(self):
        self._log.flush()
        self._log.seek(0)
        return self._log.read()

    def stop(self):
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()
