# SPDX-License-Identifier: Apache-2.0
"""Somebody who has a keyboard and nothing else: Tab, Enter, Space, arrows, typing. No script changes the page."""
import fnmatch
import json
import time

from program import PASSWORD

_CODES = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowUp": 38, "ArrowDown": 40, "Home": 36, "a": 65}

# Reads what has the focus; touches nothing.
_HERE = """
const one = document.activeElement;
if (!one || one === document.body) return null;
const text = one.tagName === 'INPUT' || one.tagName === 'TEXTAREA' || one.tagName === 'SELECT' ? '' : one.innerText;
const label = one.labels && one.labels[0] ? one.labels[0].innerText : '';
return JSON.stringify({tag: one.tagName.toLowerCase(), id: one.id, name: one.name || '', type: one.type || '',
  value: one.value === undefined ? '' : String(one.value), words: (text || '').replace(/\\s+/g, ' ').trim(),
  label: label.replace(/\\s+/g, ' ').trim(), checked: !!one.checked, href: one.getAttribute('href') || '',
  shown: one.tagName === 'SELECT' && one.selectedIndex >= 0 ? one.options[one.selectedIndex].text.trim() : '',
  form: one.form ? one.form.getAttribute('action') : '', inMain: !!one.closest('main')});
"""


class Stuck(Exception):
    """The keyboard does not get there."""


