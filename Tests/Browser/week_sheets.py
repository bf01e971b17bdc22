# SPDX-License-Identifier: Apache-2.0
"""Changes cells of a plan's file as a service does, and saves it as what it was: CSV, XLSX or ODS."""
import csv
import datetime
import io
import re
import xml.etree.ElementTree as xml
import zipfile

import openpyxl

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def edit(path, changes, folder):
    """Saves a copy of a file with other words in some cells: {(title of the action, header): words or 2027-06-30}."""
    back = folder / f"back-{path.name}"
    how = {".csv": _edit_csv, ".xlsx": _edit_xlsx, ".ods": _edit_ods}[path.suffix]
    found = how(path, changes, back)
    assert found == set(changes), f"not in the file: {set(changes) - found}"
    return back


def _places(rows, changes):
    """Where each change goes, as (row, column), by the rows of text."""
    headers = next(place for place, row in enumerate(rows) if "Lead Officer" in row)
    found = {}
    for place, row in enumerate(rows):
        for (title, header), words in changes.items():
            if place > headers and row and row[0] == title:
                found[(title, header)] = (place, rows[headers].index(header), words)
    return found


def _edit_csv(path, changes, back):
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    found = _places(rows, changes)
    for row, column, words in found.values():
        rows[row][column] = words
    with back.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return set(found)


def _edit_xlsx(path, changes, back):
    book = openpyxl.load_workbook(path)
    sheet = book.active
    rows = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
    found = _places(rows, changes)
    for row, column, words in found.values():
        is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", words)
        sheet.cell(row + 1, column + 1).value = datetime.date.fromisoformat(words) if is_day else words
    book.save(back)
    return set(found)


def _edit_ods(path, changes, back):
    with zipfile.ZipFile(path) as old:
        content = old.read("content.xml")
        for _, (prefix, name) in xml.iterparse(io.BytesIO(content), events=["start-ns"]):
            xml.register_namespace(prefix, name)
        root = xml.fromstring(content)
        table = [[cell for cell in row if cell.tag.startswith(TABLE)]
                 for row in root.find(f".//{TABLE}table").iter(f"{TABLE}table-row")]
        rows = [["\n".join("".join(one.itertext()) for one in cell.iter(f"{TEXT}p")) for cell in row] for row in table]
        found = _places(rows, changes)
        for row, column, words in found.values():
            cell = table[row][column]
            for child in list(cell):
                cell.remove(child)
            cell.set(f"{OFFICE}value-type", "string")
            xml.SubElement(cell, f"{TEXT}p").text = words
        with zipfile.ZipFile(back, "w", zipfile.ZIP_DEFLATED) as new:
            for one in old.infolist():
                kept = xml.tostring(root, "utf-8") if one.filename == "content.xml" else old.read(one.filename)
                new.writestr(one, kept)
    return set(found)
