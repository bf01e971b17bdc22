# SPDX-License-Identifier: Apache-2.0
"""What protects the pages: headers, cookies, forgery, return addresses, sessions (assurance.md 5, 6)."""
import re
import urllib.parse

from client import Client
from page import parse, elements, words

FIXED = {
    "strict-transport-security": r"max-age=(3153[6-9]\d{3}|31[6-9]\d{5}|3[2-9]\d{6}|\d{9,});\s*includeSubDomains.*",
    "x-content-type-options": r"nosniff",
    "referrer-policy": r"no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin",
    "cross-origin-opener-policy": r"same-origin",
    "cross-origin-resource-policy": r"same-origin|same-site",
}


def header_findings(response, is_signed_in):
    """Everything that the headers of one response lack."""
    found = []
    for name, pattern in FIXED.items():
        value = response.header(name)
        if value is None or not re.fullmatch(pattern, value):
            found.append(f"{name} is {value}")
    found += _policy_findings(response.header("content-security-policy"))
    kept = response.header("cache-control") or ""
    if is_signed_in and "no-store" not in kept:
        found.append(f"cache-control is {kept or None} though signed in")
    if response.is_html and "charset=utf-8" not in (response.header("content-type") or "").lower():
        found.append("the page does not say its encoding")
    for name in ("server", "x-powered-by"):
        if response.header(name):
            found.append(f"{name} tells what runs here")
    return found


def _policy_findings(policy):
    if policy is None:
        return ["no content-security-policy"]
    parts = {}
    for part in policy.split(";"):
        name, _, value = part.strip().partition(" ")
        parts[name] = value.strip()
    found = [f"the policy has {word}" for word in ("unsafe-inline", "unsafe-eval", "*", "data:", "http:")
             if word in policy.replace("'", " ").split()]
    if parts.get("default-src") not in ("'none'", "'self'"):
        found.append(f"default-src is {parts.get('default-src')}")
    for name in ("object-src", "base-uri", "frame-ancestors"):
        if parts.get(name) != "'none'":
            found.append(f"{name} is {parts.get(name)}")
    if parts.get("form-action") not in ("'self'", "'none'"):
        found.append(f"form-action is {parts.get('form-action')}")
    return found


def headers(stage):
    """Every response of the whole run so far, and every kind of refusal."""
    for body, name in (("thanet", "tester"), ("kent", "tester"), ("fresh", "tester"), ("thanet", None), ("thanet", "auditor")):
        client = stage.client(body, name)
        for response in client.seen:
            is_officer = bool(name) and "/office" in response.path
            stage.outcome.check(
                f"{response.method} {response.status} {response.path.split('?')[0]}",
                header_findings(response, is_officer))
    client = stage.client("thanet")
    odd = [
        client.get("/"), client.get("/nothing"), client.get("/health"), client.get("/assets/dueregard.css"),
        client.get("/assets/dueregard.js"), client.get("/assets/nothing.css"), client.get("/thanet"),
        client.request("HEAD", f"{client.prefix}/"), client.request("HEAD", f"{client.prefix}/no-such-page"),
        client.request("PUT", f"{client.prefix}/"), client.request("DELETE", f"{client.prefix}/office/log"),
        client.request("OPTIONS", f"{client.prefix}/"), client.request("TRACE", f"{client.prefix}/"),
        client.post(f"{client.prefix}/", []), client.post(f"{client.prefix}/office/log", []),
        client.post(f"{client.prefix}/sign-in", [("name", "x" * 600_000)]),
        client.get(f"{client.prefix}/%00"), client.get(f"{client.prefix}/%ff%fe"),
        client.get(f"{client.prefix}/..%2f..%2fetc/passwd"), client.get(f"{client.prefix}/published/coverage/1.csv"),
        client.get(f"{client.prefix}/office/register/export"),
    ]
    for response in odd:
        stage.outcome.check(f"{response.method} {response.status} {response.path}", header_findings(response, False) + (
            [f"answers {response.status}"] if response.status >= 500 else []))


def cookies(stage):
    """Over HTTP the flags that hold everywhere; over HTTPS the rest."""
    plain = Client(stage.fresh, "fresh")
    _cookie(stage, plain.sign_in("tester"), is_secure=False)
    origin = "https://equality.example.gov.uk"
    server = stage.program.secure(stage.fresh.folder, origin)
    client = Client(server, "fresh", origin)
    _cookie(stage, client.sign_in("tester"), is_secure=True)
    visitor = Client(server, "fresh", origin)
    response = visitor.post("/fresh/sign-in", [("name", "tester"), ("password", "demonstration only")],
                            origin="https://evil.example")
    stage.outcome.that("sign-in from elsewhere", response.status == 403, f"answers {response.status}")
    reading = Client(stage.demo, "thanet")
    for path in ("/", "/published", "/cookies", "/sign-in"):
        response = reading.get(reading.prefix + path)
        stage.outcome.that(path, not response.all_headers("set-cookie"), "sets a cookie for a reader")
    server.stop()


