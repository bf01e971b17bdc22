// SPDX-License-Identifier: Apache-2.0

/// Two versions of the same data in one release set: who stayed, who left and who joined.
///
/// What was published of the older version, what is to be published of the newer, and joiners and
/// leavers where these are published too, are bound by: then + joined = now + left. A reader is taken
/// to know where nobody joined or left, so a difference of few people is protected as a small number.
public enum DataVersions {
    /// The codes of the dimension that tells the versions apart.
    public enum Code: String, CaseIterable, Sendable {
        case either, then, stayed, left, joined, now
    }

    /// The dimension by which the people of both versions are divided, in two ways at once.
    public static func dimension(named name: String = "version") throws(DisclosureProblem) -> TableDimension {
        func node(_ code: Code, _ parent: Code?) -> TableDimension.Node {
            TableDimension.Node(code: code.rawValue, parent: parent?.rawValue)
        }
        return try TableDimension(
            name: name,
            nodes: [
                node(.either, nil), node(.then, .either), node(.stayed, .then), node(.left, .then),
                node(.joined, .either),
            ],
            further: [
                [
                    node(.either, nil), node(.now, .either), node(.stayed, .now), node(.joined, .now),
                    node(.left, .either),
                ]
            ])
    }

    /// The newer version's tables, to be published knowing what was published of the older.
    ///
    /// `then` are the people of the older version and `now` those of the newer, each with a lasting
    /// identifier; somebody whose categories changed has left one cell and joined another. With
    /// `showingMovement`, joiners and leavers are published as well.
    public static func release(
        _ now: ReleaseSet, then: [(id: String, codes: [Int])], now people: [(id: String, codes: [Int])],
        published earlier: [EarlierTable], showingMovement: Bool = false
    ) throws(DisclosureProblem) -> ReleaseSet {
        let version = try dimension()
        func place(_ code: Code) -> Int { version.position(of: code.rawValue) ?? 0 }
        var before: [String: [Int]] = [:]
        for person in then {
            if before.updateValue(person.codes, forKey: person.id) != nil {
                throw DisclosureProblem("the older version holds the person \(person.id) twice")
            }
        }
        var counts: [[Int]: Int] = [:]
        var seen: Set<String> = []
        for person in people {
            if !seen.insert(person.id).inserted {
                throw DisclosureProblem("the newer version holds the person \(person.id) twice")
            }
            let old = before[person.id]
            if old == person.codes {
                counts[person.codes + [place(.stayed)], default: 0] += 1
            } else {
                counts[person.codes + [place(.joined)], default: 0] += 1
                if let old { counts[old + [place(.left)], default: 0] += 1 }
            }
        }
        for person in then where !seen.contains(person.id) {
            counts[person.codes + [place(.left)], default: 0] += 1
        }
        return try joined(now, counts, then: earlier, also: [], showingMovement)
    }

    /// The same from the numbers of those who joined and of those who left since, by finest categories.
    ///
    /// `then` was published of the older version and `also` of the newer.
    public static func release(
        _ now: ReleaseSet, joined: [Atom], left: [Atom], then: [EarlierTable], also: [EarlierTable],
        showingMovement: Bool = false
    ) throws(DisclosureProblem) -> ReleaseSet {
        let version = try dimension()
        func place(_ code: Code) -> Int { version.position(of: code.rawValue) ?? 0 }
        var counts: [[Int]: Int] = [:]
        for atom in now.atoms { counts[atom.codes + [place(.stayed)], default: 0] += atom.count }
        for atom in joined {
            let stayed = atom.codes + [place(.stayed)]
            if counts[stayed, default: 0] < atom.count {
                throw DisclosureProblem(
                    file: "joiners.csv",
                    "\(now.words(for: atom.codes)) has more joiners than the data have people there")
            }
            counts[stayed, default: 0] -= atom.count
            counts[atom.codes + [place(.joined)], default: 0] += atom.count
        }
        for atom in left { counts[atom.codes + [place(.left)], default: 0] += atom.count }
        return try self.joined(now, counts, then: then, also: also, showingMovement)
    }

    private static func joined(
        _ now: ReleaseSet, _ counts: [[Int]: Int], then: [EarlierTable], also: [EarlierTable],
        _ showingMovement: Bool
    ) throws(DisclosureProblem) -> ReleaseSet {
        let version = try dimension()
        func place(_ code: Code) -> Int { version.position(of: code.rawValue) ?? 0 }
        if now.dimensions.contains(where: { $0.name == version.name }) {
            throw DisclosureProblem(
                "a dimension is called \(version.name), which tells versions of the data apart; name it otherwise"
            )
        }
        let at = now.dimensions.count
        var inside: Set<Int> = [place(.either), place(.then), place(.stayed)]
        if !showingMovement { inside.formUnion([place(.left), place(.joined)]) }
        func within(_ tables: [EarlierTable], _ code: Code) -> [EarlierTable] {
            tables.map { table in
                EarlierTable(
                    source: table.source, dimensions: table.dimensions + [at],
                    figures: table.figures.map { $0.with(code: place(code)) }, asked: table.asked)
            }
        }
        return try ReleaseSet(
            dimensions: now.dimensions + [version], tables: now.tables.map { $0 + [at] },
            atoms: counts.filter { $0.value > 0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map { Atom(codes: $0.key, count: $0.value) },
            threshold: now.threshold, earlier: within(then, .then) + within(also, .now),
            rules: now.rules.map {
                CellRule(codes: $0.codes + [place(.now)], decision: $0.decision, file: $0.file, row: $0.row)
            }, inside: now.inside.merging([at: inside]) { $0.union($1) })
    }
}
