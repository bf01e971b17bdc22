# SPDX-License-Identifier: Apache-2.0
"""Category schemes, as far as the conversion needs them."""

import glob
import os

from . import plain_yaml

NON_ANSWERS = ("prefer-not-to-say", "not-answered", "not-asked", "unknown")


class Scheme:
    """One scheme: its leaves in order, and the code that each spelling means."""

    def __init__(self, path):
        self.data = plain_yaml.read(path)
        self.id = self.data["id"]
        self.leaves, self.codes, self.meanings, self.ages, self.clashes = [], [], {}, {}, []
        self._take(self.data["categories"])
        for code in NON_ANSWERS:
            if code not in self.codes:
                self.codes.append(code)
        self.order = {code: place for place, code in enumerate(self.leaves + list(NON_ANSWERS))}

    def _take(self, categories):
        for category in categories:
            code = category["code"]
            if code in self.codes:
                self.clashes.append(f"{self.id}: the code {code} comes twice")
            self.codes.append(code)
            for text in [code, category["label"], category.get("short", "")] + category.get("also", []):
                key = text.strip().lower()
                if key and self.meanings.setdefault(key, code) != code:
                    self.clashes.append(f"{self.id}: {text!r} means {self.meanings[key]} and {code}")
            if "from" in category:
                self.ages[code] = (category["from"], category.get("to"))
            if "categories" in category:
                self._take(category["categories"])
            elif category.get("standing", "category") == "category":
                self.leaves.append(code)

    def code(self, label):
        """The leaf or non-answer that a label of a source means."""
        return self.meanings[label.strip().lower()]


def all_schemes(root):
    """Every scheme by id."""
    found = [Scheme(path) for path in sorted(glob.glob(os.path.join(root, "category-schemes", "*.yaml")))]
    return {scheme.id: scheme for scheme in found}


def mapping_problems(root, schemes):
    """What is wrong with the mappings."""
    out = []
    for path in sorted(glob.glob(os.path.join(root, "category-schemes", "mappings", "*.yaml"))):
        data, name = plain_yaml.read(path), os.path.basename(path)
        if name != f"{data['from']}--{data['to']}.yaml":
            out.append(f"{name}: named for other schemes than it maps")
        if data["from"] not in schemes or data["to"] not in schemes:
            out.append(f"{name}: unknown scheme")
            continue
        one, other = schemes[data["from"]], schemes[data["to"]]
        without = data.get("without", [])
        for code, there in data["pairs"].items():
            if code not in one.codes or there not in other.codes:
                out.append(f"{name}: {code} or {there} is no code")
        out += [
            f"{name}: {leaf} is led nowhere"
            for leaf in one.leaves
            if leaf not in data["pairs"] and leaf not in without
        ]
    return out
