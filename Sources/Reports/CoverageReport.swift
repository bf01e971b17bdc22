// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// The reports: each a function from facts to a document.
public enum Reports {}

extension Reports {
    /// How much of the register has been assessed, as published and as taken to committee.
    public static func coverage(
        _ coverage: Coverage, of body: String, label: String, isStated: Bool, later: LaterMovements? = nil
    ) -> Document {
        var blocks: [Document.Block] = [
            .figures([
                Document.Figure(
                    label: "Assessed by \(coverage.asOf.written)",
                    value: coverage.percent.map { "\($0)%" } ?? "No policies",
                    base: "\(coverage.assessed) of \(coverage.total)",
                    share: coverage.total == 0 ? nil : Double(coverage.assessed) / Double(coverage.total))
            ]),
            .paragraph(
                "Of \(coverage.total) policies, functions and services in force on \(coverage.asOf.written), "
                    + "\(coverage.assessed) had an equality impact assessment (\(label)) dated on or before that day. "
                    + (isStated ? "This figure was stated and does not change afterwards." : "This figure is not stated yet.")),
        ]
        if let later { blocks.append(.paragraph(later.inWords)) }
        if !coverage.byDirectorate.isEmpty {
            blocks.append(
                .bars(
                    Document.Bars(
                        id: "coverage-by-directorate", message: headline(coverage),
                        measure:
                            "Policies, functions and services in force on \(coverage.asOf.written), by directorate",
                        summary: summary(coverage), series: ["Assessed", "Not yet assessed"],
                        rowTitle: "Directorate",
                        rows: coverage.byDirectorate.map {
                            .init($0.name, [$0.assessed, $0.total - $0.assessed])
                        })))
        }
        if let movements = coverage.movements {
            blocks.append(.heading("What changed since \(movements.since.written)"))
            blocks += movementBlocks(movements)
        }
        return Document(
            title: "Equality assessment coverage on \(coverage.asOf.written)", caption: body, blocks: blocks)
    }

    private static func headline(_ coverage: Coverage) -> String {
        let open = coverage.byDirectorate.filter { $0.total > $0.assessed }.max {
            $0.total - $0.assessed < $1.total - $1.assessed
        }
        guard let open else { return "Every directorate has assessed all it has in force" }
        return "\(open.name) has most still to assess"
    }

    private static func summary(_ coverage: Coverage) -> String {
        let complete = coverage.byDirectorate.count { $0.total == $0.assessed }
        return
            "\(complete) of \(coverage.byDirectorate.count) directorates have assessed everything in force."
    }

    private static func movementBlocks(_ movements: Coverage.Movements) -> [Document.Block] {
        let groups: [(String, String, [Coverage.Movements.Entry])] = [
            ("Added", "added to the register", movements.added), ("Retired", "retired", movements.retired),
            ("Newly assessed", "assessed for the first time", movements.newlyAssessed),
        ]
        let later = movements.recordedLater
        let recorded =
            later == 0
            ? [] : ["\(abs(later)) \(later > 0 ? "recorded" : "taken out") after the earlier figure was stated"]
        let sentence = (groups.map { "\($0.2.count) \($0.1)" } + recorded).joined(separator: ", ")
        let rows = groups.flatMap { group in group.2.map { [$0.reference, $0.name, group.0] } }
        guard !rows.isEmpty else { return [.paragraph("Nothing was added, retired or newly assessed.")] }
        return [
            .paragraph("\(sentence)."),
            .folded(
                "Every movement by name",
                [
                    .table(
                        Document.Table(
                            "Movements", columns: [.init("Reference"), .init("Name"), .init("Movement")],
                            rows: rows))
                ]),
        ]
    }
}

/// How far today's records differ from a figure that was stated earlier for the same day.
public struct LaterMovements: Hashable, Sendable {
    let stated: Coverage
    let now: Coverage

    /// `nil` where the records still give the stated figure.
    public init?(stated: Coverage, now: Coverage) {
        guard (stated.assessed, stated.total) != (now.assessed, now.total) else { return nil }
        self.stated = stated
        self.now = now
    }

    /// The difference in words.
    public var inWords: String {
        "Records entered since then would give \(now.pairInWords) for the same day. "
            + "The stated figure stays \(stated.pairInWords) unless it is corrected with a reason."
    }
}
