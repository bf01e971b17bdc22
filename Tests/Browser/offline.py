# SPDX-License-Identifier: Apache-2.0
"""The form that works without network: downloaded part-filled, filled in Chromium offline, brought back whole."""
import json
import pathlib
import tempfile
import time

import markup
from chrome import Browser
from page import elements, words

MARKUP = "<b>bold</b> & \"quoted\" </script><script>window.hostile=1</script> <!-- --> ]]> {{7*7}} \\u003c"
HEBREW = "\u05d3\u05d5\u05d7 \u200fEIA-1\u200e (\u0639\u0631\u0628\u064a) caf\u00e9 \U0001f469\u200d\U0001f33e"
LONG = ("A long answer with \u2018curly\u2019 words, \u00a31,200 and 50% of it. " * 110)[:4999] + "."
DATES = ("date", "next", "opened", "closed", "implementation", "preferred-on", "held", "expert-day", "exempt-until")
NUMBERS = ("number", "people-number", "staff-number")
# Reference something that must exist, or that the plan keeps; typed words would be refused, rightly.
LEFT = ("link/", "about/directorate", "screening/covered-by")

_FIELDS = """
return [...document.querySelectorAll('[data-path]')].map(one => [one.getAttribute('data-path'), one.id,
  one.tagName.toLowerCase(), one.value || '', [...one.querySelectorAll('input')].map(box => [box.id, box.type, box.value])]);
"""


def and_back(stage):
    """One assessment, begun on the site, filled in offline, taken back; then every value is compared."""
    client = stage.client("thanet", "manager")
    home = _begun(stage, client)
    form = client.get(f"{home}/form/html")
    stage.outcome.that("download", form.status == 200, f"answers {form.status}")
    with tempfile.TemporaryDirectory(prefix="dueregard-offline-") as folder:
        path = pathlib.Path(folder) / "form.html"
        path.write_bytes(form.body)
        browser = Browser(sees_requests=True)
        try:
            typed, saved = filled(stage.outcome, browser, path)
        finally:
            browser.close()
    _brought_back(stage, client, home, typed, saved)


def _begun(stage, client):
    form = stage.form(client, f"{client.prefix}/office/assessments/new", "/new")
    given = {"title": "Offline form", "directorate": "Corporate Services & Transformation"}
    sent = form.values(lambda name, value: given.get(name, value)) + [("template", "full-eqia")]
    home = client.post(form.action, sent).location.split("?")[0]
    form = stage.form(client, f"{home}/section/about", "/about")
    client.post(form.action, form.values(
        lambda name, value: "Head of Parks" if name == "about/owner" else value) + [("about/kind", "saving")])
    return home


