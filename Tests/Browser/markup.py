# SPDX-License-Identifier: Apache-2.0
"""What must hold for the markup of every page: interface.md sections 1, 2 and 9, read from the bytes."""
import hashlib
import re

from page import classes, elements, words

CHECKS = {}

FOOTER = ["Help", "Accessibility statement", "Cookies", "Privacy", "Contact"]

# SHA-256 of surnames in lower case, or of a whole name where the surname is also an ordinary word. The
# names stand in the council's plan of 2013, which the demonstration is made from; none may be shown.
NAME_HASHES = set("""
8dffefcc91421ee03ebeff9be969b5ac6fa8e27fc3268402d1027792a25a57b1
a0629acd844a1458417bf5262e11b810cb6d6c9cebf66e9420a6a4435a633ff8
a37cb4d6fcc3aebb4b99e8b27a3df350c482b8c2ee826444eaed1b6f7fe5ff49
32b89cc7abba334a87fd42615bab97b08a29256363d88ade64d33a43d0f71f5c
b1ed6d99814162a3aac906bc6019a7086339a39d8e474f372ce482943a09cc80
4ab97660cd098805e4e059264c2c91bbd5c8334598ff70b21d1ca962faf28b77
30c05fa26e06695ebde5d24c1b13171069f88fc53f9e3d2d82533e986dc0136d
""".split())


def check(function):
    """Registers a check; `planted.py` must hold a page that each one catches."""
    CHECKS[function.__name__] = function
    return function


@check
def parses_clean(page):
    found = list(page.parse_errors)
    if not page.text.lower().startswith("<!doctype html>"):
        found.append("no doctype")
    return [f"parse error {one}" for one in found[:5]]


@check
def ids_are_unique(page):
    seen, twice = set(), []
    for one in page.all:
        name = one.get("id")
        if name is None:
            continue
        if name in seen:
            twice.append(name)
        if not name or any(c.isspace() for c in name):
            twice.append(f"{name!r} is empty or has a space")
        seen.add(name)
    return [f"duplicate or wrong id {name}" for name in twice]


@check
def references_exist(page):
    found = []
    for one in page.all:
        for name in ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for", "list"):
            for target in (one.get(name) or "").split():
                if target not in page.by_id:
                    found.append(f"{name}={target} on {one.tag} points to nothing")
        href = one.get("href") or ""
        if one.tag == "a" and href.startswith("#") and not page.is_gallery and href[1:] not in page.by_id:
            found.append(f"link {href} points to nothing")
    return found


@check
def title_fits(page):
    """`[Error: ]h1 - section - council`, and the position in a list after the h1."""
    title = page.title
    rest = title.removeprefix("Error: ")
    found = []
    if title.startswith("Error: ") != (page.summary is not None):
        found.append("title and error summary disagree about an error")
    if page.kind == "root" or page.is_gallery:
        return found
    heading = re.escape(page.heading)
    pattern = rf"{heading}( \(page \d+ of \d+\))?( \u2013 [^\u2013]+)* \u2013 {re.escape(page.council)}"
    if not re.fullmatch(pattern, rest):
        found.append(f"title is \u201c{title}\u201d but the h1 is \u201c{page.heading}\u201d")
    parts = [re.sub(r" \(page \d+ of \d+\)$", "", part) for part in rest.split(" \u2013 ")]
    if len(set(parts)) != len(parts):
        found.append(f"title repeats itself: \u201c{title}\u201d")
    has_pages = any("dr-pages" in classes(one) for one in page.find("nav"))
    if has_pages and not re.search(r"\(page \d+ of \d+\)", title):
        found.append("list has pages but its title has no position")
    return found


@check
def one_heading(page):
    count = len(page.find("h1"))
    found = [] if count == 1 else [f"{count} h1 elements"]
    if count == 1 and not page.inside(page.find("h1")[0], "main"):
        found.append("the h1 is outside main")
    level = 0
    for one in page.find("h1", "h2", "h3", "h4", "h5", "h6"):
        now = int(one.tag[1])
        if level and now > level + 1:
            found.append(f"heading level jumps from h{level} to h{now}: {words(one)[:40]}")
        level = now
        if not words(one):
            found.append(f"empty {one.tag}")
    return found


@check
def language_is_british(page):
    root = page.find("html")
    language = root[0].get("lang") if root else None
    return [] if language == "en-GB" else [f"lang is {language}"]


@check
def skip_link_is_first(page):
    for one in page.all:
        is_stop = (one.tag == "a" and one.get("href")) or (
            one.tag in ("button", "input", "select", "textarea") and one.get("type") != "hidden")
        if one.get("tabindex") not in (None, "-1"):
            is_stop = True
        if is_stop:
            ok = one.tag == "a" and one.get("href") == "#main" and "dr-skip-link" in classes(one)
            return [] if ok else [f"first tab stop is {one.tag} \u201c{words(one)[:40]}\u201d"]
    return ["no tab stop"]


@check
def skeleton_in_order(page):
    """Skip link, header, navigation, trail, main, footer."""
    body = page.find("body")
    landmarks = []
    for one in elements(body[0]) if body else []:
        if one.tag in ("header", "main", "footer") and one.tag not in landmarks:
            landmarks.append(one.tag)
    found = [] if landmarks == ["header", "main", "footer"] else [f"landmarks are {landmarks}"]
    if len(page.find("main")) != 1 or page.main.get("id") != "main":
        found.append("there is not one main with the id main")
    return found