def _cookie(stage, response, is_secure):
    place = "https" if is_secure else "http"
    set_cookie = response.all_headers("set-cookie")
    if not stage.outcome.that(place, len(set_cookie) == 1, f"{len(set_cookie)} cookies at sign-in, {response.status}"):
        return
    flags = [part.strip().lower() for part in set_cookie[0].split(";")]
    name, _, value = flags[0].partition("=")
    wrong = [flag for flag in ("httponly", "samesite=lax", "path=/") if flag not in flags]
    if is_secure and not ("secure" in flags and name.startswith("__host-")):
        wrong.append("Secure and __Host-")
    if any(flag.startswith("domain") for flag in flags) or len(value) < 43:
        wrong.append("no domain and 256 bits")
    stage.outcome.check(place, [f"the cookie lacks {one}" for one in wrong])


def forgery(stage):
    """Every post route without its token, with another one, and from another site: refused, unchanged."""
    client = stage.client("thanet")
    before = _log(client)
    other = Client(stage.demo, "thanet")
    other.sign_in("lead")
    token = _token(other)
    before = _log(client)
    samples = {}
    for pattern, form in stage.full.forms():
        samples.setdefault(pattern, form)
    for route in stage.routes.named("POST"):
        pattern = route["path"]
        if pattern == "/sign-in":
            continue
        form = samples.get(pattern)
        path = form.action if form else client.prefix + pattern.replace(":id", "x").replace(":work", "coverage")
        fields = form.values(lambda name, given: given or "Forged") if form else []
        bare = [(name, value) for name, value in fields if name != "csrf"]
        multipart = bool(form and form.is_multipart)
        true = [("csrf", _token(client))]
        tries = {
            "no token": client.post(path, bare, multipart),
            "wrong token": client.post(path, bare + [("csrf", "A" * 43)], multipart),
            "token of another session": client.post(path, bare + [("csrf", token)], multipart),
            "foreign origin": client.post(path, bare + true, multipart, origin="https://evil.example"),
            "origin null": client.post(path, bare + true, multipart, origin="null"),
            "sec-fetch-site": client.post(
                path, bare + true, multipart, origin=None, headers={"Sec-Fetch-Site": "cross-site"}),
        }
        if route["access"] == "anyone":
            # A form that everybody may send without a session has no token to lack; its origin is looked at alike.
            tries = {name: response for name, response in tries.items() if "token" not in name}
        for name, response in tries.items():
            stage.outcome.that(f"{pattern} {name}", response.status == 403, f"answers {response.status}")
    stage.outcome.that("log", _log(client) == before, "a refused form changed something")


def _token(client):
    tree, _ = parse(client.get(f"{client.prefix}/office").text)
    return next(one.get("value") for one in elements(tree, "input") if one.get("name") == "csrf")


def _log(client):
    tree, _ = parse(client.get(f"{client.prefix}/office/log").text)
    return words(next(iter(elements(tree, "main"))))


def return_addresses(stage):
    """Sign-in leads to this body or nowhere."""
    wanted = [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "/thanet//evil.example",
        "/thanet/\r\nSet-Cookie: a=b", "javascript:alert(1)", "/kent/office", "/thanet/../../evil", "%2F%2Fevil.example",
        "/thanet/%0d%0aLocation:https://evil.example", "/thanet/\t//evil.example", "@evil.example", "",
    ]
    signed_in = Client(stage.demo, "thanet")
    signed_in.sign_in("tester")
    for target in wanted:
        client = Client(stage.demo, "thanet")
        places = [client.sign_in("tester", target=target)]
        places.append(signed_in.get(f"{client.prefix}/sign-in?" + urllib.parse.urlencode({"return": target})))
        for response in places:
            reached = urllib.parse.urlsplit(urllib.parse.urljoin("http://here/x", response.location or ""))
            found = []
            if response.status != 303 or reached.netloc != "here" or not reached.path.startswith("/thanet/"):
                found.append(f"leads to {response.location}")
            if any("a=b" in one for one in response.all_headers("set-cookie")):
                found.append("takes a header from the address")
            stage.outcome.check(f"return {target!r}", found)