def filled(outcome, browser, path):
    """Opens the file without network, fills every field, saves by the form's own button: what was typed, what
    was saved."""
    browser.mode("light")
    browser.command("Network.enable")
    browser.command("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0,
                    uploadThroughput=0)
    browser.driver.execute_cdp_cmd(
        "Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(path.parent / "down")})
    browser.driver.get(path.as_uri())
    outcome.check("axe", browser.axe())
    typed = _typed(browser)
    outcome.that("fields", len(typed) > 150, f"only {len(typed)} fields could be filled")
    browser.mode("320")
    wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    outcome.that("320 px", wide <= 0, f"scrolls sideways by {wide} px")
    outcome.check("axe, filled, 320 px", browser.axe())
    browser.mode("light")
    browser.driver.find_element("css selector", "[data-save]").click()
    deadline = time.monotonic() + 20
    found = []
    while time.monotonic() < deadline and not found:
        time.sleep(0.1)
        found = list((path.parent / "down").glob("*.html")) if (path.parent / "down").exists() else []
    said = browser.run("return document.querySelector('[role=status]').innerText")
    outcome.that("saved", bool(found), "no file was saved")
    outcome.that("saved", "was saved" in said, f"the form says \u201c{said}\u201d")
    outcome.check("console", browser.console())
    outcome.check("requests", requests(browser))
    return typed, found[0].read_bytes() if found else b""


def requests(browser):
    """Every request the page made, but for itself and what it gave to be saved."""
    found = []
    for entry in browser.driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = message["params"]["request"]["url"]
            if not address.startswith(("file:", "blob:", "data:")):
                found.append(f"requests {address}")
    return found


def _typed(browser):
    """Types into every field and returns what was typed, by path; the second and third empty rows stay empty."""
    typed = {}
    texts = [MARKUP, HEBREW, LONG, "Plain words", "= 1 + 1", "two lines\nand a third"]
    for number, (path, name, tag, given, boxes) in enumerate(browser.run(_FIELDS)):
        last = path.rsplit("/", 1)[-1]
        if path.startswith(LEFT) or "/new-3/" in path or "/new-2/" in path and not path.startswith("evidence/"):
            continue
        if tag == "fieldset":
            chosen = [box for box in boxes if box[2]]
            if not chosen:
                continue
            taken = chosen[:2] if chosen[0][1] == "checkbox" else [chosen[number % len(chosen)]]
            for box in taken:
                if not browser.run("return document.getElementById(arguments[0]).checked", box[0]):
                    browser.driver.find_element("id", box[0]).click()
            typed[path] = "\n".join(box[2] for box in taken)
            continue
        text = texts[number % len(texts)]
        if last in DATES:
            text = f"{number % 28 + 1} March 2027"
        elif last in NUMBERS:
            text = str(number)
        elif last in ("link", "data-return"):
            text = "https://example.org/a?b=1&c=<2>"
        elif last in ("attachment", "action", "impact", "evidence"):
            continue
        elif tag == "input":
            text = text[:300].replace("\n", " ")
        browser.run("document.getElementById(arguments[0]).focus()", name)
        browser.run("document.getElementById(arguments[0]).select()", name)
        browser.type(text)
        typed[path] = text
    return typed


def _brought_back(stage, client, home, typed, saved):
    outcome = stage.outcome
    form = stage.form(client, f"{home}/form", "/form")
    answer = client.post(form.action, form.values(), True, files=[("file", "form.html", saved)])
    page = stage.page(answer, "thanet")
    found = markup.findings(page) + ([] if answer.status == 200 else [f"answers {answer.status}"])
    outcome.check("check page", found)
    outcome.check("check page", [f"notes: {words(one)}" for one in elements(page.main, "li")
                                 if "not in the file" not in words(one)][:8])
    confirm = next((one for one in page.forms() if one.action.endswith("/confirm")), None)
    if not outcome.that("check page", confirm is not None, f"offers nothing to take: {words(page.main)[:300]}"):
        return
    shown = words(page.main)
    outcome.that("check page", "EIA-1" in shown, "does not show what was typed")
    rows = len([one for one in page.find("tr")]) - 1
    outcome.that("check page", rows >= len(typed) - 6, f"lists {rows} changes, {len(typed)} were typed")
    answer = client.post(confirm.action, confirm.values())
    outcome.that("taken", answer.status == 303, f"answers {answer.status}: {words(stage.page(answer, 'thanet').tree)[:200]}")
    exported = json.loads(client.get(f"{home}/file/json").text)
    outcome.check("every value", losses(typed, exported["assessment"]["content"]))


def losses(typed, content):
    """What was typed and is not there; rows that are new have keys of their own by now, in the same order."""
    rows = {}
    for path in content:
        parts = path.split("/")
        if len(parts) == 3 and len(parts[1]) == 36:
            rows.setdefault(parts[0], set()).add(parts[1])
    keys = {(group, f"new-{index + 1}"): key for group, found in rows.items()
            for index, key in enumerate(sorted(found))}
    found = []
    for path, text in typed.items():
        parts = path.split("/")
        place = "/".join(keys.get((parts[0], part), part) for part in parts)
        kept = content.get(place, "")
        wanted = stored(path, text)
        if parts[-1] == "evidence":
            wanted = "\n".join(keys.get(("evidence", one), one) for one in wanted.split("\n"))
        if kept != wanted:
            found.append(f"{path} holds {kept[:60]!r}, typed was {text[:60]!r}")
    return found[:12]


def stored(path, text):
    """How a value is kept: a day as ISO 8601, everything else as it was typed."""
    if path.rsplit("/", 1)[-1] in DATES:
        return f"2027-03-{int(text.split()[0]):02d}"
    return text.strip()
