# SPDX-License-Identifier: Apache-2.0
"""The servers, the people and the crawls that the groups share; each is made when first asked for."""
import functools

import staged
from chrome import Browser
from client import Client
from crawl import Crawl, RouteMap
from page import Page
from submit import State

COUNCILS = {
    "kent": "Kent County Council", "thanet": "Thanet District Council", "fresh": "Thanet District Council"}


class Stage:
    """What a run of the tests stands on."""

    def __init__(self, program, outcome):
        self.program = program
        self.outcome = outcome
        # Pages for the browser: who asks, what for, and in which state.
        self.for_browser = []
        self._clients = {}

    @functools.cached_property
    def demo(self):
        return self.program.demonstration()

    @functools.cached_property
    def fresh(self):
        return self.program.empty_body()

    @functools.cached_property
    def mounted(self):
        return self.program.demonstration("/equality")

    @functools.cached_property
    def browser(self):
        return Browser()

    @functools.cached_property
    def routes(self):
        return RouteMap(self.program.routes(self.demo.folder, "thanet"))

    def server_of(self, body):
        return self.fresh if body == "fresh" else self.demo

    def client(self, body, name="tester"):
        """Somebody who is signed in; `None` for a visitor. The same person keeps the same session."""
        key = (body, name)
        if key not in self._clients:
            client = Client(self.server_of(body), body)
            if name:
                response = client.sign_in(name)
                if response.status != 303:
                    raise AssertionError(f"{name} cannot sign in to {body}: {response.status}")
            self._clients[key] = client
        return self._clients[key]

    def crawl(self, client, body, is_signed_in=True):
        return Crawl(client, self.routes, COUNCILS[body], body != "fresh", is_signed_in).run()

    def page(self, response, body, is_signed_in=True, kind="page"):
        is_officer = is_signed_in and "/office" in response.path and response.status in (200, 409, 422)
        return Page(response.path, response.status, response.text, COUNCILS[body], body != "fresh", is_officer,
                    kind)

    @functools.cached_property
    def full(self):
        """The district as it is shown, seen by somebody who may do everything."""
        self.withdraw_an_edition()
        staged.build(self, "thanet")
        return self.crawl(self.client("thanet"), "thanet")

    @functools.cached_property
    def empty(self):
        return self.crawl(self.client("fresh"), "fresh")

    @functools.cached_property
    def hostile(self):
        """The county, whose records the hostile submissions may spoil."""
        staged.build(self, "kent")
        return self.crawl(self.client("kent"), "kent")

    def close(self):
        """Nothing to close until a browser was opened."""
        if "browser" in self.__dict__:
            self.browser.close()

    def show_later(self, group, client, state):
        self.for_browser.append((group, client, state))

    def withdraw_an_edition(self):
        """Publishes once more and takes that edition back."""
        client = self.client("thanet")
        path = f"{client.prefix}/office/publications/coverage/publish"
        form = self.form(client, path, "publish")
        client.post(form.action, form.values())
        listing = self.page(client.get(f"{client.prefix}/office/publications"), "thanet")
        address = next(link for link in listing.links() if link.endswith("/withdraw") and "/coverage/" in link)
        form = self.form(client, address, "withdraw")
        fields = form.values(lambda name, given: "The figure counted two plans twice.")
        look = self.page(client.post(form.action, fields), "thanet")
        form = next(one for one in look.forms() if one.action.endswith("withdraw"))
        response = client.post(form.action, form.values())
        if response.status != 303:
            raise AssertionError(f"the edition cannot be withdrawn: {response.status}")

    def form(self, client, path, last_part):
        """The post form of a page whose action ends in the given words."""
        page = self.page(client.get(path), client.prefix.rsplit("/", 1)[-1])
        found = [one for one in page.forms() if one.method == "post" and one.action.endswith(last_part)]
        if not found:
            raise AssertionError(f"{path} has no form that leads to {last_part}")
        return found[0]


def get(path, name=""):
    return State(name, path)
