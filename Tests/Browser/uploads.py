# SPDX-License-Identifier: Apache-2.0
"""Every form that takes a file: what is no file of ours is refused by the contract, what is one is checked."""
import io
import re
import zipfile

import contract
import markup
from page import elements
from program import REPOSITORY
from submit import State, send

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def zipped(**parts):
    """A ZIP file of these parts; dots in names are written as two underscores."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "."), text)
    return out.getvalue()


MACRO = zipped(**{
    "[Content_Types]__xml": f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
                            '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.'
                            'vbaProject"/></Types>', "word/document__xml": "<w:document/>", "word/vbaProject__bin": "x"})
# An old compound file: what Word makes of a document with a password, and what it wrote before 2007.
PASSWORD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
TABLES = ("/office/register/import", "/office/actions/import", "/office/settings/structure")
REFUSED = {
    "none chosen": ("", b""),
    "empty file": ("empty.csv", b""),
    "PDF": ("plan.pdf", b"%PDF-1.4\n%%EOF"),
    "workbook": ("plan.xlsx", b"PK\x03\x04" + b"\x00" * 60),
    "other columns": ("other.csv", b"colour,size\r\nred,<script>window.hostile=1</script>\r\n"),
    "open quote": ("open.csv", b"reference,name,type\r\n\"A-1,Never closed,policy\r\n"),
    "binary": ("noise.csv", bytes(range(256)) * 4),
    "macro": ("form.docx", MACRO),
    "password": ("form.docx", PASSWORD_FILE),
    "too big": ("big.odt", b"PK\x03\x04" + b"\x00" * (33 << 20)),
    "page": ("page.html", b"<!DOCTYPE html><title>x</title><p>Not a form</p><script>window.hostile=1</script>"),
    "JSON": ("file.json", b'{"format": "something", "title": "<script>window.hostile=1</script>"}'),
}
# An attachment may be of many kinds; what is not what its name says is none.
ATTACHED_REFUSED = {
    **{name: REFUSED[name] for name in ("none chosen", "empty file", "binary", "too big", "page", "JSON")},
    "false name": ("count.pdf", b"MZ\x90\x00"), "program": ("run.exe", b"MZ\x90\x00"),
}
TAKEN = {
    "register": b"reference,name,type,directorate,service,owner,adopted,retired,last_assessed,relevance\r\n"
                b"UP-1,<script>window.hostile=1</script> policy,policy,New & unknown,,,2020-04-01,,,high\r\n",
    "plan": b"Objective/Task,Arising from,Lead Officer,Directorate,Section,Target Completion Date,Status,CP Priority,"
            b"EFLG Criteria,PSED Aim,PC\r\n\"Do <b>this</b>, please\",,TBC & Equality lead,,,Before July 2027,,All,"
            b"To be mapped,All,All\r\n",
    "structure": b"directorate,service,team\r\nPlace,Parks,Rangers\r\n",
}
COUNTS = (b"area_code,area_name,variable,category,count\r\nE07000114,Thanet,sex,Female,72932\r\n"
          b"E07000114,Thanet,sex,Male,67657\r\n")
RECORDS = b"Sex,Age\r\nFemale,34\r\nMale,51\r\nPrefer not to say,44\r\n"


def every_upload(stage):
    client = stage.client("kent")
    count = 0
    for pattern, form in stage.hostile.forms():
        files = [one.get("name") for one in elements(form.element, "input") if one.get("type") == "file"]
        if not files:
            continue
        count += 1
        accept = [one for one in elements(form.element, "input") if one.get("type") == "file" and one.get("aria-describedby")]
        stage.outcome.that(pattern, bool(accept), "the upload does not say types and size first")
        for name, (file_name, content) in (ATTACHED_REFUSED if pattern.endswith("/attach") else REFUSED).items():
            _refused(stage, client, pattern, State(
                name, form.action, "POST", form.values(), True, ((files[0], file_name, content),), form.page.path))
        taken = 0
        for name, (file_name, content) in _takeable(client, pattern, form).items():
            values = form.values(typed=lambda field, given: "2011/12" if field == "period" else given)
            state = State(name, form.action, "POST", values, True, ((files[0], file_name, content),), form.page.path)
            response = send(client, state)
            if response.status == 422:
                continue
            taken += 1
            page = stage.page(client.follow(response), "kent")
            stage.outcome.check(f"{pattern} {name}", markup.findings(page) + _scripts(page))
            if response.status == 200 and file_name.endswith(".csv"):
                stage.show_later("upload", client, state)
        stage.outcome.that(pattern, taken >= 1, "takes no file of the kind that it asks for")
    stage.outcome.that("kent", count >= 7, f"only {count} forms take a file")


def _refused(stage, client, pattern, state):
    response = send(client, state)
    page = stage.page(response, "kent", kind="page")
    if response.status == 413:
        # Refused before it is read as a form: a plain page, which says that nothing was changed.
        plain = stage.page(response, "kent", False)
        stage.outcome.check(f"{pattern} {state.name}", markup.findings(plain) + (
            [] if plain.heading == "What was sent is too large" else [f"the h1 is \u201c{plain.heading}\u201d"]))
        return
    stage.outcome.check(f"{pattern} {state.name}", contract.findings(page, []) + markup.findings(page) + _scripts(page))
    if state.name == "other columns":
        stage.show_later("upload", client, state)


def _takeable(client, pattern, form):
    """Files of the kind that a form asks for."""
    if pattern in TABLES:
        return {name: ("file.csv", content) for name, content in TAKEN.items()}
    if pattern.endswith("/community/tables/new"):
        return {"counts": ("counts.csv", COUNTS)}
    if pattern.startswith("/office/data/"):
        return {"records": ("records.csv", RECORDS)}
    if pattern.endswith("/attach"):
        return {"table": ("count.csv", TAKEN["structure"]), "PDF": ("plan.pdf", b"%PDF-1.4\n%%EOF")}
    if pattern.endswith("/templates"):
        text = (REPOSITORY / "ReferenceData/templates/screening-1.yaml").read_text(encoding="utf-8")
        return {"template": ("own.yaml", text.replace("id: screening", "id: uploaded", 1).encode())}
    home = form.action.removesuffix("/form")
    if pattern.endswith("/form"):
        return {kind: (f"form.{kind}", client.get(f"{home}/form/{kind}").body) for kind in ("html", "odt", "docx")}
    listing = client.get(f"{client.prefix}/office/assessments").text
    one = re.search(rf"{client.prefix}/office/assessments/[0-9a-f-]{{36}}", listing).group()
    whole = client.get(f"{one}/file/json").text
    return {"assessment": ("assessment.json", whole.encode()), "facts": ("facts.json", b'{"format": '
            b'"dueregard-assessment-facts", "title": "<b>An old one</b>", "directorate": "Place"}')}


def _scripts(page):
    own = [one for one in page.find("script") if "/assets/" not in (one.get("src") or "")]
    return ["the page contains a script out of the file"] if own else []
