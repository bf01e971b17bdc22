# SPDX-License-Identifier: Apache-2.0
"""Plans for the bench: the board of 2,000 actions, and 10,000 rows out as files and back as a dry run."""
import os
import subprocess
import time


def measure(small, large):
    """The figures of two bodies: one with 2,000 actions and a running server, one with 10,000 and none."""
    figures = {}
    for kind in ("status", "directorate"):
        median, _ = small.load(f"/bench/office/actions/board?by={kind}", 1, holds=b"Council action")
        figures[f"board of 2,000 actions by {kind}, 1 client: median, ms"] = median
    for kind in ("csv", "xlsx", "ods"):
        path = f"{large.folder.name}/out.{kind}"
        hidden = ["--round-trip"] if kind == "csv" else []
        figures[f"export of 10,000 actions as {kind}, s"], _ = _run(
            large, "export", "action-plan", "--format", kind, "--out", path, *hidden)
        figures[f"dry run of 10,000 actions from {kind}, s"], megabytes = _run(
            large, "import", "action-plan", path, "--dry-run")
        figures[f"dry run of 10,000 actions from {kind}: most memory, MB"] = megabytes
    return figures


def _run(body, *arguments):
    """Seconds and the most memory of one command."""
    begun = time.perf_counter()
    process = subprocess.Popen([body.program, *arguments, "--data", body.data], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 3), (arguments, process.returncode)
    return time.perf_counter() - begun, usage.ru_maxrss / 1024
