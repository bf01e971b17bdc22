// SPDX-License-Identifier: Apache-2.0

extension ProtectedRelease {
    /// How many different cells are shown or hidden, and of those hidden how many by a rule.
    public var sizes: (cells: Int, shown: Int, primaries: Int, secondaries: Int) {
        let model = outcome.model
        var seen = [Bool](repeating: false, count: model.cells)
        var result = (cells: 0, shown: 0, primaries: 0, secondaries: 0)
        for cells in model.tableCells.prefix(model.release.tables.count) {
            for cell in cells
            where !seen[Int(cell)] && !model.release.isInside(model.codes(ofCell: Int(cell))) {
                seen[Int(cell)] = true
                result.cells += 1
                let variable = Int(model.variableOf[Int(cell)])
                if !outcome.hidden[variable] {
                    result.shown += 1
                } else if outcome.requirement.primary[variable] {
                    result.primaries += 1
                } else if !outcome.withheld.contains(variable) {
                    result.secondaries += 1
                }
            }
        }
        return result
    }

    /// One page, in plain words, on what is hidden and why that is enough.
    /// `sums` are the sums of amounts published beside the counts, `apart` the areas declared to have nobody
    /// in common with this one.
    public func statement(
        approver: String? = nil, sums: [(name: String, release: ProtectedRelease)] = [],
        derived: DerivedFigures? = nil, apart: [String] = []
    ) -> String {
        let sizes = sizes
        let hidden = sizes.cells - sizes.shown
        let names = Self.few(
            tables.map { $0.dimensions.isEmpty ? "everyone" : $0.dimensions.joined(separator: " by ") },
            "tables")
        var points = [
            "\(policy.explanation.escaped)",
            "The tables hold \(sizes.cells) different numbers. \(sizes.shown) are shown and \(hidden) are hidden, "
                + "marked [c]. We do not say which are hidden because they are small and which to protect another.",
            "Every small number was tested against everything published here and before, as one puzzle: "
                + "somebody who adds and subtracts all of it cannot narrow one down to fewer than "
                + "\(policy.need + 1) possible values.",
        ]
        if let width = policy.knowingNeed, width < policy.need {
            points.append(
                "Since noughts are shown, a hidden number is at least 1. A reader who takes that into account still "
                    + "cannot narrow a small number down to fewer than \(width + 1) possible values.")
        }
        if policy.method != .suppression { points.append(policy.method.words.escaped) }
        if policy.insiderNeed > 0 {
            points.append(
                "Somebody who knows that a number is theirs alone cannot work out another small number.")
        }
        let earlier = Self.releases(outcome.model.release.earlier.map(\.source))
        points.append(
            earlier.isEmpty
                ? "No earlier release of the same data was taken into account, because none was given."
                : "Earlier releases taken into account: "
                    + Self.few(earlier, "releases").map(\.escaped).joined(separator: ", ") + ".")
        if !apart.isEmpty {
            points.append(
                "Declared, and not tested: nobody counted here is also counted in "
                    + Self.few(apart, "areas").map(\.escaped).joined(separator: ", ")
                    + ". Releases about these areas were not taken into account.")
        }
        if !outcome.requirement.shownBefore.isEmpty {
            points.append(
                "\(outcome.requirement.shownBefore.count) small numbers had already been published earlier and cannot be hidden again."
            )
        }
        if !withheldTables.isEmpty {
            points.append(
                "Not published, because they could not be proven safe: "
                    + Self.few(withheldTables.map { $0.joined(separator: " by ") }, "tables")
                    .map(\.escaped).joined(separator: "; ")
                    + ".")
        }
        if !sums.isEmpty {
            points.append(
                "Counts and the sums beside them are hidden in the same places, and were tested together. A reader "
                    + "who knows what people usually have may still guess how many share a sum.")
        }
        for (name, release) in sums {
            let sizes = release.sizes
            points.append(
                "Beside them stand sums of \(name.escaped): \(sizes.shown) are shown and "
                    + "\(sizes.cells - sizes.shown) are hidden, so that nobody can come close to what one "
                    + "person has. Their proof: SHA-256 \(release.certificateDigest).")
        }
        if let derived, !derived.files.isEmpty {
            points.append(
                "Means, medians and percentages are shown with the number of people behind them, and only where that "
                    + "is \(policy.minimumBase) or more. No two medians are shown of groups that differ by fewer than "
                    + "\(DerivedFigures.medianBase) people.")
        }
        points.append(
            "What to hide is searched for within a budget of processor time. Where that runs out, another run with "
                + "the same seed may hide other numbers; whatever is published is proven.")
        points += limits(besideSums: !sums.isEmpty).map(\.escaped)
        points.append(
            "Numbers of people with other knowledge, such as several people who compare notes, are outside this proof."
        )
        let list = points.map { "<li>\($0)</li>" }.joined(separator: "\n")
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Disclosure statement</title></head><body>
            <h1>Disclosure statement</h1>
            <p>For: \(names.map(\.escaped).joined(separator: "; ")).</p>
            <ul>
            \(list)
            </ul>
            <dl><dt>Policy</dt><dd>\(policy.name.escaped), in force from \(policy.effectiveFrom.escaped), owner: \(policy.owner.escaped)</dd>
            <dt>Smallest number shown</dt><dd id="threshold">\(policy.threshold)</dd>
            <dt>Width proven</dt><dd id="width">\(policy.need)</dd>
            <dt>Noughts</dt><dd id="noughts">\(policy.zeros == .publish ? "shown" : "hidden where they tell")</dd>
            <dt>Proof</dt><dd>accepted by the independent checker; SHA-256 \(certificateDigest)</dd>
            <dt>Approved by</dt><dd>\((approver ?? "not yet approved").escaped)</dd></dl>
            </body></html>

            """
    }

    /// The first few of a list, so that the statement stays on its page.
    private static func few(_ all: [String], _ what: String, most: Int = 12) -> [String] {
        all.count <= most ? all : all.prefix(most - 1) + ["\(all.count - most + 1) more \(what)"]
    }

    /// The releases that tables come from: a line of the ledger, or a folder in `previous/`.
    private static func releases(_ sources: [String]) -> [String] {
        var seen: Set<String> = []
        return sources.map { source in
            let parts = source.split(separator: "/")
            if let ledger = source.firstRange(of: ": ") { return String(source[..<ledger.lowerBound]) }
            return parts.count > 1 ? parts.prefix(2).joined(separator: "/") : source
        }.filter { seen.insert($0).inserted }
    }

    /// What the proof does not say, where the policy or the tables make it matter.
    private func limits(besideSums: Bool) -> [String] {
        var points: [String] = []
        if outcome.model.release.tables.count > 1 || besideSums {
            points.append(
                "Where tables are linked, or counts stand beside sums, the widths are proven cell by cell and not "
                    + "person by person.")
        }
        if rationalProofs > 0 {
            points.append(
                "\(rationalProofs) of the \(provenPrimaries) proofs use fractions of people: a reader who tried all "
                    + "whole numbers might rule out some of the values.")
        }
        return points
    }
}
