// SPDX-License-Identifier: Apache-2.0

/// Tables that may be published together, with the proof that they are safe.
public struct ProtectedRelease: Sendable {
    public let tables: [ProtectedTable]
    /// The files to publish, sorted by name; earlier releases stand under `earlier/`.
    public let files: [(name: String, bytes: [UInt8])]
    /// The proof. It holds true counts: keep it inside, publish its digest only.
    public let certificate: String
    public let policy: DisclosurePolicy
    public let outcome: Protection.Outcome
    /// The release set that was asked for, before any table was withheld.
    let asked: ReleaseSet
    /// Tables that could not be proven safe and are not published, by dimensions.
    public let withheldTables: [[String]]
    /// How many different cells those tables would have shown that no other table shows, and how many more are
    /// hidden because there was no time to find something cheaper.
    public let withheldCells: Int
    public let audit: ExactAudit
    /// How many hidden numbers the checker found proven, and how many of those partly in fractions.
    public let provenPrimaries: Int
    public let rationalProofs: Int
    /// How long the checker took: on the clock, and of the processor.
    public let checkSeconds: Double
    public let checkProcessorSeconds: Double
    /// The secret that broke ties; kept inside.
    public let seed: UInt64

    public var certificateDigest: String { sha256(Array(certificate.utf8)) }

    /// Hides what must be hidden, proves it, checks the proof; withholds what cannot be proven.
    ///
    /// Throws if earlier releases contradict the data, or if nothing at all can be published. Cells in
    /// `inStep` are hidden whatever is chosen, because what stands beside them is hidden.
    public static func protect(
        _ release: ReleaseSet, policy: DisclosurePolicy, seed: UInt64 = .random(in: .min ... .max),
        budget: Duration = .seconds(600),
        keySums: [UInt32] = [], explaining: Bool = true, inStep: Set<Int> = [], besideSums: Bool = false,
        besideCounts: Bool = false
    ) throws(DisclosureProblem) -> ProtectedRelease {
        if policy.method != .suppression {
            return try changed(release, policy, seed, budget, keySums)
        }
        var settings = Protection.Settings()
        settings.need = policy.need
        settings.insiderNeed = policy.insiderNeed
        // Where counts beside the sums show that nobody is there, everybody knows the sum.
        settings.mayHideZeros = policy.zeros != .publish || (release.measure.isAmount && !besideCounts)
        settings.coalition = policy.coalition
        settings.seed = seed
        let end = ProcessorTime.spent + budget
        let allCells = CellModel(release).cells
        for rule in release.rules { try rule.check(release) }
        var current = release
        var withheld: [[String]] = []
        while true {
            let model = CellModel(
                current, hidingZeros: policy.zeros != .publish && !release.measure.isAmount, seed: seed)
            var requirement = try Requirement(model: model, policy: policy)
            requirement.keepHidden(inStep, model: model)
            // Who has the sums knows of every hidden number whether anybody is behind it.
            if besideSums, requirement.knowingSlack == nil {
                requirement.knowingSlack = min(1, policy.need - 1)
            }
            settings.budget = max(.zero, end - ProcessorTime.spent)
            let outcome = Protection.run(model: model, requirement: requirement, settings: settings)
            let audit = ExactAudit(
                model: model, hidden: outcome.hidden, primary: requirement.primary, seed: seed)
            var bad = Set(outcome.unproven + audit.deducible + audit.byInsider.map(\.primary))
            if bad.isEmpty {
                let made = try Self(
                    outcome, policy, audit, withheld, allCells - model.cells, release, seed)
                if let made { return made }
                bad = Set(0..<model.count)
            }
            var keep: [[Int]] = []
            for (index, table) in current.tables.enumerated() {
                if model.tableCells[index].contains(where: { bad.contains(Int(model.variableOf[Int($0)])) }) {
                    withheld.append(table.map { release.dimensions[$0].name })
                } else {
                    keep.append(table)
                }
            }
            if keep.count == current.tables.count || keep.isEmpty {
                if !explaining { throw DisclosureProblem("nothing proves that every small number is safe") }
                throw Explanation.nothingSafe(
                    model: model, outcome: outcome, audit: audit, policy: policy, seed: seed)
            }
            current = try current.with(tables: keep)
        }
    }

