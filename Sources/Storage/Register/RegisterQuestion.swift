// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What a reader of the register asks for: filters, order and page.
public struct RegisterQuestion: Hashable, Sendable {
    /// What the lines can be ordered by.
    public enum Order: String, CaseIterable, Hashable, Sendable {
        /// The reference, the name, the directorate, most relevant first, longest unassessed first.
        case reference, name, directorate, relevance, lastAssessed
    }

    /// Words that must all occur in the reference, name, type, owner or unit; the first eight count.
    public var text = ""
    /// Only lines of this directorate, compared by folded text.
    public var directorate: String?
    /// Only lines of this type, by the word that is stored.
    public var type: String?
    /// Only lines of this band of relevance.
    public var band: Relevance.Band?
    /// Only lines of this status on the day.
    public var status: Policy.Status?
    /// The day on which the status is judged.
    public var today: CalendarDay
    /// Only lines that have no assessment at all.
    public var isNeverAssessed = false
    /// What decides the order.
    public var order = Order.reference
    /// Whether the order is turned round.
    public var isDescending = false
    /// How many lines to skip, for later pages.
    public var offset = 0
    /// The most lines that a page holds.
    public var limit = 50

    /// Asks for the whole register, by reference.
    public init(today: CalendarDay) { self.today = today }

    /// The conditions, the scope among them.
    func conditions(within scope: Scope) -> SQL {
        var all: [SQL] = [scope.condition]
        all += SearchText.conditions(text)
        if let directorate { all.append("directorateKey = \(foldedForSearch(directorate))") }
        if let type { all.append("type = \(type)") }
        if let band, let rank = Relevance.Band.allCases.sorted().firstIndex(of: band) {
            all.append("relevanceRank = \(rank)")
        }
        switch status {
        case nil: break
        case .retired: all.append("retired <= \(today)")
        case .inForce:
            all.append(
                """
                (retired IS NULL OR retired > \(today))
                AND (adopted <= \(today) OR (adopted IS NULL AND type <> 'proposal'))
                """)
        case .proposed:
            all.append(
                """
                (retired IS NULL OR retired > \(today))
                AND (adopted > \(today) OR (adopted IS NULL AND type = 'proposal'))
                """)
        }
        if isNeverAssessed { all.append("lastAssessed IS NULL") }
        return SQL.all(all)
    }

    var ordering: SQL {
        switch (order, isDescending) {
        case (.reference, false): "referenceKey, id"
        case (.reference, true): "referenceKey DESC, id"
        case (.name, false): "lower(name), name, id"
        case (.name, true): "lower(name) DESC, name DESC, id"
        case (.directorate, false): "directorateKey, referenceKey, id"
        case (.directorate, true): "directorateKey DESC, referenceKey, id"
        case (.relevance, false): "relevanceRank, referenceKey, id"
        case (.relevance, true): "relevanceRank DESC, referenceKey, id"
        case (.lastAssessed, false): "lastAssessed NULLS FIRST, referenceKey, id"
        case (.lastAssessed, true): "lastAssessed DESC NULLS LAST, referenceKey, id"
        }
    }
}

/// Free text as conditions on the folded `searchText` column: every word must occur somewhere.
enum SearchText {
    static func conditions(_ text: String) -> [SQL] {
        foldedForSearch(text).split(separator: " ").prefix(8).map { word in
            "\(SQL.position)(searchText, \(String(word))) > 0"
        }
    }
}

extension Scope {
    /// The condition that keeps a question to records with a `directorateKey` and an `id` inside the scope.
    var condition: SQL {
        switch self {
        case .wholeBody: "1 = 1"
        case .limited(let directorates, let records):
            "(directorateKey IN (\(list: directorates.sorted())) OR id IN (\(list: records.sorted())))"
        }
    }
}
