// SPDX-License-Identifier: Apache-2.0

/// An action as a card of the board: its line, and the version that a move is made against.
public struct BoardCard: Hashable, Sendable {
    /// What the card shows.
    public let line: ActionLine
    /// The version that was read.
    public let version: Int

    /// A card.
    public init(line: ActionLine, version: Int) {
        self.line = line
        self.version = version
    }
}

/// What the board is grouped by.
public enum BoardGrouping: String, CaseIterable, Hashable, Sendable {
    /// The status, the colour, the directorate, the lead.
    case status, colour, directorate, lead

    /// The grouping in words.
    public var name: String {
        switch self {
        case .status: "Status"
        case .colour: "Colour"
        case .directorate: "Directorate"
        case .lead: "Lead"
        }
    }
}

/// A column of the board.
public struct BoardGroup: Hashable, Sendable {
    /// What addresses call it.
    public let key: String
    /// What it is called.
    public let name: String
    /// Its cards in the order of the plan.
    public let cards: [BoardCard]

    /// The columns of the board: statuses and colours in their order, directorates and leads by name. An action with
    /// several leads stands under each of them.
    public static func groups(
        of cards: [BoardCard], by grouping: BoardGrouping, on today: CalendarDay, staleAfter days: Int
    ) -> [BoardGroup] {
        switch grouping {
        case .status:
            let groups = Dictionary(grouping: cards, by: \.line.status)
            return ActionStatus.allCases.map {
                BoardGroup(key: $0.rawValue, name: $0.name, cards: groups[$0] ?? [])
            }
        case .colour:
            let groups = Dictionary(grouping: cards) {
                ActionColour(of: $0.line, on: today, staleAfter: days)
            }
            return ActionColour.allCases.map {
                BoardGroup(key: $0.rawValue, name: $0.name, cards: groups[$0] ?? [])
            }
        case .directorate:
            return named(cards, none: "No directorate") { [$0.line.directorate] }
        case .lead:
            return named(cards, none: "No lead") { card in
                card.line.leads.isEmpty ? [""] : SelectionWords.parts(card.line.leads) { $0 == ";" }
            }
        }
    }

    private static func named(
        _ cards: [BoardCard], none: String, _ names: (BoardCard) -> [String]
    ) -> [BoardGroup] {
        var groups: [String: (name: String, cards: [BoardCard])] = [:]
        var folded: [String: String] = [:]
        for card in cards {
            for name in Set(names(card)) {
                let key = folded[name] ?? foldedForSearch(name)
                folded[name] = key
                groups[key, default: (name.isEmpty ? none : name, [])].cards.append(card)
            }
        }
        return groups.sorted { ($0.key.isEmpty ? 1 : 0, $0.key) < ($1.key.isEmpty ? 1 : 0, $1.key) }
            .map {
                BoardGroup(key: $0.key.isEmpty ? "none" : $0.key, name: $0.value.name, cards: $0.value.cards)
            }
    }
}
