// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// One version of the categories into which people are put, such as ethnic group as in Census 2021.
///
/// Categories may have children; people are counted in the leaves, and a parent may be answered alone.
public struct CategoryScheme: Hashable, Sendable {
    /// Whether an answer is a category, or why it is none.
    public enum Standing: String, CaseIterable, Hashable, Sendable {
        /// One of the categories.
        case category
        /// Asked, and the answer was not to say.
        case preferNotToSay
        /// Asked, and nothing came.
        case notAnswered
        /// Nobody asked.
        case notAsked
        /// Something came that cannot be read.
        case unknown

        /// The code of the answer that every scheme has for this, beside its own.
        public var code: String {
            switch self {
            case .category: ""
            case .preferNotToSay: "prefer-not-to-say"
            case .notAnswered: "not-answered"
            case .notAsked: "not-asked"
            case .unknown: "unknown"
            }
        }

        /// In words, as a table heads it.
        public var words: String {
            switch self {
            case .category: "Answered"
            case .preferNotToSay: "Prefer not to say"
            case .notAnswered: "Not answered"
            case .notAsked: "Not asked"
            case .unknown: "Unknown"
            }
        }
    }

    /// One of the categories, or an answer that is none.
    public struct Category: Hashable, Sendable {
        /// Its name in files and addresses, the same in every version where it means the same.
        public let code: String
        /// Its name in full.
        public let label: String
        /// A shorter name, for pictures.
        public let short: String
        /// The code of the category it is a part of; `nil` at the top.
        public let parent: String?
        /// Other spellings and codes met in files.
        public let spellings: [String]
        /// Whether it is a category at all.
        public let standing: Standing
        /// The ages that it covers; `nil` for anything but an age band.
        public let ages: AgeRange?

        /// A category as its parts; an empty short name is the full one.
        public init(
            code: String, label: String, short: String = "", parent: String? = nil, spellings: [String] = [],
            standing: Standing = .category, ages: AgeRange? = nil
        ) {
            self.code = code
            self.label = label
            self.short = short.isEmpty ? label : short
            self.parent = parent
            self.spellings = spellings
            self.standing = standing
            self.ages = ages
        }
    }

    /// The id of this version, such as `ethnic-group-2021`.
    public let id: String
    /// What is classified: the same words in every version.
    public let variable: String
    /// Whose categories, such as "Census 2021".
    public let version: String
    /// The name in full.
    public let title: String
    /// The code of the protected or local characteristic; empty for none.
    public let characteristic: String
    /// The day from which it is in use; `nil` where that is not known.
    public let from: CalendarDay?
    /// The last day on which it was in use; `nil` while it is.
    public let until: CalendarDay?
    /// Who set the categories.
    public let source: String
    /// What must be known beside its figures; empty for nothing.
    public let note: String
    /// All categories in order, each parent before its children, and last the answers that are none.
    public let categories: [Category]

    private let places: [String: Int]
    private let childPlaces: [String: [Int]]

    /// A scheme as its parts.
    ///
    /// The four answers that are no categories are added where the list lacks them. Throws a problem for codes
    /// that come twice, parents that do not come before, and age bands that overlap or leave gaps.
    public init(
        id: String, variable: String, version: String, title: String, characteristic: String = "",
        from: CalendarDay? = nil, until: CalendarDay? = nil, source: String = "", note: String = "",
        categories: [Category]
    ) throws(SchemeProblem) {
        var all = categories
        for standing in Standing.allCases where standing != .category {
            if !all.contains(where: { $0.code == standing.code || $0.standing == standing }) {
                all.append(Category(code: standing.code, label: standing.words, standing: standing))
            }
        }
        var places: [String: Int] = [:]
        var children: [String: [Int]] = [:]
        for (place, category) in all.enumerated() {
            guard places.updateValue(place, forKey: category.code) == nil else {
                throw SchemeProblem(id, "The code \(category.code) comes twice")
            }
            guard let parent = category.parent else { continue }
            guard places[parent] != nil else {
                throw SchemeProblem(id, "\(category.code) is a part of \(parent), which does not come before")
            }
            children[parent, default: []].append(place)
        }
        if let gap = Self.gap(in: all) { throw SchemeProblem(id, gap) }
        self.id = id
        self.variable = variable
        self.version = version
        self.title = title
        self.characteristic = characteristic
        self.from = from
        self.until = until
        self.source = source
        self.note = note
        self.categories = all
        self.places = places
        childPlaces = children
    }

    /// Where age bands leave somebody out or take somebody twice; `nil` where they do not.
    private static func gap(in categories: [Category]) -> String? {
        let bands = categories.compactMap(\.ages)
        for (one, next) in zip(bands, bands.dropFirst()) {
            guard let oldest = one.oldest, next.youngest == oldest + 1 else {
                return "The ages \(one.words) and \(next.words) do not follow each other"
            }
        }
        return nil
    }

    /// The category of a code; `nil` where there is none.
    public subscript(code: String) -> Category? { places[code].map { categories[$0] } }

    /// The place of a code among the categories, which is its number in coded columns; `nil` for none.
    public func place(of code: String) -> Int? { places[code] }

    /// The parts of a category; none for a leaf.
    public func children(of code: String) -> [Category] {
        (childPlaces[code] ?? []).map { categories[$0] }
    }

    /// The categories that stand at the top, without the answers that are none.
    public var top: [Category] { categories.filter { $0.parent == nil && $0.standing == .category } }

    /// The categories without parts, in order, without the answers that are none.
    public var leaves: [Category] {
        categories.filter { $0.standing == .category && childPlaces[$0.code] == nil }
    }

    /// The answers that are no categories.
    public var nonAnswers: [Category] { categories.filter { $0.standing != .category } }

    /// The leaves of a category: its own, those of its parts, or itself.
    public func leaves(under code: String) -> [Category] {
        guard let category = self[code] else { return [] }
        let parts = children(of: code)
        return parts.isEmpty ? [category] : parts.flatMap { leaves(under: $0.code) }
    }

    /// What statistics call it.
    public var classification: ClassificationVersion {
        ClassificationVersion(variable: variable, version: version)
    }

    /// Whether the categories are bands of ages.
    public var isAges: Bool { leaves.contains { $0.ages != nil } }

    /// The band of an age in completed years; `nil` where none has it, or the categories are no ages.
    public func band(ofAge age: Int) -> Category? {
        leaves.first { $0.ages.map { $0.youngest <= age && age <= $0.oldest ?? .max } ?? false }
    }
}

/// Why a list of categories or a mapping between two cannot be used.
public struct SchemeProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which scheme or mapping.
    public let id: String
    /// What is the matter, as a sentence without its full stop.
    public let words: String

    /// A problem with a scheme or mapping.
    public init(_ id: String, _ words: String) {
        self.id = id
        self.words = words
    }

    /// Both in one line.
    public var description: String { "\(id): \(words)" }
}
