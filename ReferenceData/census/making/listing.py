# SPDX-License-Identifier: Apache-2.0
"""The list of tables, one call a table."""
from . import sources
from .areas import BOTH, ENGLAND, KENT, WALES, summed
from .tables import (
    ADJUSTED, AGE_16, ALL, CHANGED, FROM_SMALL, GENDER, MISPLACED, OF_2021, ORIENTATION, OVER_16, PART, UNNAMED, VOLUNTARY)

RM = [
    "rm036-gender-identity-by-disability", "rm037-gender-identity-by-economic-activity",
    "rm038-gender-identity-by-ethnic-group", "rm040-gender-identity-by-legal-partnership",
    "rm122-sexual-orientation-by-age-by-sex", "rm123-sexual-orientation-by-disability",
    "rm124-sexual-orientation-by-economic-activity", "rm126-sexual-orientation-by-general-health",
    "rm127-sexual-orientation-by-legal-partnership", "rm173-gender-identity-by-religion",
    "rm175-gender-identity-by-sexual-orientation", "rm178-sexual-orientation-by-unpaid-care",
    "rm182-sexual-orientation-by-highest-qualification", "rm188-sexual-orientation-by-religion",
    "rm190-sexual-orientation-by-tenure", "rm191-gender-identity-by-unpaid-care",
]
OVER_16_TABLES = [
    ("TS077", "TS077", "Sexual orientation", "sexual-orientation-2021", [CHANGED, ORIENTATION, VOLUNTARY]),
    ("TS078", "TS078", "Gender identity", "gender-identity-2021", [CHANGED, GENDER]),
    ("TS002", "TS002", "Legal partnership status", "legal-partnership-2021", [CHANGED]),
    ("TS066", "TS066", "Economic activity status", "economic-activity-2021", [
        CHANGED, "The census was taken during the pandemic, which moved people between these groups."]),
    ("TS067", "TS067", "Highest level of qualification", "highest-qualification-2021", [CHANGED]),
    ("TS030 (16 and over)", "TS030-16", "Religion, aged 16 and over", "religion-2021", [CHANGED, VOLUNTARY, AGE_16]),
    ("TS037 (16 and over)", "TS037-16", "General health, aged 16 and over", "general-health-2021", [CHANGED, AGE_16]),
    ("TS038 (16 and over)", "TS038-16", "Disability, aged 16 and over", "disability-3-2021", [CHANGED, AGE_16]),
    ("TS039 (16 and over)", "TS039-16", "Unpaid care, aged 16 and over", "unpaid-care-2021-4", [CHANGED, AGE_16]),
]
WRONG = ("E06000062", "E07000177")
SMALL_AREAS = "small areas of Kent and Medway"
SMALL = "Counts of small areas are small and carry random changes: do not read single people into them."


def everything(t):
    """Adds all tables to `t`."""
    of_2021(t)
    of_2021_over_16(t)
    from_small_areas(t)
    two_ways(t)
    older(t)
    small_areas(t)


def of_2021(t):
    ages = r"Age: (Aged under 1 year|Aged \d+ years?|Aged 100 years and over)"
    rows = {}
    for tier in ("ltla", "utla", "rgn", "ctry"):
        for code, counts in sources.nomis_wide(
                t.csv(f"census-2021/ts007-age-single-year-{tier}.csv"), ages).items():
            rows.setdefault(code, counts)
    t.authorities("TS007", "Age by single year", ["age-single"], rows,
                  geography="local authorities of 2021, counties, regions and countries, each as published; "
                  "the unitary councils of 2023 added up", sums=30)
    sex = {row["area_code"]: {("Female",): int(row["total_females"]), ("Male",): int(row["total_males"])}
           for row in t.csv("census-2021/ts008-sex-by-broad-age-ltla.csv")}
    t.authorities("TS008", "Sex", ["sex-2021"], sex, sums=140)
    t.authorities("TS021", "Ethnic group", ["ethnic-group-2021"], sources.tidy(
        t.csv("census-2021/ts021-ethnic-group-ltla.csv"), "area_code", ["category"]))
    listed = t.csv("census-2021/country-of-birth-language-marriage-ltla.csv")

    def chosen(variable, wanted):
        return sources.tidy([row for row in listed if row["variable"] == variable and wanted(row["category"])],
                            "area_code", ["category"])
    headline = "Census 2021, headline figures for the census quiz"
    uk = ("Born in the UK", "Born outside the UK")
    more = dict(source=headline, geography=OF_2021 + "; England, Wales and the two together as published")
    t.authorities("TS004-2", "Born in the UK or outside", ["country-of-birth-2021"],
                  chosen("country_of_birth", lambda c: c in uk), **more)
    t.authorities("TS004-listed", "Country of birth, sixteen countries", ["country-of-birth-listed-2021"],
                  chosen("country_of_birth", lambda c: c not in uk), caveats=[CHANGED, PART], base="TS004-2", **more)
    t.authorities("TS024-listed", "Main language, twenty languages", ["main-language-listed-2021"],
                  chosen("main_language", lambda c: True), caveats=[CHANGED, PART], base="TS029", ages=[3],
                  universe="All usual residents aged 3 years and over", **more)
    t.authorities("TS002-marriage", "People married to someone of the opposite and of the same sex",
                  ["marriage-2021"], chosen("marital_status", lambda c: c.startswith("Married: ")),
                  caveats=[CHANGED, PART], base="TS002", ages=[16], universe=OVER_16, **more)


