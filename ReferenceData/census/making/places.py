# SPDX-License-Identifier: Apache-2.0
"""Wards, MSOAs and LSOAs of Kent and Medway."""

import json
import os

from . import sources

HEADER = ["code", "name", "kind", "district", "ward", "msoa", "vintage"]


def lines(folder):
    """A line a place; the vintage names each year of which the code is."""
    look = sources.table(folder, "code-lists/lsoa21-ward24-ltla24-kent-medway.csv")
    msoas = sources.table(
        folder, "census-2021/small-area/orientation-language-care-ethnicity6-migration-msoa21-kent-medway.csv"
    )
    msoa_codes = {row["msoa21_name"]: row["msoa21_code"] for row in msoas}
    out = {}

    def take(code, name, kind, district, ward, msoa, year):
        if code in out:
            out[code][-1] += " " + year
        else:
            out[code] = [code, name, kind, district, ward, msoa, year]

    for row in read_shapes(folder, "wards22-kent-medway"):
        take(row["ward22_code"], row["ward22_name"], "ward", row["ltla_code"], "", "", "2022")
    for code, row in sorted({row["ward24_code"]: row for row in look}.items()):
        take(code, row["ward24_name"], "ward", row["ltla24_code"], "", "", "2024")
    for row in sources.table(folder, "code-lists/msoa11-ltla21-kent-medway.csv"):
        take(row["msoa11_code"], row["msoa11_name"], "msoa", row["ltla21_code"], "", "", "2011")
    for code, row in sorted({row["msoa21_code"]: row for row in msoas}.items()):
        take(code, row["msoa21_name"], "msoa", row["ltla24_code"], "", "", "2021")
    for row in sources.table(folder, "deprivation/imd2019-lsoa11-kent-medway.csv"):
        take(row["lsoa11_code"], row["lsoa11_name"], "lsoa", row["ltla22_code"], "", "", "2011")
    for row in look:
        code = row["lsoa21_code"]
        take(code, row["lsoa21_name"], "lsoa", row["ltla24_code"], "", "", "2021")
        out[code][4:6] = [row["ward24_code"], msoa_codes[row["lsoa21_name"][:-1]]]
    kinds = {"ward": 0, "msoa": 1, "lsoa": 2}
    return [HEADER] + sorted(out.values(), key=lambda line: (kinds[line[2]], line[0]))


def read_shapes(folder, name):
    """What is known of each shape in a file."""
    with open(os.path.join(folder, "boundaries", name + ".geojson"), encoding="utf-8") as file:
        return sorted(
            (feature["properties"] for feature in json.load(file)["features"]),
            key=lambda properties: list(properties.values())[::-1],
        )
