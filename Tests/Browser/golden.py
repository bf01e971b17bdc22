# SPDX-License-Identifier: Apache-2.0
"""What a screen reader is given on the main pages, kept as text and compared."""
import datetime
import difflib
import pathlib
import re

FOLDER = pathlib.Path(__file__).resolve().parent / "Golden"

# Name of the file, who looks, at what.
PAGES = [
    ("public-home", None, "/"), ("publications", None, "/published"), ("public-coverage", None, "/coverage"),
    ("public-plan", None, "/action-plan"), ("sign-in", None, "/sign-in"), ("home", "lead", "/office"),
    ("register", "lead", "/office/register?per-page=10"), ("new-policy", "lead", "/office/register/new"),
    ("coverage", "lead", "/office/register/coverage?on=2026-03-31"), ("actions", "lead", "/office/actions"),
    ("new-action", "lead", "/office/actions/new"), ("settings", "admin", "/office/settings"),
    ("assessments", "lead", "/office/assessments"), ("new-assessment", "lead", "/office/assessments/new"),
    ("my-work", "lead", "/office/assessments/mine"), ("cumulative", "lead", "/office/assessments/cumulative"),
    ("decisions", "democratic", "/office/decisions"), ("new-decision", "democratic", "/office/decisions/new"),
    ("public-assessments", None, "/assessments"),
]
_SILENT = {"none", "generic", "InlineTextBox", "StaticText", "LineBreak", "ignored", "paragraph", "strong", "emphasis",
           "LabelText", "ListMarker", "Legend"}
_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{64}\b|\b[2-9A-HJ-Z]{8}\b(?=$)")


def compare(stage):
    """Runs before anything is changed: the pages of the district as it was made."""
    browser = stage.browser
    browser.mode("light")
    for name, who, path in PAGES:
        client = stage.client("thanet", who)
        browser.become(client)
        browser.driver.get(client.server.origin + client.prefix + path)
        text = outline(browser.tree())
        file = FOLDER / f"{name}.txt"
        if stage.options.update_golden:
            FOLDER.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        kept = file.read_text(encoding="utf-8") if file.exists() else ""
        stage.outcome.check(name, differences(kept, text))


def differences(kept, now):
    """The changed lines, a few of them."""
    found = [line for line in difflib.unified_diff(kept.splitlines(), now.splitlines(), lineterm="", n=0)
             if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    more = [f"{len(found) - 6} more lines differ"] if len(found) > 6 else []
    return found[:6] + more


def outline(nodes):
    """Roles and names, indented as the tree is; plain text stands as itself."""
    known = {node["nodeId"]: node for node in nodes}
    lines = []

    def walk(node, depth):
        role = node.get("role", {}).get("value", "")
        name = " ".join(node.get("name", {}).get("value", "").split())
        is_shown = not node.get("ignored") and role not in _SILENT
        if is_shown:
            states = [prop["name"] for prop in node.get("properties", [])
                      if prop["name"] in ("required", "checked", "disabled", "expanded", "invalid")
                      and prop.get("value", {}).get("value") not in (False, "false", None)]
            about = " ".join(node.get("description", {}).get("value", "").split())
            line = f"{role} \u201c{name}\u201d" if name else role
            line += "".join(f" [{state}]" for state in states) + (f" ({about})" if about else "")
            lines.append("  " * depth + normal(line))
        elif role == "StaticText" and name and not node.get("ignored"):
            lines.append("  " * depth + normal(name))
        for child in node.get("childIds", []):
            if child in known and role != "StaticText":
                walk(known[child], depth + (1 if is_shown else 0))

    if nodes:
        walk(nodes[0], 0)
    return "\n".join(_folded(lines)) + "\n"


def normal(text):
    """Without what differs from run to run: identifiers, and the real day beside the pretended one."""
    today = datetime.datetime.now(datetime.timezone.utc).date()
    days = {today, today - datetime.timedelta(days=1), datetime.date(2026, 11, 21)}
    for day in days:
        text = text.replace(f"{day.day} {day:%B %Y}", "DAY").replace(day.isoformat(), "DAY")
    text = re.sub(r"\b\d\d:\d\d\b", "TIME", text)
    text = re.sub(r"\b\d+(\.\d+)? (KB|bytes)\b", "SIZE", text)
    return _IDS.sub("ID", text)


def _folded(lines):
    """A name that its only child repeats is said once."""
    kept = []
    for line in lines:
        text = line.strip()
        if kept and f"\u201c{text}\u201d" in kept[-1] and len(line) - len(line.lstrip()) > len(kept[-1]) - len(kept[-1].lstrip()):
            continue
        kept.append(line)
    return kept
