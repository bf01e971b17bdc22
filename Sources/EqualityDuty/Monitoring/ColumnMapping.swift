// SPDX-License-Identifier: Apache-2.0

/// What a column of a file is.
public enum ColumnUse: Hashable, Sendable, Codable {
    /// The answer to a question, in the categories of a scheme.
    case category(scheme: String)
    /// Ages in years or as bands, put into the bands of a scheme.
    case ages(scheme: String)
    /// Days of birth, made into bands when the file is read and never kept.
    case birth(scheme: String)
    /// Codes of areas.
    case area
    /// How far a record came, in the stages of the kind of data set.
    case stage
    /// How many people a row stands for.
    case count
    /// A percentage beside the counts, which is looked at and not kept.
    case percentage
    /// What a row is about, where each row is one answer to one question; and that answer.
    case topic, answer
    /// The person's own reference, by which objections and duplicates are found; never kept.
    case reference
    /// The day of the record, which must lie in the period; not kept.
    case day
    /// Words of the body's own, such as a service or a provider.
    case words(name: String)
    /// Left out.
    case leaveOut

    /// In words, as a list of choices has it.
    public var name: String {
        switch self {
        case .category(let scheme): "Answers: \(scheme)"
        case .ages(let scheme): "Ages, in bands: \(scheme)"
        case .birth(let scheme): "Days of birth, made into bands: \(scheme)"
        case .area: "Area code"
        case .stage: "Stage or outcome"
        case .count: "How many people the row stands for"
        case .percentage: "A percentage, looked at and not kept"
        case .topic: "What the row is about"
        case .answer: "The answer"
        case .reference: "The person's reference, not kept"
        case .day: "The day of the record, not kept"
        case .words(let name): "Own words: \(name)"
        case .leaveOut: "Leave out"
        }
    }
}

/// What the columns of a file mean, and what is written in them; remembered under a name for the next file.
public struct ColumnMapping: Hashable, Sendable, Codable {
    /// One column.
    public struct Column: Hashable, Sendable, Codable {
        /// The header as it is written in the file.
        public var header: String
        /// What the column is.
        public var use: ColumnUse
        /// What people said that cells mean: the folded words, and the code of the category. For topics, the id of the
        /// scheme.
        public var codes: [String: String]

        /// A column with what its cells mean beyond the spellings of the scheme.
        public init(header: String, use: ColumnUse, codes: [String: String] = [:]) {
            self.header = header
            self.use = use
            self.codes = codes
        }
    }

    /// What it is remembered by.
    public var name: String
    /// The columns in the order of the file.
    public var columns: [Column]

    /// A mapping.
    public init(name: String, columns: [Column]) {
        self.name = name
        self.columns = columns
    }

    /// A short text that is the same for the same headers, in whatever order and letters.
    public var fingerprint: String { Self.fingerprint(of: columns.map(\.header)) }

    /// The fingerprint of headers.
    public static func fingerprint(of headers: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for header in headers.map(foldedForSearch).filter({ !$0.isEmpty }).sorted() {
            for byte in header.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0x1F) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The column of a header, by its folded words.
    public func column(for header: String) -> Column? {
        let wanted = foldedForSearch(header)
        return columns.first { foldedForSearch($0.header) == wanted }
    }

    /// Whether rows stand for several people each.
    public var isAggregated: Bool { columns.contains { $0.use == .count } }

    /// What is wrong with it before any row is read; empty where it can be tried.
    public func problems(_ schemes: CategorySchemes, kind: DataSetKind) -> [String] {
        var problems: [String] = []
        func several(_ use: ColumnUse, _ words: String) {
            let headers = columns.filter { $0.use == use }.map { "\u{201C}\($0.header)\u{201D}" }
            if headers.count > 1 {
                problems.append("\(headers.joined(separator: " and ")) both hold \(words)")
            }
        }
        several(.count, "how many people a row stands for")
        several(.topic, "what a row is about")
        several(.answer, "the answer")
        several(.reference, "the person's reference")
        several(.stage, "the stage")
        if columns.contains(where: { $0.use == .topic }) != columns.contains(where: { $0.use == .answer }) {
            problems.append("Select both a column that says what a row is about and one with the answer")
        }
        if columns.contains(where: { $0.use == .topic }), !isAggregated {
            problems.append("Select the column that says how many people gave the answer")
        }
        var names: [String: String] = [:]
        var tells = false
        for column in columns {
            let name: String
            switch column.use {
            case .category(let id), .ages(let id), .birth(let id):
                guard let scheme = schemes[id] else {
                    problems.append(
                        "\u{201C}\(column.header)\u{201D} names the categories \(id), which are not known")
                    continue
                }
                if column.use != .category(scheme: id), !scheme.isAges {
                    problems.append(
                        "\u{201C}\(column.header)\u{201D} must be put into bands of ages; \(id) has none")
                }
                name = scheme.variable
            case .area: name = "area"
            case .stage:
                if kind.stages.isEmpty {
                    problems.append("\(kind.name) has no stages: leave \u{201C}\(column.header)\u{201D} out")
                }
                name = "stage"
            case .words(let own): name = own
            case .answer:
                tells = true
                continue
            case .count, .percentage, .topic, .reference, .day, .leaveOut: continue
            }
            tells = true
            if let other = names.updateValue(column.header, forKey: foldedForSearch(name)) {
                problems.append(
                    "\u{201C}\(other)\u{201D} and \u{201C}\(column.header)\u{201D} both hold \(name)")
            }
        }
        if !tells { problems.append("Select at least one column that says something about people") }
        return problems
    }
}
