# SPDX-License-Identifier: Apache-2.0
"""What only a rendered page shows: axe in four modes, reflow, spacing, targets, focus, print."""
import pathlib
import re

from chrome import MODES

_REFLOW = """
const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
if (wide <= room) return [];
const guilty = [...document.querySelectorAll('body *')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > room + 1 && !one.closest('.dr-table-wrap, .dr-vh');
}).slice(0, 2).map(one => one.tagName.toLowerCase() + '.' + one.className);
return [`page scrolls sideways: ${wide} px in ${room} px (${guilty.join(', ')})`];
"""

_SPACING = """
const sheet = new CSSStyleSheet();
sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important;' +
  ' word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
document.adoptedStyleSheets = [sheet];
const found = [];
const room = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > room)
  found.push('page scrolls sideways with text spacing: ' + document.documentElement.scrollWidth + ' px');
for (const one of document.querySelectorAll('body *')) {
  if (one.closest('.dr-vh, svg, select, textarea, input, .dr-skip-link') || !one.innerText) continue;
  const style = getComputedStyle(one);
  const clips = style.overflowX === 'hidden' || style.overflowX === 'clip' ||
    style.overflowY === 'hidden' || style.overflowY === 'clip';
  if (clips && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) && one.clientWidth > 1)
    found.push('text is cut off with text spacing: ' + one.tagName.toLowerCase() + '.' + one.className);
}
document.adoptedStyleSheets = [];
return found.slice(0, 4);
"""

_TARGETS = """
const found = [], small = [];
const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(one => { const box = one.getBoundingClientRect(); return box.width > 1 && box.height > 1 &&
    getComputedStyle(one).visibility !== 'hidden' && !one.closest('.dr-vh, .dr-skip-link, details:not([open]) > :not(summary)'); });
const boxes = all.map(one => one.getBoundingClientRect());
all.forEach((one, index) => {
  const box = boxes[index];
  if (one.matches('.dr-button') && box.height < 43.5)
    found.push(`button \\u201c${one.innerText}\\u201d is ${box.height.toFixed(0)} px high`);
  if (box.width >= 23.5 && box.height >= 23.5) return;
  const text = one.parentElement.innerText || '';
  const isInSentence = getComputedStyle(one).display === 'inline' &&
    text.trim().length > (one.innerText || '').trim().length + 3;
  if (!isInSentence) small.push(index);
});
const middle = index => [boxes[index].x + boxes[index].width / 2, boxes[index].y + boxes[index].height / 2];
for (const index of small) {
  const [x, y] = middle(index);
  const isCrowded = boxes.some((box, other) => {
    if (other === index) return false;
    if (small.includes(other)) { const [a, b] = middle(other); return Math.hypot(a - x, b - y) < 24; }
    const dx = Math.max(box.left - x, 0, x - box.right), dy = Math.max(box.top - y, 0, y - box.bottom);
    return Math.hypot(dx, dy) < 12;
  });
  if (isCrowded) found.push(`target \\u201c${(all[index].innerText || all[index].id).slice(0, 40)}\\u201d is ` +
    `${boxes[index].width.toFixed(0)} x ${boxes[index].height.toFixed(0)} px and crowded`);
}
return found.slice(0, 5);
"""

_PRINT = """
const found = [];
const isShown = one => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden';
for (const one of document.querySelectorAll('.dr-nav, .dr-skip-link, .dr-filters, main button'))
  if (isShown(one) && !one.closest('[data-print]')) { found.push('is printed: ' + (one.className || one.tagName)); break; }
for (const one of document.querySelectorAll('.dr-table-wrap')) {
  const style = getComputedStyle(one);
  if (style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
    found.push(`a table is cut off in print: ${one.scrollWidth} px in ${one.clientWidth} px`);
}
const dark = getComputedStyle(document.body).backgroundColor;
if (!['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(dark)) found.push('the ground is printed: ' + dark);
const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
if (wide > room + 1) found.push(`the printed page is too wide: ${wide} px in ${room} px`);
return found.slice(0, 4);
"""

_STOP = """
const one = document.activeElement;
if (!one || one === document.body) return null;
const style = getComputedStyle(one), box = one.getBoundingClientRect();
const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2);
const top = document.elementFromPoint(x, y);
const isCovered = !(top && (one.contains(top) || top.contains(one) || (one.labels && [...one.labels].includes(top))));
if (!one.dataset.stop) one.dataset.stop = String(document.querySelectorAll('[data-stop]').length + 1);
return [one.dataset.stop, one.tagName.toLowerCase() + (one.id ? '#' + one.id : '') + ' ' + (one.innerText || '').slice(0, 30),
  style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor, isCovered,
  box.bottom > 0 && box.top < innerHeight];
"""


