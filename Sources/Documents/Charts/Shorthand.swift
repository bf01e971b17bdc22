// SPDX-License-Identifier: Apache-2.0
import DisclosureControl

/// What a mark in place of a figure, or beside one, says about it.
public enum Shorthand: Hashable, Sendable {
    /// Withheld so that nobody can be identified; not nought but rounds to it; too unreliable to rest on.
    case confidential, low, unreliable
    /// Not known; cannot be there; nobody was found in the survey.
    case notAvailable, notApplicable, noneRecorded
    /// Not comparable with what came before; estimated; the first revision of it.
    case seriesBreak, estimate, earliestRevision
    /// Looks ahead; may still change; was changed since it was first published.
    case forecast, provisional, revised
    /// Rounded or moved a little to protect people.
    case changed(PublicationMethod)

    /// The letters of the mark, as they stand in `value_status`.
    public var code: String {
        switch self {
        case .confidential: "c"
        case .low: "low"
        case .unreliable: "u"
        case .notAvailable: "x"
        case .notApplicable: "z"
        case .noneRecorded: "w"
        case .seriesBreak: "b"
        case .estimate: "e"
        case .earliestRevision: "er"
        case .forecast: "f"
        case .provisional: "p"
        case .revised: "r"
        case .changed(let method): method.status
        }
    }

    /// The mark as people see it.
    public var shown: String { "[\(code)]" }

    /// Whether it stands in place of a figure, which then is nowhere.
    public var withholds: Bool {
        switch self {
        case .confidential, .low, .notAvailable, .noneRecorded: true
        case .unreliable, .notApplicable, .seriesBreak, .estimate, .earliestRevision, .forecast, .provisional,
            .revised, .changed:
            false
        }
    }

    /// Whether it is said once for all figures rather than beside each of them.
    var holdsForAll: Bool {
        switch self {
        case .changed: true
        case .confidential, .low, .unreliable, .notAvailable, .notApplicable, .noneRecorded, .seriesBreak,
            .estimate, .earliestRevision, .forecast, .provisional, .revised:
            false
        }
    }

    /// What the mark means, as a sentence that stands above a table.
    public var meaning: String {
        switch self {
        case .confidential: "[c]: withheld so that nobody can be identified."
        case .low: "[low]: not nought, but rounds to it."
        case .unreliable: "[u]: of low reliability, because few people answered."
        case .notAvailable: "[x]: not available."
        case .notApplicable: "[z]: not applicable."
        case .noneRecorded: "[w]: nobody was found in the survey, though there may be some."
        case .seriesBreak: "[b]: not comparable with the figures before it."
        case .estimate: "[e]: estimated."
        case .earliestRevision: "[er]: the first revision of this figure."
        case .forecast: "[f]: a forecast."
        case .provisional: "[p]: provisional, and may still change."
        case .revised: "[r]: revised since it was first published."
        case .changed(.rounding(let base)):
            "Every number is rounded to the nearest \(base) by itself, so totals may differ from their parts."
        case .changed(.controlledRounding(let base)):
            "Every number is rounded up or down to a multiple of \(base) so that totals add up."
        case .changed(.noise(let largest)):
            "Every number is changed by at most \(largest) to protect people, so totals may differ from their parts."
        case .changed(.suppression): "Numbers are shown as they are or not at all."
        }
    }

    /// The mark of a cell that disclosure control released; `nil` where there is none.
    init?(_ cell: ProtectedTable.Cell) {
        if cell.value == nil {
            self = .confidential
        } else if cell.status == "z" {
            self = .notApplicable
        } else if let method = PublicationMethod(status: cell.status) {
            self = .changed(method)
        } else {
            return nil
        }
    }

    /// The mark of a figure made from others: one that withholds goes first, then the earliest found.
    static func joined(_ marks: [Shorthand?]) -> Shorthand? {
        let found = marks.compactMap { $0 }
        return found.first(where: \.withholds) ?? found.first
    }
}
