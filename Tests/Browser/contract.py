# SPDX-License-Identifier: Apache-2.0
"""The error contract of every form (interface.md section 3), read from the answer to what was sent."""
import re
import unicodedata

from page import classes, elements, is_typed, value_of, words

CHECKS = {}
FORBIDDEN = re.compile(r"\b(please|sorry|valid|invalid|required|oops|error code|illegal|forbidden)\b", re.I)
# "Enter ...", "Select ..."; "... must ..."; a secret that does not fit; a file whose problems are listed.
SHAPES = re.compile(r"^(Enter|Select) |\bmust\b|is not right|problems?, listed below")


def check(function):
    """Registers a check of the contract."""
    CHECKS[function.__name__] = function
    return function


def problems(page):
    """The entries of the summary: the words and the id they lead to."""
    if page.summary is None:
        return []
    found = []
    for item in elements(page.summary, "li"):
        link = next(iter(elements(item, "a")), None)
        found.append((words(item), (link.get("href") or "").lstrip("#") if link is not None else None))
    return found


def described_by(page, control):
    """The ids that describe a control, its own and those of the groups around it."""
    found = []
    while control is not None:
        found += (control.get("aria-describedby") or "").split()
        control = page.parents.get(control)
    return found


def is_control(one):
    return one.tag in ("input", "select", "textarea") and one.get("type") != "hidden" and (
        "disabled" not in one.attrib)


@check
def status_is_422(page, sent):
    return [] if page.status == 422 else [f"status {page.status}"]


@check
def title_begins_with_error(page, sent):
    return [] if page.is_error else [f"title is \u201c{page.title}\u201d"]


@check
def summary_is_first_in_main(page, sent):
    children = [one for one in page.main if isinstance(one.tag, str)] if page.main is not None else []
    if not children or "dr-error-summary" not in classes(children[0]):
        return ["the summary is not first in main"]
    summary = children[0]
    found = [] if summary.get("tabindex") == "-1" else ["the summary cannot be focused"]
    alerts = [one for one in summary if one.get("role") == "alert"]
    headings = [words(one) for one in elements(summary, "h2")]
    if not alerts or headings != ["There is a problem"]:
        found.append("the summary lacks its alert or its heading")
    if not problems(page):
        found.append("the summary lists nothing")
    return found


@check
def every_entry_leads_to_a_control(page, sent):
    found, order = [], []
    for text, target in problems(page):
        control = page.by_id.get(target) if target else None
        if target is None:
            found.append(f"\u201c{text[:60]}\u201d is not a link")
        elif control is None:
            found.append(f"\u201c{text[:60]}\u201d leads to #{target}, which does not exist")
        elif not is_control(control):
            found.append(f"\u201c{text[:60]}\u201d leads to a {control.tag}, not to a control")
        else:
            order.append(page.all.index(control))
    if order != sorted(order):
        found.append("the entries are not in the order of the fields")
    return found


@check
def words_are_the_same_beside_the_field(page, sent):
    found, named = [], {}
    for text, target in problems(page):
        control = page.by_id.get(target or "")
        if control is None:
            continue
        marks = [name for name in described_by(page, control) if name.endswith("-error")]
        if not marks or marks[0] not in page.by_id:
            found.append(f"#{target} is not described by a message")
            continue
        named.setdefault(marks[0], []).append(text)
        # A choice is no text that could be wrong: its group is described by the message, that is all ARIA has.
        is_choice = control.get("type") in ("radio", "checkbox")
        if control.get("aria-invalid") != "true" and not is_choice:
            found.append(f"#{target} lacks aria-invalid")
    for mark, texts in named.items():
        message = page.by_id[mark]
        if words(message) != "Error: " + " ".join(texts):
            found.append(f"#{mark} says \u201c{words(message)[:80]}\u201d, the summary \u201c{texts[0][:80]}\u201d")
        hint = mark.removesuffix("-error") + "-hint"
        if hint in page.by_id and page.all.index(page.by_id[hint]) > page.all.index(message):
            found.append(f"#{mark} stands before its hint")
    for one in page.all:
        if "dr-error" in classes(one) and one.get("id") not in named and page.main is not None:
            found.append(f"#{one.get('id')} is a message that the summary does not list")
    return found


@check
def words_are_plain(page, sent):
    found = []
    for text, _ in problems(page):
        if match := FORBIDDEN.search(text):
            found.append(f"\u201c{text[:80]}\u201d uses \u201c{match.group()}\u201d")
        if not SHAPES.search(text):
            found.append(f"\u201c{text[:80]}\u201d says neither Enter, Select nor must")
        if re.match(r"This (field|value)\b", text):
            found.append(f"\u201c{text[:80]}\u201d does not name the field")
    return found


@check
def nothing_typed_is_lost(page, sent):
    """Every box holds what was sent, every list its choice; passwords are empty."""
    found = []
    shown = {}
    for one in page.find("input", "textarea", "select"):
        shown.setdefault(one.get("name"), []).append(one)
    for one in page.find("input"):
        if one.get("type") == "password" and one.get("value"):
            found.append(f"the password box {one.get('name')} is filled")
    for name, value in sent:
        controls = [one for one in shown.get(name, []) if one.get("type") != "hidden" and not is_fixed(one)]
        if not controls or controls[0].get("type") == "password":
            continue
        if controls[0].tag == "select":
            chosen = [one.get("value") for one in elements(controls[0], "option") if "selected" in one.attrib]
            if value and value not in chosen:
                found.append(f"{name} lost its choice \u201c{value}\u201d")
        elif controls[0].get("type") in ("radio", "checkbox"):
            if not any("checked" in one.attrib and one.get("value") == value for one in controls):
                found.append(f"{name} lost its choice \u201c{value}\u201d")
        elif is_typed(controls[0]) and not any(same(value_of(one), value) for one in controls):
            found.append(f"{name} lost what was typed: \u201c{value_of(controls[0])[:60]}\u201d for \u201c{value[:60]}\u201d")
    return found


def is_fixed(control):
    """A box that is there for password managers only."""
    return "readonly" in control.attrib or "hidden" in control.attrib


def same(shown, sent):
    """Equal but for what may be trimmed and normalised."""
    def plain(text):
        return unicodedata.normalize("NFKC", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    return plain(shown) == plain(sent)


def is_refusal(page):
    """Whether the page says that an act as a whole cannot be done: above the page, for it belongs to no field."""
    return any("dr-banner" in classes(one) and "Nothing was changed" in words(one) for one in page.all)


def refusal_findings(page):
    """A refused act: said once, in a named region before the h1, and no error summary beside it."""
    found = [] if page.status == 422 else [f"status {page.status}"]
    if page.summary is not None or page.is_error:
        found.append("the error summary stands beside the refusal")
    banner = next(one for one in page.all if "dr-banner" in classes(one) and "Nothing was changed" in words(one))
    heading = next(iter(page.find("h1")), None)
    names = (banner.get("aria-labelledby") or "").split()
    if banner.get("role") not in ("region", "alert") or not names or not all(one in page.by_id for one in names):
        found.append("the refusal is no named region")
    if heading is not None and page.all.index(banner) > page.all.index(heading):
        found.append("the refusal comes after the h1")
    if ".." in words(banner) or not words(banner).endswith("."):
        found.append("the refusal does not end as a sentence")
    return found


def findings(page, sent):
    """Everything in which the answer breaks the contract."""
    return [f"{name}: {one}" for name, function in CHECKS.items() for one in function(page, sent)]
