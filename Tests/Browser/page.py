# SPDX-License-Identifier: Apache-2.0
"""A page as a tree, with the questions the checks ask of it."""
import dataclasses
import urllib.parse

import html5lib

_HIDDEN_TAGS = {"script", "style", "template", "title"}


def parse(text):
    """The tree of a document and the parse errors found on the way."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(text)
    errors = [f"{code} at line {position[0]}" for position, code, _ in parser.errors]
    return tree, errors


def elements(tree, *tags):
    return [one for one in tree.iter() if isinstance(one.tag, str) and (not tags or one.tag in tags)]


def words(element):
    """The text of an element with single spaces."""
    parts = []

    def walk(one):
        if not isinstance(one.tag, str) or one.tag in _HIDDEN_TAGS:
            return
        parts.append(one.text or "")
        if one.tag in ("br", "p", "li", "td", "th", "dd", "dt"):
            parts.append(" ")
        for child in one:
            walk(child)
            parts.append(child.tail or "")

    walk(element)
    return " ".join("".join(parts).split())


def classes(element):
    return (element.get("class") or "").split()


@dataclasses.dataclass
class Page:
    """One HTML response and what is known about where it stands."""

    path: str
    status: int
    text: str
    council: str
    is_demonstration: bool = True
    is_signed_in: bool = False
    # Pages outside every body, and stored editions, have a frame of their own.
    kind: str = "page"

    def __post_init__(self):
        self.tree, self.parse_errors = parse(self.text)
        self.all = elements(self.tree)
        self.by_id = {}
        for one in self.all:
            if one.get("id"):
                self.by_id.setdefault(one.get("id"), one)
        self.parents = {child: parent for parent in self.all for child in parent}

    def find(self, *tags):
        return [one for one in self.all if one.tag in tags]

    @property
    def main(self):
        return next(iter(self.find("main")), None)

    @property
    def title(self):
        return next((" ".join((one.text or "").split()) for one in self.find("title")), "")

    @property
    def heading(self):
        """The words of the h1, without the caption above it."""
        found = self.find("h1")
        if not found:
            return ""
        whole = words(found[0])
        caption = next((words(one) for one in found[0].iter("span") if "dr-caption" in classes(one)), "")
        return whole[len(caption):].strip() if caption and whole.startswith(caption) else whole

    @property
    def summary(self):
        """The error summary, where there is one in main (the gallery shows others as specimens)."""
        children = [one for one in self.main if isinstance(one.tag, str)] if self.main is not None else []
        return next((one for one in children if "dr-error-summary" in classes(one)), None)

    @property
    def is_gallery(self):
        """The page of specimens: its links, forms and frame are examples."""
        return self.path.endswith("/office/gallery")

    @property
    def is_error(self):
        return self.title.startswith("Error: ")

    def links(self):
        """Where the page leads, without fragments, as paths of this server."""
        for one in self.find("a"):
            href = one.get("href")
            if not href or href.startswith(("#", "mailto:", "tel:")):
                continue
            yield urllib.parse.urldefrag(urllib.parse.urljoin(self.path, href))[0]

    def inside(self, element, tag):
        while element is not None:
            if element.tag == tag:
                return True
            element = self.parents.get(element)
        return False

    def forms(self):
        return [Form(self, one) for one in self.find("form")]


class Form:
    """A form as a browser would send it."""

    def __init__(self, page, element):
        self.page = page
        self.element = element
        self.action = urllib.parse.urljoin(page.path, element.get("action") or page.path)
        self.method = (element.get("method") or "get").lower()
        self.is_multipart = element.get("enctype") == "multipart/form-data"
        self.controls = [
            one for one in elements(element, "input", "textarea", "select", "button") if one.get("name")]
        self.index = page.find("form").index(element)

    @property
    def names(self):
        return sorted({one.get("name") for one in self.controls})

    def buttons(self):
        """What pressing each button adds: nothing, or its name and value."""
        found = []
        for one in elements(self.element, "button"):
            if (one.get("type") or "submit") == "submit":
                found.append((one.get("name"), one.get("value") or ""))
        return list(dict.fromkeys(found)) or [(None, "")]

    def text_names(self):
        return [one.get("name") for one in self.controls if is_typed(one)]

    def values(self, typed=None, choose_first=False):
        """The fields with their values; `typed(name, given)` gives the words for boxes to type in."""
        sent = []
        for one in self.controls:
            name, kind = one.get("name"), (one.get("type") or "text").lower()
            if one.tag == "button" or kind in ("submit", "file"):
                continue
            if is_typed(one):
                sent.append((name, typed(name, value_of(one)) if typed else value_of(one)))
            elif one.tag == "select":
                sent.append((name, _chosen(one, choose_first)))
            elif kind in ("radio", "checkbox"):
                if "checked" in one.attrib:
                    sent.append((name, one.get("value") or "on"))
            else:
                sent.append((name, one.get("value") or ""))
        return sent


def is_typed(control):
    kind = (control.get("type") or "text").lower()
    if control.tag == "textarea":
        return True
    return control.tag == "input" and kind in ("text", "search", "email", "tel", "password", "number", "url")


def value_of(control):
    if control.tag == "textarea":
        text = control.text or ""
        return text
    return control.get("value") or ""


def _chosen(select, first):
    options = elements(select, "option")
    if not options:
        return ""
    chosen = next((one for one in options if "selected" in one.attrib), options[0])
    if first:
        chosen = next((one for one in options if one.get("value") == ""), options[0])
    value = chosen.get("value")
    return words(chosen) if value is None else value
