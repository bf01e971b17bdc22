# SPDX-License-Identifier: Apache-2.0
"""Assessments at every stand of the road, so that the crawl meets each page in each state. Made by HTTP: the whole
text of an assessment comes in as a filled-in form, each act is sent as its own page would send it."""
import fnmatch
import json
import re

import markup
import road_answers as said
from page import words
from program import PASSWORD, REPOSITORY
from submit import State

DIRECTORATES = {"kent": "Children, Young People & Education", "thanet": said.DIRECTORATE}
_BLOCK = re.compile(r'(<script type="application/json" id="answers">)(.*?)(</script>)', re.S)


def build(stage, body):
    """What is there afterwards: an assessment being written, one of each stand, and two decisions."""
    cast = Cast(stage, body)
    cast.add_evidence()
    cast.own_template()
    cast.write_open()
    cast.screened()
    cast.challenged()
    cast.to_sign()
    cast.before_decision()
    cast.decided()
    cast.revise_strategy()


def content():
    """Every answer of the road, with keys for rows as a form has them."""
    answers = {}
    parts = [said.ABOUT, said.PROPOSAL, said.AFFECTED, said.PROVIDER, said.SCREENING, said.RESULT, said.KNOWLEDGE,
             said.OUTCOME, said.CUMULATIVE, said.PUBLIC]
    parts += [said.aims(code) for code in said.CODES] + [said.impact(code) for code in said.CODES]
    parts += [said.EVIDENCE, said.ENGAGEMENT, said.SECOND_OPTION, said.REVIEW]
    for part in parts:
        for path, value in part.items():
            if path == "done":
                continue
            path = path.replace("*", "new-1")
            value = "new-1" if value == "*" else "\n".join(value) if isinstance(value, list) else value
            answers[path] = value
    answers.update({path.replace("*", "new-2"): value for path, value in said.FIRST_OPTION.items()})
    for path in [path for path in answers if path.endswith("-day")]:
        stem = path.removesuffix("-day")
        answers[stem] = " ".join(answers.pop(f"{stem}-{part}") for part in ("day", "month", "year"))
    for code in ("marriage-and-civil-partnership",):
        for aim in "bc":
            answers.pop(f"aim/{code}/{aim}"), answers.pop(f"aim/{code}/{aim}-reason")
    answers.update({
        "engagement/new-1/closed": "30 September 2026", "engagement/new-1/opened": "1 September 2026",
        "evidence/new-1/date": "31 March 2026", "mitigation/new-1/impact": "impact/age/residents",
        "mitigation/new-1/response": "cannot", "mitigation/new-1/reason": "The charge itself is the proposal."})
    return answers


