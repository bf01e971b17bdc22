# SPDX-License-Identifier: Apache-2.0
"""Every form that takes a file: what is no file of ours is refused by the contract, what is one is checked."""
import contract
import markup
from page import elements
from submit import State, send

REFUSED = {
    "empty file": ("empty.csv", b""),
    "PDF": ("plan.pdf", b"%PDF-1.4\n%%EOF"),
    "workbook": ("plan.xlsx", b"PK\x03\x04" + b"\x00" * 60),
    "other columns": ("other.csv", b"colour,size\r\nred,<script>window.hostile=1</script>\r\n"),
    "open quote": ("open.csv", b"reference,name,type\r\n\"A-1,Never closed,policy\r\n"),
    "binary": ("noise.csv", bytes(range(256)) * 4),
}
TAKEN = {
    "register": b"reference,name,type,directorate,service,owner,adopted,retired,last_assessed,relevance\r\n"
                b"UP-1,<script>window.hostile=1</script> policy,policy,New & unknown,,,2020-04-01,,,high\r\n",
    "plan": b"Objective/Task,Arising from,Lead Officer,Directorate,Section,Target Completion Date,Status,CP Priority,"
            b"EFLG Criteria,PSED Aim,PC\r\n\"Do <b>this</b>, please\",,TBC & Equality lead,,,Before July 2027,,All,"
            b"To be mapped,All,All\r\n",
    "structure": b"directorate,service,team\r\nPlace,Parks,Rangers\r\n",
}


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
        for name, (file_name, content) in REFUSED.items():
            state = State(name, form.action, "POST", form.values(), True, ((files[0], file_name, content),), form.page.path)
            page = stage.page(send(client, state), "kent")
            stage.outcome.check(f"{pattern} {name}", contract.findings(page, []) + markup.findings(page) + _scripts(page))
            if name == "other columns":
                stage.show_later("upload", client, state)
        taken = 0
        for name, content in TAKEN.items():
            state = State(name, form.action, "POST", form.values(), True, ((files[0], "file.csv", content),), form.page.path)
            response = send(client, state)
            if response.status == 422:
                continue
            taken += 1
            page = stage.page(client.follow(response), "kent")
            stage.outcome.check(f"{pattern} {name}", markup.findings(page) + _scripts(page))
            if response.status == 200:
                stage.show_later("upload", client, state)
        stage.outcome.that(pattern, taken >= 1, "takes none of the three kinds of file")
    stage.outcome.that("kent", count >= 3, f"only {count} forms take a file")


def _scripts(page):
    own = [one for one in page.find("script") if "/assets/" not in (one.get("src") or "")]
    return ["the page contains a script out of the file"] if own else []