def of_2021_over_16(t):
    rows = t.csv("census-2021/characteristics-16-and-over-ltla.csv")
    for name, id, title, scheme, caveats in OVER_16_TABLES:
        counts = sources.tidy([row for row in rows if row["table"] == name], "area_code", ["category"])
        source = f"Census 2021, added up from a multivariate table ({derived(rows, name)})"
        t.authorities(id, title, [scheme], counts, universe=OVER_16, ages=[16], caveats=caveats, source=source,
                      sums=110)


def derived(rows, name):
    return next(row["derived_from"] for row in rows if row["table"] == name)


def from_small_areas(t):
    rows = t.csv("census-2021/ethnicity5-religion-disability-all-ages-ltla24.csv")

    def chosen(rows, table):
        return sources.tidy([row for row in rows if row["table"] == table], "area_code", ["category"])
    t.authorities("TS030", "Religion", ["religion-2021"], chosen(rows, "TS030"), vintage=2024, noise=70,
                  sums=300, caveats=[CHANGED, FROM_SMALL, VOLUNTARY, MISPLACED], without=WRONG)
    t.authorities("TS038-2", "Disability, two groups", ["disability-2-2021"], chosen(rows, "TS038"), vintage=2024,
                  noise=70, sums=300, caveats=[CHANGED, FROM_SMALL, MISPLACED], without=WRONG)
    rows = t.csv("census-2021/english-proficiency-unpaid-care-migration-ltla24-from-msoa.csv")
    for table, title, scheme, age in (
            ("TS029", "Proficiency in English", "english-proficiency-2021", 3),
            ("TS039", "Unpaid care, aged 5 and over", "unpaid-care-2021", 5),
            ("TS019", "Address one year before", "migrant-indicator-2021", 1)):
        t.authorities(table, title, [scheme], chosen(rows, table), vintage=2024, ages=[age], sums=80,
                      universe=f"All usual residents aged {age} year{'s' * (age > 1)} and over",
                      caveats=[CHANGED, FROM_SMALL])


def two_ways(t):
    name = "rm163-gender-identity-by-age-by-sex-all-ltla"
    counts = sources.ons_long(t.csv(f"census-2021/multivariate/{name}.csv"))
    ages = {code: {labels: count for labels, count in each.items() if "15 years and under" not in labels[0]}
            for code, each in sources.margin(counts, [1, 2]).items()}
    t.authorities("RM163-age-sex", "Age by sex, aged 16 and over", ["age-8", "sex-2021"], ages, universe=OVER_16,
                  ages=[16], source="Census 2021, added up from table RM163", caveats=[CHANGED, AGE_16])
    t.multivariate(name, True)
    t.multivariate("rm125-sexual-orientation-by-ethnic-group-all-ltla", True)
    for name in RM:
        t.multivariate(name + "-kent-medway", False)


def older(t):
    ethnic = sources.nomis_wide(t.csv("census-2011/qs201-ethnic-group-la-2011-raw.csv"), r"Ethnic Group: (.+: .+)")
    t.before("QS201", "Ethnic group", ["ethnic-group-2011"], ethnic, 2011, noise=0, sums=0,
             source="Census 2011, table QS201EW", caveats=[UNNAMED])
    religion = sources.nomis_wide(t.csv("census-2011/dc2107-religion-by-sex-by-age-la-2011.csv"),
                                  r"Sex: (Males|Females); Age: (.+?); Religion: (.+)")
    more = dict(source="Census 2011, table DC2107EW", noise=0, sums=0)
    t.before("DC2107-religion", "Religion", ["religion-2011"], sources.margin(religion, [2]), 2011,
             caveats=[VOLUNTARY, UNNAMED], **more)
    t.before("DC2107-age-sex", "Age by sex", ["age-census-2011", "sex-2021"], sources.margin(religion, [1, 0]), 2011,
             caveats=[UNNAMED], **more)
    regions = sources.nomis_wide(t.csv("census-2011/lc2101-ethnic-group-by-sex-by-age-regions.csv"),
                                 r"Sex: All persons; Age: (.+?); Ethnic Group: (.+)")
    rows = {code: (None, each) for code, each in sources.margin(regions, [1, 0]).items()}
    english = [code for code in rows if code.startswith("E12")]
    rows.update(summed(rows, {ENGLAND: english, BOTH: english + [WALES]}))
    t.add("LC2101", "Ethnic group by age", ["ethnic-group-2011", "age-census-2011-4"], rows, year=2011, noise=0,
          sums=0, source="Census 2011, table LC2101EW", caveats=[UNNAMED],
          geography="regions of England, and Wales; England and the two together added up")
    old = sources.stacked(t.folder, "census-2001/st149-religion-by-sex-by-age-la-2001-raw.csv")
    more = dict(source="Census 2001, table ST149", noise=30, sums=300)
    t.before("ST149-religion", "Religion", ["religion-2001"], sources.margin(old, [0]), 2001,
             caveats=[ADJUSTED, VOLUNTARY, UNNAMED], **more)
    t.before("ST149-age-sex", "Age by sex", ["age-census-2001", "sex-2021"], sources.margin(old, [1, 2]), 2001,
             caveats=[ADJUSTED, UNNAMED], **more)
    first = t.csv("census-2021/population-broad-age-2011-2021.csv")
    known = set(t.areas.rows) | set(t.areas.parts(2021))
    for year, id, title, noise, caveats in (
            (2011, "POP-2011", "Population in three ages, 2011", 0, [UNNAMED]),
            (2021, "POP-2021-first", "Population in three ages, first results of 2021", 500, [
                "First results of June 2022: each age of five years was rounded to a hundred, so that sums are off "
                "by up to some hundreds. Use table TS007 where you can."])):
        bands = ("under_15", "15_to_64", "65_and_over")
        names = ("0-14", "15-64", "65-and-over")
        rows = {row["area_code"]: {(name,): int(row[f"aged_{band}_{year}"]) for name, band in zip(names, bands)}
                for row in first if row["area_code"] in known}
        t.authorities(id, title, ["age-broad-15"], rows, year=year, noise=noise, sums=noise, caveats=caveats,
                      source="Census 2021, first results (28 June 2022)",
                      geography="local authorities of 2021, counties, regions and countries, each as published; "
                      "the unitary councils of 2023 added up")


