# SPDX-License-Identifier: Apache-2.0
"""A walker who counts what each job takes: clicks, fields typed, pages, and the server's time for each page.

A click is a press on a link, a button or a radio, the choice of a file, or the way into a field; typing is counted
apart. What a spreadsheet needs is counted in the same way, with one click to open it.
"""
import pathlib
import re
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from journeys import Walker
from program import PASSWORD


class Count:
    """What one job took."""

    def __init__(self, name, most=None):
        self.name = name
        self.most = most
        self.clicks = 0
        self.fields = 0
        self.pages = []
        self.began = time.monotonic()
        self.seconds = 0.0

    def line(self):
        server = sum(milliseconds for milliseconds, _ in self.pages)
        slowest = max(self.pages, default=(0, ""))
        return (f"{self.name}: {self.clicks} clicks (a spreadsheet {self.most or '-'}), {self.fields} fields typed, "
                f"{len(self.pages)} pages, {self.seconds:.1f} s walked, server {server} ms "
                f"(slowest {slowest[0]} ms {slowest[1]})")


class Worker(Walker):
    """Somebody at work, by what the pages show."""

    def __init__(self, browser, origin, outcome, downloads):
        super().__init__(browser, origin, outcome)
        self.downloads = pathlib.Path(downloads)
        self.jobs = []
        self.count = Count("before")
        browser.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))

    def begin(self, name, most=None):
        self.count = Count(name, most)
        self.jobs.append(self.count)

    def end(self):
        self.count.seconds = time.monotonic() - self.count.began

    def click(self, times=1):
        self.count.clicks += times

    def type_into(self, box, text):
        self.click()
        self.count.fields += 1
        box.clear()
        box.send_keys(text)

    def _go(self, element):
        self.click()
        super()._go(element)
        self.browser.wait(lambda: self.browser.run("return document.readyState") == "complete")
        milliseconds, path = self.browser.run(
            "const n = performance.getEntriesByType('navigation')[0];"
            "return [Math.round(n.responseEnd - n.requestStart), location.pathname]")
        self.count.pages.append((milliseconds, re.sub(r"[0-9a-f-]{36}", ":id", path)))

    def fill(self, label, text):
        self.type_into(self.field(label), text)

    def choose(self, label, option):
        self.click()
        super().choose(label, option)

    def choose_in(self, group, wanted):
        """Chooses the first of these words that a group's list has, and gives it back."""
        choice = Select(group.find_element(By.TAG_NAME, "select"))
        options = [one.text for one in choice.options]
        words = next(one for one in wanted if one in options)
        choice.select_by_visible_text(words)
        self.click()
        return words

    @property
    def rows(self):
        """The rows of a queue: the group of fields of each action, by its title."""
        groups = self.driver.find_elements(By.CSS_SELECTOR, "main form fieldset")
        return {one.find_element(By.TAG_NAME, "legend").text.strip(): one for one in groups}

    def save_rows(self):
        """Presses the one button of a queue, whatever the number in it."""
        button = self.driver.find_element(By.CSS_SELECTOR, "main form button")
        self.press(" ".join(button.text.split()))

    def titles(self):
        return [one.text for one in self.driver.find_elements(By.CSS_SELECTOR, "main tbody th a")]

    def press_first(self, start):
        """Presses the button that begins with these words."""
        for one in self.driver.find_elements(By.CSS_SELECTOR, "main button, main a.dr-button"):
            if " ".join(one.text.split()).startswith(start):
                return self._go(one)
        raise AssertionError(f"no button “{start}…” on “{self.heading}”")

    def download(self, words):
        """Presses a link that gives a file; the newest file of the folder, under a name of its own."""
        before = {one.name: one.stat().st_mtime_ns for one in self.downloads.iterdir()}
        link = next((one for one in self.driver.find_elements(By.CSS_SELECTOR, "main a")
                     if " ".join(one.text.split()) == words), None)
        if link is None:
            raise AssertionError(f"no link “{words}” on “{self.heading}”")
        self.click()
        link.click()
        found = []

        def is_here():
            found[:] = [one for one in self.downloads.iterdir() if not one.name.endswith(".crdownload")
                        and before.get(one.name) != one.stat().st_mtime_ns]
            return bool(found)
        self.browser.wait(is_here)
        kept = self.downloads / f"{len(list(self.downloads.iterdir()))}-{found[0].name}"
        found[0].rename(kept)
        return kept

    def upload(self, path):
        self.click()
        self.driver.find_element(By.CSS_SELECTOR, "main input[type=file]").send_keys(str(path))
        self.press("Check the file")

    def radio(self, legend, option):
        for group in self.driver.find_elements(By.CSS_SELECTOR, "main fieldset"):
            if group.find_element(By.TAG_NAME, "legend").text.strip().startswith(legend):
                for one in group.find_elements(By.TAG_NAME, "label"):
                    if one.text.strip().startswith(option):
                        self.click()
                        return one.click()
        raise AssertionError(f"no radio “{legend}: {option}” on “{self.heading}”")

    def sign_in(self, name):
        self.open("/thanet/office")
        self.fill("Sign-in name", name)
        self.fill("Password", PASSWORD)
        self.press("Sign in")

    def asserted(self, where, is_so, words):
        self.outcome.that(f"{self.count.name}: {where}", is_so, words)
