# SPDX-License-Identifier: Apache-2.0
"""Assessments for the bench: one with 200 answers, 60 items of evidence and 40 versions, and a register of 5,000.

The large one goes in by `import assessment`, as one from another body would. The register is copied from it row by
row in the file, because 5,000 imports measure nothing that one does not.
"""
import json
import pathlib
import sqlite3
import subprocess

CODES = ["age", "disability", "gender-reassignment", "marriage-and-civil-partnership", "pregnancy-and-maternity",
         "race", "religion-or-belief", "sex", "sexual-orientation"]
WORDS = "Older tenants on fixed incomes pay more, and some of them cannot move. " * 3


def answers():
    """About 200 answers, in the order in which they are written."""
    fields = {"about/what": WORDS, "about/why": WORDS, "about/service": "Lettings", "about/owner": "Head of Housing",
              "about/implementation": "2027-04-01", "proposal/scope": WORDS, "proposal/budget": "Saves 40,000 pounds",
              "proposal/eligibility": "All tenants", "proposal/delivery": "By the council",
              "proposal/preferred-on": "2026-10-01", "screening/outcome": "full", "outcome/kind": "adjust",
              "outcome/unlawful": "no", "outcome/summary": WORDS, "outcome/changed": WORDS,
              "review/date": "2027-10-01", "provider/contracted-out": "no", "reach/wards": "Northwood; Salmestone"}
    for code in CODES:
        for aim in "abc" if code != "marriage-and-civil-partnership" else "a":
            fields[f"aim/{code}/{aim}"] = "none"
            fields[f"aim/{code}/{aim}-reason"] = "All pay the same"
        for people in ("residents", "staff"):
            place = f"impact/{code}/{people}"
            worse = people == "residents" and code in ("age", "disability", "race")
            fields[f"{place}/direction"] = "negative" if worse else "neutral"
            fields[f"{place}/reason"] = "The same for all"
            fields[f"{place}/evidence"] = "e001\ne002"
            if worse:
                fields.update({f"{place}/description": WORDS, f"{place}/before": "high", f"{place}/residual": "low",
                               f"{place}/where": "Northwood", f"{place}/who": WORDS, f"{place}/likelihood": "likely"})
    for number in range(1, 200 - len(fields) + 1):
        fields[f"option/o{number:03}/title"] = f"Option {number}"
    return fields


def evidence():
    fields = {}
    for number in range(1, 61):
        fields.update({f"evidence/e{number:03}/title": f"Survey {number}", f"evidence/e{number:03}/source": "The council",
                       f"evidence/e{number:03}/coverage": "All tenants", f"evidence/e{number:03}/date": "2026-01-31"})
    return fields


def large(template_of):
    """An exported assessment with the answers spread over 40 versions."""
    file = json.loads(json.dumps(template_of))
    one = file["assessment"]
    steps = list(answers().items()) + list(evidence().items())
    title = {"about/title": "Rents 2027", "about/directorate": "Housing"}
    changes = [title] + [dict(steps[number::39]) for number in range(39)]
    content = {}
    for step in changes:
        content.update(step)
    versions = [{"number": number + 1, "at": f"2026-10-{1 + number // 2:02}T09:{number:02}:00.000Z", "person": "p1",
                 "post": "Lettings manager", "reason": "Written", "digest": "", "isFrozen": False, "changes": step}
                for number, step in enumerate(changes)]
    one.update(id="01900000-0000-7000-8000-00000000bea1", version=40, reference="EIA-2026-900", legacyReference="",
               title="Rents 2027", state="inProgress", directorate="Housing", service="Lettings", content=content,
               versions=versions, points=[], actions=[], decision=None, publications=[],
               parties=[{"part": "author", "person": "p1", "post": "Lettings manager", "directorate": "Housing",
                         "service": "Lettings", "isPresent": True}],
               events=[{"sequence": 1, "act": "started", "at": "2026-10-01T09:00:00.000Z", "person": "p1",
                        "post": "Lettings manager", "version": 1, "digest": "", "details": {}}])
    return file


