# SPDX-License-Identifier: Apache-2.0
"""The whole road of a full assessment by keyboard alone, with six people; at each step the wrong person first."""
from chrome import Browser
from keys import Keyboard, Stuck
from road_deciding import Deciding
from road_writing import Writing


def by_keyboard(stage):
    """Each step must be done before the next can be."""
    browser = Browser()
    browser.mode("light")
    road = Road(stage, Keyboard(browser, stage.demo.origin))
    try:
        for step in road.steps():
            try:
                step()
            except Exception as problem:  # pylint: disable=broad-exception-caught
                stage.outcome.check(step.__name__, [f"{type(problem).__name__}: {str(problem)[:300]}"])
                return
    finally:
        browser.close()


class Road(Writing, Deciding):
    """Where the assessment is, and who has it."""

    def __init__(self, stage, keyboard):
        self.stage = stage
        self.outcome = stage.outcome
        self.keys = keyboard
        self.home = ""
        self.decision = ""
        self.signed = ""
        self.acknowledged = 0.0

    def steps(self):
        return [
            self.start, self.screen, self.authorise, self.evidence, self.engage, self.weigh, self.impacts,
            self.mitigate, self.conclude, self.comment, self.send_to_challenge, self.challenge, self.answer_point,
            self.send_for_signature, self.sign, self.prepare, self.put, self.acknowledge, self.decide, self.publish,
            self.verify, self.implement, self.review]

    # How each step is told.

    def sees(self, place, words):
        self.outcome.that(place, words in self.keys.text, f"does not show \u201c{words}\u201d: {self.keys.text[-400:]!r}")

    def refused(self, who, path, words, button=""):
        """Somebody else asks for the page of an act: it says who may, and offers no way to do it."""
        self.keys.sign_in(who)
        self.keys.address(path)
        self.sees(f"{who} refused", words)
        if button:
            offered = self.keys.browser.run(
                "return [...document.querySelectorAll('main button')].map(one => one.innerText.trim())")
            self.outcome.that(f"{who} refused", button not in offered, f"is offered \u201c{button}\u201d")

    def at_home(self, who):
        self.keys.sign_in(who)
        self.keys.address(self.home)

    def act(self, name, words, answers, button=None):
        """From the page of the assessment to the page of an act, and done."""
        try:
            self.keys.follow(words)
        except Stuck as problem:
            self.outcome.check(name, [str(problem)])
            self.keys.address(f"{self.home}/act/{name}")
        self.keys.skip()
        left = self.keys.fill(answers, button or words)
        self.outcome.check(name, [f"no field fits {pattern}" for pattern in left])
        self.outcome.that(name, self.keys.path == self.home, f"leads to {self.keys.path}: {self.keys.text[-400:]!r}")

    def section(self, title, answers, end="Save and continue"):
        """One section, with the questions that follow from its answers."""
        self.keys.address(self.home)
        self.keys.follow(title)
        return self.written(title, answers, end)

    def written(self, place, answers, end="Save and continue"):
        left = set(answers)
        for _ in range(3):
            before = self.keys.path
            self.keys.skip()
            left &= set(self.keys.fill(answers, end))
            if "There is a problem" in self.keys.text:
                self.outcome.check(place, [self.keys.text[:400]])
                break
            if self.keys.path != before or "More questions follow" not in self.keys.text:
                break
        self.outcome.check(place, [f"no field fits {pattern}" for pattern in sorted(left)])
        return self.keys.text
