# SPDX-License-Identifier: Apache-2.0
"""Counts what passed and failed, one printed line a group."""
import sys
import time


class Outcome:
    """Findings of one run, gathered by group."""

    def __init__(self, stream=sys.stdout):
        self.passed = 0
        self.failed = 0
        self._stream = stream
        self._group = ""
        self._checks = 0
        self._findings = []
        self._began = 0.0

    def begin(self, group):
        self._group, self._checks, self._findings = group, 0, []
        self._began = time.monotonic()

    def check(self, place, findings):
        """One check at one place; every finding is a plain line."""
        findings = list(findings)
        self._checks += 1
        if findings:
            self.failed += 1
            self._findings += [f"{place}: {' '.join(finding.split())[:500]}" for finding in findings]
        else:
            self.passed += 1
        return not findings

    def that(self, place, is_so, words):
        return self.check(place, [] if is_so else [words])

    def end(self, note=""):
        seconds = time.monotonic() - self._began
        verdict = f"{len(self._findings)} findings" if self._findings else "ok"
        tail = f", {note}" if note else ""
        print(f"{self._group}: {self._checks} checks, {verdict}{tail} ({seconds:.0f} s)",
              file=self._stream, flush=True)
        for finding in self._shortened():
            print(f"    {finding}", file=self._stream, flush=True)

    def _shortened(self):
        """The same finding on many pages is one line with the first places."""
        places = {}
        for finding in self._findings:
            place, _, text = finding.partition(": ")
            places.setdefault(text, []).append(place)
        for text, found in places.items():
            unique = list(dict.fromkeys(found))
            more = f" and {len(unique) - 4} more" if len(unique) > 4 else ""
            yield f"{text}  [{'; '.join(unique[:4])}{more}]"
