# SPDX-License-Identifier: Apache-2.0
"""The published tables: what each is, and where its counts come from."""

import itertools

from . import sources
from .areas import BOTH, ENGLAND, KENT, WALES, brought_to_2021, summed

ONS = {"publisher": "Office for National Statistics", "licence": "OGL-UK-3.0"}
ALL, OVER_16 = "All usual residents", "All usual residents aged 16 years and over"
DAYS = {2021: "2021-03-21", 2011: "2011-03-27", 2001: "2001-04-29"}
OF_2021 = "local authorities of 2021; the unitary councils of 2023, counties, regions and countries added up"
OF_2024 = (
    "local authorities of 2024, added up from small areas; counties, regions and countries added up again"
)
KENT_ONLY = "districts of Kent, and Medway; Kent, England, Wales and the two together added up"
CHANGED = (
    "Counts carry small random changes that protect people: the same people counted in another table "
    "or level may differ by a few, and nothing was made to agree."
)
FROM_SMALL = (
    "Counts of authorities were added up from small areas, so that the small random changes of each "
    "add up as well."
)
VOLUNTARY = (
    "The question was voluntary. Those who did not answer are shown as such: they were neither left "
    "out nor shared out."
)
ORIENTATION = "The question on sexual orientation was voluntary and asked of people aged 16 and over."
GENDER = (
    "The question on gender identity was voluntary; some people may have misread it, and since 2024 the "
    "figures are official statistics in development. Compare areas with great care."
)
AGE_16 = "People under 16 are not in this table, although the census counted them in a wider one."
ADJUSTED = "Small counts of 2001 were adjusted at random, so that tables of the same people differ by a few."
PART = "The listed categories are not all there are: shares need the total of the table named as base."
MISPLACED = (
    "The source put about 1,900 people of West Northamptonshire into Cherwell. Both are left out here, and "
    "so are the larger areas that hold only one of them."
)
UNNAMED = "A few areas changed their boundaries slightly between the censuses; codes are those of 2021."
RM_SCHEMES = {
    "Gender identity (7 categories)": "gender-identity-2021",
    "Gender identity (4 categories)": "gender-identity-2021-2",
    "Sexual orientation (6 categories)": "sexual-orientation-2021",
    "Sexual orientation (4 categories)": "sexual-orientation-2021-2",
    "Disability - Equality act disabled (4 categories)": "disability-3-2021",
    "Economic activity status (10 categories)": "economic-activity-2021",
    "Economic activity status (7 categories)": "economic-activity-2021-6",
    "Ethnic group (8 categories)": "ethnic-group-2021-7",
    "Marital and civil partnership status (7 categories)": "legal-partnership-2021",
    "Age (D) (8 categories)": "age-8",
    "Sex (2 categories)": "sex-2021",
    "General health (6 categories)": "general-health-2021",
    "Religion (10 categories)": "religion-2021",
    "Unpaid care (5 categories)": "unpaid-care-2021-4",
    "Highest level of qualification (8 categories)": "highest-qualification-2021",
    "Tenure of household (5 categories)": "tenure-2021",
}
RM_WORDS = {
    "gender-identity-2021": "gender identity",
    "gender-identity-2021-2": "gender identity",
    "sexual-orientation-2021": "sexual orientation",
    "sexual-orientation-2021-2": "sexual orientation",
    "disability-3-2021": "disability",
    "economic-activity-2021": "economic activity",
    "economic-activity-2021-6": "economic activity",
    "ethnic-group-2021-7": "ethnic group",
    "legal-partnership-2021": "legal partnership status",
    "age-8": "age",
    "sex-2021": "sex",
    "general-health-2021": "general health",
    "religion-2021": "religion",
    "unpaid-care-2021-4": "unpaid care",
    "highest-qualification-2021": "highest qualification",
    "tenure-2021": "tenure of household",
}