    /// Shows rounded or noisy numbers under a policy that asks for them.
    private static func changed(
        _ release: ReleaseSet, _ policy: DisclosurePolicy, _ seed: UInt64, _ budget: Duration,
        _ keySums: [UInt32]
    ) throws(DisclosureProblem) -> ProtectedRelease {
        if release.measure.isAmount {
            throw DisclosureProblem("sums of amounts are protected by hiding; choose another policy for them")
        }
        if let table = release.earlier.first {
            throw DisclosureProblem(
                file: table.source,
                "was published before: rounded or noisy numbers beside it could be compared with it")
        }
        let model = CellModel(release, seed: seed)
        let work = ChangedNumbers(
            model: model, policy: policy, seed: seed, budget: budget, keySums: keySums)
        let outcome = try work.outcome()
        let audit = ExactAudit(
            model: model, hidden: [Bool](repeating: true, count: model.count),
            primary: outcome.requirement.primary, seed: seed)
        guard let made = try Self(outcome, policy, audit, [], 0, release, seed) else {
            throw DisclosureProblem("the independent checker does not accept the proof")
        }
        return made
    }

    /// `nil` where the independent checker does not accept the proof.
    private init?(
        _ outcome: Protection.Outcome, _ policy: DisclosurePolicy, _ audit: ExactAudit,
        _ withheld: [[String]], _ withheldCells: Int, _ asked: ReleaseSet, _ seed: UInt64
    ) throws(DisclosureProblem) {
        let writer = ReleaseFiles(outcome: outcome, policy: policy)
        let made = writer.files()
        let certificate = CertificateWriter(outcome: outcome, policy: policy)
            .text(files: made.files, hiddenCells: made.hiddenCells, allCells: made.allCells)
        let start = ContinuousClock.now
        let spent = ProcessorTime.spent
        let verdict = CertificateChecker.check(
            files: made.files, certificate: certificate, under: policy,
            part: outcome.model.release.measure.part)
        checkSeconds = (ContinuousClock.now - start) / .seconds(1)
        checkProcessorSeconds = (ProcessorTime.spent - spent) / .seconds(1)
        self.seed = seed
        switch verdict {
        case .safe(let primaries, let rational): (provenPrimaries, rationalProofs) = (primaries, rational)
        case .broken(let reason), .undecided(let reason):
            throw DisclosureProblem("the independent checker refuses the certificate: \(reason)")
        }
        tables = made.tables
        files = made.files
        self.certificate = certificate
        self.policy = policy
        self.outcome = outcome
        self.asked = asked
        self.audit = audit
        withheldTables = withheld
        let model = outcome.model
        let branches = Set(model.tableCells.prefix(model.release.tables.count).joined()).count {
            outcome.withheld.contains(Int(model.variableOf[Int($0)]))
        }
        self.withheldCells = withheldCells + branches
    }

    /// The hidden cells of these tables, by their place in the full cross-classification.
    var hiddenKeys: Set<Int> {
        let model = outcome.model
        var keys: Set<Int> = []
        for cell in model.tableCells.prefix(model.release.tables.count).joined()
        where outcome.hidden[Int(model.variableOf[Int(cell)])] {
            keys.insert(model.keys[Int(cell)])
        }
        return keys
    }

    /// The inside record of the pattern: true counts, and P or S where a cell is hidden. Cells that
    /// only withheld tables show are hidden with the rest.
    public func pattern() -> String {
        let model = outcome.model
        let whole = withheldTables.isEmpty ? model : CellModel(asked)
        var text =
            whole.release.dimensions.map(\.name.commaSeparatedField).joined(separator: ",") + ",n,status\n"
        let numbers = withheldTables.isEmpty ? [:] : model.cellNumbers()
        var written = [Bool](repeating: false, count: whole.cells)
        for cells in whole.tableCells.prefix(whole.release.tables.count) {
            for cell in cells where !written[Int(cell)] {
                written[Int(cell)] = true
                let value = whole.values[Int(whole.variableOf[Int(cell)])]
                let codes = whole.codes(ofCell: Int(cell))
                for (dimension, code) in zip(whole.release.dimensions, codes) {
                    text += dimension.codes[code].commaSeparatedField + ","
                }
                let own = withheldTables.isEmpty ? cell : numbers[whole.key(of: codes)]
                let variable = own.map { Int(model.variableOf[Int($0)]) }
                let isHidden = variable.map { outcome.hidden[$0] } ?? true
                let mustHide = variable.map { outcome.requirement.primary[$0] } ?? false
                let small =
                    mustHide
                    || (value > 0 && value < whole.release.threshold && !whole.release.measure.isAmount)
                text += "\(value),\(!isHidden ? "" : small ? "P" : "S")\n"
            }
        }
        return text
    }
}
