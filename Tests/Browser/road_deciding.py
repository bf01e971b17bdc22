# SPDX-License-Identifier: Apache-2.0
"""The road from a text to a reviewed record: colleague, challenger, signer, clerk, member, publisher, author."""
import datetime
import hashlib
import json
import re
import time
import zoneinfo

import road_answers as said
from keys import Stuck
from program import PASSWORD

LONDON = zoneinfo.ZoneInfo("Europe/London")
DECISION = "Garden waste: a charge from next spring"
FINGERPRINT = re.compile(r"\b[0-9a-f]{64}\b")


class Deciding:
    """Mixed into `Road`, which has the keyboard and the words of a check."""

    def comment(self):
        """A colleague asks, the author answers; who may only read is offered neither."""
        self.refused("councillor", f"{self.home}/section/proposal", "Only Service manager can write here", "Add comment")
        self.keys.sign_in("lead")
        self.keys.address(f"{self.home}/section/proposal")
        self.keys.unfold("Comment on this section")
        self.keys.fill({"path": "Money", "comment": "Is the reduced charge in this sum?"}, "Add comment")
        self.sees("comment", "Is the reduced charge in this sum?")
        self.at_home("manager")
        self.sees("comment", "Is the reduced charge in this sum?")
        self._answer("Yes, the sum is what remains after it.")
        self.keys.address(f"{self.home}/section/proposal")
        self.sees("comment", "Answer of Service manager: Yes, the sum is what remains after it.")
        self.keys.address(f"{self.home}/act/sentForSignature")
        self.sees("comment", "1 comment is open, the first by Equality lead")
        self.keys.sign_in("lead")
        self.keys.address(f"{self.home}/section/proposal")
        self.keys.unfold("Answer this")
        self.keys.button("Resolve")

    def _answer(self, text):
        self.keys.unfold("Answer this")
        self.keys.fill({"answer-*": text}, "Answer")

    def send_to_challenge(self):
        self.refused("councillor", f"{self.home}/act/sentToChallenge", "Service manager can",
                     "Send it to the challenger")
        self.at_home("manager")
        self.act("sentToChallenge", "Send it to the challenger", {"challenger": "Peer challenger"})
        self.sees("sent to challenge", "Being challenged")

    def challenge(self):
        """One point to improve, every other section accepted."""
        self.refused("manager", f"{self.home}/challenge", "Only Peer challenger can finish the challenge",
                     "Finish the challenge")
        self.refused("director", f"{self.home}/challenge", "Only Peer challenger can finish the challenge",
                     "Finish the challenge")
        self.at_home("challenger")
        self.keys.follow("Challenge it")
        self.keys.button("Finish the challenge")
        self.sees("challenge", "Select a verdict on \u201cAbout the proposal\u201d")
        self.keys.address(f"{self.home}/challenge")
        names = self.keys.browser.run(
            "return [...new Set([...document.querySelectorAll('main input[type=radio]')].map(one => one.name))]")
        for name in names:
            section = name.removeprefix("verdict-")
            one = self.keys.tab_to(lambda here, name=name: here["name"] == name, f"the verdict on {section}")
            is_point = section == "impact"
            self.keys.answer(one, "improve" if is_point else "accept")
            self.keys.fill({f"text-{section}": "Say how many pay." if is_point else ""}, "Record the verdict")
        self.keys.button("Finish the challenge")
        self.outcome.that("challenge", self.keys.path == self.home, f"leads to {self.keys.path}: {self.keys.text[:200]!r}")

    def answer_point(self):
        """The author alone answers; until then nothing is sent for signature."""
        self.refused("councillor", self.home, "Say how many pay.", "Answer")
        self.refused("challenger", self.home, "Say how many pay.", "Answer")
        self.keys.sign_in("manager")
        self.keys.address(f"{self.home}/act/sentForSignature")
        self.sees("unanswered", "1 point of the challenge waits for an answer")
        self.keys.address(self.home)
        self._answer("It is not counted yet; the first quarter will show it.")
        self.outcome.that("point", "Answer this" not in self.keys.text, "the point is still open")

    def send_for_signature(self):
        self.refused("challenger", f"{self.home}/act/sentForSignature", "Service manager can", "Send it for sign-off")
        self.at_home("manager")
        self.act("sentForSignature", "Send it for sign-off", {"signer": "Director"})

    def sign(self):
        self.refused("manager", f"{self.home}/act/signed", "Only Director can sign it off", "Sign it off")
        self.refused("councillor", f"{self.home}/act/signed", "Only Director can sign it off", "Sign it off")
        self.keys.sign_in("director")
        self.keys.address(f"{self.home}/act/signed")
        self.keys.fill({"attest": "yes", "password": "not the password"}, "Sign it off")
        self.sees("wrong password", "Enter the password that you sign in with")
        self.signed = _fingerprint(self.keys.text)
        self.at_home("director")
        self.act("signed", "Sign it off", {"attest": "yes", "password": PASSWORD})
        self.sees("signed", "Signed off")

    def prepare(self):
        self.refused("manager", "/thanet/office/decisions/new", "democratic services officer", "Prepare")
        self.keys.sign_in("democratic")
        self.keys.address("/thanet/office")
        self.keys.follow("Decisions", "navigation")
        self.keys.follow("Prepare a decision")
        left = self.keys.fill({
            "title": DECISION, "reference": "ROAD/1", "maker": "cabinet", "makerName": "Cabinet",
            **said.day("meeting", said.after(40)), "time": "6:30pm", **said.day("report", said.after(30)),
            "relevant": "yes", "members": "Councillor"}, "Prepare")
        self.outcome.check("prepared", left)
        self.decision = self.keys.path
        self.sees("prepared", DECISION)

    def put(self):
        self.refused("manager", f"{self.home}/put", "democratic services officer", "Put this version in the report")
        self.at_home("democratic")
        self.act("put", "Put it to the decision-maker", {"decision": self.decision.rsplit("/", 1)[-1]},
                 "Put this version in the report")
        self.sees("put", "Before decision")

    def acknowledge(self):
        self.refused("lead", self.decision, "Councillor", "Continue")
        self.keys.sign_in("councillor")
        self.keys.address("/thanet/office")
        self.keys.follow("Decisions", "navigation")
        self.keys.follow(DECISION)
        self.outcome.that("pack", _fingerprint(self.keys.text) == self.signed, "lists another version than was signed")
        self.keys.follow("Decision pack")
        self.sees("pack", said.SUMMARY[:60])
        self.sees("pack", self.signed)
        self.keys.address(self.decision)
        self.keys.fill({"read-*": "yes"}, "Continue")
        self.sees("last look", "What acknowledging means")
        self.outcome.that("last look", _fingerprint(self.keys.text) == self.signed, "shows another version than was signed")
        self.keys.button("Change")
        self.sees("changed", "I have read version")
        self.keys.button("Continue")
        self.keys.button("Acknowledge this version")
        self.acknowledged = time.time()
        self.sees("acknowledged", "Read version")
        offered = self.keys.browser.run("return document.querySelectorAll('main button').length")
        self.outcome.that("acknowledged", offered == 0, "can be acknowledged twice")

    def decide(self):
        """A decision is recorded in minutes, so the meeting begins in the minute after the acknowledgement."""
        for who in ("councillor", "manager"):
            self.refused(who, f"{self.decision}/decide", "democratic services officer", "Continue")
        time.sleep(max(0.0, 61 - self.acknowledged % 60 - (time.time() - self.acknowledged)))
        self.keys.sign_in("democratic")
        self.keys.address(self.decision)
        self.keys.follow("Record the decision")
        self.outcome.that("members", "have not acknowledged" not in self.keys.text, "says that a member has not read it")
        words = "Agreed, with the reduced charge."
        later = said.after(1)
        self.keys.fill({"decided": words, **said.day("taken", later), "time": "6:30pm"}, "Continue")
        self.sees("not yet", "must lie in the past")
        now = datetime.datetime.now(LONDON)
        self.keys.fill({"decided": words, **said.day("taken", now), "time": f"{now:%H:%M}"}, "Continue")
        self.sees("last look", "Check what will be recorded")
        self.sees("last look", words)
        self.outcome.that("last look", "Recorded as not acknowledged" not in self.keys.text, "says that a member has not read it")
        self.keys.button("Change")
        self.keys.fill({"decided": words + " As amended."}, "Continue")
        self.sees("changed", words + " As amended.")
        # The meeting is still to come, so the page asks whether the day is meant.
        self.keys.button("Record this decision")
        self.sees("unusual day", "An unusual date")
        self.keys.fill({"early": "yes"}, "Record this decision")
        self.outcome.that("decided", self.keys.path == self.decision, f"leads to {self.keys.path}")
        self.sees("decided", words + " As amended.")
        self.keys.address(f"{self.home}/checks")
        self.outcome.that("checks", "DR5" not in self.keys.text, "DR5 says that the acknowledgement is missing or late")

    def publish(self):
        for who in ("manager", "councillor"):
            self.refused(who, f"{self.home}/publish", "democratic services officer", "Check the public copy")
        self.at_home("lead")
        self.keys.follow("Publish it")
        self.keys.skip()
        self.keys.fill({"summary": said.SUMMARY, "checked": "yes"}, "Check the public copy")
        self.sees("preview", "Check the public copy")
        self.sees("preview", said.PROPOSAL["about/why"])
        self.keys.button("Publish this")
        self.sees("published", said.TITLE)

    def verify(self):
        """The public page, its JSON and what officers see name one fingerprint, and the content bears it out."""
        address = self.keys.path
        public = _fingerprint(self.keys.text)
        self.outcome.that("public page", public == self.signed, f"{public[:12]} is shown, {self.signed[:12]} was signed")
        visitor = self.stage.client("thanet", None)
        document = json.loads(visitor.get(address + ".json").text)
        self.outcome.that("JSON", document["digest"] == self.signed, "names another fingerprint")
        counted = hashlib.sha256(canonical(document["content"])).hexdigest()
        self.outcome.that("content", counted == self.signed, f"has the fingerprint {counted[:12]}")
        self.outcome.that("content", document["content"]["about/title"] == said.TITLE, "has another title")
        listing = visitor.get("/thanet/assessments").text
        self.outcome.that("register", said.TITLE in listing, "the public register does not list it")

    def implement(self):
        self.refused("councillor", f"{self.home}/act/implemented", "Service manager can",
                     "Record that the proposal is in force")
        self.at_home("manager")
        self.act("implemented", "Record that the proposal is in force", {})
        self.sees("in force", "In force")

    def review(self):
        self.refused("councillor", f"{self.home}/act/reviewed", "Service manager can", "Record its review")
        self.keys.sign_in("manager")
        self.section("What really happened", {
            **said.day("review/held", said.after(0)), "review/learned": "Fewer than expected asked for help.",
            "actual/*/residents/direction": "neutral", "actual/*/residents/text": "Complaints were counted.",
            "actual/*/staff/direction": "not-applicable", "done": "yes"})
        self.keys.address(self.home)
        self.act("reviewed", "Record its review", {"note": "Seen by the service."})
        self.sees("reviewed", "Reviewed")


def _fingerprint(text):
    found = FINGERPRINT.search(text)
    if not found:
        raise Stuck("no fingerprint is shown")
    return found.group()


def canonical(content):
    """An object of strings as CanonicalJSON writes it: keys in the order of their bytes, no white space."""
    def quoted(text):
        out = []
        for letter in text:
            if letter in "\"\\":
                out.append("\\" + letter)
            elif letter == "\n":
                out.append("\\n")
            elif letter < " ":
                out.append(f"\\u{ord(letter):04x}")
            else:
                out.append(letter)
        return '"' + "".join(out) + '"'
    keys = sorted(content, key=lambda key: key.encode())
    return ("{" + ",".join(f"{quoted(key)}:{quoted(content[key])}" for key in keys) + "}").encode()
