# SPDX-License-Identifier: Apache-2.0
"""The public questionnaire: each page of its road by HTTP, kept for the browser; the whole road without JavaScript."""
import contract
import markup
from chrome import Browser
from journeys import Walker
from page import words
from submit import State

PATH = "/ask/leisure"


def road(stage):
    """Every page that a form of the questionnaire leads to, as somebody sees who goes the road."""
    visitor = stage.client("thanet", None)
    road_of = _Road(stage, visitor)
    page = road_of.get(f"{visitor.prefix}{PATH}")
    road_of.error(page, {})
    page = road_of.step(page, {"begin": "yes"}, "What is your date of birth?")
    road_of.error(page, {"answer-day": "3", "answer-month": "May", "answer-year": "1750"})
    page = road_of.step(page, {"answer-year": "1990"}, "Do you have any physical or mental health")
    page = road_of.step(page, {"answer": "condition"}, "Do they make it harder")
    page = road_of.step(page, {}, "What is your ethnic group?", skip=True)
    page = road_of.step(page, {"answer": "white"}, "Which describes your White background best?")
    road_of.error(page, {"answer": "white-other-with-roma", "answer-words": "w" * 201})
    page = road_of.step(page, {"answer": "white-other-with-roma", "answer-words": "Findme"}, "What is your religion?")
    page = road_of.step(page, {"answer": "prefer-not-to-say"}, "What is your legal marital")
    while page.heading != "Check your answers":
        page = road_of.step(page, {}, None, skip=True)
    text = words(page.main)
    for wanted in ("25 to 34" if "25 to 34" in text else "35 to 44", "Any other White background", "Findme", "Not answered"):
        stage.outcome.that("check", wanted in text, f"does not show {wanted}")
    changed = road_of.step(page, {"change": "age"}, "What is your date of birth?", form="change")
    stage.outcome.that("change", "So far you are counted" in words(changed.main), "does not say what was understood")
    sent = visitor.post(f"{visitor.prefix}{PATH}/send", _form(page, None).values())
    stage.outcome.that("send", sent.status == 303 and sent.location.endswith(f"{PATH}/sent"), f"leads to {sent.location}")
    road_of.get(sent.location)
    road_of.get(f"{visitor.prefix}{PATH}/paper?size=large")
    road_of.get(f"{visitor.prefix}/ask/front-desk")
    for one in visitor.seen:
        if "/ask/" not in one.path:
            continue
        stage.outcome.that(one.path, one.header("cache-control") == "no-store", "may be kept by a cache")
        stage.outcome.that(one.path, one.header("set-cookie") is None, "sets a cookie")
        stage.outcome.that(
            one.path, "Findme" not in one.path + (one.location or "") and "?" not in (one.location or ""),
            "an answer is in an address")
    log = stage.demo.log()
    for said in ("Findme", "answer.", "white-other", visitor.address):
        stage.outcome.that("log", said not in log, f"the log of the server has \u201c{said}\u201d")
    status = visitor.get(f"{visitor.prefix}/ask/front-desk-next").status
    stage.outcome.that("draft", status == 404, f"a draft answers {status}")


def _form(page, step):
    """The form of a page whose hidden step is this; the one that sends for none."""
    for one in page.forms():
        fields = dict(one.values())
        if one.method == "post" and fields.get("step") == step:
            return one
    raise AssertionError(f"\u201c{page.heading}\u201d has no form for {step}")


class _Road:
    """Somebody on the road; each page is checked and kept for the browser."""

    def __init__(self, stage, visitor):
        self.stage = stage
        self.visitor = visitor

    def get(self, path):
        page = self.stage.page(self.visitor.get(path), "thanet", False)
        self.stage.outcome.check(path, markup.findings(page))
        self.stage.show_later("questions", self.visitor, State("get", path))
        return page

    def _send(self, page, answers, form, skip):
        form = _form(page, form)
        fields = [pair for pair in form.values(lambda name, given: "") if pair[0] not in answers]
        fields += list(answers.items()) + ([("skip", "yes")] if skip else [])
        response = self.visitor.post(form.action, fields)
        group = "error" if response.status == 422 else "questions"
        self.stage.show_later(group, self.visitor, State("step", form.action, "POST", fields))
        return self.stage.page(response, "thanet", False), fields

    def _step_of(self, page):
        return "begin" if any(one.get("name") == "begin" for one in page.find("input")) else "answer"

    def step(self, page, answers, heading, skip=False, form=None):
        answer, _ = self._send(page, answers, form or self._step_of(page), skip)
        self.stage.outcome.check(f"after {page.heading}", markup.findings(answer))
        self.stage.outcome.that(
            f"after {page.heading}", answer.status == 200 and (heading is None or answer.heading.startswith(heading)),
            f"comes {answer.status} \u201c{answer.heading}\u201d")
        return answer

    def error(self, page, answers):
        answer, fields = self._send(page, answers, self._step_of(page), False)
        self.stage.outcome.check(
            f"error of {page.heading}", contract.findings(answer, fields) + markup.findings(answer))


def without_script(stage):
    """The road in a browser that runs no script, with Enter in place of the button, back and forth."""
    browser = Browser(has_script=False)
    try:
        walker = _Answering(browser, stage.demo.origin, stage.outcome)
        walker.open(f"/kent{PATH}")
        walker.choose_radio("Yes")
        walker.press("Continue")
        walker.is_titled("What is your date of birth?")
        # Enter in a box goes on; it must never press the button that goes back.
        walker.fill("Year", "1980\n")
        walker.is_titled("Do you have any physical or mental health")
        walker.choose_radio("Yes")
        walker.press("Continue")
        walker.is_titled("Do they make it harder")
        walker.press("Back", area="body")
        walker.is_titled("Do you have any physical or mental health")
        walker.choose_radio("No")
        walker.press("Continue")
        walker.is_titled("What is your ethnic group?")
        while "Check your answers" not in walker.heading:
            walker.press("Skip this question")
        walker.see("No", "check")
        # Loading the page again asks the same and changes nothing.
        walker.driver.refresh()
        walker.is_titled("Check your answers")
        walker.press("Send your answers")
        walker.is_titled("Your answers were sent")
        address = walker.driver.current_url
        stage.outcome.that("address", address.endswith(f"/kent{PATH}/sent"), f"is {address}")
    finally:
        browser.close()


class _Answering(Walker):
    """Somebody who answers: radios by their words, buttons of every kind."""

    def choose_radio(self, label):
        for one in self.driver.find_elements("css selector", "main .dr-choice__label"):
            if one.text.strip() == label:
                one.click()
                return
        raise AssertionError(f"no answer \u201c{label}\u201d on \u201c{self.heading}\u201d")

    def fill(self, label, text):
        for one in self.driver.find_elements("css selector", "main label"):
            if one.text.strip() == label:
                control = self.driver.find_element("id", one.get_attribute("for"))
                if text.endswith("\n"):
                    control.send_keys(text.rstrip("\n"))
                    page = self.driver.find_element("tag name", "html")
                    control.send_keys("\n")
                    self._wait_for_another(page)
                else:
                    control.send_keys(text)
                return
        raise AssertionError(f"no field \u201c{label}\u201d on \u201c{self.heading}\u201d")

    @staticmethod
    def _wait_for_another(page):
        import time  # pylint: disable=import-outside-toplevel
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            try:
                page.is_enabled()
            except Exception:  # pylint: disable=broad-exception-caught
                return
            time.sleep(0.03)