class Keyboard:
    """One desk: whoever sits there reads the page and presses keys."""

    def __init__(self, browser, origin):
        self.browser = browser
        self.driver = browser.driver
        self.origin = origin
        self.pressed = 0
        self._sessions = {}

    # What can be read.

    def here(self):
        found = self.browser.run(_HERE)
        return json.loads(found) if found else None

    @property
    def heading(self):
        return self.browser.run(
            "const one = document.querySelector('h1'); const small = one && one.querySelector('span');"
            "return !one ? '' : one.innerText.replace(small ? small.innerText : '', '').trim()")

    @property
    def text(self):
        """The words of the page as they are shown, closed details left out."""
        return " ".join(self.browser.run("return document.querySelector('main').innerText").split())

    @property
    def path(self):
        return self.browser.run("return location.pathname")

    # What can be done.

    def press(self, key, shift=False, control=False):
        self.pressed += 1
        event = {"key": key, "code": {" ": "Space", "a": "KeyA"}.get(key, key),
                 "windowsVirtualKeyCode": _CODES[key], "modifiers": (8 if shift else 0) + (2 if control else 0)}
        text = {"Enter": "\r", " ": " "}.get(key)
        down = {**event, **({"text": text} if text else {}), **({"commands": ["selectAll"]} if control else {})}
        self.browser.command("Input.dispatchKeyEvent", type="keyDown", **down)
        self.browser.command("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text):
        """Replaces what stands in the box that has the focus."""
        if (self.here() or {}).get("value"):
            self.press("a", control=True)
        self.pressed += len(text)
        self.browser.command("Input.insertText", text=text)

    def enter(self):
        """Enter, and the page that comes of it."""
        self.leave("Enter")

    def leave(self, key):
        old = self.driver.find_element("tag name", "html")
        self.press(key)

        def is_new():
            try:
                old.tag_name  # pylint: disable=pointless-statement
            except Exception:  # pylint: disable=broad-exception-caught
                return self.browser.run("return document.readyState") == "complete"
            return False

        deadline = time.monotonic() + 20
        while not is_new():
            if time.monotonic() > deadline:
                raise Stuck(f"{key} on {self.here()} leads nowhere from \u201c{self.heading}\u201d")
            time.sleep(0.02)

    def tab_to(self, wanted, what, most=700):
        """Tab until the wanted control has the focus."""
        for _ in range(most):
            one = self.here()
            if one and wanted(one):
                return one
            self.press("Tab")
        raise Stuck(f"{what} cannot be reached by Tab on \u201c{self.heading}\u201d ({self.path})")

    def skip(self):
        """Past the navigation by the skip link, where the page does not begin elsewhere."""
        self.tab_to(lambda one: one["words"] == "Skip to main content", "the skip link")
        self.press("Enter")

    def follow(self, words, area="main"):
        """To a link or a button that looks like one, and Enter."""
        self.tab_to(lambda one: one["tag"] == "a" and one["words"].startswith(words)
                    and (area != "main" or one["inMain"]), f"the link \u201c{words}\u201d")
        self.enter()

    def button(self, words):
        self.tab_to(lambda one: one["tag"] == "button" and one["words"] == words, f"the button \u201c{words}\u201d")
        self.enter()

    def unfold(self, words):
        """Opens details by their summary."""
        self.tab_to(lambda one: one["tag"] == "summary" and one["words"] == words, f"\u201c{words}\u201d")
        self.press("Enter")

    def address(self, path):
        """Typed into the address bar; a page asked for like this proves nothing about links."""
        self.driver.get(self.origin + path)

    def fill(self, answers, end="Save and continue", most=900):
        """One walk through the form: each stop is answered by the first pattern that fits its name, and the
        walk ends on the button. Returns the patterns that met no control."""
        used = set()
        for _ in range(most):
            self.press("Tab")
            one = self.here()
            if one is None:
                continue
            if one["tag"] == "button" and one["words"] == end:
                self.enter()
                return [pattern for pattern in answers if pattern not in used]
            if not one["name"] or one["tag"] == "button":
                continue
            pattern = next((known for known in answers if fnmatch.fnmatchcase(one["name"], known)), None)
            if pattern is not None:
                used.add(pattern)
                self.answer(one, answers[pattern])
        raise Stuck(f"the button \u201c{end}\u201d cannot be reached by Tab on \u201c{self.heading}\u201d")

    def answer(self, one, value):
        """Gives the control that has the focus its answer."""
        if one["type"] == "radio":
            self._radio(one, value)
        elif one["type"] == "checkbox":
            wanted = value if isinstance(value, (list, tuple, set)) else [value]
            fits = any(fnmatch.fnmatchcase(text, each) for each in wanted for text in (one["value"], one["label"]))
            if fits != one["checked"]:
                self.press(" ")
        elif one["tag"] == "select":
            self._select(one, value)
        elif value is not None and one["value"] != value:
            self.type(value)

    def _radio(self, one, value):
        """The group is one stop: Space takes the first, the arrows go on."""
        for _ in range(40):
            now = self.here()
            if fnmatch.fnmatchcase(now["value"], value):
                if not now["checked"]:
                    self.press(" ")
                return
            self.press("ArrowDown")
        raise Stuck(f"{one['name']} has no choice {value}")

    def _select(self, one, value):
        self.press("Home")
        for _ in range(120):
            now = self.here()
            if value in (now["value"], now["shown"]):
                return
            self.press("ArrowDown")
            if self.here()["value"] == now["value"]:
                break
        raise Stuck(f"{one['name']} has no option {value}")

    # Who sits at the desk.

    def sign_in(self, name, body="thanet"):
        """Signs in by keyboard; who did so before finds the session as it was left on their own machine."""
        self.browser.command("Network.enable")
        self.browser.command("Network.clearBrowserCookies")
        if name in self._sessions:
            for cookie in self._sessions[name]:
                self.browser.command("Network.setCookie", **cookie)
            return
        self.address(f"/{body}/office")
        self.fill({"name": name, "password": PASSWORD}, "Sign in")
        if "/sign-in" in self.path:
            raise Stuck(f"{name} cannot sign in: {self.text[:120]}")
        cookies = self.browser.command("Network.getCookies", urls=[self.origin])["cookies"]
        self._sessions[name] = [
            {"name": one["name"], "value": one["value"], "url": self.origin, "path": one["path"],
             "httpOnly": one["httpOnly"], "sameSite": one.get("sameSite", "Lax")} for one in cookies]
