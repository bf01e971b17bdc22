// SPDX-License-Identifier: Apache-2.0

/// Areas as an earlier release drew them: other sums over the same finest categories.
///
/// Two releases about areas that overlap give away their difference; with the earlier area as one more
/// hierarchy over the same dimension, that difference is protected like every other number.
public enum EarlierBoundaries {
    /// A dimension that also knows the earlier areas, and what the earlier codes are called in it.
    public struct Adopted: Sendable {
        public let dimension: TableDimension
        /// For each code of the earlier release, the code that means the same people here.
        public let names: [String: String]
        /// The codes that only the earlier release used: they are worked with and not shown.
        public let inside: Set<Int>
    }

    /// Takes the code list of an earlier release into a dimension.
    ///
    /// The finest categories must be the same. An area that the earlier release drew otherwise under the
    /// same name is told apart by the release it comes from.
    public static func adopt(
        _ dimension: TableDimension, earlier nodes: [TableDimension.Node], from source: String,
        file: String? = nil
    ) throws(DisclosureProblem) -> Adopted {
        let old = try TableDimension(
            name: dimension.name, nodes: nodes, file: file ?? source, allowingOneChild: true)
        func leafCodes(_ one: TableDimension, _ code: Int) -> Set<String> {
            Set(one.leavesUnder[code].map { one.codes[$0] })
        }
        let ours = leafCodes(dimension, 0)
        let theirs = leafCodes(old, 0)
        if ours != theirs {
            let odd = ours.symmetricDifference(theirs).sorted().first ?? ""
            throw DisclosureProblem(
                file: file ?? source,
                "\(dimension.name): \(odd) is a finest category here or there only; give the people by the "
                    + "finest categories of both")
        }
        var bySet: [Set<String>: String] = [:]
        for code in dimension.codes.indices.reversed() {
            bySet[leafCodes(dimension, code)] = dimension.codes[code]
        }
        var names: [String: String] = [:]
        var isNew = false
        for (index, code) in old.codes.enumerated() {
            if let same = bySet[leafCodes(old, index)] {
                names[code] = same
            } else {
                isNew = true
                names[code] = dimension.position(of: code) == nil ? code : "\(code) (\(source))"
            }
        }
        if !isNew { return Adopted(dimension: dimension, names: names, inside: []) }
        var hierarchies: [[TableDimension.Node]] = []
        for number in 1...(dimension.groups.map(\.hierarchy).max() ?? 1) {
            var list = [TableDimension.Node(code: dimension.codes[0], parent: nil)]
            for group in dimension.groups.reversed() where group.hierarchy == number {
                for child in group.children {
                    list.append(
                        TableDimension.Node(
                            code: dimension.codes[child], parent: dimension.codes[group.parent]))
                }
            }
            hierarchies.append(list)
        }
        hierarchies.append(
            nodes.map { node in
                TableDimension.Node(
                    code: names[node.code] ?? node.code, parent: node.parent.map { names[$0] ?? $0 })
            })
        let joined = try TableDimension(
            name: dimension.name, nodes: hierarchies[0], further: Array(hierarchies.dropFirst()),
            file: file ?? source, allowingOneChild: true)
        let known = Set(dimension.codes)
        return Adopted(
            dimension: joined, names: names,
            inside: Set(joined.codes.indices.filter { !known.contains(joined.codes[$0]) }))
    }

    /// The first hierarchy of each dimension in an earlier release's `hierarchy.csv`.
    static func lists(_ bytes: [UInt8], file: String) throws(DisclosureProblem) -> [String: [TableDimension
        .Node]]
    {
        let table = try CommaSeparated(bytes, file: file)
        let columns = [
            try table.column("dimension"), try table.column("hierarchy"), try table.column("code"),
            try table.column("parent"),
        ]
        var found: [String: [TableDimension.Node]] = [:]
        for (_, fields) in table.rows where ["", "1"].contains(fields[columns[1]]) {
            let parent = fields[columns[3]]
            found[fields[columns[0]], default: []].append(
                TableDimension.Node(code: fields[columns[2]], parent: parent.isEmpty ? nil : parent))
        }
        return found
    }
}