@check
def footer_in_order(page):
    footers = page.find("footer")
    if not footers:
        return ["no footer"]
    links = [words(one) for one in elements(footers[-1], "a")]
    return [] if links == FOOTER else [f"footer links are {links}"]


@check
def navigation_is_short(page):
    bars = [one for one in page.find("nav") if "dr-nav" in classes(one) and not page.inside(one, "main")]
    if not bars:
        return ["signed in but no service navigation"] if page.is_signed_in and page.status in (200, 422) else []
    links = elements(bars[0], "a")
    beside = [one for one in page.find("a") if "dr-account__settings" in classes(one)]
    current = [one for one in links + beside if one.get("aria-current") == "page"]
    found = []
    if len(links) > 7:
        found.append(f"{len(links)} links in the service navigation")
    if len(current) > 1:
        found.append(f"{len(current)} current links in the service navigation")
    if not current and page.is_signed_in and not page.path.partition("?")[0].endswith(("/account", "/gallery")):
        found.append("no current link in the service navigation")
    return found


@check
def nothing_inline(page):
    found = []
    for one in page.all:
        for name in one.attrib:
            if name == "style" or (name.startswith("on") and len(name) > 3):
                found.append(f"{name} attribute on {one.tag}")
        # JSON-LD describes a data set; no browser runs it.
        runs = one.tag == "script" and not one.get("src") and one.get("type") != "application/ld+json"
        if one.tag == "style" or runs:
            found.append(f"inline {one.tag} element")
        if (one.get("href") or "").strip().lower().startswith("javascript:"):
            found.append("javascript: link")
    return found


@check
def nothing_foreign(page):
    """No request to another site, and none that a content policy would have to stop."""
    found = []
    for one in page.all:
        address = one.get("src") or (one.get("href") if one.tag == "link" else None) or one.get("data") or ""
        if one.tag == "link" and one.get("rel") in ("canonical", "alternate"):
            continue
        if re.match(r"(?i)(https?:)?//", address):
            found.append(f"{one.tag} loads {address}")
        if one.tag in ("iframe", "object", "embed", "base"):
            found.append(f"{one.tag} element")
    return found


@check
def demonstration_is_marked(page):
    if page.is_gallery:
        return []
    marks = [one for one in page.all if "dr-demo" in classes(one) and words(one).startswith("DEMO")]
    if page.is_demonstration and not marks:
        return ["no DEMO marker"]
    return [] if page.is_demonstration or not marks else ["DEMO marker on a real body"]


@check
def nobody_is_named(page):
    body = page.find("body")
    shown = re.findall(r"[^\W\d_]+", words(body[0]).lower() if body else "")
    shown += re.findall(r"[^\W\d_]+", page.title.lower())
    pairs = [f"{one} {two}" for one, two in zip(shown, shown[1:])]
    for one in set(shown + pairs):
        if hashlib.sha256(one.encode()).hexdigest() in NAME_HASHES:
            return [f"a real officer is named: {one[0]}\u2026"]
    return []


@check
def tables_are_tables(page):
    found = []
    for table in page.find("table"):
        if not elements(table, "caption"):
            found.append("table without a caption")
        for cell in elements(table, "th"):
            if cell.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                found.append(f"th without scope: {words(cell)[:30]}")
        for row in elements(table, "tr"):
            first = next((one for one in row if isinstance(one.tag, str)), None)
            if page.parents.get(row) is not None and page.parents[row].tag == "tbody" and first is not None:
                if first.tag != "th":
                    found.append("first cell of a row is not its heading")
                    break
        wrap = page.parents.get(table)
        if wrap is not None and "dr-table-wrap" in classes(wrap) and (
                wrap.get("role") != "region" or wrap.get("tabindex") != "0" or not wrap.get("aria-labelledby")):
            found.append("table stands in a region without role, tabindex or name")
    return found


@check
def words_are_plain(page):
    """No \u201cclick here\u201d, no title tooltips, no access keys, no placeholder left over."""
    found = []
    for one in page.all:
        if one.get("title") is not None and one.tag not in ("link", "abbr", "iframe"):
            found.append(f"title tooltip on {one.tag}")
        for name in ("accesskey", "autoplay", "draggable", "placeholder"):
            if one.get(name) is not None:
                found.append(f"{name} on {one.tag}")
        if one.tag == "a" and words(one).lower() in ("click here", "here", "more", "read more", "link"):
            found.append(f"link says \u201c{words(one)}\u201d")
    body = page.find("body")
    text = words(body[0]) if body else ""
    for wrong in ("Optional(", "nil", "undefined", "[object", "NaN", "lorem", "TODO"):
        if re.search(rf"(?<!\w){re.escape(wrong)}(?!\w)", text):
            found.append(f"the page shows \u201c{wrong}\u201d")
    return found


@check
def one_primary_button(page):
    if page.is_gallery or page.main is None:
        return []
    primary = [one for one in elements(page.main, "a", "button") if "dr-button" in classes(one) and not any(
        name.startswith("dr-button--") for name in classes(one))]
    return [] if len(primary) <= 1 else [f"{len(primary)} primary buttons: {[words(one) for one in primary]}"]


def findings(page):
    """Everything wrong with the markup of a page."""
    return [f"{name}: {finding}" for name, function in CHECKS.items() for finding in function(page)]
