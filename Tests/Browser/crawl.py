# SPDX-License-Identifier: Apache-2.0
"""Finds a page for every route of the list: parameters are filled from links on the pages visited."""
import collections
import re
import urllib.parse

from page import Page, classes

MOST_FETCHED = 12
MOST_KEPT = 4
# Pages of one record that a word of the address tells apart, as sections and acts: so many of each word.
MOST_OF_A_KIND = 3
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_KIND = re.compile(r"^(reason|verdict|text|answer|read|withhold|why|keep)-.+")


def general(name):
    """The name of a field without what tells one record, section or row from another."""
    return _KIND.sub(r"\1-*", _ID.sub(":id", name))


def kind_of(pattern, prefix, address):
    """The route, and the word after the record where there is one: the section, the act."""
    parts = (pattern or "").split("/")
    places = [index for index, part in enumerate(parts) if part.startswith(":")]
    if len(places) < 2:
        return pattern
    return pattern, urllib.parse.urlsplit(address).path[len(prefix):].split("/")[places[1]]


class RouteMap:
    """The routes of one body."""

    def __init__(self, routes):
        self.routes = routes
        self.patterns = {}
        for route in routes:
            parts = [part for part in route["path"].split("/") if part]
            text = "/".join("[^/]+" if part.startswith(":") else re.escape(part) for part in parts)
            self.patterns[(route["method"], route["path"])] = re.compile(f"/{text}/?")

    def named(self, method):
        return [route for route in self.routes if route["method"] == method]

    def match(self, method, path):
        """The pattern of a path below the body; a pattern without parameters goes first."""
        found = [
            pattern for (known, pattern), expression in self.patterns.items()
            if known == method and expression.fullmatch(path)]
        return min(found, key=lambda pattern: pattern.count(":"), default=None)


def pattern_of(route_map, prefix, address, method="GET"):
    path = urllib.parse.urlsplit(address).path
    if not path.startswith(prefix + "/"):
        return None
    return route_map.match(method, path[len(prefix):])


def signature(page):
    """What a page is made of: pages of one route that differ in it are different states of it."""
    fields = frozenset(general(name) for form in page.forms() for name in form.names)
    parts = frozenset(name for one in page.all for name in classes(one) if "--" in name or "empty" in name)
    return fields, parts


class Crawl:
    """Every page that one person can reach in one body."""

    def __init__(self, client, route_map, council, is_demonstration, is_signed_in=True):
        self.client = client
        self.route_map = route_map
        self.council = council
        self.is_demonstration = is_demonstration
        self.is_signed_in = is_signed_in
        self.pages = {}
        self.responses = {}
        self.kept = collections.defaultdict(list)
        self._signatures = collections.defaultdict(set)
        self._fetched = collections.Counter()
        self._queries = set()

    def page(self, response, path=None):
        path = path or response.path
        own = f"{self.client.prefix}/office"
        officer = urllib.parse.urlsplit(path).path.startswith(own) and response.status in (200, 409, 422)
        return Page(
            path, response.status, response.text, self.council, self.is_demonstration,
            self.is_signed_in and officer)

    def run(self):
        """Visits breadth first, the addresses without parameters before those found on the way."""
        queue = collections.deque(
            self.client.prefix + route["path"] for route in self.route_map.named("GET")
            if ":" not in route["path"])
        waiting = set(queue)
        while queue:
            address = queue.popleft()
            for link in self._visit(address):
                if link not in waiting and self._is_wanted(link):
                    waiting.add(link)
                    queue.append(link)
        return self

    def _is_wanted(self, link):
        pattern = pattern_of(self.route_map, self.client.prefix, link)
        if pattern is None:
            return False
        query = urllib.parse.urlsplit(link).query
        if query:
            names = tuple(sorted(urllib.parse.parse_qs(query, keep_blank_values=True)))
            if (pattern, names) in self._queries:
                return False
            self._queries.add((pattern, names))
            return True
        kind = kind_of(pattern, self.client.prefix, link)
        self._fetched[kind] += 1
        return self._fetched[kind] <= (MOST_FETCHED if kind == pattern else MOST_OF_A_KIND)

    def _visit(self, address):
        response = self.client.get(address)
        self.responses[address] = response
        pattern = pattern_of(self.route_map, self.client.prefix, address)
        if response.status in (301, 302, 303):
            self.kept[pattern] = self.kept[pattern] or [address]
            return [urllib.parse.urljoin(address, response.location)]
        is_file = (response.header("content-disposition") or "").startswith("attachment")
        if not response.is_html or is_file:
            self.kept[pattern] = self.kept[pattern] or [address]
            return []
        page = self.page(response, address)
        self.pages[address] = page
        place = kind_of(pattern, self.client.prefix, address)
        known = self._signatures[place]
        has_query = "?" in address
        kind = (has_query, *signature(page))
        most = MOST_KEPT if place == pattern else 2
        is_wanted = not has_query or "page=" in address or not self.kept[pattern]
        if kind not in known and is_wanted and len(known) < most:
            known.add(kind)
            self.kept[pattern].append(address)
        return [] if page.is_gallery else list(page.links())

    def unvisited(self):
        """Routes for which no page could be found."""
        return [route["path"] for route in self.route_map.named("GET") if not self.kept[route["path"]]]

    def shown(self):
        """One address for each state of each route, pages only."""
        return [address for addresses in self.kept.values() for address in addresses if address in self.pages]

    def forms(self, method="post"):
        """Each form once: by the pattern of its action and its fields."""
        seen = set()
        for address in self.shown():
            for form in self.pages[address].forms():
                if form.method != method or form.page.is_gallery:
                    continue
                pattern = pattern_of(
                    self.route_map, self.client.prefix, form.action, "POST" if method == "post" else "GET")
                names = tuple(sorted({general(name) for name in form.names}))
                key = (pattern, names, tuple((name, general(value)) for name, value in form.buttons()))
                if key not in seen:
                    seen.add(key)
                    yield pattern, form