def check_page(browser, path=None):
    """Everything for the page that is loaded; `path` is where its pictures go."""
    found = browser.console() + browser.foreign_requests()
    for mode in MODES:
        browser.mode(mode)
        if mode == "print":
            found += browser.run(_PRINT)
            continue
        found += [f"{mode}: {one}" for one in browser.axe()]
        if mode in ("light", "320"):
            found += [f"{mode}: {one}" for one in browser.run(_TARGETS)]
            if path:
                browser.picture(f"{path}-{mode}.png")
        if mode == "320":
            found += browser.run(_REFLOW) + browser.run(_SPACING)
    browser.mode("light")
    return found


def every_state(stage):
    """Everything that the other groups left to be shown."""
    folder = pathlib.Path(stage.options.screenshots) if stage.options.screenshots else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    browser = stage.browser
    for number, (group, client, state) in enumerate(_wanted(stage)):
        browser.show(client, state)
        name = _file_name(number, group, state)
        found = _status_findings(browser, group)
        found += _focus_on_error(browser) if group == "error" else []
        found += check_page(browser, folder / name if folder else None)
        stage.outcome.check(f"{group} {_short(state.path)} {state.name}".strip(), found)


def _status_findings(browser, group):
    """The browser must see the state that was meant, not what a later change made of it."""
    status = browser.run("return performance.getEntriesByType('navigation')[0].responseStatus")
    wanted = {"error": (422,), "refused act": (422,), "conflict": (409,), "refused": (403,), "not found": (404,), "session ended": (401,),
              "upload": (200, 422), "filtered": (200, 422)}.get(group, (200,))
    return [] if status in wanted else [f"answers {status} in the browser"]


def _wanted(stage):
    """Over-long submissions are shown for a third of the forms; the bytes of all were read."""
    errors = 0
    for group, client, state in stage.for_browser:
        if group == "error" and state.name.startswith("long"):
            errors += 1
            if errors % 3 != 1:
                continue
        yield group, client, state


def _short(path):
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", ":id", path)[:80]


def _file_name(number, group, state):
    words = re.sub(r"[^a-z0-9]+", "-", f"{group} {_short(state.path.split('?')[0])} {state.name}".lower()).strip("-")
    return f"{number:03d}-{words}"[:90]


def _focus_on_error(browser):
    """With script the summary has the focus; each link brings the focus to its control."""
    found = []
    if "dr-error-summary" not in browser.active()[3]:
        found.append(f"the focus is on {browser.active()[0]}, not on the summary")
    targets = browser.run(
        "return [...document.querySelectorAll('main > .dr-error-summary a')].map(one => one.getAttribute('href'))")
    for target in targets:
        browser.run("document.querySelector(`main > .dr-error-summary a[href='${arguments[0]}']`).click()", target)
        if browser.active()[1] != target[1:]:
            found.append(f"the link {target} leaves the focus on {browser.active()[0]}#{browser.active()[1]}")
    return found


def focus_findings(browser, most=70):
    """Every tab stop: the first skips to main, each is shown by an outline and not covered."""
    found, seen = [], []
    browser.run("document.activeElement && document.activeElement.blur(); scrollTo(0, 0)")
    for number in range(most):
        browser.press("Tab")
        stop = browser.run(_STOP)
        if stop is None or stop[0] in seen:
            break
        seen.append(stop[0])
        _, name, style, width, _, is_covered, is_in_view = stop
        if number == 0 and "skip" not in name.lower():
            found.append(f"the first tab stop is {name}")
        if style == "none" or width < 3:
            found.append(f"the focus on {name} shows as {style} {width} px")
        if is_covered or not is_in_view:
            found.append(f"the focused {name} is covered or out of view")
    if len(seen) < 3:
        found.append(f"only {len(seen)} tab stops")
    return found[:6]


def skip_findings(browser):
    """The skip link moves the focus into main, past the navigation."""
    browser.run("document.activeElement && document.activeElement.blur(); scrollTo(0, 0)")
    browser.press("Tab")
    browser.press("Enter")
    is_there = browser.run("const main = document.querySelector('main');"
                           "return main === document.activeElement || main.contains(document.activeElement)")
    if not is_there:
        return [f"the skip link leaves the focus on {browser.active()[0]}"]
    browser.press("Tab")
    is_past = browser.run("return !document.activeElement.closest('header, .dr-nav, .dr-trail')")
    return [] if is_past else ["the stop after the skip link is before main"]


def focus(stage):
    """Sample pages, in light, dark and forced colours."""
    client = stage.client("thanet")
    samples = ["/", "/published", "/office", "/office/register", "/office/actions/new", "/office/register/new",
               "/office/register/coverage", "/office/settings", "/office/register/import", "/office/gallery"]
    browser = stage.browser
    browser.become(client)
    for number, path in enumerate(samples):
        mode = ("light", "dark", "forced", "320")[number % 4]
        browser.mode(mode)
        browser.driver.get(client.server.origin + client.prefix + path)
        stage.outcome.check(f"{path} {mode}", focus_findings(browser))
        browser.driver.get(client.server.origin + client.prefix + path)
        stage.outcome.check(f"{path} {mode}", skip_findings(browser))
    browser.mode("light")
