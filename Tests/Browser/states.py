# SPDX-License-Identifier: Apache-2.0
"""Every page in every state, read from the bytes; what is worth it is shown in the browser later."""
import collections
import re
import urllib.parse

import contract
import markup
from client import Client
from crawl import pattern_of
from page import elements, words
from program import DEMONSTRATION_ROLES
from stage import get
from submit import attempts, send

ACCEPTED = (301, 302, 303)


def normal_and_full(stage):
    """The demonstration, every page that exists."""
    _walk(stage, stage.full, "thanet", "full", stage.hostile)
    _walk(stage, stage.hostile, "kent", None, stage.full)


def empty(stage):
    """A body fresh from `init`: routes without a record to show are not reached."""
    _walk(stage, stage.empty, "fresh", "empty")


# A private calendar is reached by its key alone; no page may lead to one.
# The demonstration takes in no table and publishes no equality information: that takes longer than it may.
UNLINKED = {
    "/feeds/:file", "/office/community/tables/:id",
    "/office/community/tables/:id/withdraw",
    # Where a reply leads to; the group of the questionnaire goes there.
    "/ask/:slug/sent",
}


def _walk(stage, crawl, body, show, other=None):
    for address, page in crawl.pages.items():
        stage.outcome.check(f"{body} {_short(page.path)}", markup.findings(page))
    for address, response in crawl.responses.items():
        wrong = [] if response.status in (200, *ACCEPTED) else [f"a link leads to status {response.status}"]
        stage.outcome.check(f"{body} {_short(address)}", wrong)
    if body != "fresh":
        linked = {pattern_of(stage.routes, crawl.client.prefix, link) for page in crawl.pages.values()
                  for link in page.links() if not page.is_gallery}
        orphans = [route["path"] for route in stage.routes.named("GET") if ":" not in route["path"]
                   and route["path"] not in linked and not route["path"].endswith(("/gallery", "/sign-in"))]
        stage.outcome.check(f"{body} routes", [f"no page has a link to {pattern}" for pattern in orphans])
        stage.outcome.check(
            f"{body} routes", [f"no link leads to {pattern}" for pattern in crawl.unvisited()
                               if pattern not in UNLINKED and not (other and other.kept[pattern])])
    if show:
        for address in crawl.shown():
            stage.show_later(show, crawl.client, get(address))


