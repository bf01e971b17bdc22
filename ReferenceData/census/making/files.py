# SPDX-License-Identifier: Apache-2.0
"""All files that are made, as bytes by path below the reference data."""

import hashlib
import os

from . import deprivation, listing, places, plain_yaml, published, shapes
from .areas import Areas
from .schemes import all_schemes
from .tables import Tables

DIGESTS = "census/digests.txt"


def made(folder, root):
    """Every file made from the sources."""
    schemes, areas = all_schemes(root), Areas(root)
    tables = Tables(folder, schemes, areas)
    listing.everything(tables)
    out = {"census/tables.yaml": head("tables") + plain_yaml.write([about for about, _, _ in tables.all])}
    for about, order, rows in tables.all:
        lines = [["area", "made_of"] + ["|".join(key) for key in order]]
        lines += [
            [code, "" if made_of is None else str(made_of)] + [str(counts.get(key, 0)) for key in order]
            for code, (made_of, counts) in rows.items()
        ]
        out["census/" + about["file"]] = csv_text(lines)
    out["census/published.csv"] = csv_text(published.lines(folder, schemes))
    out["areas/regions.csv"] = csv_text(areas.regions_file())
    out["areas/places.csv"] = csv_text(places.lines(folder))
    drawn, neighbours = shapes.everything(folder, areas)
    for level, lines in drawn.items():
        out[f"boundaries/{level}.csv"] = csv_text(lines)
    out["areas/neighbours.csv"] = csv_text(neighbours)
    out.update(deprivation.everything(folder, areas))
    out = {path: text.encode("utf-8") for path, text in out.items()}
    out[DIGESTS] = digests(out).encode("utf-8")
    return out


def head(what):
    return f"# Made by census/make.py: change the {what} there, not here.\n"


def csv_text(lines):
    """Lines of cells, quoted only where they must be."""

    def cell(text):
        return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n') else text

    return "".join(",".join(cell(text) for text in line) + "\n" for line in lines)


def digests(contents):
    return "".join(f"{hashlib.sha256(contents[path]).hexdigest()}  {path}\n" for path in sorted(contents))


def read(root, path):
    with open(os.path.join(root, path), "rb") as file:
        return file.read()


def write(contents, root):
    for path, content in contents.items():
        os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
        with open(os.path.join(root, path), "wb") as file:
            file.write(content)
    print(f"{len(contents)} files, {sum(map(len, contents.values())):,} bytes")


def differences(contents, root):
    """Files that are not what the sources give."""
    out = []
    for path, content in contents.items():
        if not os.path.exists(os.path.join(root, path)):
            out.append(f"{path} is not there")
        elif read(root, path) != content:
            out.append(f"{path} is not what the sources give")
    return out
