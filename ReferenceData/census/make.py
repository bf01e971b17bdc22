#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the published tables, boundaries, places and deprivation files from a folder of sources.

make.py SOURCES          write every file again, byte for byte
make.py --check          compare the files with each other and with published totals
make.py SOURCES --check  the same, and compare every file with what the sources give
"""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from making import check, files

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main(arguments):
    folders = [argument for argument in arguments if not argument.startswith("--")]
    wrong = [argument for argument in arguments if argument.startswith("--") and argument != "--check"]
    checking = "--check" in arguments
    if wrong or len(folders) > 1 or not (folders or checking):
        raise SystemExit(__doc__)
    if folders:
        made = files.made(folders[0], ROOT)
        if checking:
            problems = files.differences(made, ROOT)
        else:
            files.write(made, ROOT)
            problems = []
    else:
        problems = []
    if checking:
        problems += check.problems(ROOT)
        for problem in problems:
            print("WRONG:", problem)
        print("All is well." if not problems else f"{len(problems)} wrong.")
        sys.exit(1 if problems else 0)


main(sys.argv[1:])
