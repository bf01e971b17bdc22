// SPDX-License-Identifier: Apache-2.0

/// Which pairs of characteristics are told together, beside each by itself.
public struct InformationOutline: Hashable, Sendable, Codable {
    /// Two characteristics that are crossed, by code or by the name of a column; shares are of the first.
    public struct Crossing: Hashable, Sendable, Codable {
        /// Whose groups are looked at, and by what.
        public let of, by: String

        /// The groups of one, each by the other.
        public init(_ of: String, by: String) {
            self.of = of
            self.by = by
        }

        /// The pair that a line says, such as "age by sex"; `nil` where it says none.
        public init?(line: String) {
            let sides = line.split(separator: " ").split(separator: "by").map { $0.joined(separator: " ") }
            guard sides.count == 2, sides[0] != sides[1] else { return nil }
            self.init(sides[0], by: sides[1])
        }
    }

    /// The pairs in the order in which they are published.
    public var crossings: [Crossing]

    /// An outline of these pairs.
    public init(_ crossings: [Crossing]) { self.crossings = crossings }

    /// The pairs that lines of text say, each as "age by sex"; lines that say none are left out.
    public init(lines: String) {
        self.init(lines.split(whereSeparator: \.isNewline).compactMap { Crossing(line: String($0)) })
    }

    /// The pairs as lines of text.
    public var lines: String { crossings.map { "\($0.of) by \($0.by)" }.joined(separator: "\n") }

    /// Age and ethnic group of women and men, and disability at each age: pairs that are most often asked for.
    public static let standard = InformationOutline([
        Crossing("age", by: "sex"), Crossing("race", by: "sex"), Crossing("age", by: "disability"),
    ])
}

/// Which tables of one version of a data set are published, and under which rules: all at once, so that disclosure
/// control sees everything that readers will.
public struct InformationPlan: Hashable, Sendable {
    /// The names of the shipped policies that publication chooses from.
    public enum Policy: String, Hashable, Sendable, CaseIterable {
        /// For records of staff, of what is sensitive, and of anything else.
        case staff = "staff-10", sensitive = "sensitive-10", serviceUsers = "service-users-5"
    }

    /// A column that stays inside, and why.
    public struct LeftOut: Hashable, Sendable {
        /// The column and the reason, as part of a sentence.
        public let name, why: String
    }

    /// The data set and the version.
    public let dataSet: DataSet
    /// The version whose records are counted.
    public let version: DataSetVersion
    /// Which part of the version: only columns of one part were counted together.
    public let part: Int
    /// The columns that are told.
    public let columns: [DataColumn]
    /// The tables, each as the columns that it is over, by position; at most two.
    public let tables: [[Int]]
    /// The policy, and why this one.
    public let policy: Policy
    /// Why this policy, as a sentence.
    public let why: String
    /// The fewest people whose number is shown, as the body has set it; the policy's own holds where it is higher.
    public let leastShown: Int
    /// Columns that are not told.
    public let leftOut: [LeftOut]

    /// The most places that one table may tell.
    public static let mostAreas = 60

    /// What is planned for a version, one plan for each of its parts that tell anything.
    public static func all(
        of dataSet: DataSet, _ version: DataSetVersion, schemes: CategorySchemes,
        thresholds: CheckThresholds, outline: InformationOutline = .standard
    ) -> [InformationPlan] {
        Set(version.columns.map(\.part)).sorted().compactMap { part in
            InformationPlan(dataSet, version, part: part, schemes, thresholds, outline)
        }
    }

    /// Whether its columns have both sides of a pair.
    public func tells(_ crossing: InformationOutline.Crossing, _ schemes: CategorySchemes) -> Bool {
        func knows(_ name: String) -> Bool {
            columns.contains { $0.name == name || Self.characteristic(of: $0, schemes) == name }
        }
        return knows(crossing.of) && knows(crossing.by)
    }