def sessions(stage):
    """A form whose session ended survives the sign-in; passwords do not travel; signing out ends it."""
    client = Client(stage.demo, "kent")
    client.sign_in("tester")
    form = stage.form(client, f"{client.prefix}/office/actions/new", "/new")
    typed = "Words typed before the session ended, \u201cquoted\u201d & <b>bold</b>"
    fields = form.values(lambda name, given: typed if name == "title" else given)
    old = dict(client.cookies)
    out = stage.page(client.get(f"{client.prefix}/office"), "kent")
    leave = next(one for one in out.forms() if one.action.endswith("/sign-out"))
    client.post(leave.action, leave.values())
    stage.outcome.that("sign-out", not client.cookies, "keeps the cookie")
    again = Client(stage.demo, "kent")
    again.cookies = old
    stage.outcome.that("sign-out", again.get(f"{again.prefix}/office").status == 303, "the old cookie still works")
    interrupted = client.post(form.action, fields)
    page = stage.page(interrupted, "kent", False)
    sign_in = next((one for one in page.forms() if one.action.endswith("/sign-in")), None)
    stage.show_later("session ended", Client(stage.demo, "kent"), _state(form.action, fields, f"{client.prefix}/sign-in"))
    if not stage.outcome.that("ended", interrupted.status == 401 and sign_in, f"answers {interrupted.status}"):
        return
    sent = [(n, {"name": "tester", "password": "demonstration only"}.get(n, v)) for n, v in sign_in.values()]
    page = stage.page(client.post(sign_in.action, sent), "kent", False)
    ready = next((one for one in page.forms() if one.action == form.action), None)
    if stage.outcome.that("ended", ready is not None, "the typed form is gone after sign-in"):
        done = client.post(ready.action, ready.values())
        text = words(stage.page(client.follow(done), "kent").main) if done.status == 303 else ""
        stage.outcome.that("ended", typed in text, f"what was typed is not saved: {done.status}")
    _no_passwords(stage)


def _no_passwords(stage):
    visitor = Client(stage.demo, "kent")
    secret = "a secret of mine, 17"
    for path, names in (("/office/account", ("current-password", "new-password")), ("/office/settings/people/new", ("password",))):
        response = visitor.post(visitor.prefix + path, [(name, secret) for name in names])
        stage.outcome.that(path, secret not in response.text, "a password stands in the page after the session ended")
    for path in ("/sign-out", "/office/stay"):
        response = visitor.follow(visitor.post(visitor.prefix + path, []))
        stage.outcome.that(path, response.status == 200, f"answers {response.status} when the session has ended")


def _state(path, fields, start):
    from submit import State  # pylint: disable=import-outside-toplevel
    return State("session ended", path, "POST", fields, False, (), start)


# The one address of others that pages lead to: the licence of what is published.
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/"


def below_base_path(stage):
    """Mounted at /equality, nothing leads outside: links, forms, redirects, assets."""
    from crawl import Crawl  # pylint: disable=import-outside-toplevel
    client = Client(stage.mounted, "thanet")
    entered = client.sign_in("tester")
    stage.outcome.that("sign-in", (entered.location or "").startswith("/equality/"), f"leads to {entered.location}")
    crawl = Crawl(client, stage.routes, "Thanet District Council", True).run()
    stage.outcome.that("crawl", len(crawl.pages) > 25, f"only {len(crawl.pages)} pages are reached")
    for address, page in crawl.pages.items():
        found = []
        if page.is_gallery:
            continue
        for one in page.all:
            for name in ("href", "src", "action", "data-extend"):
                value = one.get(name)
                if value and not value.startswith(("#", LICENCE)) and not urllib.parse.urljoin(address, value).startswith("/equality/"):
                    found.append(f"{name} of {one.tag} leads to {value}")
        stage.outcome.check(address, found)
    for response in client.seen:
        if response.location:
            there = urllib.parse.urljoin(response.path, response.location)
            stage.outcome.that(response.path, there.startswith("/equality/"), f"redirects to {response.location}")
    assets = {urllib.parse.urljoin(page.path, value) for page in crawl.pages.values() for one in page.all
              if one.tag in ("link", "script", "img") and (value := one.get("src") or one.get("href"))}
    for path in sorted(assets):
        stage.outcome.that(path, client.get(path).status == 200, "is not there")
    leave = next(form for form in crawl.pages[f"{client.prefix}/office"].forms() if form.action.endswith("/sign-out"))
    gone = client.post(leave.action, leave.values())
    stage.outcome.that("sign-out", (gone.location or "").startswith("/equality/"), f"leads to {gone.location}")
    for path in ("/thanet/", "/kent/office", "/assets/dueregard.css"):
        stage.outcome.that(path, client.get(path).status == 404, "is served outside the base path")