def small_areas(t):
    look = t.csv("code-lists/lsoa21-ward24-ltla24-kent-medway.csv")
    msoas = {row["msoa21_name"]: row["msoa21_code"] for row in t.csv(
        "census-2021/small-area/orientation-language-care-ethnicity6-migration-msoa21-kent-medway.csv")}
    parts = {}
    for row in look:
        parts.setdefault(row["ward24_code"], []).append(row["lsoa21_code"])
        parts.setdefault(msoas[row["lsoa21_name"][:-1]], []).append(row["lsoa21_code"])
    rows = t.csv("census-2021/small-area/ethnicity-religion-disability-lsoa21-kent-medway.csv")
    wards = t.csv("census-2021/small-area/ethnicity-religion-disability-ward24-kent-medway.csv")
    for table, id, title, scheme, caveats in (
            ("TS021", "TS021-small", "Ethnic group, five groups", "ethnic-group-2021-5", []),
            ("TS030", "TS030-small", "Religion", "religion-2021", [VOLUNTARY]),
            ("TS038", "TS038-2-small", "Disability, two groups", "disability-2-2021", [])):
        counts = sources.tidy([row for row in rows if row["table"] == table], "lsoa21_code", ["category"])
        lsoas = {code: (None, each) for code, each in counts.items()}
        sums = summed(lsoas, {code: parts[code] for code in sorted(parts)})
        for code, each in sources.tidy([row for row in wards if row["table"] == table],
                                       "ward24_code", ["category"]).items():
            if sums[code][1] != each:
                raise SystemExit(f"{id}: ward {code} is not the sum of its parts")
        t.add(id, title, [scheme], {**sums, **lsoas}, noise=30, sums=30, caveats=[CHANGED, SMALL] + caveats,
              geography=f"{SMALL_AREAS}: LSOAs of 2021 as published; wards of May 2024 and MSOAs of 2021 added up "
              "from them, wards by best fit", source=f"Census 2021, table {table}")
    rows = t.csv("census-2021/small-area/orientation-language-care-ethnicity6-migration-msoa21-kent-medway.csv")
    for table, title, scheme, age, caveats in (
            ("TS077", "Sexual orientation", "sexual-orientation-2021", 16, [ORIENTATION]),
            ("TS029", "Proficiency in English", "english-proficiency-2021", 3, []),
            ("TS039", "Unpaid care, aged 5 and over", "unpaid-care-2021", 5, []),
            ("TS019", "Address one year before", "migrant-indicator-2021", 1, [])):
        counts = sources.tidy([row for row in rows if row["table"] == table], "msoa21_code", ["category"])
        t.add(f"{table}-small", title, [scheme], {code: (None, each) for code, each in counts.items()},
              universe=f"All usual residents aged {age} year{'s' * (age > 1)} and over", ages=[age], sums=30,
              caveats=[CHANGED, SMALL] + caveats, geography=f"{SMALL_AREAS}: MSOAs of 2021")
    counts = sources.nomis_wide(t.csv("census-2011/ks102-age-structure-msoa11-kent-medway.csv"), r"Age: (Age .+)")
    t.add("KS102-small", "Age", ["age-census-2011-key"], {code: (None, each) for code, each in counts.items()},
          year=2011, noise=0, sums=0, source="Census 2011, table KS102EW", caveats=[
              "MSOAs are those of 2011; where a code is also one of 2021, the area is the same."],
          geography=f"{SMALL_AREAS}: MSOAs of 2011")