class Cast:
    """The people of a body and what each does."""

    def __init__(self, stage, body):
        self.stage = stage
        self.body = body
        self.prefix = stage.client(body, "admin").prefix

    def page(self, who, path):
        client = self.stage.client(self.body, who)
        response = client.get(path)
        if response.status != 200:
            raise AssertionError(f"{who} at {path}: {response.status}")
        return self.stage.page(response, self.body)

    def send(self, who, path, answers, end, button=None, files=()):
        """Fills in the form of a page whose action ends in `end`; returns where it leads."""
        page = self.page(who, path)
        forms = [one for one in page.forms() if one.method == "post" and one.action.endswith(end)]
        if not forms:
            raise AssertionError(f"{who} is offered no form to {end} at {path}: {words(page.main)[-300:]}")
        form = forms[0]
        for one in forms:
            if any(fnmatch.fnmatchcase(name, pattern) for pattern in answers for name in one.names):
                form = one
                break
        fields = form.values(lambda name, given: answers.get(name, given))
        fields = [pair for pair in fields if pair[0] not in answers] + [
            (name, each) for name, value in answers.items() for each in (value if isinstance(value, list) else [value])]
        response = self.stage.client(self.body, who).post(form.action, fields + (button or []), form.is_multipart, files=files)
        if response.status not in (200, 303):
            answer = self.stage.page(response, self.body)
            raise AssertionError(f"{who} at {path}: {response.status} {words(answer.main)[:300]}")
        return response

    def confirm(self, who, path, answers, end, meant=()):
        """Fills in a form and, on the last look that comes of it, does what that shows and ticks what it asks."""
        look = self.stage.page(self.send(who, path, answers, end), self.body)
        form = next(one for one in look.forms() if one.action.endswith(end))
        response = self.stage.client(self.body, who).post(form.action, [*form.values(), *meant])
        if response.status != 303:
            raise AssertionError(f"{who} at {path}: the last look leads to {response.status}")

    def look(self, who, path, answers, end, group="last look", status=200):
        """The last look that comes of a form, or what is said to who comes second, kept for the browser."""
        page = self.page(who, path)
        form = next(one for one in page.forms() if one.action.endswith(end))
        fields = [pair for pair in form.values() if pair[0] not in answers] + list(answers.items())
        client = self.stage.client(self.body, who)
        response = client.post(form.action, fields)
        if response.status != status:
            raise AssertionError(f"{who} at {path}: {response.status} instead of {status}")
        self.stage.outcome.check(f"{group} {end}", markup.findings(self.stage.page(response, self.body)))
        if self.body == "thanet":
            self.stage.show_later(group, client, State(group, form.action, "POST", fields, False, (), path))

    def option(self, who, path, name, shown):
        """The value of a choice by its words: a person by the post."""
        page = self.page(who, path)
        for one in page.find("option"):
            if words(one) == shown:
                return one.get("value")
        for one in page.find("input"):
            label = next((words(other) for other in page.find("label") if other.get("for") == one.get("id")), "")
            if one.get("name") == name and label.startswith(shown):
                return one.get("value")
        raise AssertionError(f"{path} offers no {shown}: {words(page.main)[-300:]}")

    # What is done.

    def revise_strategy(self):
        """A second version of a strategy, so that there are two to compare."""
        page = self.page("lead", f"{self.prefix}/office/strategy")
        path = next(link for link in page.links() if re.search(r"/office/strategy/[0-9a-f-]{36}$", link))
        self.send("lead", f"{path}/edit", {"purpose": "Fairer services for everybody (demonstration)"}, "/edit")

    def add_evidence(self):
        self.send("manager", f"{self.prefix}/office/evidence/new", {
            "title": said.CITED, "source": "The council", "characteristics": ["age"]}, "/new")

    def start(self, who, title, template="full-eqia"):
        response = self.send(who, f"{self.prefix}/office/assessments/new", {
            "template": template, "title": title, "directorate": DIRECTORATES[self.body], "service": "Waste"}, "/new")
        return response.location.split("?")[0]

    def write(self, home):
        """The whole text at once, as a form that was filled in elsewhere."""
        client = self.stage.client(self.body, "manager")
        text = client.get(f"{home}/form/html").text
        before, block, after = _BLOCK.search(text).groups()
        kept = json.loads(block)
        kept["answers"].update({path: value for path, value in content().items() if path != "about/title"})
        kept["saved"] = True
        filled = _BLOCK.sub(lambda _: before + json.dumps(kept).replace("<", "\\u003c") + after, text)
        response = self.send("manager", f"{home}/form", {}, "/form", files=[("file", "form.html", filled.encode())])
        page = self.stage.page(response, self.body)
        form = next(one for one in page.forms() if one.action.endswith("/confirm"))
        client.post(form.action, form.values())

    def act(self, who, home, name, answers=None):
        answers = dict(answers or {})
        for field in ("authoriser", "challenger", "signer"):
            if field in answers:
                answers[field] = self.option(who, f"{home}/act/{name}", field, answers[field])
        return self.send(who, f"{home}/act/{name}", answers, f"/act/{name}")

    def own_template(self):
        """A template of the body's own, of which there is a newer version."""
        shipped = (REPOSITORY / "ReferenceData/templates/screening-1.yaml").read_text(encoding="utf-8")
        for version in (1, 2):
            text = shipped.replace("id: screening\nversion: 1", f"id: own-screening\nversion: {version}", 1)
            self.send("lead", f"{self.prefix}/office/assessments/templates", {}, "/templates",
                      files=[("file", "own.yaml", text.encode())])
            if version == 1:
                self.start("tester", "Staged: own template", "own-screening")

    def write_open(self):
        """Being written: rows, a comment that waits, an attached file."""
        home = self.start("tester", "Staged: being written")
        self.send("tester", f"{home}/section/about", said.ABOUT, "/about")
        evidence = self.page("tester", f"{home}/section/evidence")
        row = next(name for form in evidence.forms() for name in form.names if name.endswith("/title"))
        key = row.split("/")[1]
        self.send("tester", f"{home}/section/evidence", {
            name.replace("*", key): value for name, value in said.EVIDENCE.items()}, "/evidence")
        self.send("manager", f"{home}/section/proposal", {"comment": "Is this the whole sum?"}, "/points")
        self.send("tester", f"{home}/attach", {}, "/attach", files=[("file", "count.csv", b"ward,count\r\nA,4\r\n")])

    def screened(self):
        """Waiting to be authorised; and one that needs no assessment, published."""
        home = self.start("manager", "Staged: screening")
        for name, answers in (("screening", said.SCREENING), ("screening-result", said.RESULT)):
            self.send("manager", f"{home}/section/{name}", answers, f"/{name}")
        self.act("manager", home, "screened", {"authoriser": "Tester of everything"})

    def _written(self, title):
        home = self.start("manager", title)
        self.write(home)
        self.act("manager", home, "screened", {"authoriser": "Director"})
        self.act("director", home, "screeningAuthorised")
        return home

    def challenged(self):
        """With the challenger, who has said one thing."""
        home = self._written("Staged: with the challenger")
        self.act("manager", home, "sentToChallenge", {"challenger": "Tester of everything"})
        self.send("tester", f"{home}/challenge", {
            "verdict-impact": "improve", "text-impact": "Say how many pay.", "section": "impact"}, "/challenge")

    def _accepted(self, title):
        home = self._written(title)
        self.act("manager", home, "sentToChallenge", {"challenger": "Peer challenger"})
        page = self.page("challenger", f"{home}/challenge")
        sections = {name.removeprefix("verdict-") for form in page.forms() for name in form.names if "verdict-" in name}
        for section in sorted(sections):
            self.send("challenger", f"{home}/challenge", {
                f"verdict-{section}": "accept", f"text-{section}": "", "section": section}, "/challenge")
        self.send("challenger", f"{home}/challenge", {"finish": "yes"}, "/challenge")
        return home

    def to_sign(self):
        home = self._accepted("Staged: to be signed")
        self.act("manager", home, "sentForSignature", {"signer": "Tester of everything"})

    def _signed(self, title):
        home = self._accepted(title)
        self.act("manager", home, "sentForSignature", {"signer": "Director"})
        self.act("director", home, "signed", {"attest": "yes", "password": PASSWORD})
        return home

    def _put(self, home, title, members):
        path = f"{self.prefix}/office/decisions/new"
        chosen = [self.option("democratic", path, "members", one) for one in members]
        response = self.send("democratic", path, {
            "title": title, "maker": "cabinet", "makerName": "Cabinet", **said.day("meeting", said.after(40)),
            "time": "6:30pm", **said.day("report", said.after(30)), "members": chosen}, "/new")
        decision = response.location.split("?")[0]
        self.send("democratic", f"{home}/put", {"decision": decision.rsplit("/", 1)[-1]}, "/put")
        return decision

    def before_decision(self):
        """In a report, unread; and one that was signed and is put nowhere yet."""
        decision = self._put(
            self._signed("Staged: in a report"), "Staged: to be decided", ["Councillor", "Tester of everything"])
        page = self.page("councillor", decision)
        tick = next(name for form in page.forms() for name in form.names if name.startswith("read-"))
        self.look("councillor", decision, {tick: "yes"}, "/acknowledge")
        self.look("democratic", f"{decision}/decide", {
            "decided": "Agreed.", **said.day("taken", said.after(-1)), "time": "6:30pm"}, "/decide")
        self._signed("Staged: signed")

    def decided(self):
        """Decided, published with something withheld, an edition withdrawn, in force."""
        home = self._signed("Staged: in force")
        decision = self._put(home, "Staged: decided", ["Councillor"])
        self.confirm("democratic", f"{decision}/decide", {
            "decided": "Agreed.", **said.day("taken", said.after(-1)), "time": "6:30pm"}, "/decide", [("early", "yes")])
        for reason in ("", "The summary is shorter."):
            answers = {"summary": said.SUMMARY, "checked": "yes", "withhold-proposal": "proposal/budget", "why-proposal": "A contract."}
            self.confirm("lead", f"{home}/publish", {**answers, **({"reason": reason} if reason else {})}, "/publish")
        self.confirm("lead", f"{home}/publish/1/withdraw", {"reason": "A figure was wrong."}, "/withdraw")
        self.look("lead", f"{home}/publish/1/withdraw", {"reason": "Too late."}, "/withdraw", "conflict", 409)
        self.look("lead", f"{home}/publish/2/withdraw", {"reason": "A street was named."}, "/withdraw")
        self.act("manager", home, "implemented")
