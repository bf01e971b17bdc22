// SPDX-License-Identifier: Apache-2.0

/// One way of dividing people, with the levels by which its categories add up.
///
/// The first hierarchy is a tree over all categories. Further hierarchies may regroup the same
/// finest categories under other parents (wards into districts, and wards into health areas).
public struct TableDimension: Sendable {
    /// A parent category that equals the sum of its children, within one hierarchy.
    public struct Group: Hashable, Sendable {
        public let parent: Int
        public let children: [Int]
        /// The hierarchy that states the sum, counted from 1.
        public let hierarchy: Int
    }

    /// A category as it was written: its own code and its parent's; `nil` for the total.
    public struct Node: Hashable, Sendable {
        public let code: String
        public let parent: String?

        public init(code: String, parent: String?) {
            self.code = code
            self.parent = parent
        }
    }

    /// The name by which tables refer to the dimension.
    public let name: String
    /// Every category; the total is the first.
    public private(set) var codes: [String] = []
    /// Every sum that the hierarchies state, children before their parents.
    public private(set) var groups: [Group] = []
    /// The finest categories.
    public private(set) var leaves: [Int] = []
    /// For each category, the finest categories it holds.
    public private(set) var leavesUnder: [[Int]] = []
    /// The parent of each category in the first hierarchy; -1 for the total.
    public private(set) var parents: [Int] = []
    private var positions: [String: Int] = [:]

    public func position(of code: String) -> Int? { positions[code] }

    /// Checks and joins the hierarchies; every fault names the dimension and the code.
    public init(
        name: String, nodes: [Node], further: [[Node]] = [], file: String = "",
        allowingOneChild: Bool = false
    ) throws(DisclosureProblem) {
        self.name = name
        func fault(_ text: String) -> DisclosureProblem {
            DisclosureProblem(file: file, "dimension \(name): \(text)")
        }
        if name.isEmpty { throw fault("has no name") }
        let first = try Self.ordered(nodes, fault)
        var trimmed: [String: String] = [:]
        func add(_ code: String) throws(DisclosureProblem) {
            let bare = code.trimmingBlanks
            if bare.isEmpty { throw fault("has a category without a code") }
            if let other = trimmed[bare.lowercased()] {
                throw fault(
                    other == code
                        ? "code \(code) stands twice"
                        : "codes \"\(other)\" and \"\(code)\" are the same but for blanks or capitals")
            }
            trimmed[bare.lowercased()] = code
            positions[code] = codes.count
            codes.append(code)
        }
        for node in first { try add(node.code) }
        parents = first.map { $0.parent.flatMap { positions[$0] } ?? -1 }
        let inner = Set(parents)
        leaves = codes.indices.filter { !inner.contains($0) }
        groups = try Self.groups(first, positions, 1, allowingOneChild, fault)
        let leafSet = Set(leaves)
        for (number, nodes) in further.enumerated() {
            let tree = try Self.ordered(nodes, fault)
            guard tree.first?.code == codes.first else {
                throw fault("a further hierarchy must have the same total, \(codes[0])")
            }
            for node in tree.dropFirst() where positions[node.code] == nil {
                try add(node.code)
                parents.append(node.parent.flatMap { positions[$0] } ?? 0)
            }
            let more = try Self.groups(tree, positions, number + 2, allowingOneChild, fault)
            let innerCodes = Set(more.map(\.parent))
            let tips = Set(tree.compactMap { positions[$0.code] }).subtracting(innerCodes)
            if tips != leafSet {
                let odd = tips.symmetricDifference(leafSet).map { codes[$0] }.sorted().first ?? ""
                throw fault("the hierarchies differ in their finest categories, for example \(odd)")
            }
            groups += more
        }
        var under = codes.indices.map { leafSet.contains($0) ? Set([$0]) : Set<Int>() }
        for group in groups { for child in group.children { under[group.parent].formUnion(under[child]) } }
        leavesUnder = under.map { $0.sorted() }
        for group in groups
        where group.children.reduce(0, { $0 + under[$1].count }) != under[group.parent].count {
            throw fault("code \(codes[group.parent]) holds different categories in two hierarchies")
        }
    }

    /// The nodes with parents before children; refuses cycles, several totals and unknown parents.
    private static func ordered(
        _ nodes: [Node], _ fault: (String) -> DisclosureProblem
    ) throws(DisclosureProblem) -> [Node] {
        var children: [String: [Node]] = [:]
        var seen: Set<String> = []
        for node in nodes {
            if !seen.insert(node.code).inserted { throw fault("code \(node.code) stands twice") }
            if let parent = node.parent { children[parent, default: []].append(node) }
        }
        for node in nodes {
            if let parent = node.parent, !seen.contains(parent) {
                throw fault("code \(node.code) has the parent \(parent), which is missing")
            }
        }
        let roots = nodes.filter { $0.parent == nil }
        if roots.count > 1 { throw fault("has two totals: \(roots[0].code) and \(roots[1].code)") }
        guard let root = roots.first else { throw fault("has no total: every code has a parent (a cycle)") }
        var result = [root]
        var next = 0
        while next < result.count {
            result += children[result[next].code] ?? []
            next += 1
        }
        if result.count < nodes.count {
            let reached = Set(result.map(\.code))
            let lost = nodes.first { !reached.contains($0.code) }?.code ?? ""
            throw fault("code \(lost) is its own ancestor (a cycle)")
        }
        if result.count == 1 { throw fault("has a total and nothing under it") }
        return result
    }

    private static func groups(
        _ ordered: [Node], _ positions: [String: Int], _ hierarchy: Int,
        _ allowingOneChild: Bool,
        _ fault: (String) -> DisclosureProblem
    ) throws(DisclosureProblem) -> [Group] {
        var members: [Int: [Int]] = [:]
        var order: [Int] = []
        for node in ordered {
            guard let parent = node.parent, let at = positions[parent], let own = positions[node.code] else {
                continue
            }
            if members[at] == nil { order.append(at) }
            members[at, default: []].append(own)
        }
        for parent in order where members[parent]?.count == 1 && !allowingOneChild {
            let code = ordered.first { positions[$0.code] == parent }?.code ?? ""
            throw fault("code \(code) has one child only; a level with one child says the same thing twice")
        }
        return order.reversed().map { Group(parent: $0, children: members[$0] ?? [], hierarchy: hierarchy) }
    }
}

extension String {
    /// The text without blanks and tabs at either end.
    var trimmingBlanks: String {
        let blank: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" }
        var text = self[...]
        while let first = text.first, blank(first) { text.removeFirst() }
        while let last = text.last, blank(last) { text.removeLast() }
        return String(text)
    }
}
