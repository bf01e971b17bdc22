# SPDX-License-Identifier: Apache-2.0
"""Faults planted on purpose: a check that cannot fail proves nothing, so each must catch its own."""
import http.server
import threading

import contract
import golden
import markup
import offline
import rendered
import road_deciding
import security
from chrome import Browser
from client import Response
from keys import Keyboard, Stuck
from page import Page

COUNCIL = "Planted Council"
FOOTER = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in markup.FOOTER)
GOOD = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Planted – {COUNCIL}</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/own.css"></head>
<body><a class="dr-skip-link" href="#main">Skip to main content</a>
<header><p class="dr-demo"><strong>DEMO</strong> invented</p></header>
<nav class="dr-nav" aria-label="Service"><ul><li><a href="/office" aria-current="page">Home</a></li></ul></nav>
<main id="main" tabindex="-1"><h1>Planted</h1>
<form method="post" action="/x" novalidate><div><label for="name">Name</label>
<input id="name" name="name" value="typed"></div>
<button class="dr-button" type="submit">Save</button></form>
<div class="dr-table-wrap" role="region" tabindex="0" aria-labelledby="c"><table><caption id="c">Rows</caption>
<thead><tr><th scope="col">One</th></tr></thead><tbody><tr><th scope="row">1</th></tr></tbody></table></div></main>
<footer><nav aria-label="About"><ul>{FOOTER}</ul></nav></footer></body></html>"""
SUMMARY = ('<div class="dr-error-summary" tabindex="-1"><div role="alert"><h2>There is a problem</h2>'
           '<ul><li><a href="#name">Enter a name</a></li></ul></div></div>')
ERROR = (GOOD.replace("<title>", "<title>Error: ").replace("<h1>", SUMMARY + "<h1>")
         .replace("<input", '<p class="dr-error" id="name-error"><span>Error:</span> Enter a name</p><input '
                  'aria-describedby="name-error" aria-invalid="true"'))
CSS = """body { font: 19px/1.5 Arial, sans-serif; color: #111; background: #fff; margin: 16px }
a, button, input { outline-offset: 2px } :focus { outline: 3px solid #06c } a { display: inline-block; padding: 8px; color: #024 }
.dr-button, input { min-height: 44px; min-width: 44px; font-size: 19px } ul { padding: 0; list-style: none }
@media print { .dr-nav, .dr-skip-link, .dr-button { display: none } }"""

# For each check of the markup: what to replace in the good page.
MARKUP = {
    "parses_clean": ("<main", "<p><div></p><main"),
    "ids_are_unique": ('id="c"', 'id="name"'),
    "references_exist": ('aria-labelledby="c"', 'aria-labelledby="nowhere"'),
    "title_fits": ("<title>Planted", "<title>Something else"),
    "one_heading": ("</h1>", "</h1><h1>Second</h1>"),
    "language_is_british": ('lang="en-GB"', 'lang="en"'),
    "skip_link_is_first": ('<a class="dr-skip-link"', '<a href="/x">First</a><a class="dr-skip-link"'),
    "skeleton_in_order": ("<header>", "<footer></footer><header>"),
    "footer_in_order": ('<li><a href="/Help">Help</a></li>', ""),
    "navigation_is_short": (' aria-current="page"', ""),
    "nothing_inline": ("<h1>", '<h1 style="color:red">'),
    "nothing_foreign": ("</main>", '<img alt="" src="https://elsewhere.example/a.png"></main>'),
    "demonstration_is_marked": ('<p class="dr-demo"><strong>DEMO</strong> invented</p>', ""),
    "tables_are_tables": (' scope="row"', ""),
    "words_are_plain": ("</main>", '<a href="/x">click here</a></main>'),
    "one_primary_button": ("</form>", '<button class="dr-button">Other</button></form>'),
}
# For each check of the error contract: what to replace in the good error page, and what was sent.
CONTRACT = {
    "status_is_422": ("", ""),
    "title_begins_with_error": ("<title>Error: ", "<title>"),
    "summary_is_first_in_main": (SUMMARY + "<h1>Planted</h1>", "<h1>Planted</h1>" + SUMMARY),
    "every_entry_leads_to_a_control": ('href="#name"', 'href="#main"'),
    "words_are_the_same_beside_the_field": ('aria-describedby="name-error" ', ""),
    "words_are_plain": ("Enter a name", "Please enter a valid name"),
    "nothing_typed_is_lost": ('value="typed"', 'value=""'),
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                               " object-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains", "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=utf-8",
}
# For each rendered fault: what to replace, what to add to the style sheet, words of the finding.
RENDERED = {
    "alt": ("</main>", '<img src="/icon.svg"></main>', "", "axe image-alt"),
    "contrast": ("", "", "h1 { color: #bbb }", "axe color-contrast"),
    "dark contrast": ("", "", "@media (prefers-color-scheme: dark) { h1 { color: #ddd } }", "dark: axe color-contrast"),
    "label": ('<label for="name">Name</label>', "", "", "axe label"),
    "fixed block": ("</main>", '<div class="wide">wide</div></main>', ".wide { width: 400px }", "page scrolls sideways"),
    "cut text": ("</h1>", "</h1><p class=\"cut\">Cut off</p>", ".cut { height: 24px; line-height: 1; overflow: hidden }",
                 "text is cut off"),
    "small button": ("", "", ".dr-button { min-height: 20px; height: 20px; padding: 0 }", "px high"),
    "small targets": ("</h1>", "</h1><p><a class=s href=/a>a</a><a class=s href=/b>b</a></p>",
                      "a.s { padding: 0; font-size: 10px; line-height: 1 }", "crowded"),
    "printed navigation": ("", "", "@media print { .dr-nav { display: block !important } }", "is printed"),
    "cut table": ("", "", "@media print { .dr-table-wrap { overflow-x: auto; width: 100px } table { width: 400px } }",
                  "cut off in print"),
    "foreign picture": ("</main>", '<img alt="" src="http://127.0.0.1:9/a.png"></main>', "", "requests http://127.0.0.1:9"),
    "inline style": ("<h1>", '<h1 style="color:#111">', "", "console:"),
    "inline script": ("</main>", "<script>document.title = 'x'</script></main>", "", "console:"),
}


def _page(text, status=200):
    page = Page("/office", status, text, COUNCIL, True, True)
    return page


def every_check(stage):
    outcome = stage.outcome
    outcome.check("good page", markup.findings(_page(GOOD)))
    for name in markup.CHECKS:
        if name == "nobody_is_named":
            continue
        if outcome.that(name, name in MARKUP, "has no planted fault"):
            found = markup.CHECKS[name](_page(GOOD.replace(*MARKUP[name], 1)))
            outcome.that(name, bool(found), "does not catch its planted fault")
    _named(outcome)
    sent = [("name", "typed")]
    outcome.check("good error page", contract.findings(_page(ERROR, 422), sent))
    for name, function in contract.CHECKS.items():
        if outcome.that(name, name in CONTRACT, "has no planted fault"):
            status = 200 if name == "status_is_422" else 422
            found = function(_page(ERROR.replace(*CONTRACT[name]), status), sent)
            outcome.that(name, bool(found), "does not catch its planted fault")
    _refusals(outcome)
    _road(outcome)
    _headers(outcome)
    _golden(outcome)
    _rendered(stage)


def _named(outcome):
    """The names are known by hash only, so the planted one is a word whose hash is added for the moment."""
    import hashlib  # pylint: disable=import-outside-toplevel
    planted = hashlib.sha256(b"plantedsurname").hexdigest()
    page = _page(GOOD.replace("</h1>", "</h1><p>Led by Plantedsurname.</p>"))
    markup.NAME_HASHES.add(planted)
    outcome.that("nobody_is_named", bool(markup.nobody_is_named(page)), "does not catch its planted fault")
    markup.NAME_HASHES.discard(planted)


REFUSAL = ('<div class="dr-banner" role="region" aria-labelledby="b"><h2 id="b">Important</h2>'
           '<p>Nothing was changed</p><p>Only the director can sign it off.</p></div>')


def _refusals(outcome):
    """A refusal of a whole act: what is wrong with how it is said must be caught."""
    good = GOOD.replace("<main", REFUSAL + "<main")
    outcome.that("refusal", contract.is_refusal(_page(good, 422)), "is not known as one")
    outcome.check("good refusal", contract.refusal_findings(_page(good, 422)))
    faults = {
        "its status": (_page(good, 200)), "no region": _page(good.replace(' role="region"', ""), 422),
        "after the h1": _page(GOOD.replace("</h1>", "</h1>" + REFUSAL), 422),
        "two full stops": _page(good.replace("off.<", "off..<"), 422),
        "a summary beside it": _page(ERROR.replace("<main", REFUSAL + "<main"), 422)}
    for name, page in faults.items():
        outcome.that(f"refusal, {name}", bool(contract.refusal_findings(page)), "is not caught")


def _road(outcome):
    """What the road and the offline form compare must be able to differ."""
    outcome.that("canonical", road_deciding.canonical({"b": "\"\\\n\x01", "a": "\u00e9"}) == (
        '{"a":"\u00e9","b":"\\"\\\\\\n\\u0001"}'.encode()), "is not written as the server writes it")
    row = "01a1fe40-eff9-7c95-ac9c-5d259a8d1662"
    typed = {"about/what": "two\nlines", "evidence/new-1/date": "3 March 2027", "aim/age/evidence": "new-1"}
    kept = {"about/what": "two\nlines", f"evidence/{row}/date": "2027-03-03", "aim/age/evidence": row}
    outcome.check("kept", offline.losses(typed, kept))
    for path, text in (("about/what", "two lines"), (f"evidence/{row}/date", "2027-03-30"), ("aim/age/evidence", "")):
        outcome.that(f"lost {path[:9]}", bool(offline.losses(typed, {**kept, path: text})), "is not caught")


def _keyboard(outcome, browser, site):
    """A button that Tab does not reach, and one that takes a row away where Enter is pressed."""
    keys = Keyboard(browser, site.origin)
    for name, old, new in (("good", "", ""), ("unreachable", "<button ", '<button tabindex="-1" '),
                           ("no field", 'name="name"', 'name="other"')):
        site.page, site.css = GOOD.replace(old, new, 1) if old else GOOD, CSS
        keys.address("/office")
        try:
            left = keys.fill({"name": "words"}, "Save", most=30)
        except Stuck:
            left = ["stuck"]
        outcome.that(f"keyboard, {name}", bool(left) == (name != "good"), f"leaves {left}")


def _headers(outcome):
    def response(headers):
        return Response("GET", "/", 200, list(headers.items()), b"")
    outcome.check("good headers", security.header_findings(response(HEADERS), True))
    for name in HEADERS:
        less = {key: value for key, value in HEADERS.items() if key != name}
        if name != "Content-Type":
            outcome.that(name, bool(security.header_findings(response(less), True)), "its absence is not caught")
    weak = {**HEADERS, "Content-Security-Policy": HEADERS["Content-Security-Policy"] + "; script-src 'unsafe-inline'"}
    outcome.that("unsafe-inline", bool(security.header_findings(response(weak), True)), "is not caught")


def _golden(outcome):
    outcome.that("golden", bool(golden.differences("heading One\n", "heading Two\n")), "a changed name is not caught")
    outcome.that("golden", not golden.differences("heading One\n", "heading One\n"), "an equal tree differs")


def _rendered(stage):
    with _Site() as site:
        browser = stage.browser
        browser.mode("light")
        browser.driver.get(site.origin + "/office")
        stage.outcome.check("good rendered page", rendered.check_page(browser))
        for name, (old, new, css, words) in RENDERED.items():
            site.page = GOOD.replace(old, new, 1) if old else GOOD
            site.css = CSS + css
            browser.driver.get(site.origin + "/office")
            found = rendered.check_page(browser)
            stage.outcome.that(name, any(words in one for one in found), f"is not caught: {found}")
        site.page = GOOD
        site.css = CSS + "a:focus { outline: none }"
        browser.driver.get(site.origin + "/office")
        stage.outcome.that("no outline", any("shows as" in one for one in rendered.focus_findings(browser)), "is not caught")
        site.css = CSS + "header { position: fixed; top: 0; left: 0; width: 100%; height: 100%; background: #fff }"
        browser.driver.get(site.origin + "/office")
        stage.outcome.that("covered", any("covered" in one for one in rendered.focus_findings(browser)), "is not caught")
        site.css, site.page = CSS, GOOD.replace('href="#main"', 'href="#nowhere"')
        browser.driver.get(site.origin + "/office")
        stage.outcome.that("skip link", bool(rendered.skip_findings(browser)), "is not caught")
        _offline(stage.outcome, site)
        _keyboard(stage.outcome, browser, site)
        browser.console()


def _offline(outcome, site):
    """A page that asks for a picture from elsewhere is seen to do so."""
    browser = Browser(sees_requests=True)
    try:
        site.page = GOOD.replace("</main>", '<img alt="" src="http://127.0.0.1:9/a.png"></main>')
        browser.driver.get(site.origin + "/office")
        outcome.that("offline request", any(":9/a.png" in one for one in offline.requests(browser)), "is not caught")
    finally:
        browser.close()


class _Site:
    """A small site of our own with the headers of the real one."""

    def __init__(self):
        self.page, self.css = GOOD, CSS
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            """Serves the page, its style sheet and its icon."""

            def do_GET(self):  # pylint: disable=invalid-name
                text, kind = site.page, "text/html; charset=utf-8"
                if self.path.endswith(".css"):
                    text, kind = site.css, "text/css"
                if self.path.endswith(".svg"):
                    text, kind = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "image/svg+xml"
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' http://127.0.0.1:9")
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *arguments):  # pylint: disable=signature-differs
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
