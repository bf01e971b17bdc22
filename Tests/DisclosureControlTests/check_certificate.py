#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Second, independent checker of disclosure certificates: plain Python, whole numbers only.

Usage: check_certificate.py DIR [POLICIES [SUMS]]   (reads DIR/published and DIR/certificate.txt)
POLICIES is the folder of policies, ReferenceData/disclosure-policies unless told.
Ends with 0 when safe, 1 when broken, 2 when it cannot tell. Beside it: check_reading.py reads,
check_counts.py judges a set of tables, check_sums.py the rules on amounts, check_figures.py derived figures and the
other forms of a table. docs/disclosure-certificate.md describes the format; nothing is shared with the Swift programme.
"""
import json, os, re, sys

import check_figures
from check_counts import check
from check_reading import Broken, CannotTell, certificate_lines
from check_sums import check_joint, rule_of

STANDARD = {"name": "standard", "threshold": 5, "need": 5, "insiderNeed": 1, "ruleAware": False}
OWN = "own"
NEEDED = ["name", "owner", "effectiveFrom", "explanation", "threshold", "need", "insiderNeed", "ruleAware", "minimumBase"]
FURTHER = ["zeros", "coalition", "amountRules", "method"]


def published_files(folder, place="", part="", found=None):
    """{set of amounts, or "": [(name, path)]}; whatever does not belong there breaks the release."""
    found = {"": []} if found is None else found
    if os.path.islink(folder):
        raise Broken(f"{folder} is a link")
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_file(follow_symlinks=False):
            found[part].append((place + entry.name, entry.path))
        elif entry.is_dir(follow_symlinks=False) and entry.name == "earlier" and not place:
            published_files(entry.path, "earlier/", part, found)
        elif entry.is_dir(follow_symlinks=False) and re.match("amounts-.", entry.name) and not place + part:
            found[entry.name[8:]] = []
            published_files(entry.path, "", entry.name[8:], found)
        else:
            raise Broken(f"{entry.path} does not belong to the release")
    return {name: sorted(files) for name, files in found.items()}


def single(pairs):
    """The object of these keys, none of which may stand twice."""
    if len(dict(pairs)) != len(pairs):
        raise CannotTell("a policy states something twice")
    return dict(pairs)


def known_policies(folder, given=True):
    """The policies by name. A folder that was named and holds none, or a file that is none, leaves all open."""
    known = {}
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    names = [name for name in names if name.endswith(".json")]
    if given and not names:
        raise CannotTell(f"{folder} holds no policies")
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as handle:
            policy = json.load(handle, object_pairs_hook=single)
        if not isinstance(policy, dict) or not set(NEEDED) <= set(policy) <= set(NEEDED + FURTHER):
            raise CannotTell(f"{name} is not a disclosure policy")
        for rule in policy.get("amountRules", []):
            rule_of(rule)
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", policy["effectiveFrom"]):
            raise CannotTell(f"{name} does not say from when it is in force")
        if policy["name"] in known:
            raise CannotTell(f"{name} states the policy {policy['name']}, as another file does")
        known[policy["name"]] = policy
    known["standard"] = STANDARD
    known.pop(OWN, None)
    return known


def check_all(folder, policies, only=None):
    """The status to end with: 1 where anything is broken, else 2 where anything cannot be told.

    With `only` the sums of that name are judged by themselves.
    """
    files = published_files(os.path.join(folder, "published"))
    for name in os.listdir(folder):
        if name.startswith("certificate-") and name.endswith(".txt") and name != "certificate-derived.txt":
            files.setdefault(name[12:-4], [])
    status = set()
    try:
        files = {part: check_figures.tables_only(held, part) for part, held in files.items()}
        derived = [file for file in files[""] if os.path.basename(file[0]).startswith("derived-")]
        files[""] = [file for file in files[""] if file not in derived]
        if only is None and (derived or os.path.exists(os.path.join(folder, "certificate-derived.txt"))):
            lines = certificate_lines(folder, "")
            named = next((" ".join(words[1:]) for words in lines if words[0] == "policy"), "")
            base = policies[named].get("minimumBase", 10) if named in policies else None
            amounts = {part: held for part, held in files.items() if part}
            shown = check_figures.check_derived(folder, derived, files[""], amounts, base)
            print(f"safe: {shown} means, medians and percentages follow or stand apart")
            status.add(0)
    except (check_figures.Wrong, Broken, ValueError, KeyError, IndexError) as fault:
        print("broken:", fault)
        return 1
    except (check_figures.Unknown, CannotTell, OSError) as fault:
        print("cannot tell:", fault)
        status.add(2)
    facts = {part: {} for part in files}
    for part in sorted(files) if only is None else [only]:
        try:
            proven = check(folder, files[part], policies, part, facts[part])
            print(f"safe: {proven} hidden {'sums of ' + part if part else 'small numbers'} proven")
            status.add(0)
        except (Broken, ValueError, KeyError, IndexError) as fault:
            print("broken:", fault)
            status.add(1)
        except (CannotTell, OSError) as fault:
            print("cannot tell:", fault)
            status.add(2)
        if part and only is None and facts[""] and facts[part]:
            try:
                check_joint(facts[""], facts[part])
            except Broken as fault:
                print("broken:", fault)
                status.add(1)
    return 1 if 1 in status else max(status)


if __name__ == "__main__":
    usual = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../ReferenceData/disclosure-policies")
    try:
        given = len(sys.argv) > 2
        policies = known_policies(sys.argv[2] if given else usual, given)
        sys.exit(check_all(sys.argv[1], policies, sys.argv[3] if len(sys.argv) > 3 else None))
    except Broken as fault:
        print("broken:", fault)
        sys.exit(1)
    except (CannotTell, OSError, ValueError, KeyError, IndexError) as fault:
        print("cannot tell:", fault)
        sys.exit(2)
