# SPDX-License-Identifier: Apache-2.0
"""A week of the equality lead's work, by what the pages show; no job may take more clicks than a spreadsheet."""
import datetime
import pathlib
import tempfile
import traceback

from selenium.webdriver.common.by import By

from program import TODAY
from week_counting import Worker
from week_sheets import edit

CONSULT = "Consult the public on the draft equality policy"
AUDIT = "Have the East Kent audit team look at how the council handles equality and inclusion"
LETTERS = "Keep letters on paper for everybody who asks once, by any way (demonstration)"
MACHINE = "Leave one machine that takes coins in every car park by the sea front (demonstration)"

# What a spreadsheet needs: one click to open it, one into each cell, one to save.
TEN_UPDATES = 1 + 10 * 2 + 2 + 1  # Status and note of ten, a date of two (its why stands in the note).
MAPPING = 1 + 5 + 1  # One cell written, copied, the others marked and filled with it.
MEETING = 25  # Two filters copied into a paper, minutes, a new row of five cells.
SENDING = 3 * 5  # For each: filter (2), copy, paste, save.
TAKING = 3 + 7 * 2 + 1  # Three opened, seven changed cells found and copied over.
TWO_UPDATES = 1 + 2 * 2 + 1


def update_ten(worker):
    """The ten most pressing ones on one screen, two of them with another date and why."""
    worker.begin("update ten actions", TEN_UPDATES)
    worker.follow("Report on the open actions")
    rows = worker.rows
    worker.asserted("ten to a screen", len(rows) == 10, f"{len(rows)} rows")
    moved = list(rows)[:2]
    for title, group in rows.items():
        boxes = group.find_elements(By.CSS_SELECTOR, "input[type=text]")
        if title in moved:
            worker.choose_in(group, ["At risk", "On target"])
            worker.type_into(boxes[0], "Fewer answers than hoped, so a second round opens")
            worker.type_into(boxes[1], "Q1 2027/28")
        else:
            worker.choose_in(group, ["On target", "Not started"])
            worker.type_into(boxes[0], "Went on as planned")
    worker.save_rows()
    worker.see("10 actions reported on", "saved")
    worker.end()
    # What was reported stands on the pages of the actions.
    worker.begin("what was reported")
    worker.follow("Actions")
    worker.follow(moved[0])
    worker.see("became “Q1 2027/28”", "the old date is kept")
    worker.see("because: Fewer answers than hoped", "with why")
    worker.end()


def update_any_two(worker):
    """Two that nobody waits for, by their own pages."""
    worker.begin("two of any actions by their own pages")
    worker.open("/thanet/office/actions")
    titles = worker.titles()
    for title in titles[-2:]:
        worker.follow(title)
        worker.press("Report progress")
        worker.fill("What happened", "Nothing new this month")
        worker.press("Report")
        worker.see("Nothing new this month", "reported")
        worker.follow("Actions")
    worker.end()


def map_queue(worker):
    worker.begin("clear the mapping queue", MAPPING)
    worker.open("/thanet/office")
    before = worker.driver.find_element(By.CSS_SELECTOR, "main").text
    worker.asserted("the first page says how many", "To be mapped" in before, "no figure of what waits to be mapped")
    worker.follow("To be mapped")
    worker.see("Framework to be mapped", "the queue")
    worker.fill("The same for every row left empty", "M1.1")
    worker.save_rows()
    worker.see("0 left in this queue", "cleared")
    worker.end()


def hold_meeting(worker):
    worker.begin("prepare and hold the meeting", MEETING)
    worker.follow("Group")
    for words in ("What needs somebody", "What moved since", "Decisions wanted", "What was asked last time"):
        worker.see(words, "the group's page")
    worker.asserted("movement", "No action stands otherwise" not in worker.text, "statuses changed, yet none is shown")
    worker.press_first("Prepare the meeting")
    worker.see("Decisions wanted", "the paper")
    paper = worker.download("Download as Word")
    worker.asserted("paper", paper.stat().st_size > 2_000, f"{paper.name} is {paper.stat().st_size} bytes")
    worker.follow("Back")
    worker.follow("Meetings")
    # Minutes wait for the day, so a meeting is held today.
    worker.press("Add a meeting")
    today = datetime.date.fromisoformat(TODAY)
    worker.date("Day", str(today.day), str(today.month), str(today.year))
    worker.click(3)
    worker.count.fields += 3
    worker.fill("Present", "Equality lead\nHead of Business Services")
    worker.press("Add")
    worker.radio("Kind", "Action")
    worker.fill("What was said", "Ring the learning disability partnership before the next consultation")
    worker.fill("Who answers or acts", "Engagement officer")
    worker.fill("Target completion date", "end of January 2028")
    worker.fill("Directorate", "Corporate Services & Transformation")
    worker.press("Minute this")
    worker.see("Ring the learning disability partnership", "minuted")
    worker.end()


def send(worker):
    """A file for each of three services, of the actions of its directorate."""
    worker.begin("send to three services", SENDING)
    worker.follow("Actions")
    worker.choose("Directorate", "Operational Services")
    worker.press("Apply filters")
    shown = len(worker.titles())
    links = {one.text.rsplit(" as ", 1)[-1]: one.text
             for one in worker.driver.find_elements(By.CSS_SELECTOR, "main a") if " as " in one.text}
    part = worker.download(links["CSV"])
    lines = part.read_text("utf-8-sig").splitlines()
    worker.asserted("csv", "_id" in lines[0], "the CSV of the list has no row id to be taken back by")
    worker.asserted("filter", len(lines) == shown + 1, f"filtered to {shown} actions, the file has {len(lines) - 1}")
    worker.follow("Actions")
    files = [worker.download(f"Download as {kind}") for kind in ("XLSX", "ODS", "CSV")]
    worker.end()
    return files