def _short(address):
    """An address without the parts that differ from run to run."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", ":id", address)


def read_only_and_refused(stage):
    """Each role sees its pages; nothing on them leads to a page or an act that is refused."""
    refused = collections.Counter({route["path"]: 0 for route in stage.routes.named("GET") if _is_guarded(route)})
    addresses = {pattern: kept[0] for pattern, kept in stage.full.kept.items() if kept}
    for role in DEMONSTRATION_ROLES:
        client = stage.client("thanet", role)
        pages, links = {}, {}
        for pattern, address in addresses.items():
            response = client.get(address)
            if response.status == 403:
                refused[pattern] += 1
                _refusal(stage, response, role, refused[pattern] == 1)
            elif not stage.outcome.that(
                    f"{role} {_short(address)}", response.status in (200, 303, 404), f"status {response.status}"):
                continue
            if response.status == 200 and response.is_html and "/office" in address:
                page = stage.page(response, "thanet")
                stage.outcome.check(f"{role} {_short(address)}", markup.findings(page))
                pages[address] = page
                if role == "auditor":
                    stage.show_later("read-only", client, get(address))
        for page in pages.values():
            if page.is_gallery:
                continue
            for link in page.links():
                pattern = pattern_of(stage.routes, client.prefix, link)
                links.setdefault(pattern, (link, page.path))
        for pattern, (link, origin) in links.items():
            if pattern and "/office" in pattern:
                status = client.get(link).status
                stage.outcome.that(
                    f"{role} {_short(origin)}", status not in (403, 404),
                    f"a link leads to {_short(link)}, which answers {status}")
        _forms_are_allowed(stage, client, role, pages)
    for pattern, count in refused.items():
        # What only the county has is walked there by one role; the matrix of routes and roles has it for all.
        if pattern not in addresses:
            continue
        stage.outcome.that(pattern, count > 0, "is refused to no role")


def _is_guarded(route):
    return route["access"] not in ("anyone", "signedIn") and not route["access"].startswith("view")


def _refusal(stage, response, role, is_first):
    page = stage.page(response, "thanet", is_signed_in=False)
    found = markup.findings(page)
    if page.summary is not None:
        found.append("a 403 page uses the error summary")
    if page.heading != "You cannot use this page":
        found.append(f"the h1 is \u201c{page.heading}\u201d")
    stage.outcome.check(f"{role} {_short(response.path)}", found)
    if is_first and not any(group == "refused" for group, _, _ in stage.for_browser):
        stage.show_later("refused", stage.client("thanet", role), get(response.path))


def _forms_are_allowed(stage, client, role, pages):
    """A form on a page must not be one that the role may not send: sent without its token, the answer
    says that the form is out of date, not that the page cannot be used."""
    seen = set()
    for page in pages.values():
        for form in page.forms():
            pattern = pattern_of(stage.routes, client.prefix, form.action, "POST")
            if form.method != "post" or pattern in seen or page.is_gallery:
                continue
            seen.add(pattern)
            answer = stage.page(client.post(form.action, [], form.is_multipart), "thanet", False)
            stage.outcome.that(
                f"{role} {_short(page.path)}", answer.heading == "This form is out of date",
                f"a form leads to {_short(form.action)}, which answers \u201c{answer.heading}\u201d")


def signed_out(stage):
    """Without a session every guarded page leads to the sign-in page, and from there to itself."""
    visitor = stage.client("thanet", None)
    for pattern, kept in stage.full.kept.items():
        if not kept or not pattern.startswith("/office"):
            continue
        response = visitor.get(kept[0])
        wanted = urllib.parse.urljoin(kept[0], response.location or "")
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(wanted).query)
        is_right = response.status == 303 and wanted.startswith(visitor.prefix + "/sign-in") and (
            query.get("return") == [kept[0]])
        stage.outcome.that(_short(kept[0]), is_right, f"leads to {response.status} {response.location}")
    target = f"{visitor.prefix}/office/register?q=a+b&sort=name"
    back = Client(stage.demo, "thanet")
    page = stage.page(back.follow(back.get(target)), "thanet", False)
    form = next(one for one in page.forms() if one.action.endswith("/sign-in"))
    fields = [(name, {"name": "tester", "password": "demonstration only"}.get(name, value))
              for name, value in form.values()]
    response = back.post(form.action, fields)
    stage.outcome.that(
        "sign-in", _decoded(response.location) == _decoded(target), f"leads to {response.location}, not back to {target}")
    stage.show_later("signed out", visitor, get(f"{visitor.prefix}/sign-in"))


def _decoded(address):
    parts = urllib.parse.urlsplit(address or "")
    return parts.path, urllib.parse.parse_qs(parts.query)


def not_found(stage):
    for body, name in (("thanet", None), ("thanet", "tester"), ("fresh", "tester")):
        client = stage.client(body, name)
        paths = [f"{client.prefix}/no-such-page", f"{client.prefix}/office/register/no-such-record",
                 f"{client.prefix}/published/coverage/999", f"{client.prefix}/published/nothing",
                 f"{client.prefix}/office/publications/nothing/publish",
                 f"{client.prefix}/office/settings/change/nothing", f"{client.prefix}/published/coverage/1.exe"]
        for path in paths:
            if name is None and "/office" in path:
                continue
            response = client.get(path)
            page = stage.page(response, body, False)
            found = markup.findings(page)
            if response.status != 404 or page.heading != "Page not found":
                found.append(f"answers {response.status} \u201c{page.heading}\u201d")
            stage.outcome.check(f"{body} {path}", found)
    visitor = stage.client("thanet", None)
    stage.show_later("not found", visitor, get(f"{visitor.prefix}/no-such-page"))
    for path in ("/no-such-body/", "/assets/none.css", "/a/b/c"):
        response = visitor.get(path)
        page = stage.page(response, "thanet", False, kind="root")
        page.is_demonstration = any("dr-demo" in (one.get("class") or "") for one in page.all)
        stage.outcome.check(path, markup.findings(page) + (
            [] if response.status == 404 else [f"answers {response.status}"]))


def withdrawn(stage):
    """The page of a withdrawn edition says why, its files are gone, its neighbours stay."""
    client = stage.client("thanet", None)
    editions = [page for address, page in stage.full.pages.items() if "/published/coverage/" in address]
    gone = [page for page in editions if page.heading.startswith("Withdrawn")]
    stage.outcome.that("thanet", bool(gone), "no withdrawn edition can be reached from the public pages")
    for page in gone:
        text = words(page.main)
        stage.outcome.that(page.path, "counted two plans twice" in text, "does not say the reason")
        stage.outcome.check(page.path, markup.findings(page))
        for suffix in (".csv", ".json"):
            status = client.get(page.path + suffix).status
            stage.outcome.that(page.path + suffix, status == 410, f"answers {status}")
        stage.show_later("withdrawn", client, get(page.path))
    stage.outcome.that("thanet", len(editions) > len(gone), "no other edition is left")


def errors(stage):
    """Every form of the county and the sign-in form, sent empty and over-long."""
    _send_all(stage, lambda state: not state.name.startswith("hostile"))


def hostile(stage):
    """The same forms with words that mean harm; after the pictures, for much of it is taken as it is."""
    _send_all(stage, lambda state: state.name.startswith("hostile"))


# Forms that later groups close or use up, so that their errors cannot be shown again in the browser.
USED_UP = {
    "/ask/:slug", "/office/community/questionnaires/:id/key", "/office/objectives/:id/readings/from/:version",
}


def _send_all(stage, is_wanted):
    client = stage.client("kent")
    forms = sorted(stage.hostile.forms(), key=lambda pair: ("people" in (pair[0] or ""), "account" in (pair[0] or "")))
    for pattern, form in forms:
        if pattern in ("/sign-out", "/office/stay"):
            continue
        if not stage.outcome.that(form.action, pattern is not None, "no route takes this form"):
            continue
        if form.controls and form.text_names():
            stage.outcome.that(_short(form.page.path), "novalidate" in form.element.attrib, "form lacks novalidate")
        for state in filter(is_wanted, attempts(form)):
            _send_one(stage, client, pattern, state)
    visitor = stage.client("kent", None)
    page = stage.page(visitor.get(f"{visitor.prefix}/sign-in"), "kent", False)
    for form in page.forms():
        for state in filter(is_wanted, attempts(form)):
            _send_one(stage, visitor, "/sign-in", state)


def _send_one(stage, client, pattern, state):
    place = f"{pattern} {state.name}"
    _renew_version(stage, client, state)
    response = send(client, state)
    if response.status == 404 and client.get(state.start).status == 404:
        # An earlier submission was taken, and with it went what the form was about.
        return
    if response.status in ACCEPTED:
        answer = client.follow(response)
        page = stage.page(answer, "kent")
        found = markup.findings(page) if answer.is_html else []
        found += [] if answer.status == 200 else [f"leads to status {answer.status}"]
        stage.outcome.check(place, found + _harmless(page))
        return
    page = stage.page(response, "kent")
    found = _harmless(page)
    if response.status == 200:
        found += markup.findings(page)
    elif contract.is_refusal(page):
        found += contract.refusal_findings(page) + markup.findings(page)
    else:
        found += contract.findings(page, state.fields) + markup.findings(page)
        found += _keeps_key(page, state)
    stage.outcome.check(place, found)
    if response.status == 422 and pattern not in USED_UP:
        stage.show_later("refused act" if contract.is_refusal(page) else "error", client, state)


def _renew_version(stage, client, state):
    """An earlier submission may have been taken: this one starts from what is there now."""
    if not any(name == "version" for name, _ in state.fields):
        return
    page = stage.page(client.get(state.start), "kent")
    versions = [one.get("value") for one in page.find("input") if one.get("name") == "version"]
    if versions:
        state.fields = [(n, versions[0] if n == "version" else v) for n, v in state.fields]


def _harmless(page):
    """What was typed is text: no script of ours that is not ours, no element made by it."""
    own = [one for one in elements(page.tree, "script") if "/assets/" not in (one.get("src") or "")]
    return ["the page contains a script that somebody typed"] if own else []


def _keeps_key(page, state):
    key = dict(state.fields).get("idempotency-key")
    if not key:
        return []
    shown = {one.get("value") for one in page.find("input") if one.get("name") == "idempotency-key"}
    return [] if key in shown else ["the form shown again has another idempotency key"]


def filters(stage):
    """Forms that ask a question: hostile words stay words and stay in their box; a page out of range is
    page 1."""
    client = stage.client("kent")
    for pattern, form in stage.hostile.forms("get"):
        for state in attempts(form):
            address = form.action + "?" + urllib.parse.urlencode(state.fields)
            if len(address) > 12_000:
                address = form.action + "?" + urllib.parse.urlencode([(n, v[:300]) for n, v in state.fields])
            response = client.get(address)
            page = stage.page(response, "kent")
            found = _harmless(page) + markup.findings(page)
            if response.status not in (200, 422):
                found.append(f"answers {response.status}")
            if state.name == "hostile":
                found += contract.nothing_typed_is_lost(page, [(n, v) for n, v in state.fields])
            stage.outcome.check(f"{pattern} {state.name}", found)
            if state.name == "hostile":
                stage.show_later("filtered", client, get(address))
    for query in ("page=999", "page=-1", "page=x", "per-page=1", "per-page=100000", "sort=nothing", "order=x"):
        response = client.get(f"{client.prefix}/office/register?{query}")
        page = stage.page(response, "kent")
        wrong = [] if response.status == 200 else [f"answers {response.status}"]
        if query.startswith("page=") and "(page 1 of" not in page.title:
            wrong.append(f"title is \u201c{page.title}\u201d")
        stage.outcome.check(f"register?{query}", wrong + markup.findings(page))
