# SPDX-License-Identifier: Apache-2.0
"""The main job with JavaScript off, as somebody would do it; and one journey by keyboard alone."""
import pathlib
import tempfile
import time
import urllib.parse

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from chrome import Browser
from program import PASSWORD

CSV = (
    "reference,name,type,directorate,service,owner,adopted,retired,last_assessed,relevance\r\n"
    "JN-101,Allotment lettings,policy,Community Services,Parks,Head of Parks,2020-04-01,,2024-05-06,medium\r\n"
    "JN-102,Beach huts,service,Community Services,Parks,Head of Parks,2021-04-01,,,low\r\n")


class Walker:
    """Somebody who reads the page and uses what it offers, by the words they see."""

    def __init__(self, browser, origin, outcome):
        self.browser = browser
        self.driver = browser.driver
        self.origin = origin
        self.outcome = outcome

    def open(self, path):
        self.driver.get(self.origin + path)

    @property
    def heading(self):
        return self.driver.find_element(By.TAG_NAME, "h1").text

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "main").text

    @property
    def query(self):
        return urllib.parse.parse_qs(urllib.parse.urlsplit(self.driver.current_url).query)

    def see(self, words, where):
        self.outcome.that(where, words in self.text, f"does not show \u201c{words}\u201d: {self.text[:160]!r}")

    def is_titled(self, words):
        self.outcome.that(words, words in self.heading, f"the h1 is \u201c{self.heading}\u201d")

    def field(self, label):
        """The control of a label; whether it is optional does not matter here."""
        for one in self.driver.find_elements(By.CSS_SELECTOR, "main label"):
            if one.text.strip().removesuffix(" (optional)") == label:
                return self.driver.find_element(By.ID, one.get_attribute("for"))
        raise AssertionError(f"no field \u201c{label}\u201d on \u201c{self.heading}\u201d")

    def fill(self, label, text):
        control = self.field(label)
        control.clear()
        control.send_keys(text)

    def choose(self, label, option):
        Select(self.field(label)).select_by_visible_text(option)

    def date(self, legend, day, month, year):
        for group in self.driver.find_elements(By.CSS_SELECTOR, "main fieldset"):
            if group.find_element(By.TAG_NAME, "legend").text.strip().startswith(legend):
                for box, text in zip(group.find_elements(By.TAG_NAME, "input"), (day, month, year)):
                    box.clear()
                    box.send_keys(text)
                return
        raise AssertionError(f"no date \u201c{legend}\u201d on \u201c{self.heading}\u201d")

    def _go(self, element):
        page = self.driver.find_element(By.TAG_NAME, "html")
        element.click()
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            try:
                page.is_enabled()
            except Exception:  # pylint: disable=broad-exception-caught
                return
            time.sleep(0.03)

    def press(self, words, area="main"):
        for one in self.driver.find_elements(By.CSS_SELECTOR, f"{area} button, {area} a.dr-button"):
            if " ".join(one.text.split()) == words:
                return self._go(one)
        raise AssertionError(f"no button \u201c{words}\u201d on \u201c{self.heading}\u201d")

    def follow(self, words, area="body"):
        for one in self.driver.find_elements(By.CSS_SELECTOR, f"{area} a"):
            if " ".join(one.text.split()) == words:
                return self._go(one)
        raise AssertionError(f"no link \u201c{words}\u201d on \u201c{self.heading}\u201d")

    def rows(self):
        return len(self.driver.find_elements(By.CSS_SELECTOR, "main tbody tr"))


def without_script(stage):
    """Every step of the main job, in one go, in a browser that runs no script."""
    browser = Browser(has_script=False)
    try:
        walker = Walker(browser, stage.demo.origin, stage.outcome)
        _is_off(walker)
        for step in (_sign_in, _read_register, _add_policy, _change_policy, _assess, _import_file, _add_action,
                     _coverage, _publish, _withdraw, _sign_out):
            try:
                step(walker)
            except Exception as problem:  # pylint: disable=broad-exception-caught
                stage.outcome.check(step.__name__.strip("_"), [f"{type(problem).__name__}: {str(problem)[:300]}"])
    finally:
        browser.close()


