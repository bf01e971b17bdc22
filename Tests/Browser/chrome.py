# SPDX-License-Identifier: Apache-2.0
"""Chromium, driven through the Debian driver: modes, cookies, posts, axe, pictures."""
import base64
import importlib.util
import json
import pathlib
import urllib.parse

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Width, height, medium and media features of each way to look at a page.
MODES = {
    "light": (1280, 1000, "", {}),
    "320": (320, 800, "", {}),
    "dark": (1280, 1000, "", {"prefers-color-scheme": "dark"}),
    "forced": (1280, 1000, "", {"forced-colors": "active"}),
    "print": (718, 1000, "print", {}),
}

_POST = """
const [path, fields, multipart, files] = arguments;
const form = document.createElement('form');
form.method = 'post'; form.action = path; form.hidden = true;
if (multipart) form.enctype = 'multipart/form-data';
for (const [name, value] of fields) {
  const box = document.createElement('textarea');
  box.name = name; box.value = value; form.append(box);
}
for (const [name, fileName, text] of files) {
  const box = document.createElement('input');
  const data = new DataTransfer();
  data.items.add(new File([text], fileName, {type: 'text/csv'}));
  box.type = 'file'; box.name = name; box.files = data.files; form.append(box);
}
document.body.append(form);
HTMLFormElement.prototype.submit.call(form);
"""

_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations'], preload: false})
  .then(result => done(result.violations.map(one => [
      one.id, one.help, one.nodes.length, one.nodes.slice(0, 3).map(node => node.html.slice(0, 120))])))
  .catch(problem => done([['axe broke off', String(problem), 1, []]]));
"""


def axe_source():
    """The file inside the installed wheel; the package itself is not imported, for it needs more."""
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None:
        raise SystemExit("axe is missing: pip install --no-deps axe-playwright-python==0.1.8")
    return (pathlib.Path(package.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


class Browser:
    """One browser for the whole run."""

    def __init__(self, has_script=True, sees_requests=False):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for switch in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                       "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--lang=en-GB",
                       "--disable-background-networking", "--window-size=1280,1000"):
            options.add_argument(switch)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", **({"performance": "ALL"} if sees_requests else {})})
        if not has_script:
            options.add_experimental_option(
                "prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_script_timeout(60)
        self.driver.set_page_load_timeout(60)
        self._mode = None
        if has_script:
            self.command("Page.addScriptToEvaluateOnNewDocument", source=axe_source())

    def command(self, command, /, **parameters):
        return self.driver.execute_cdp_cmd(command, parameters)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def mode(self, name):
        if self._mode == name:
            return
        self._mode = name
        width, height, medium, features = MODES[name]
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                     mobile=False)
        wanted = {"prefers-color-scheme": "light", "forced-colors": "none", **features}
        self.command("Emulation.setEmulatedMedia", media=medium,
                     features=[{"name": key, "value": value} for key, value in wanted.items()])

    def become(self, client):
        """Takes over the cookies of an HTTP client."""
        self.command("Network.enable")
        self.command("Network.clearBrowserCookies")
        for name, value in client.cookies.items():
            self.command("Network.setCookie", name=name, value=value, url=client.server.origin, path="/",
                         httpOnly=True, sameSite="Lax")

    def show(self, client, state):
        """Loads the page of a state, by GET or by sending the form again."""
        self.become(client)
        origin = client.server.origin
        if state.method == "GET":
            self.driver.get(origin + state.path)
            return
        self.driver.get(origin + (state.start or client.prefix + "/cookies"))
        self.post(state)

    def post(self, state):
        old = self.driver.find_element("tag name", "html")
        files = [[name, file_name, content.decode()] for name, file_name, content in state.files]
        self.run(_POST, state.path, [list(pair) for pair in state.fields], state.multipart, files)
        self.wait(lambda: _is_gone(old) and self.run("return document.readyState") == "complete")

    def wait(self, condition, seconds=20):
        import time  # pylint: disable=import-outside-toplevel
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if condition():
                    return
            except Exception:  # pylint: disable=broad-exception-caught
                pass
            time.sleep(0.03)
        raise TimeoutError("the browser did not get there")

    def axe(self):
        """Every rule of the tags; one line a broken rule."""
        found = self.driver.execute_async_script(_AXE, TAGS)
        return [f"axe {rule}: {help_text} ({count}): {' | '.join(nodes)}" for rule, help_text, count, nodes in found]

    def console(self):
        """What the console complains of, but for the status of the page itself."""
        found = []
        here = urllib.parse.urldefrag(self.driver.current_url)[0]
        for entry in self.driver.get_log("browser"):
            message = entry["message"]
            if entry["level"] not in ("SEVERE", "WARNING"):
                continue
            if "Failed to load resource" in message and message.startswith(here.split("?")[0]) and (
                    "favicon" not in message):
                continue
            if "Cross-Origin-Opener-Policy header has been ignored" in message:
                continue
            found.append(f"console: {message[:200]}")
        return found

    def foreign_requests(self):
        origin = self.run("return location.origin")
        names = self.run("return performance.getEntriesByType('resource').map(one => one.name)")
        return [f"requests {name}" for name in names if not name.startswith(origin + "/")]

    def picture(self, path):
        """The whole page, however tall."""
        size = self.command("Page.getLayoutMetrics")["cssContentSize"]
        shot = self.command(
            "Page.captureScreenshot", format="png", captureBeyondViewport=True,
            clip={"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 6000), "scale": 1})
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))

    def tree(self):
        """The accessibility tree as the browser gives it to assistive technology."""
        self.command("Accessibility.enable")
        return self.command("Accessibility.getFullAXTree")["nodes"]

    def press(self, key, shift=False):
        """One key, as a keyboard sends it."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40}
        event = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": codes[key],
                 "modifiers": 8 if shift else 0}
        text = {"Enter": "\r", " ": " "}.get(key)
        self.command("Input.dispatchKeyEvent", type="keyDown", **event, **({"text": text} if text else {}))
        self.command("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text):
        self.command("Input.insertText", text=text)

    def active(self):
        """The focused element: tag, id, words."""
        return json.loads(self.run(
            "const one = document.activeElement; return JSON.stringify([one.tagName.toLowerCase(), one.id,"
            " (one.innerText || one.value || '').trim().slice(0, 80), one.className])"))

    def close(self):
        self.driver.quit()


def _is_gone(element):
    try:
        element.tag_name  # pylint: disable=pointless-statement
        return False
    except Exception:  # pylint: disable=broad-exception-caught
        return True
