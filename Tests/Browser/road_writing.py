# SPDX-License-Identifier: Apache-2.0
"""The road from a first thought to a text that can be questioned: the steps of the author and the authoriser."""
import road_answers as said


class Writing:
    """Mixed into `Road`, which has the keyboard and the words of a check."""

    def start(self):
        for who in ("councillor", "challenger"):
            self.refused(who, "/thanet/office/assessments/new", "You cannot use this page", "Start")
            self.sees(f"{who} refused", "service manager")
        self.keys.sign_in("manager")
        self.keys.follow("Assessments", "navigation")
        self.keys.follow("Start an assessment")
        self.keys.fill({"template": "full-eqia", "title": said.TITLE, "directorate": said.DIRECTORATE,
                        "service": "Waste"}, "Start")
        self.home = self.keys.path
        self.outcome.that("start", self.keys.heading == said.TITLE, f"the h1 is \u201c{self.keys.heading}\u201d")

    def screen(self):
        self.refused("challenger", f"{self.home}/section/screening", "Only Service manager can write here",
                     "Save and continue")
        self.keys.sign_in("manager")
        self.section("About the proposal", said.ABOUT)
        self.section("What is proposed", said.PROPOSAL)
        self.section("Who is affected", said.AFFECTED)
        self.section("Delivery by others", said.PROVIDER)
        self.section("Screening", said.SCREENING)
        self.section("Result of the screening", said.RESULT)
        self.refused("challenger", f"{self.home}/act/screened", "Service manager can",
                     "Send the screening for authorisation")
        self.at_home("manager")
        self.act("screened", "Send the screening for authorisation", {"authoriser": "Director"})

    def authorise(self):
        self.refused("manager", f"{self.home}/act/screeningAuthorised", "It is authorised by somebody else: Director",
                     "Authorise the screening")
        self.refused("councillor", f"{self.home}/act/screeningAuthorised", "Only Director can authorise the screening",
                     "Authorise the screening")
        self.at_home("director")
        self.act("screeningAuthorised", "Authorise the screening", {"note": "The reasons are sound."})
        self.sees("authorised", "In progress")

    def evidence(self):
        self.refused("councillor", "/thanet/office/evidence/new", "You cannot use this page", "Add")
        self.refused("challenger", f"{self.home}/section/evidence", "Only Service manager can write here")
        self.keys.sign_in("manager")
        self.keys.address("/thanet/office/evidence")
        self.keys.follow("Add evidence")
        self.keys.fill(said.ITEM, "Add")
        self.sees("library", said.CITED)
        self.section("Evidence", said.EVIDENCE)
        self.section("Evidence", {"done": "no"})
        self.keys.address(f"{self.home}/section/evidence")
        self._enter_removes_nothing()
        self.keys.follow("Choose from the evidence library")
        self.keys.skip()
        self.keys.fill({"items": f"{said.CITED}*"}, "Add to the assessment")
        self.outcome.that("picked", "/section/evidence" in self.keys.path, f"leads to {self.keys.path}")
        self.section("Evidence", {"done": "yes"})
        self.section("What the evidence means", said.KNOWLEDGE)

    def _enter_removes_nothing(self):
        """Enter in a text box presses the first button of a form: that must not be one that removes."""
        self.keys.tab_to(lambda one: one["name"].endswith("/title"), "the title of the evidence")
        self.keys.enter()
        self.keys.address(f"{self.home}/section/evidence")
        title = self.keys.tab_to(lambda one: one["name"].endswith("/title"), "the title of the evidence")
        kept = title["value"] == said.EVIDENCE["evidence/*/title"]
        self.outcome.that("Enter in a text box", kept, "removes the row that is written")
        if not kept:
            self.written("Evidence again", said.EVIDENCE)
            self.keys.address(f"{self.home}/section/evidence")

    def engage(self):
        self.refused("councillor", f"{self.home}/section/engagement", "Only Service manager can write here")
        self.keys.sign_in("manager")
        self.section("Engagement", said.ENGAGEMENT)

    def weigh(self):
        self.refused("challenger", f"{self.home}/section/options", "Only Service manager can write here")
        self.keys.sign_in("manager")
        self.section("Options compared", said.FIRST_OPTION, "Save and add another")
        self.keys.tab_to(lambda one: one["name"].endswith("/title") and not one["value"], "the second option")
        self.keys.type(said.SECOND_OPTION["option/*/title"])
        answers = {name: value for name, value in said.SECOND_OPTION.items() if "title" not in name}
        self.keys.fill(answers)
        while "More questions" in self.keys.text:
            self._second_option(answers)
        for code in said.CODES:
            self.keys.address(f"{self.home}/section/aims/{code}")
            self.written(f"aims of {code}", _asked(self.keys, said.aims(code)))
        self.section("The three aims", {"done": "yes"})

    def _second_option(self, answers):
        self.keys.tab_to(lambda one: one["value"] == said.SECOND_OPTION["option/*/title"], "the second option")
        self.keys.fill(answers)

    def impacts(self):
        self.refused("councillor", f"{self.home}/section/impact/age", "Only Service manager can write here")
        self.keys.sign_in("manager")
        self.keys.address(f"{self.home}/section/impact")
        for number, code in enumerate(said.CODES):
            if number == 0:
                self.keys.follow("Age")
            self.outcome.that(code, self.keys.path.endswith(f"/impact/{code}"), f"is asked at {self.keys.path}")
            self.keys.address(f"{self.home}/section/impact/{code}")
            self.written(f"impact on {code}", said.impact(code))
        self.section("Impact", {"done": "yes"})
        self.section("Effects that add up", said.CUMULATIVE)

    def mitigate(self):
        self.refused("challenger", f"{self.home}/section/mitigation", "Only Service manager can write here")
        self.keys.sign_in("manager")
        self.section("What will be done", said.MITIGATION)
        self.keys.address(self.home)
        self.sees("mitigation", said.MITIGATION["mitigation/*/action.title"])

    def conclude(self):
        self.refused("challenger", f"{self.home}/section/outcome", "Only Service manager can write here")
        self.keys.sign_in("manager")
        self.section("Outcome", said.OUTCOME)
        self.section("For the public", said.PUBLIC)
        self.section("Review", said.REVIEW)


def _asked(keys, answers):
    """Of the answers to the aims, those that this characteristic is asked: marriage for the first aim alone."""
    if "marriage" not in keys.path:
        return answers
    return {name: value for name, value in answers.items() if "/b" not in name and "/c" not in name}