class Tables:
    """Reads the sources and keeps each table as its description and its rows."""

    def __init__(self, folder, schemes, areas):
        self.folder, self.schemes, self.areas = folder, schemes, areas
        self.changes = sources.table(folder, "code-lists/local-authority-code-changes.csv")
        self.all = []

    def csv(self, name):
        return sources.table(self.folder, name)

    def add(
        self,
        id,
        title,
        schemes,
        rows,
        year=2021,
        universe=ALL,
        ages=(0,),
        geography=OF_2021,
        noise=30,
        sums=60,
        caveats=(CHANGED,),
        dataset="",
        source="",
        **more,
    ):
        """Takes a table whose rows are code -> (made of, {labels or codes: count})."""
        used = [self.schemes[scheme] for scheme in schemes]
        coded, found = {}, set()
        for area in sorted(rows, key=self.areas.place):
            made_of, counts = rows[area]
            codes = {}
            for labels, count in counts.items():
                key = tuple(scheme.code(label) for scheme, label in zip(used, labels, strict=True))
                if key in codes:
                    raise SystemExit(f"{id}: two labels for {key}")
                codes[key] = count
            coded[area] = (made_of, codes)
            found.update(codes)
        order = [key for key in itertools.product(*(scheme.order for scheme in used)) if key in found]
        about = {
            "id": id,
            "file": f"{id.lower()}.csv",
            "title": title,
            "dataset": dataset or f"Census {year}",
            "day": DAYS[year],
            "universe": universe,
            "ages": list(ages),
            "schemes": list(schemes),
            **ONS,
            "source": source or f"Census {year}, table {id.split('-')[0]}",
            "geography": geography,
            "noise": noise,
            "noise_of_sums": sums,
            "caveats": list(caveats),
            **more,
        }
        self.all.append((about, order, coded))

    def authorities(self, id, title, schemes, counts, vintage=2021, without=(), **more):
        """Adds a table of authorities, with the larger areas added up.

        `without` are authorities between which the source misplaced people: any area with some of them but
        not all has no row.
        """
        rows = {code: (None, each) for code, each in counts.items()}
        parts = self.areas.parts(vintage)
        for code, row in summed(rows, parts).items():
            rows.setdefault(code, row)
        if without:
            wrong = [
                code for code in rows if 0 < len(set(parts.get(code, [code])) & set(without)) < len(without)
            ]
            rows = {code: row for code, row in rows.items() if code not in wrong}
            more["missing"] = sorted(wrong, key=self.areas.place)
        if vintage == 2024:
            more = {"geography": OF_2024, **more}
        self.add(id, title, schemes, rows, **more)

    def before(self, id, title, schemes, counts, year, **more):
        """Adds a table of an older census under codes of 2021."""
        rows = brought_to_2021({code: (None, each) for code, each in counts.items()}, self.changes)
        rows = {code: rows[code] for code in sorted(rows) if code in self.areas.rows}
        rows.update(summed(rows, self.areas.parts(2021)))
        self.add(id, title, schemes, rows, year=year, **more)

    def multivariate(self, name, everywhere):
        """Adds one of the tables with two or three variables."""
        id = name[:5].upper()
        data = self.csv(f"census-2021/multivariate/{name}.csv")
        names = [column for column in data[0] if not column.endswith(" Code")][1:-1]
        schemes = [RM_SCHEMES[column] for column in names]
        counts = without_children(sources.ons_long(data), schemes)
        words = [RM_WORDS[scheme] for scheme in schemes]
        title = f"{words[0]} by {words[1]}" + (f" and {words[2]}" if words[2:] else "")
        caveats = [CHANGED] + [ORIENTATION] * ("sexual orientation" in words)
        caveats += [GENDER] * ("gender identity" in words)
        homes = " in households" if "tenure of household" in words else ""
        more = dict(universe=OVER_16 + homes, ages=[16], caveats=caveats, noise=30, sums=110)
        title = title[0].upper() + title[1:]
        if everywhere:
            self.authorities(id, title, schemes, counts, **more)
            return
        rows = {code: (None, each) for code, each in counts.items()}
        rows.update(summed(rows, {KENT: self.areas.parts(2021)[KENT]}))
        totals = [
            row
            for row in self.csv("census-2021/multivariate/totals-england-wales-kent.csv")
            if row["table"] == id
        ]
        keys = [f"category_{place + 1}" for place in range(len(schemes))]
        totals = [row for row in totals if sources.NOT_PEOPLE not in [row[key] for key in keys]]
        totals = without_children(sources.tidy(totals, "area_code", keys), schemes)
        parts = self.areas.parts(2021)
        if totals[KENT] != rows[KENT][1]:
            raise SystemExit(f"{id}: Kent is not the sum of its districts")
        for code in (ENGLAND, WALES, BOTH):
            rows[code] = (len(parts[code]), totals[code])
        self.add(id, title, schemes, rows, geography=KENT_ONLY, **more)


def without_children(counts, schemes):
    """Leaves out people under 16, of whom these tables have none."""
    if "age-8" not in schemes:
        return counts
    place = schemes.index("age-8")
    for each in counts.values():
        if any(count for labels, count in each.items() if labels[place] == "Aged 15 years and under"):
            raise SystemExit("people under 16 in a table of those over 16")
    return {
        code: {labels: count for labels, count in each.items() if labels[place] != "Aged 15 years and under"}
        for code, each in counts.items()
    }
