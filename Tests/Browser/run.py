# SPDX-License-Identifier: Apache-2.0
"""The browser tests: python3 Tests/Browser/run.py --program PATH [--only NAME] [--screenshots DIR]"""
import argparse
import pathlib
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
import conflicts
import golden
import journeys
import offline
import planted
import questionnaire
import rendered
import road
import security
import states
import uploads
import week
from outcome import Outcome
from program import Program
from stage import Stage

# In this order: what only reads goes before what writes.
GROUPS = {
    "planted": planted.every_check,
    "golden": golden.compare,
    "normal": states.normal_and_full,
    "empty": states.empty,
    "roles": states.read_only_and_refused,
    "signed-out": states.signed_out,
    "not-found": states.not_found,
    "withdrawn": states.withdrawn,
    "forgery": security.forgery,
    "return": security.return_addresses,
    "cookies": security.cookies,
    "filters": states.filters,
    "questions": questionnaire.road,
    "questions-without-script": questionnaire.without_script,
    "errors": states.errors,
    "uploads": uploads.every_upload,
    "conflict": conflicts.both_versions,
    "session": security.sessions,
    "rendered": rendered.every_state,
    "focus": rendered.focus,
    "hostile": states.hostile,
    "without-script": journeys.without_script,
    "keyboard": journeys.keyboard,
    "road": road.by_keyboard,
    "offline": offline.and_back,
    "week": week.week,
    "headers": security.headers,
    "base-path": security.below_base_path,
}


def main():
    parser = argparse.ArgumentParser(description="Test every page of DueRegard, by HTTP and in Chromium.")
    parser.add_argument("--program", required=True, help="the built dueregard")
    parser.add_argument("--only", action="append", choices=list(GROUPS), help="one group; may be repeated")
    parser.add_argument("--screenshots", help="folder for pictures of every page, wide and 320 px")
    parser.add_argument("--update-golden", action="store_true", help="rewrite Golden/*.txt")
    options = parser.parse_args()
    outcome = Outcome()
    program = Program(options.program)
    stage = Stage(program, outcome)
    stage.options = options
    began = time.monotonic()
    try:
        for name, group in GROUPS.items():
            if options.only and name not in options.only:
                continue
            outcome.begin(name)
            try:
                group(stage)
            except Exception as problem:  # pylint: disable=broad-exception-caught
                traceback.print_exc()
                outcome.check(name, [f"the group broke off: {type(problem).__name__}: {problem}"])
            outcome.end()
    finally:
        stage.close()
        program.close()
    print(f"{time.monotonic() - began:.0f} seconds")
    print(f"{outcome.passed} passed, {outcome.failed} failed")
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())
