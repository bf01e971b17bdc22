# SPDX-License-Identifier: Apache-2.0
"""Measures the release build: lists, search, start, memory, imports.

Every figure is measured in this run, on this machine; nothing is carried over. Figures of other systems, where they
stand in docs/benchmarks.md, were measured elsewhere and say so.
"""
import argparse
import csv
import http.client
import os
import pathlib
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

import assessments
import plans

PASSWORD = "quiet lamps over water"
DIRECTORATES = ["Housing", "Planning", "Adult Social Care", "Children", "Environment", "Resources"]
TYPES = ["policy", "strategy", "function", "service", "procedure"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write_register(path, rows):
    dice = random.Random(7)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow("reference,name,type,directorate,service,owner,adopted,retired,last_assessed,relevance".split(","))
        for number in range(rows):
            directorate = dice.choice(DIRECTORATES)
            words = dice.sample(["access", "charging", "transport", "grants", "repairs", "advice", "care", "waste"], 3)
            out.writerow([
                f"B-{number:06}", f"Council {' '.join(words)} {number}", dice.choice(TYPES), directorate,
                f"{directorate} service {number % 20}", "Head of Service",
                f"{dice.randint(2005, 2024)}-0{dice.randint(1, 9)}-11", "",
                f"{dice.randint(2020, 2025)}-1{dice.randint(0, 2)}-05" if dice.random() < 0.7 else "",
                dice.choice(["high", "medium", "low", ""])])


def write_plan(path, rows):
    dice = random.Random(8)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Objective/Task", "Arising from", "Lead Officer", "Directorate", "Section",
                      "Target Completion Date", "Status", "CP Priority", "EFLG Criteria", "PSED Aim", "PC"])
        dates = ["Before July 2026", "2 – 30 April 2027", "2026/27", "Ongoing", "TBC", "31 January (annually)"]
        for number in range(rows):
            out.writerow([f"Council action {number} on access and advice", "Service plan", "Equality lead",
                          dice.choice(DIRECTORATES), "Team", dice.choice(dates),
                          dice.choice(["On target", "", "At risk"]), "All", "To be mapped", "All", "All"])


