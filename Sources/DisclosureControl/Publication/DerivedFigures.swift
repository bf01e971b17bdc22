// SPDX-License-Identifier: Apache-2.0

/// Means, medians and percentages as files to publish, each figure with its base, and what vouches for them.
public struct DerivedFigures: Sendable {
    /// No median is shown of fewer people than this, nor two of groups that differ by fewer.
    public static let medianBase = 10
    /// The name that the certificate of derived figures goes by; no column of amounts may have it.
    public static let part = "derived"

    /// The files to publish, by name, and the certificate of their digests; both empty where none are asked for.
    public private(set) var files: [(name: String, bytes: [UInt8])] = []
    public private(set) var certificate = ""

    /// `earlier` are files of medians that were published before, which new ones are tested against.
    public init(
        _ plan: DerivedPlan, people: ProtectedRelease,
        amounts: [(name: String, release: ProtectedRelease)],
        earlier: [(name: String, bytes: [UInt8])] = []
    ) throws(DisclosureProblem) {
        let groups = Self.groups(people)
        var shown: [String: [(codes: [String: String], base: Int)]] = [:]
        for file in earlier {
            let read = try Self.medians(file, totals: groups.totals)
            shown[read.of, default: []] += read.groups
            files.append((name: "earlier/" + file.name, bytes: file.bytes))
        }
        for (number, wanted) in plan.figures.enumerated() {
            guard let counts = people.tables.first(where: { $0.dimensions == wanted.table }),
                let table = try Self.table(wanted, people, amounts)
            else { continue }
            var bases: [[String]: Int] = [:]
            for cell in counts.cells { bases[cell.codes] = cell.value }
            let axis = wanted.table.firstIndex(of: wanted.of)
            func base(_ codes: [String]) -> Int? {
                guard wanted.kind == .percentage, let axis else { return bases[codes] }
                var whole = codes
                whole[axis] = groups.totals[wanted.of] ?? ""
                return bases[whole]
            }
            // The largest groups first: what is left out is the smaller of two that are too alike.
            let order = table.cells.indices.sorted {
                (base(table.cells[$0].codes) ?? 0, $1) > (base(table.cells[$1].codes) ?? 0, $0)
            }
            var values = [(base: Int, value: Int)?](repeating: nil, count: table.cells.count)
            for place in order {
                let cell = table.cells[place]
                guard let value = cell.value, let base = base(cell.codes) else { continue }
                if wanted.kind == .median {
                    if base < Self.medianBase { continue }
                    let group = (codes: Self.named(wanted.table, cell.codes, groups.totals), base: base)
                    let alike = (shown[wanted.of] ?? []).contains { other in
                        groups.difference(group, other).map { $0 < Self.medianBase } ?? false
                    }
                    if alike { continue }
                    shown[wanted.of, default: []].append(group)
                }
                values[place] = (base, value)
            }
            var text =
                (wanted.table + ["base", "value", "value_status"]).map(\.commaSeparatedField)
                .joined(separator: ",") + "\n"
            for (cell, figure) in zip(table.cells, values) {
                for code in cell.codes { text += code.commaSeparatedField + "," }
                text += figure.map { "\($0.base),\($0.value),\n" } ?? ",,c\n"
            }
            let words =
                (["derived", number < 9 ? "0\(number + 1)" : "\(number + 1)", wanted.kind.rawValue])
                + [Self.plain(wanted.of)] + wanted.table.map(Self.plain)
            files.append((name: words.joined(separator: "-") + ".csv", bytes: Array(text.utf8)))
        }
        if files.isEmpty { return }
        files.sort { $0.name < $1.name }
        let lines =
            ["dueregard disclosure derived figures 1", "base \(people.policy.minimumBase)"]
            + files.map { "file \(sha256($0.bytes)) \($0.name)" } + ["end"]
        certificate = lines.joined(separator: "\n") + "\n"
    }

    /// A name as it stands in the name of a file.
    static func plain(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func table(
        _ wanted: DerivedPlan.Figures, _ people: ProtectedRelease,
        _ amounts: [(name: String, release: ProtectedRelease)]
    ) throws(DisclosureProblem) -> ProtectedTable? {
        if wanted.kind == .percentage {
            return DerivedTable.percentages(of: wanted.of, in: people)
                .first { $0.dimensions == wanted.table }
        }
        guard let sums = amounts.first(where: { $0.name == wanted.of })?.release else { return nil }
        let tables =
            wanted.kind == .mean
            ? try DerivedTable.means(people: people, amounts: sums)
            : try DerivedTable.medians(people: people, amounts: sums)
        return tables.first { $0.dimensions == wanted.table }
    }

    /// The codes of a group that are not at the total.
    static func named(
        _ dimensions: [String], _ codes: [String], _ totals: [String: String]
    ) -> [String: String] {
        var named: [String: String] = [:]
        for (name, code) in zip(dimensions, codes) where totals[name] != code { named[name] = code }
        return named
    }

    private static func groups(_ people: ProtectedRelease) -> MedianGroups {
        var totals: [String: String] = [:]
        var finest: [String: [String: Set<String>]] = [:]
        for dimension in people.outcome.model.release.dimensions {
            totals[dimension.name] = dimension.codes[0]
            for (code, leaves) in zip(dimension.codes, dimension.leavesUnder) {
                finest[dimension.name, default: [:]][code] = Set(leaves.map { dimension.codes[$0] })
            }
        }
        var counts: [[String: String]: Int] = [:]
        for table in people.tables {
            for cell in table.cells where cell.isTrue {
                counts[named(table.dimensions, cell.codes, totals)] = cell.value
            }
        }
        return MedianGroups(totals: totals, finest: finest, counts: counts)
    }

    /// The groups whose medians a published file shows, and of which amount.
    static func medians(
        _ file: (name: String, bytes: [UInt8]), totals: [String: String]
    ) throws(DisclosureProblem) -> (of: String, groups: [(codes: [String: String], base: Int)]) {
        let words = (file.name.split(separator: "/").last ?? "").split(separator: "-")
        guard words.count > 3, words[2] == "median" else {
            throw DisclosureProblem(file: file.name, "is no file of medians")
        }
        let table = try CommaSeparated(file.bytes, file: file.name)
        guard table.heading.suffix(3) == ["base", "value", "value_status"] else {
            throw DisclosureProblem(file: file.name, row: 1, "must end with base, value and value_status")
        }
        let dimensions = Array(table.heading.dropLast(3))
        if let odd = dimensions.first(where: { totals[$0] == nil }) {
            throw DisclosureProblem(file: file.name, row: 1, "names the dimension \(odd), which is not known")
        }
        var groups: [(codes: [String: String], base: Int)] = []
        for (row, fields) in table.rows where fields[fields.count - 1].isEmpty {
            guard let base = fields[fields.count - 3].wholeCount else {
                throw DisclosureProblem(file: file.name, row: row, "shows a median without its base")
            }
            groups.append((named(dimensions, Array(fields.dropLast(3)), totals), base))
        }
        return (String(words[3]), groups)
    }
}
