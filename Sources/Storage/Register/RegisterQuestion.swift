// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What a reader of the register asks for: filters, order and page.
public struct RegisterQuestion: Hashable, Sendable {
    public enum Order: String, CaseIterable, Hashable, Sendable {
        case reference, name, directorate, relevance, lastAssessed
    }

    public var text = ""
    public var directorate: String?
    public var type: String?
    public var band: Relevance.Band?
    public var status: Policy.Status?
    /// The day on which the status is judged.
    public var today: CalendarDay
    public var isNeverAssessed = false
    public var order = Order.reference
    public var isDescending = false
    public var offset = 0
    public var limit = 50

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
