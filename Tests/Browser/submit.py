# SPDX-License-Identifier: Apache-2.0
"""What is sent through every form: nothing, far too much, and text that means harm."""
import dataclasses

LONG = "<script>window.hostile=1</script>\r\nvery long words, "
HOSTILE = "\"><script>window.hostile=1</script> '\uff12\uff10\uff12\uff17' &amp; \\ %00 {{7*7}}"


@dataclasses.dataclass
class State:
    """A page that a request makes: enough to ask for it by HTTP and again in the browser."""

    name: str
    path: str
    method: str = "GET"
    fields: list = dataclasses.field(default_factory=list)
    multipart: bool = False
    files: tuple = ()
    start: str = ""


def _empty(name, given):
    return ""


def _long(name, given):
    if name.endswith(("-day", "-month", "-year")):
        return "9" * 300
    return LONG + "and more of them " * 420


def _hostile(name, given):
    if name.endswith("-day"):
        return "\uff13\uff11"
    if name.endswith("-month"):
        return "<script>13"
    if name.endswith("-year"):
        return "\uff12\uff10\uff12\uff17"
    return HOSTILE + "\r\nsecond line"


def attempts(form):
    """Every submission of a form that the generic tests make."""
    kinds = [("empty", _empty)]
    if form.text_names():
        kinds += [("long", _long), ("hostile", _hostile)]
    for kind, typed in kinds:
        buttons = form.buttons() if kind == "empty" else form.buttons()[:1]
        for name, value in buttons:
            fields = form.values(typed, choose_first=kind == "empty")
            if name:
                fields.append((name, value))
            label = f"{kind} {value}".strip()
            yield State(label, form.action, "POST", fields, form.is_multipart, (), form.page.path)


def send(client, state):
    if state.method == "GET":
        return client.get(state.path)
    return client.post(state.path, state.fields, state.multipart, files=state.files)
