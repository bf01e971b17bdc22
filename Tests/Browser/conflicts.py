# SPDX-License-Identifier: Apache-2.0
"""Two edits of one record: the page shows both versions, and nobody's words are lost or overwritten."""
import markup
from page import elements, words
from submit import State


def both_versions(stage):
    """Every form that carries a version is sent twice from the same start."""
    client = stage.client("kent")
    count = 0
    for pattern, form in stage.hostile.forms():
        if "version" not in form.names or not _free(form):
            continue
        count += 1
        _one_form(stage, client, pattern, form.page.path)
    stage.outcome.that("kent", count >= 2, f"only {count} forms carry a version")


def _free(form):
    """The boxes that take any words, and of whose change a page shows both versions."""
    return [name for name in form.text_names() if name in ("title", "name", "owner", "arising", "outcomeNote")]


def _changed(form, mark):
    """The form with one box changed that takes any words."""
    target = _free(form)[0]
    return form.values(lambda name, given: mark if name == target else given)


def _one_form(stage, client, pattern, path):
    page = stage.page(client.get(path), "kent")
    form = next(one for one in page.forms() if "version" in one.names)
    first = client.post(form.action, _changed(form, "Words of the first person"))
    if not stage.outcome.that(f"{pattern} first save", first.status == 303, f"answers {first.status}"):
        return
    sent = [(n, v) for n, v in _changed(form, "Words of the second person") if n != "idempotency-key"]
    response = client.post(form.action, sent)
    if not stage.outcome.that(f"{pattern} conflict", response.status != 303, "the second save overwrites the first"):
        return
    conflict = stage.page(response, "kent")
    found = markup.findings(conflict)
    text = words(conflict.main)
    if response.status != 409:
        found.append(f"answers {response.status}, not 409")
    for who in ("first", "second"):
        if f"Words of the {who} person" not in text:
            found.append(f"the words of the {who} person are not shown")
    stage.outcome.check(f"{pattern} conflict", found)
    if response.status != 409:
        return
    # In the browser somebody else is late, for the second person's words are saved below.
    late = [(n, v.replace("the second person", "a third person")) for n, v in sent]
    stage.show_later("conflict", client, State("conflict", form.action, "POST", late, False, (), path))
    stage.outcome.check(f"{pattern} conflict", _groups(conflict))
    _without_choice(stage, client, pattern, path, conflict)
    _with_choice(stage, client, pattern, path, conflict)


def _groups(page):
    """Each field is one group of two choices, neither taken beforehand."""
    found = []
    radios = [one for one in page.find("input") if one.get("type") == "radio"]
    if not radios:
        found.append("there is nothing to choose")
    for one in radios:
        if "checked" in one.attrib:
            found.append(f"{one.get('name')} is chosen beforehand")
        group = one
        while group is not None and group.tag != "fieldset":
            group = page.parents.get(group)
        if group is None or not elements(group, "legend"):
            found.append(f"{one.get('name')} stands in no named group")
    return found


def _saved(stage, client, path):
    """What is kept now: the words of the record's page, or, where it has none, what its form is filled with."""
    response = client.get(path.removesuffix("/edit"))
    if response.status == 200 and path.endswith("/edit"):
        return words(stage.page(response, "kent").main)
    page = stage.page(client.get(path), "kent")
    form = next(one for one in page.forms() if "version" in one.names)
    return " ".join(value for _, value in form.values())


def _choice_form(conflict):
    return next(one for one in conflict.forms() if "version" in one.names)


def _without_choice(stage, client, pattern, path, conflict):
    """Sent without choosing, nothing is overwritten and the page asks."""
    form = _choice_form(conflict)
    response = client.post(form.action, form.values())
    now = _saved(stage, client, path)
    found = []
    if response.status != 422:
        found.append(f"answers {response.status} when nothing was chosen, not 422")
    if "Words of the first person" not in now and "Words of the second person" in now:
        found.append("overwrites the other person's words without a choice")
    stage.outcome.check(f"{pattern} conflict", found)


def _with_choice(stage, client, pattern, path, conflict):
    """Sent with \u201cKeep mine\u201d, mine is saved."""
    page = stage.page(client.get(path), "kent")
    fresh = next(one for one in page.forms() if "version" in one.names)
    versions = dict(fresh.values())
    form = _choice_form(conflict)
    sent = [(n, versions["version"] if n == "version" else v) for n, v in form.values() if n != "idempotency-key"]
    names = {one.get("name") for one in conflict.find("input") if one.get("type") == "radio"}
    response = client.post(form.action, sent + [(name, "mine") for name in sorted(names)])
    now = _saved(stage, client, path)
    stage.outcome.that(
        f"{pattern} conflict", response.status == 303 and "Words of the second person" in now,
        f"\u201cKeep mine\u201d answers {response.status} and mine is not shown afterwards")
