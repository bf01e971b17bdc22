// SPDX-License-Identifier: Apache-2.0

/// A list of what was published or changed, newest first, that other programs follow.
public struct AtomFeed: Hashable, Sendable {
    /// One thing in the list.
    public struct Entry: Hashable, Sendable {
        /// A `tag:` address that stays the same for ever.
        public let id: String
        /// What it is.
        public let title: String
        /// When it last changed in a way that readers should notice.
        public let updated: UTCTime
        /// What it says, in plain text.
        public let summary: String
        /// Where it can be read.
        public let link: String

        /// An entry of a feed.
        public init(id: String, title: String, updated: UTCTime, summary: String, link: String) {
            self.id = id
            self.title = title
            self.updated = updated
            self.summary = summary
            self.link = link
        }
    }

    /// A `tag:` address that stays the same for ever.
    public let id: String
    /// What the feed is about.
    public let title: String
    /// Whose feed it is: the body, never a person.
    public let author: String
    /// When it last changed.
    public let updated: UTCTime
    /// Where the feed itself is, and the page that says the same.
    public let selfLink, alternateLink: String
    /// What is in it, in the order of the file.
    public let entries: [Entry]

    /// A feed with its entries.
    public init(
        id: String, title: String, author: String, updated: UTCTime, selfLink: String,
        alternateLink: String, entries: [Entry]
    ) {
        self.id = id
        self.title = title
        self.author = author
        self.updated = updated
        self.selfLink = selfLink
        self.alternateLink = alternateLink
        self.entries = entries
    }

    /// A `tag:` address (RFC 4151): who names the thing, since which day they hold that name, and what it is.
    ///
    /// The day must lie where the authority held the name; it stays the same when the thing changes.
    public static func tag(authority: String, since day: String, _ thing: String) -> String {
        "tag:\(authority),\(day):\(ICalendarWriter.address(thing))"
    }
}
