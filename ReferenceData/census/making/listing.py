# SPDX-License-Identifier: Apache-2.0
"""The list of tables, one call a table."""

from . import listing_older, listing_small, sources
from .tables import (
    AGE_16,
    CHANGED,
    FROM_SMALL,
    GENDER,
    MISPLACED,
    OF_2021,
    ORIENTATION,
    OVER_16,
    PART,
    VOLUNTARY,
)

RM = [
    "rm036-gender-identity-by-disability",
    "rm037-gender-identity-by-economic-activity",
    "rm038-gender-identity-by-ethnic-group",
    "rm040-gender-identity-by-legal-partnership",
    "rm122-sexual-orientation-by-age-by-sex",
    "rm123-sexual-orientation-by-disability",
    "rm124-sexual-orientation-by-economic-activity",
    "rm126-sexual-orientation-by-general-health",
    "rm127-sexual-orientation-by-legal-partnership",
    "rm173-gender-identity-by-religion",
    "rm175-gender-identity-by-sexual-orientation",
    "rm178-sexual-orientation-by-unpaid-care",
    "rm182-sexual-orientation-by-highest-qualification",
    "rm188-sexual-orientation-by-religion",
    "rm190-sexual-orientation-by-tenure",
    "rm191-gender-identity-by-unpaid-care",
]
OVER_16_TABLES = [
    ("TS077", "TS077", "Sexual orientation", "sexual-orientation-2021", [CHANGED, ORIENTATION, VOLUNTARY]),
    ("TS078", "TS078", "Gender identity", "gender-identity-2021", [CHANGED, GENDER]),
    ("TS002", "TS002", "Legal partnership status", "legal-partnership-2021", [CHANGED]),
    (
        "TS066",
        "TS066",
        "Economic activity status",
        "economic-activity-2021",
        [CHANGED, "The census was taken during the pandemic, which moved people between these groups."],
    ),
    ("TS067", "TS067", "Highest level of qualification", "highest-qualification-2021", [CHANGED]),
    (
        "TS030 (16 and over)",
        "TS030-16",
        "Religion, aged 16 and over",
        "religion-2021",
        [CHANGED, VOLUNTARY, AGE_16],
    ),
    (
        "TS037 (16 and over)",
        "TS037-16",
        "General health, aged 16 and over",
        "general-health-2021",
        [CHANGED, AGE_16],
    ),
    (
        "TS038 (16 and over)",
        "TS038-16",
        "Disability, aged 16 and over",
        "disability-3-2021",
        [CHANGED, AGE_16],
    ),
    (
        "TS039 (16 and over)",
        "TS039-16",
        "Unpaid care, aged 16 and over",
        "unpaid-care-2021-4",
        [CHANGED, AGE_16],
    ),
]
WRONG = ("E06000062", "E07000177")


def everything(t):
    """Adds all tables to `t`."""
    of_2021(t)
    of_2021_over_16(t)
    from_small_areas(t)
    two_ways(t)
    listing_older.everything(t)
    listing_small.everything(t)


def of_2021(t):
    ages = r"Age: (Aged under 1 year|Aged \d+ years?|Aged 100 years and over)"
    rows = {}
    for tier in ("ltla", "utla", "rgn", "ctry"):
        for code, counts in sources.nomis_wide(
            t.csv(f"census-2021/ts007-age-single-year-{tier}.csv"), ages
        ).items():
            rows.setdefault(code, counts)
    t.authorities(
        "TS007",
        "Age by single year",
        ["age-single"],
        rows,
        geography="local authorities of 2021, counties, regions and countries, each as published; "
        "the unitary councils of 2023 added up",
        sums=30,
    )
    sex = {
        row["area_code"]: {("Female",): int(row["total_females"]), ("Male",): int(row["total_males"])}
        for row in t.csv("census-2021/ts008-sex-by-broad-age-ltla.csv")
    }
    t.authorities("TS008", "Sex", ["sex-2021"], sex, sums=140)
    t.authorities(
        "TS021",
        "Ethnic group",
        ["ethnic-group-2021"],
        sources.tidy(t.csv("census-2021/ts021-ethnic-group-ltla.csv"), "area_code", ["category"]),
    )
    listed = t.csv("census-2021/country-of-birth-language-marriage-ltla.csv")

    def chosen(variable, wanted):
        return sources.tidy(
            [row for row in listed if row["variable"] == variable and wanted(row["category"])],
            "area_code",
            ["category"],
        )

    headline = "Census 2021, headline figures for the census quiz"
    uk = ("Born in the UK", "Born outside the UK")
    more = dict(source=headline, geography=OF_2021 + "; England, Wales and the two together as published")
    t.authorities(
        "TS004-2",
        "Born in the UK or outside",
        ["country-of-birth-2021"],
        chosen("country_of_birth", lambda c: c in uk),
        **more,
    )
    t.authorities(
        "TS004-listed",
        "Country of birth, sixteen countries",
        ["country-of-birth-listed-2021"],
        chosen("country_of_birth", lambda c: c not in uk),
        caveats=[CHANGED, PART],
        base="TS004-2",
        **more,
    )
    t.authorities(
        "TS024-listed",
        "Main language, twenty languages",
        ["main-language-listed-2021"],
        chosen("main_language", lambda c: True),
        caveats=[CHANGED, PART],
        base="TS029",
        ages=[3],
        universe="All usual residents aged 3 years and over",
        **more,
    )
    t.authorities(
        "TS002-marriage",
        "People married to someone of the opposite and of the same sex",
        ["marriage-2021"],
        chosen("marital_status", lambda c: c.startswith("Married: ")),
        caveats=[CHANGED, PART],
        base="TS002",
        ages=[16],
        universe=OVER_16,
        **more,
    )


