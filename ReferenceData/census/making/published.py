# SPDX-License-Identifier: Apache-2.0
"""Published counts of England and Wales, the yardstick of the check."""

from . import sources

TABLES = {
    "ts002": ("TS002", "legal-partnership-2021"),
    "ts007a": ("TS007", "age-5-year"),
    "ts008": ("TS008", "sex-2021"),
    "ts019": ("TS019", "migrant-indicator-2021"),
    "ts021": ("TS021", "ethnic-group-2021"),
    "ts029": ("TS029", "english-proficiency-2021"),
    "ts030": ("TS030", "religion-2021"),
    "ts038": ("TS038-2", "disability-2-2021"),
    "ts039": ("TS039", "unpaid-care-2021"),
    "ts066": ("TS066", "economic-activity-2021"),
    "ts067": ("TS067", "highest-qualification-2021"),
    "ts077": ("TS077", "sexual-orientation-2021"),
    "ts078": ("TS078", "gender-identity-2021"),
}


def lines(folder, schemes):
    """A line for each total and each category of the tables that we ship."""
    out = [["table", "scheme", "code", "count"]]
    for row in sources.table(folder, "code-lists/census-2021-cells-england-wales-counts.csv"):
        if row["Table_ID"] not in TABLES:
            continue
        table, scheme = TABLES[row["Table_ID"]]
        label, count = row["Cell_Label"], str(int(float(row["EW_Count"])))
        if label.startswith("Total: "):
            out.append([table, scheme, "", count])
        elif label.strip().lower() in schemes[scheme].meanings:
            out.append([table, scheme, schemes[scheme].code(label), count])
    return out
