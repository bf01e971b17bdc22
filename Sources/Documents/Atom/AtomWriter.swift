// SPDX-License-Identifier: Apache-2.0

/// Writes a feed as RFC 4287 has it.
public enum AtomWriter {
    /// The type under which the file is sent.
    public static let contentType = "application/atom+xml; charset=utf-8"

    /// The namespace of the elements.
    static let namespace = "http://www.w3.org/2005/Atom"

    /// The whole feed as bytes.
    public static func bytes(of feed: AtomFeed) -> [UInt8] {
        var writer = XMLWriter()
        writer.element("feed", [("xmlns", namespace), ("xml:lang", "en-GB")]) { writer in
            writer.element("id", text: feed.id)
            writer.element("title", text: feed.title)
            writer.element("updated", text: feed.updated.extended)
            writer.element("author") { $0.element("name", text: feed.author) }
            writer.element("link", link("self", "application/atom+xml", feed.selfLink))
            writer.element("link", link("alternate", "text/html", feed.alternateLink))
            for entry in feed.entries { write(entry, to: &writer) }
        }
        return writer.bytes
    }

    private static func write(_ entry: AtomFeed.Entry, to writer: inout XMLWriter) {
        writer.element("entry") { writer in
            writer.element("id", text: entry.id)
            writer.element("title", text: entry.title)
            writer.element("updated", text: entry.updated.extended)
            writer.element("link", link("alternate", "text/html", entry.link))
            writer.element("summary", text: entry.summary)
        }
    }

    private static func link(_ relation: String, _ type: String, _ address: String) -> [(String, String)] {
        [("rel", relation), ("type", type), ("href", address)]
    }
}
