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
                } else {
                    result.secondaries += 1
                }
            }
        }
        return result
    }

    /// One page, in plain words, on what is hidden and why that is enough.
    /// `sums` are the sums of amounts published beside the counts.
    public func statement(
        approver: String? = nil, sums: [(name: String, release: ProtectedRelease)] = []
    ) -> String {
        let sizes = sizes
        let hidden = sizes.primaries + sizes.secondaries
        let names = tables.map { $0.dimensions.joined(separator: " by ") }
        var points = [
            "\(policy.explanation.escaped)",
            "The tables hold \(sizes.cells) different numbers. \(sizes.shown) are shown and \(hidden) are hidden, "
                + "marked [c]. We do not say which are hidden because they are small and which to protect another.",
            "Every small number was tested against everything published here and before, as one puzzle: "
                + "somebody who adds and subtracts all of it cannot narrow one down to fewer than "
                + "\(policy.need + 1) possible values.",
        ]
        if policy.method != .suppression { points.append(policy.method.words.escaped) }
        if policy.insiderNeed > 0 {
            points.append(
                "Somebody who knows that a number is theirs alone cannot work out another small number.")
        }
        let earlier = outcome.model.release.earlier.map(\.source)
        points.append(
            earlier.isEmpty
                ? "No earlier release of the same data was taken into account, because none was given."
                : "Earlier releases taken into account: " + earlier.map(\.escaped).joined(separator: ", ")
                    + ".")
        if !outcome.requirement.shownBefore.isEmpty {
            points.append(
                "\(outcome.requirement.shownBefore.count) small numbers had already been published earlier and cannot be hidden again."
            )
        }
        if !withheldTables.isEmpty {
            points.append(
                "Not published, because they could not be proven safe: "
                    + withheldTables.map { $0.joined(separator: " by ").escaped }.joined(separator: "; ")
                    + ".")
        }
        for (name, release) in sums {
            let sizes = release.sizes
            points.append(
                "Beside them stand sums of \(name.escaped): \(sizes.shown) are shown and "
                    + "\(sizes.primaries + sizes.secondaries) are hidden, so that nobody can come close to what one "
                    + "person has. Their proof: SHA-256 \(release.certificateDigest).")
        }
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
            <dt>Proof</dt><dd>accepted by the independent checker; SHA-256 \(certificateDigest)</dd>
            <dt>Approved by</dt><dd>\((approver ?? "not yet approved").escaped)</dd></dl>
            </body></html>

            """
    }

    /// What the proof does not say, where the policy or the tables make it matter.
    private func limits(besideSums: Bool) -> [String] {
        var points: [String] = []
        if !policy.ruleAware, policy.zeros != .hide, policy.method == .suppression {
            points.append(
                "A reader who knows that noughts are shown knows that a hidden number is at least 1, and can narrow "
                    + "some hidden numbers further than is said here.")
        }
        if outcome.model.release.tables.count > 1 || besideSums {
            points.append(
                "Where tables are linked, or counts stand beside sums, the widths are proven cell by cell and not "
                    + "person by person; counts and sums are proven apart.")
        }
        if rationalProofs > 0 {
            points.append(
                "\(rationalProofs) of the \(provenPrimaries) proofs use fractions of people: a reader who tried all "
                    + "whole numbers might rule out some of the values.")
        }
        return points
    }
}