def _is_off(walker):
    walker.driver.get("data:text/html,<p id=a>off<script>document.getElementById('a').textContent='on'</script>")
    walker.outcome.that("script", "off" in walker.driver.page_source, "JavaScript is not off")


def _sign_in(walker):
    walker.open("/thanet/office/register")
    walker.is_titled("Sign in")
    walker.fill("Sign-in name", "lead")
    walker.fill("Password", PASSWORD)
    walker.press("Sign in")
    walker.is_titled("Register")


def _read_register(walker):
    before = walker.rows()
    walker.fill("Search", "policy")
    walker.press("Apply filters")
    walker.outcome.that("filter", 0 < walker.rows() < before, f"{walker.rows()} of {before} rows are left")
    walker.outcome.that("filter", walker.query.get("q") == ["policy"], f"the address is {walker.driver.current_url}")
    walker.follow("Clear all filters")
    walker.follow("Name", "main thead")
    first = walker.driver.find_element(By.CSS_SELECTOR, "main tbody tr").text
    walker.follow("Name", "main thead")
    other = walker.driver.find_element(By.CSS_SELECTOR, "main tbody tr").text
    walker.outcome.that("sort", first != other, "sorting the other way changes nothing")
    sorted_now = walker.driver.find_elements(By.CSS_SELECTOR, "main th[aria-sort=descending]")
    walker.outcome.that("sort", len(sorted_now) == 1, "no column says how it is sorted")
    walker.follow("Next page", "main .dr-pages")
    walker.outcome.that("page", "(page 2 of" in walker.driver.title, f"title is {walker.driver.title}")
    walker.outcome.that("page", "sort" in walker.query, "paging loses the order")


def _add_policy(walker):
    walker.open("/thanet/office/register")
    walker.press("Add to the register")
    walker.fill("Reference", "JN-100")
    walker.fill("Name", "Journey policy \u2013 \u201cquoted\u201d")
    walker.fill("Directorate", "Community Services")
    walker.date("Adoption date", "1", "apr", "2024")
    walker.press("Add")
    walker.is_titled("Journey policy")
    walker.see("1 April 2024", "policy added")


def _change_policy(walker):
    walker.press("Change")
    walker.fill("Owner", "Head of Journeys")
    walker.date("Adoption date", "31", "2", "2024")
    walker.press("Save")
    walker.outcome.that("mistake", walker.driver.title.startswith("Error: "), walker.driver.title)
    value = walker.field("Owner").get_attribute("value")
    walker.outcome.that("mistake", value == "Head of Journeys", f"the owner is {value!r}")
    walker.date("Adoption date", "2", "April", "2024")
    walker.press("Save")
    walker.see("Head of Journeys", "policy changed")


def _assess(walker):
    walker.press("Record an assessment")
    walker.date("Assessment date", "5", "5", "2026")
    walker.press("Record the assessment")
    walker.see("5 May 2026", "assessment recorded")


def _import_file(walker):
    path = pathlib.Path(tempfile.mkdtemp(prefix="dueregard-journey-")) / "register.csv"
    path.write_bytes(CSV.encode())
    try:
        walker.open("/thanet/office/register/import")
        walker.driver.find_element(By.CSS_SELECTOR, "main input[type=file]").send_keys(str(path))
        walker.press("Check the file")
        walker.is_titled("Check the import")
        walker.press("Import")
        walker.outcome.that("import", "done=imported" in walker.driver.current_url, walker.driver.current_url)
        walker.fill("Search", "Beach huts")
        walker.press("Apply filters")
        walker.see("Beach huts", "import")
    finally:
        path.unlink()
        path.parent.rmdir()


