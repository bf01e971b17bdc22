// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Documents

@Suite struct `Atom feed` {
    private let hard = "Ramps & <kerbs> \"here\" ]]> é – 🧑‍🦽\nsecond line\u{0}"

    private func feed(_ title: String) -> AtomFeed {
        AtomFeed(
            id: AtomFeed.tag(authority: "eastmarsh.example", since: "2026-01-01", "actions"), title: title,
            author: "Eastmarsh District Council", updated: UTCTime(secondsSince1970: 1_773_999_000),
            selfLink: "https://eastmarsh.example/actions.atom?a=1&b=\"2\"",
            alternateLink: "https://eastmarsh.example/actions",
            entries: [
                AtomFeed.Entry(
                    id: AtomFeed.tag(authority: "eastmarsh.example", since: "2026-01-01", "action/7"),
                    title: title, updated: UTCTime(secondsSince1970: 0), summary: title,
                    link: "https://eastmarsh.example/actions/7?x=<&>")
            ])
    }

    private func read(_ feed: AtomFeed) throws -> XMLElement {
        try XMLReader.read(
            AtomWriter.bytes(of: feed), named: "feed", prefixes: [AtomWriter.namespace: "a"])
    }

    @Test func `reads back as it was given, whatever marks stand in it`() throws {
        let root = try read(feed(hard))
        let shown = hard.replacing("\u{0}", with: "\u{FFFD}")
        #expect(root.name == "a:feed")
        #expect(root.child("a:id")?.text == "tag:eastmarsh.example,2026-01-01:actions")
        #expect(root.child("a:title")?.text == shown)
        #expect(root.child("a:updated")?.text == "2026-03-20T09:30:00Z")
        #expect(root.child("a:author")?.child("a:name")?.text == "Eastmarsh District Council")
        let links = root.children.filter { $0.name == "a:link" }
        #expect(links.map { $0.attributes["rel"] } == ["self", "alternate"])
        #expect(links.first?.attributes["href"] == "https://eastmarsh.example/actions.atom?a=1&b=\"2\"")
        let entry = try #require(root.child("a:entry"))
        #expect(entry.child("a:title")?.text == shown)
        #expect(entry.child("a:summary")?.text == shown)
        #expect(entry.child("a:updated")?.text == "1970-01-01T00:00:00Z")
        #expect(entry.child("a:link")?.attributes["href"] == "https://eastmarsh.example/actions/7?x=<&>")
    }

    @Test func `has every part that RFC 4287 demands, once`() throws {
        let root = try read(feed("Actions"))
        for name in ["a:id", "a:title", "a:updated", "a:author"] {
            #expect(root.children.count { $0.name == name } == 1, "\(name)")
        }
        for entry in root.all("a:entry") {
            for name in ["a:id", "a:title", "a:updated", "a:link", "a:summary"] {
                #expect(entry.children.count { $0.name == name } == 1, "\(name)")
            }
        }
    }

    @Test func `gives the same bytes for the same value`() {
        #expect(AtomWriter.bytes(of: feed(hard)) == AtomWriter.bytes(of: feed(hard)))
        #expect(AtomWriter.bytes(of: feed(hard)) != AtomWriter.bytes(of: feed("Actions")))
    }

    @Test func `a tag holds no space and nothing that would end it`() {
        #expect(
            AtomFeed.tag(authority: "a.example", since: "2026", "a b<c>") == "tag:a.example,2026:a%20b%3Cc%3E"
        )
    }
}
