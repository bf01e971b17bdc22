# SPDX-License-Identifier: Apache-2.0
"""Indices of deprivation: scores, ranks and shares, no counts of people."""

from . import plain_yaml, sources

MINISTRY = {"publisher": "Ministry of Housing, Communities and Local Government", "licence": "OGL-UK-3.0"}
DOMAINS = ["income", "employment", "education", "health", "crime", "housing", "environment"]
WORDS = {
    "score": "average score of its LSOAs, weighted by their people; higher is more deprived",
    "score_rank": "rank by that score, 1 the most deprived",
    "share": "share of its LSOAs that are among the most deprived tenth of England, from 0 to 1",
    "share_rank": "rank by that share, 1 the most deprived",
    "extent": "share of its people in the most deprived areas, with falling weight down to the third tenth",
    "rank": "rank among the LSOAs of England, 1 the most deprived",
    "decile": "tenth of the LSOAs of England, 1 the most deprived",
}
ENGLAND_ONLY = "The index covers England only: Wales has its own, and the two cannot be compared."
AREAS_NOT_PEOPLE = (
    "The index is about areas: not everybody in a deprived area is deprived, and many deprived "
    "people live elsewhere."
)
SERIES = (
    "Indices of different years were made in different ways and are not strictly comparable: compare ranks, "
    "and say so."
)


def number(text, places):
    """A number with so many decimals and no needless zeros."""
    out = f"{float(text):.{places}f}"
    return out.rstrip("0").rstrip(".") if "." in out else out


def everything(folder, areas):
    """The files by path."""
    from .files import csv_text, head

    described = []
    out = {}

    def add(id, title, dataset, year, geography, columns, lines, caveats):
        described.append(
            {
                "id": id,
                "file": id + ".csv",
                "title": title,
                "dataset": dataset,
                "year": year,
                **MINISTRY,
                "geography": geography,
                "columns": {key: words for key, words in columns},
                "caveats": caveats,
            }
        )
        header = [["area"] + [key for key, _ in columns]]
        out[f"deprivation/{id}.csv"] = csv_text(header + sorted(lines))

    usual = [ENGLAND_ONLY, AREAS_NOT_PEOPLE]
    prefix = "imd_proportion_of_lso_as_in_most_deprived_10_percent_nationally"
    rows = sources.table(folder, "deprivation/imd2025-ltla24-england.csv")
    rank = [column for column in rows[0] if column.startswith("imd_rank_of_proportion")][0]
    add(
        "imd2025-authorities",
        "Index of multiple deprivation 2025",
        "Indices of deprivation 2025",
        2025,
        "local authorities of England, 2024",
        [(key, WORDS[key]) for key in ("score", "score_rank", "share", "share_rank", "extent")],
        [
            [
                row["ltla24_code"],
                number(row["imd_average_score"], 2),
                number(row["imd_rank_of_average_score"], 0),
                number(row[prefix], 4),
                number(row[rank], 0),
                number(row["imd25_extent"], 4),
            ]
            for row in rows
        ],
        usual,
    )
    rows = sources.table(folder, "deprivation/imd2019-ltla22-england.csv")
    add(
        "imd2019-authorities",
        "Index of multiple deprivation 2019",
        "Indices of deprivation 2019",
        2019,
        "local authorities of England, 2022 (the same as those of 2021)",
        [(key, WORDS[key]) for key in ("score", "share", "extent")],
        [
            [
                row["ltla22_code"],
                number(row["Score"], 2),
                number(row["Proportion"], 4),
                number(row["Extent"], 4),
            ]
            for row in rows
        ],
        usual
        + ["Worked out again from LSOAs for the authorities of 2022: a little different from the published."],
    )
    for year, key, last, vintage in (
        (2025, "lsoa21_code", "Housing_and_Services", 2021),
        (2019, "lsoa11_code", "Housing_and_Access", 2011),
    ):
        rows = sources.table(folder, f"deprivation/imd{year}-lsoa{vintage % 100}-kent-medway.csv")
        names = ["Income", "Employment", "Education", "Health", "Crime", last, "Environment"]
        add(
            f"imd{year}-small",
            f"Index of multiple deprivation {year}, small areas of Kent and Medway",
            f"Indices of deprivation {year}",
            year,
            f"LSOAs of {vintage}, Kent and Medway",
            [("rank", WORDS["rank"]), ("decile", WORDS["decile"])]
            + [(f"{domain}_decile", f"decile of the {domain} domain alone") for domain in DOMAINS],
            [
                [row[key], row["IMD_rank"], row["IMD_decile"]] + [row[f"{name}_decile"] for name in names]
                for row in rows
            ],
            usual,
        )
    rows = sources.table(folder, "deprivation/imd-2004-2019-ltla-trend.csv")
    add(
        "imd-trend",
        "Index of multiple deprivation, 2004 to 2019",
        "Indices of deprivation 2004 to 2019",
        2019,
        "local authorities of England, 2021 and 2022 (the same)",
        [
            ("year", "year of the index"),
            ("score", WORDS["score"]),
            ("share", WORDS["share"]),
            ("extent", WORDS["extent"]),
        ],
        [
            [
                row["area_code"],
                row["year"],
                number(row["score"], 2),
                number(row["proportion_most_deprived_10pc"], 4),
                number(row["extent"], 4),
            ]
            for row in rows
        ],
        usual + [SERIES],
    )
    out["deprivation/tables.yaml"] = head("tables") + plain_yaml.write(described)
    return out