def bring_in(body):
    """Imports the large assessment and gives its id."""
    folder = pathlib.Path(body.folder.name)
    facts = folder / "facts.json"
    facts.write_text(json.dumps({"format": "dueregard-assessment-facts", "title": "First", "directorate": "Housing"}))
    body.run("import", "assessment", str(facts))
    text = subprocess.run([body.program, "export", "assessment", "EIA-2026-001", "--data", body.data], check=False,
                          capture_output=True, text=True).stdout
    if not text:
        # The year of the reference is that of the clock.
        line = subprocess.run([body.program, "report", "assessments", "--data", body.data], check=True,
                              capture_output=True, text=True).stdout
        name = json.loads(line)["assessments"][0]["id"]
        text = subprocess.run([body.program, "export", "assessment", name, "--data", body.data], check=True,
                              capture_output=True, text=True).stdout
    file = large(json.loads(text))
    path = folder / "large.json"
    path.write_text(json.dumps(file))
    body.run("import", "assessment", str(path))
    return file["assessment"]["id"]


def multiply(body, source, total=5_000, live=250):
    """Copies the large assessment in the file until there are `total`, of which `live` are still going on."""
    connection = sqlite3.connect(f"{body.data}/bench.sqlite")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(assessment)")]
    row = dict(zip(columns, connection.execute("SELECT * FROM assessment WHERE id = ?", (source,)).fetchone()))
    impacts = connection.execute("SELECT * FROM assessment_impact WHERE assessmentID = ?", (source,)).fetchall()
    names = ["Housing", "Planning", "Adult Social Care", "Children", "Environment", "Resources"]
    with connection:
        for number in range(1, total):
            copy = dict(row)
            copy["id"] = f"01900000-0000-7000-8000-{number:012x}"
            copy["reference"] = f"EIA-2025-{number:05}"
            copy["referenceKey"] = copy["reference"].lower()
            copy["directorate"] = names[number % len(names)]
            copy["directorateKey"] = copy["directorate"].lower()
            copy["service"] = f"Service {number % 40}"
            copy["title"] = f"Proposal {number} on rents"
            copy["searchText"] = f"{copy['referenceKey']} {copy['title'].lower()} {copy['directorateKey']}"
            copy["state"] = "inProgress" if number < live else "closed"
            if number >= live:
                copy["content"] = '{"about/title":"Rents"}'
            connection.execute(f"INSERT INTO assessment ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
                               [copy[name] for name in columns])
            if number < live:
                connection.executemany(
                    f"INSERT INTO assessment_impact VALUES ({', '.join('?' * len(impacts[0]))})",
                    [(copy["id"], *impact[1:]) for impact in impacts])
    connection.close()


def measure(body):
    """The figures of assessments, by name; the body must not be serving yet."""
    figures = {}
    source = bring_in(body)
    multiply(body, source)
    body.start()
    body.sign_in()
    here = f"/bench/office/assessments/{source}"
    for name, path in [
        ("assessment with 200 answers, 60 evidence, 40 versions: median, ms", here),
        ("difference of versions 1 and 40: median, ms", here + "/compare?from=1&to=40"),
        ("register of 5,000 assessments, filtered: median, ms",
         "/bench/office/assessments?directorate=Housing&state=inProgress&q=rents"),
        ("cumulative matrix of 250 live assessments: median, ms", "/bench/office/assessments/cumulative"),
    ]:
        figures[name], _ = body.load(path, 1, holds=b"<h1")
    body.stop()
    return figures


def checks(folder="Benchmarks/Rules"):
    """The checks over one such assessment, without pages and without a database."""
    text = subprocess.run(["swift", "run", "--package-path", folder, "--configuration", "release", "rules"], check=True,
                          capture_output=True, text=True).stdout
    return {"eighteen checks over that assessment: median, ms": float(text.split()[-1])}