def _add_action(walker):
    walker.open("/thanet/office/actions/new")
    walker.fill("Objective or task", "Walk the journey")
    walker.fill("Lead officer", "Equality lead")
    walker.fill("Target completion date", "Before July 2027")
    walker.press("Add")
    walker.is_titled("Walk the journey")
    walker.see("Before July 2027", "words kept")
    walker.see("30 June 2027", "read back")


def _coverage(walker):
    walker.open("/thanet/office/register/coverage")
    walker.date("Date", "30", "9", "2026")
    walker.press("Show this day")
    walker.is_titled("30 September 2026")
    walker.press("State this figure")
    walker.see("Figures stated so far", "coverage stated")


def _publish(walker):
    walker.follow("Published", ".dr-nav")
    walker.press("Publish equality action plan")
    walker.date("Date", "21", "11", "2026")
    walker.press("Publish")
    walker.see("Published.", "published")
    walker.open("/thanet/action-plan")
    walker.see("Walk the journey", "public page")


def _withdraw(walker):
    number = walker.driver.current_url.rsplit("/", 1)[-1]
    walker.open("/thanet/office/publications")
    walker.follow(f"Withdraw edition {number}", "main")
    walker.fill("Reason", "One action was a test.")
    walker.press("Continue")
    walker.see("One action was a test.", "last look")
    walker.press("Withdraw it")
    walker.open(f"/thanet/published/action-plan/{number}")
    walker.is_titled("Withdrawn")
    walker.see("One action was a test.", "reason")


def _sign_out(walker):
    walker.open("/thanet/office")
    walker.press("Sign out", "header")
    walker.open("/thanet/office")
    walker.is_titled("Sign in")


def keyboard(stage):
    """Sign in, add an action, mend a mistake by following the summary: no mouse at any step."""
    browser = stage.browser
    browser.mode("light")
    browser.command("Network.clearBrowserCookies")
    browser.driver.get(stage.demo.origin + "/thanet/office/actions/new")
    steps = [
        ("name", "lead"), ("password", PASSWORD), ("Enter", "Add an action"),
        ("lead", "Equality lead"), ("target", "when the new system is in"), ("Enter", "Error: Add an action"),
    ]
    for target, words in steps:
        if target != "Enter":
            if not stage.outcome.that(target, _tab_to(browser, target), "cannot be reached by Tab"):
                return
            browser.type(words)
            continue
        browser.press("Enter")
        browser.wait(lambda expected=words: browser.driver.title.startswith(expected))
        stage.outcome.that(words, browser.driver.title.startswith(words), f"title is {browser.driver.title}")
    is_summary = "dr-error-summary" in browser.active()[3]
    stage.outcome.that("mistake", is_summary, f"the focus is on {browser.active()[0]}")
    browser.press("Tab")
    stage.outcome.that("summary", browser.active()[0] == "a", "the first link is not the next stop")
    browser.press("Enter")
    first = browser.active()[1]
    stage.outcome.that("summary", first == "title", f"its link leads to {first}")
    browser.type("Mended by keyboard")
    stage.outcome.that("target", _tab_to(browser, "target"), "cannot be reached by Tab")
    browser.run("document.activeElement.select()")
    browser.type("31 January (annually)")
    stage.outcome.that("button", _tab_to(browser, "Add"), "cannot be reached by Tab")
    browser.press(" ")
    browser.wait(lambda: browser.driver.title.startswith("Mended by keyboard"))
    page = browser.run("return document.querySelector('main').innerText")
    stage.outcome.that("action", "31 January (annually)" in page, "the words of the target are not kept")
    stage.outcome.that("action", "31 January every year" in page, "the target is not read back")


def _tab_to(browser, target):
    """Presses Tab until the control with this id, or the button with these words, has the focus."""
    for _ in range(60):
        browser.press("Tab")
        tag, name, words, _ = browser.active()
        if name == target or (tag == "button" and words == target):
            return True
    return False