class Body:
    """A set-up body with a running server."""

    def __init__(self, program, rows):
        self.program = program
        self.folder = tempfile.TemporaryDirectory(prefix="dueregard-bench-")
        self.data = self.folder.name + "/data"
        self.process = None
        self.run("init", "--name", "Bench Council", "--nation", "england")
        register, plan = self.folder.name + "/register.csv", self.folder.name + "/plan.csv"
        write_register(register, rows)
        write_plan(plan, rows)
        begun = time.perf_counter()
        self.run("import", "register", register)
        self.register_import = time.perf_counter() - begun
        self.run("import", "action-plan", plan)
        subprocess.run([self.program, "user", "add", "--data", self.data, "--name", "lead", "--post", "Equality lead",
                        "--role", "equalityLead"], input=PASSWORD, text=True, check=True, stdout=subprocess.DEVNULL)

    def run(self, *arguments):
        subprocess.run([self.program, *arguments, "--data", self.data], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        """Starts the server and returns the seconds until it answered."""
        self.port = free_port()
        begun = time.perf_counter()
        self.process = subprocess.Popen([self.program, "serve", "--data", self.data, "--port", str(self.port)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
                connection.request("GET", "/bench/")
                if connection.getresponse().status == 200:
                    return time.perf_counter() - begun
            except OSError:
                time.sleep(0.002)

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def sign_in(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        form = urllib.parse.urlencode({"name": "lead", "password": PASSWORD})
        connection.request("POST", "/bench/sign-in", form, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        assert answer.status == 303, answer.status
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]

    def load(self, path, clients, seconds=5, holds=b"<table"):
        """Median in milliseconds and requests a second, by wrk."""
        url = f"http://127.0.0.1:{self.port}{path}"
        check = http.client.HTTPConnection("127.0.0.1", self.port)
        check.request("GET", path, headers={"Cookie": self.cookie})
        answer = check.getresponse()
        body = answer.read()
        assert answer.status == 200 and holds in body, (answer.status, path)
        threads = 1 if clients < 16 else 2
        command = ["wrk", f"-t{threads}", f"-c{clients}", f"-d{seconds}s", "--latency", "-H", f"Cookie: {self.cookie}", url]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert "Non-2xx" not in text, text
        value, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", text).groups()
        median = float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
        return median, float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))

    def resident_megabytes(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024


def measure(program):
    figures = {}
    small = Body(program, 2_000)
    starts = []
    for _ in range(5):
        starts.append(small.start())
        small.stop()
    figures["ready to answer after start, s"] = statistics.median(starts)
    small.start()
    small.sign_in()
    register = "/bench/office/register?per-page=100&directorate=Housing&status=inForce"
    actions = "/bench/office/actions?per-page=100&directorate=Housing&status=onTarget"
    for name, path in [("register", register), ("action list", actions)]:
        median, _ = small.load(path, 4)
        figures[f"{name}, 100 of 2,000, two filters, 4 clients: median, ms"] = median
        _, rate = small.load(path, 16)
        figures[f"{name}, 100 of 2,000, two filters, 16 clients: requests/s"] = rate
    figures["resident memory after that, MB"] = small.resident_megabytes()
    places = [("profile page of a district", "E07000114"), ("profile page of a county", "E10000016"),
              ("map of 179 wards", "E10000016/map?level=ward&measure=disability.disabled"),
              ("two maps of 331 authorities", "K04000001/map?level=authority&measure=age.65-and-over&second=disability.disabled")]
    for name, path in places:
        try:
            figures[f"{name}: median, ms"], _ = small.load(f"/bench/community/{path}", 1, holds=b"<svg")
        except AssertionError:
            # An older revision has no profile.
            pass
    try:
        figures.update(plans.measure(small, Body(program, 10_000)))
    except AssertionError:
        # An older revision has no board.
        pass
    small.stop()
    large = Body(program, 20_000)
    figures["import of 20,000 register rows, s"] = large.register_import
    large.start()
    large.sign_in()
    for name, word in [("a word in all of them", "council"), ("a word in some", "grants"), ("a word in one", "19999")]:
        median, _ = large.load(f"/bench/office/register?q={word}", 1)
        figures[f"search in 20,000 records, {name}: median, ms"] = median
    large.stop()
    try:
        figures.update(assessments.measure(Body(program, 1_000)))
    except subprocess.CalledProcessError:
        # An older revision has no assessments.
        pass
    return figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--against")
    options = parser.parse_args()
    ours = measure(options.program)
    ours.update(assessments.checks())
    other = measure(options.against) if options.against else {}
    bounds = {
        "4 clients: median, ms": 15, "16 clients: requests/s": -1000, "ready to answer after start, s": 0.5,
        "resident memory after that, MB": 100, "records, a word": 30, "assessment with 200 answers": 15,
        "difference of versions": 20, "register of 5,000 assessments": 20, "cumulative matrix": 50,
        "eighteen checks": 2, "profile page": 20, "map of": 30, "board of 2,000": 30, "export of 10,000 actions as csv": 0.3,
        "export of 10,000 actions as xlsx": 1.5, "actions from xlsx, s": 3, "most memory, MB": 200,
    }
    print(f"{os.cpu_count()} processors, {os.uname().sysname} {os.uname().release}")
    print(f"{'figure':<72}{'now':>10}{'bound':>10}{'before':>10}{'ratio':>8}")
    for name, value in ours.items():
        bound = next((limit for part, limit in bounds.items() if part in name), None)
        shown = "" if bound is None else (f"≥ {-bound}" if bound < 0 else f"< {bound}")
        before = other.get(name)
        tail = f"{before:>10.2f}{value / before:>8.2f}" if before else ""
        print(f"{name:<72}{value:>10.2f}{shown:>10}{tail}")


if __name__ == "__main__":
    sys.exit(main())