    private init?(
        _ dataSet: DataSet, _ version: DataSetVersion, part: Int, _ schemes: CategorySchemes,
        _ thresholds: CheckThresholds, _ outline: InformationOutline
    ) {
        var told: [DataColumn] = []
        var leftOut: [LeftOut] = []
        for column in version.columns where column.part == part {
            if let why = Self.reasonInside(column) {
                leftOut.append(LeftOut(name: column.name, why: why))
            } else {
                told.append(column)
            }
        }
        // What became of records, such as contractors' returns, tells nothing of people by itself.
        guard told.contains(where: { $0.role != .stage }) else { return nil }
        let characteristics = told.map { Self.characteristic(of: $0, schemes) }
        var tables = told.indices.map { [$0] }
        func place(_ name: String) -> Int? {
            characteristics.firstIndex(of: name) ?? told.firstIndex { $0.name == name }
        }
        if let stage = told.firstIndex(where: { $0.role == .stage }) {
            tables += told.indices.filter { $0 != stage && told[$0].role != .area }.map { [stage, $0] }
        }
        for crossing in outline.crossings {
            guard let of = place(crossing.of), let by = place(crossing.by), of != by,
                !tables.contains(where: { Set($0) == [of, by] })
            else { continue }
            tables.append([of, by])
        }
        self.dataSet = dataSet
        self.version = version
        self.part = part
        columns = told
        self.tables = tables
        self.leftOut = leftOut
        // What nobody here can name may be sensitive.
        let sensitive = zip(told, characteristics).filter { column, code in
            thresholds.sensitive.contains(code) || (column.role == .category && schemes[column.scheme] == nil)
        }.map(\.0.name)
        if dataSet.isOfStaff {
            policy = .staff
            leastShown = max(thresholds.leastStaff, sensitive.isEmpty ? 0 : thresholds.leastSensitive)
            why = "The records are of staff, who may know one another."
        } else if let first = sensitive.first {
            policy = .sensitive
            leastShown = max(thresholds.leastSensitive, thresholds.leastPeople)
            let rest = sensitive.count > 1 ? " and \(sensitive.dropFirst().joined(separator: ", "))" : ""
            why = "The tables tell \(first)\(rest), which many people would not have known of them."
        } else {
            policy = .serviceUsers
            leastShown = thresholds.leastPeople
            why = "The records are not of staff, and tell nothing that is sensitive above all."
        }
    }

    /// Why a column stays inside; `nil` where it may be told.
    private static func reasonInside(_ column: DataColumn) -> String? {
        let categories = column.entries.filter { $0.kind == .category }
        switch column.role {
        case .words: return "it holds words without categories"
        case .area where categories.count > mostAreas: return "it has more than \(mostAreas) places"
        case .category, .ages, .stage, .area:
            return categories.count < 2 ? "it tells fewer than two groups" : nil
        }
    }

    /// The characteristic that a column tells; empty for none.
    static func characteristic(of column: DataColumn, _ schemes: CategorySchemes) -> String {
        column.role == .ages ? "age" : schemes[column.scheme]?.characteristic ?? ""
    }
}

extension InformationPlan {
    /// Whose figures they are, as the ledger calls them: whatever the data set is called later, it is the same.
    public var population: String {
        "\(dataSet.population), data set \(dataSet.id)" + (part == 0 ? "" : ", part \(part + 1)")
    }

    /// The area, as the ledger calls it.
    public var area: String { dataSet.areaCode.isEmpty ? "the whole body" : dataSet.areaCode }

    /// The period, as the ledger calls it.
    public var period: String { "\(version.period.first.iso) to \(version.period.last.iso)" }

    /// The version of the data, as the ledger calls it.
    public var dataVersion: String { Self.dataVersion(version.number) }

    static func dataVersion(_ number: Int) -> String { "version \(number)" }

    /// The number of a version that the ledger names; `nil` where it is none of ours.
    static func number(ofDataVersion name: String) -> Int? {
        name.hasPrefix("version ") ? Int(name.dropFirst("version ".count)) : nil
    }
}