def take_back(worker, files, folder):
    xlsx, ods, plain = files
    sent = [
        edit(xlsx, {(MACHINE, "Status"): "At risk", (MACHINE, "Target Completion Date"): "2027-06-30",
                    (MACHINE, "Why the date moves"): "The contract runs on",
                    (MACHINE, "What happened"): "The supplier asked for longer"}, folder),
        edit(ods, {(LETTERS, "Status"): "Complete", (LETTERS, "What happened"): "Letters went to 212 people",
                   (CONSULT, "Lead Officer"): "Consultation and engagement officer"}, folder),
        edit(plain, {(AUDIT, "Lead Officer"): "Head of audit", (AUDIT, "Status"): "At risk"}, folder),
    ]
    # Meanwhile the lead names another one in the product.
    worker.begin("meanwhile, a change in the product")
    worker.follow("Actions")
    worker.follow(CONSULT)
    worker.press("Change")
    worker.fill("Lead officer", "Head of Business Services")
    worker.press("Save")
    worker.follow("Actions")
    worker.end()
    worker.begin("take three files back", TAKING)
    worker.follow("Import")
    take(worker, sent[0], ["1 action with changes", "30 June 2027", "The supplier asked for longer"])
    worker.follow("Take another file")
    take(worker, sent[1], ["1 action changed here and in the file", "Letters went to 212 people"], settles=True)
    worker.follow("Take another file")
    take(worker, sent[2], ["1 action with changes"])
    worker.end()
    worker.begin("what came back")
    worker.follow(MACHINE)
    worker.see("The supplier asked for longer", "the service's report")
    worker.see("because: The contract runs on", "its reason for the date")
    worker.asserted("no file as a reason", "in the file" not in worker.text, "a file stands as the reason")
    worker.follow("Actions")
    worker.follow("Import")
    worker.upload(plain)
    worker.asserted("an old file", "new action" not in worker.text, "rows of an older file would be added again")
    worker.end()
    unseen(worker, xlsx, folder)


def unseen(worker, xlsx, folder):
    """What the page of the import did not show must not be overwritten when it is confirmed."""
    worker.begin("a change that the import's page never showed")
    worker.open("/thanet/office/actions/import")
    worker.upload(edit(xlsx, {(CONSULT, "Lead Officer"): "Said by the file"}, folder))
    first = worker.driver.current_window_handle
    worker.driver.switch_to.new_window("tab")
    worker.open("/thanet/office/actions")
    worker.follow(CONSULT)
    worker.press("Change")
    worker.fill("Lead officer", "Head of something newer")
    worker.press("Save")
    worker.driver.close()
    worker.driver.switch_to.window(first)
    worker.radio("Lead Officer of", "The file")
    worker.press("Take these changes")
    worker.asserted("unseen", "Nothing was taken" in worker.driver.page_source, "a newer lead was overwritten unseen")
    worker.open("/thanet/office/actions")
    worker.end()


def take(worker, path, expected, settles=False):
    worker.upload(path)
    worker.is_titled("Check the import")
    for words in expected:
        worker.see(words, path.suffix)
    if settles:
        worker.radio("Lead Officer of", "The plan")
    worker.press("Take these changes")
    worker.is_titled("Action plan")


def manage(worker):
    """Somebody limited to one directorate."""
    worker.begin("another person signs in")
    worker.press("Sign out", "header")
    worker.sign_in("manager")
    worker.end()
    worker.begin("a manager updates two actions", TWO_UPDATES)
    worker.follow("Report on the open actions")
    for group in list(worker.rows.values())[:2]:
        worker.choose_in(group, ["At risk", "On target"])
        worker.type_into(group.find_element(By.CSS_SELECTOR, "input[type=text]"), "Said by the service")
    worker.save_rows()
    worker.see("2 actions reported on", "saved")
    worker.end()
    worker.begin("what a manager may not see")
    for name in ("Actions", "Board", "To settle", "Group", "Calendar"):
        worker.follow(name)
        for title in (MACHINE, AUDIT):
            worker.asserted(name, title not in worker.text, f"shows another directorate's “{title}”")
    worker.end()


def walk(worker, folder):
    worker.sign_in("lead")
    attempt(worker, update_ten)
    attempt(worker, update_any_two)
    attempt(worker, map_queue)
    attempt(worker, hold_meeting)
    files = attempt(worker, send)
    if files:
        attempt(worker, lambda one: take_back(one, files, folder))
    attempt(worker, manage)


def attempt(worker, job):
    try:
        return job(worker)
    except Exception as problem:  # pylint: disable=broad-exception-caught
        traceback.print_exc()
        worker.outcome.check(worker.count.name, [f"{type(problem).__name__}: {str(problem)[:400]}"])
        worker.end()
        return None


def week(stage):
    """On a demonstration of its own; the counts are printed."""
    stage.browser.mode("light")
    demonstration = stage.program.demonstration()
    with tempfile.TemporaryDirectory(prefix="dueregard-week-") as folder:
        worker = Worker(stage.browser, demonstration.origin, stage.outcome, folder)
        walk(worker, pathlib.Path(folder))
    for job in worker.jobs:
        if job.most:
            print("   " + job.line())
            stage.outcome.that(job.name, job.clicks <= job.most, f"{job.clicks} clicks, a spreadsheet {job.most}")
