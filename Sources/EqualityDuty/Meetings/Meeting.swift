// SPDX-License-Identifier: Apache-2.0

/// A meeting of the group that watches over the plan: who came, what was asked, what follows.
public struct Meeting: Hashable, Sendable {
    /// One thing that was said.
    public struct Item: Hashable, Sendable {
        /// What sort of thing it was.
        public enum Kind: String, CaseIterable, Hashable, Sendable {
            /// A question, a decision, something noted, an action that follows, the answer to an earlier question.
            case asked, decided, noted, action, answered

            /// The sort in words.
            public var name: String {
                switch self {
                case .asked: "Asked"
                case .decided: "Decided"
                case .noted: "Noted"
                case .action: "Action"
                case .answered: "Answered"
                }
            }
        }

        /// Counted from 1 within the meeting.
        public let number: Int
        /// What sort of thing it was.
        public let kind: Kind
        /// What was said, and who answers or acts.
        public let text, who: String
        /// The action that it is about or that follows; empty for none.
        public let actionID: String
        /// Another action that it is about, where an action follows; empty for none.
        public var aboutID = ""
        /// The number of the item of this meeting that it corrects, and why; `nil` and empty for none.
        public var corrects: Int?, reason = ""
        /// The question that it answers; `nil` for none.
        public var answers: Question?

        /// Something said at a meeting.
        public init(number: Int = 0, kind: Kind, text: String, who: String = "", actionID: String = "") {
            self.number = number
            self.kind = kind
            self.text = text
            self.who = who
            self.actionID = actionID
        }
    }

    /// Where a question stands: the meeting, and the number that it was given there.
    public struct Question: Hashable, Sendable {
        /// The id of the meeting.
        public let meetingID: String
        /// The number of the item as it was first minuted.
        public let number: Int

        /// The place of a question.
        public init(meetingID: String, number: Int) {
            self.meetingID = meetingID
            self.number = number
        }
    }

    /// Something that was minuted, as it stands now, with what stood there before it was corrected.
    public struct Said: Hashable, Sendable {
        /// The number as it was first minuted, which stays.
        public let number: Int
        /// What stands now.
        public let item: Item
        /// What stood there before, the oldest first.
        public let earlier: [Item]
    }

    /// The id, made by the application; empty until one is given.
    public var id: String
    /// The version, by which a stale save is noticed.
    public var version: Int
    /// The group that met, and when.
    public var group: String
    /// The day of the meeting.
    public var day: CalendarDay
    /// The posts that came and those that sent word, as written.
    public var present, apologies: String
    /// What was said, in its order.
    public var items: [Item]
    /// Why it does not take place; empty for a meeting that does.
    public var cancelled = ""

    /// Whether its minutes say that it was held; who is expected to come is often written down before.
    public var wasHeld: Bool { !items.isEmpty }

    /// What was minuted, each as it stands now.
    public var said: [Said] {
        let corrections = Dictionary(
            items.compactMap { item in item.corrects.map { ($0, item) } }
        ) { first, _ in first }
        return items.filter { $0.corrects == nil }.map { first in
            var (now, earlier) = (first, [Item]())
            while let next = corrections[now.number], next.number > now.number {
                earlier.append(now)
                now = next
            }
            return Said(number: first.number, item: now, earlier: earlier)
        }
    }

    /// A meeting.
    public init(
        id: String = "", version: Int = 1, group: String, day: CalendarDay, present: String = "",
        apologies: String = "", items: [Item] = []
    ) {
        self.id = id
        self.version = version
        self.group = group
        self.day = day
        self.present = present
        self.apologies = apologies
        self.items = items
    }

    /// What a form refuses.
    public var problems: [Problem] {
        var problems: [Problem] = []
        if SelectionWords.trimmed(group).isEmpty {
            problems.append(Problem(at: "group", "Enter the group that meets"))
        }
        if !cancelled.isEmpty, !items.isEmpty {
            problems.append(
                Problem(at: "cancelled", "A meeting with minutes took place: leave the reason empty"))
        }
        return problems
    }
}
