# SPDX-License-Identifier: Apache-2.0
"""The tables of 2001 and 2011, and the first results of 2021."""

from . import sources
from .areas import BOTH, ENGLAND, WALES, summed
from .tables import ADJUSTED, UNNAMED, VOLUNTARY


def everything(t):
    ethnic = sources.nomis_wide(
        t.csv("census-2011/qs201-ethnic-group-la-2011-raw.csv"), r"Ethnic Group: (.+: .+)"
    )
    t.before(
        "QS201",
        "Ethnic group",
        ["ethnic-group-2011"],
        ethnic,
        2011,
        noise=0,
        sums=0,
        source="Census 2011, table QS201EW",
        caveats=[UNNAMED],
    )
    religion = sources.nomis_wide(
        t.csv("census-2011/dc2107-religion-by-sex-by-age-la-2011.csv"),
        r"Sex: (Males|Females); Age: (.+?); Religion: (.+)",
    )
    more = dict(source="Census 2011, table DC2107EW", noise=0, sums=0)
    t.before(
        "DC2107-religion",
        "Religion",
        ["religion-2011"],
        sources.margin(religion, [2]),
        2011,
        caveats=[VOLUNTARY, UNNAMED],
        **more,
    )
    t.before(
        "DC2107-age-sex",
        "Age by sex",
        ["age-census-2011", "sex-2021"],
        sources.margin(religion, [1, 0]),
        2011,
        caveats=[UNNAMED],
        **more,
    )
    regions = sources.nomis_wide(
        t.csv("census-2011/lc2101-ethnic-group-by-sex-by-age-regions.csv"),
        r"Sex: All persons; Age: (.+?); Ethnic Group: (.+)",
    )
    rows = {code: (None, each) for code, each in sources.margin(regions, [1, 0]).items()}
    english = [code for code in rows if code.startswith("E12")]
    rows.update(summed(rows, {ENGLAND: english, BOTH: english + [WALES]}))
    t.add(
        "LC2101",
        "Ethnic group by age",
        ["ethnic-group-2011", "age-census-2011-4"],
        rows,
        year=2011,
        noise=0,
        sums=0,
        source="Census 2011, table LC2101EW",
        caveats=[UNNAMED],
        geography="regions of England, and Wales; England and the two together added up",
    )
    old = sources.stacked(t.folder, "census-2001/st149-religion-by-sex-by-age-la-2001-raw.csv")
    more = dict(source="Census 2001, table ST149", noise=30, sums=300)
    t.before(
        "ST149-religion",
        "Religion",
        ["religion-2001"],
        sources.margin(old, [0]),
        2001,
        caveats=[ADJUSTED, VOLUNTARY, UNNAMED],
        **more,
    )
    t.before(
        "ST149-age-sex",
        "Age by sex",
        ["age-census-2001", "sex-2021"],
        sources.margin(old, [1, 2]),
        2001,
        caveats=[ADJUSTED, UNNAMED],
        **more,
    )
    first = t.csv("census-2021/population-broad-age-2011-2021.csv")
    known = set(t.areas.rows) | set(t.areas.parts(2021))
    for year, id, title, noise, caveats in (
        (2011, "POP-2011", "Population in three ages, 2011", 0, [UNNAMED]),
        (
            2021,
            "POP-2021-first",
            "Population in three ages, first results of 2021",
            500,
            [
                "First results of June 2022: each age of five years was rounded to a hundred, so that sums are "
                "off by up to some hundreds. Use table TS007 where you can."
            ],
        ),
    ):
        bands = ("under_15", "15_to_64", "65_and_over")
        names = ("0-14", "15-64", "65-and-over")
        rows = {
            row["area_code"]: {(name,): int(row[f"aged_{band}_{year}"]) for name, band in zip(names, bands)}
            for row in first
            if row["area_code"] in known
        }
        t.authorities(
            id,
            title,
            ["age-broad-15"],
            rows,
            year=year,
            noise=noise,
            sums=noise,
            caveats=caveats,
            source="Census 2021, first results (28 June 2022)",
            geography="local authorities of 2021, counties, regions and countries, each as published; "
            "the unitary councils of 2023 added up",
        )