def of_2021_over_16(t):
    rows = t.csv("census-2021/characteristics-16-and-over-ltla.csv")
    for name, id, title, scheme, caveats in OVER_16_TABLES:
        counts = sources.tidy([row for row in rows if row["table"] == name], "area_code", ["category"])
        source = f"Census 2021, added up from a multivariate table ({derived(rows, name)})"
        t.authorities(
            id, title, [scheme], counts, universe=OVER_16, ages=[16], caveats=caveats, source=source, sums=110
        )


def derived(rows, name):
    return next(row["derived_from"] for row in rows if row["table"] == name)


def from_small_areas(t):
    rows = t.csv("census-2021/ethnicity5-religion-disability-all-ages-ltla24.csv")

    def chosen(rows, table):
        return sources.tidy([row for row in rows if row["table"] == table], "area_code", ["category"])

    t.authorities(
        "TS030",
        "Religion",
        ["religion-2021"],
        chosen(rows, "TS030"),
        vintage=2024,
        noise=70,
        sums=300,
        caveats=[CHANGED, FROM_SMALL, VOLUNTARY, MISPLACED],
        without=WRONG,
    )
    t.authorities(
        "TS038-2",
        "Disability, two groups",
        ["disability-2-2021"],
        chosen(rows, "TS038"),
        vintage=2024,
        noise=70,
        sums=300,
        caveats=[CHANGED, FROM_SMALL, MISPLACED],
        without=WRONG,
    )
    rows = t.csv("census-2021/english-proficiency-unpaid-care-migration-ltla24-from-msoa.csv")
    for table, title, scheme, age in (
        ("TS029", "Proficiency in English", "english-proficiency-2021", 3),
        ("TS039", "Unpaid care, aged 5 and over", "unpaid-care-2021", 5),
        ("TS019", "Address one year before", "migrant-indicator-2021", 1),
    ):
        t.authorities(
            table,
            title,
            [scheme],
            chosen(rows, table),
            vintage=2024,
            ages=[age],
            sums=80,
            universe=f"All usual residents aged {age} year{'s' * (age > 1)} and over",
            caveats=[CHANGED, FROM_SMALL],
        )


def two_ways(t):
    name = "rm163-gender-identity-by-age-by-sex-all-ltla"
    counts = sources.ons_long(t.csv(f"census-2021/multivariate/{name}.csv"))
    ages = {
        code: {labels: count for labels, count in each.items() if "15 years and under" not in labels[0]}
        for code, each in sources.margin(counts, [1, 2]).items()
    }
    t.authorities(
        "RM163-age-sex",
        "Age by sex, aged 16 and over",
        ["age-8", "sex-2021"],
        ages,
        universe=OVER_16,
        ages=[16],
        source="Census 2021, added up from table RM163",
        caveats=[CHANGED, AGE_16],
    )
    t.multivariate(name, True)
    t.multivariate("rm125-sexual-orientation-by-ethnic-group-all-ltla", True)
    for name in RM:
        t.multivariate(name + "-kent-medway", False)
