# SPDX-License-Identifier: Apache-2.0
"""The tables of wards, MSOAs and LSOAs of Kent and Medway."""

from . import sources
from .areas import summed
from .tables import CHANGED, ORIENTATION, VOLUNTARY

SMALL_AREAS = "small areas of Kent and Medway"
SMALL = "Counts of small areas are small and carry random changes: do not read single people into them."


def everything(t):
    look = t.csv("code-lists/lsoa21-ward24-ltla24-kent-medway.csv")
    msoas = {
        row["msoa21_name"]: row["msoa21_code"]
        for row in t.csv(
            "census-2021/small-area/orientation-language-care-ethnicity6-migration-msoa21-kent-medway.csv"
        )
    }
    parts = {}
    for row in look:
        parts.setdefault(row["ward24_code"], []).append(row["lsoa21_code"])
        parts.setdefault(msoas[row["lsoa21_name"][:-1]], []).append(row["lsoa21_code"])
    rows = t.csv("census-2021/small-area/ethnicity-religion-disability-lsoa21-kent-medway.csv")
    wards = t.csv("census-2021/small-area/ethnicity-religion-disability-ward24-kent-medway.csv")
    for table, id, title, scheme, caveats in (
        ("TS021", "TS021-small", "Ethnic group, five groups", "ethnic-group-2021-5", []),
        ("TS030", "TS030-small", "Religion", "religion-2021", [VOLUNTARY]),
        ("TS038", "TS038-2-small", "Disability, two groups", "disability-2-2021", []),
    ):
        counts = sources.tidy([row for row in rows if row["table"] == table], "lsoa21_code", ["category"])
        lsoas = {code: (None, each) for code, each in counts.items()}
        sums = summed(lsoas, {code: parts[code] for code in sorted(parts)})
        for code, each in sources.tidy(
            [row for row in wards if row["table"] == table], "ward24_code", ["category"]
        ).items():
            if sums[code][1] != each:
                raise SystemExit(f"{id}: ward {code} is not the sum of its parts")
        t.add(
            id,
            title,
            [scheme],
            {**sums, **lsoas},
            noise=30,
            sums=30,
            caveats=[CHANGED, SMALL] + caveats,
            geography=f"{SMALL_AREAS}: LSOAs of 2021 as published; wards of May 2024 and MSOAs of 2021 added "
            "up from them, wards by best fit",
            source=f"Census 2021, table {table}",
        )
    rows = t.csv(
        "census-2021/small-area/orientation-language-care-ethnicity6-migration-msoa21-kent-medway.csv"
    )
    for table, title, scheme, age, caveats in (
        ("TS077", "Sexual orientation", "sexual-orientation-2021", 16, [ORIENTATION]),
        ("TS029", "Proficiency in English", "english-proficiency-2021", 3, []),
        ("TS039", "Unpaid care, aged 5 and over", "unpaid-care-2021", 5, []),
        ("TS019", "Address one year before", "migrant-indicator-2021", 1, []),
    ):
        counts = sources.tidy([row for row in rows if row["table"] == table], "msoa21_code", ["category"])
        t.add(
            f"{table}-small",
            title,
            [scheme],
            {code: (None, each) for code, each in counts.items()},
            universe=f"All usual residents aged {age} year{'s' * (age > 1)} and over",
            ages=[age],
            sums=30,
            caveats=[CHANGED, SMALL] + caveats,
            geography=f"{SMALL_AREAS}: MSOAs of 2021",
        )
    counts = sources.nomis_wide(
        t.csv("census-2011/ks102-age-structure-msoa11-kent-medway.csv"), r"Age: (Age .+)"
    )
    t.add(
        "KS102-small",
        "Age",
        ["age-census-2011-key"],
        {code: (None, each) for code, each in counts.items()},
        year=2011,
        noise=0,
        sums=0,
        source="Census 2011, table KS102EW",
        caveats=["MSOAs are those of 2011; where a code is also one of 2021, the area is the same."],
        geography=f"{SMALL_AREAS}: MSOAs of 2011",
    )
