// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The data sets of the body, and one of them with its deliveries.
struct DataSetPages {
    let office: Office

    @Sendable func list(_ visit: Visit) async throws -> WebResponse {
        let all = try await office.monitoring.dataSets().filter { office.sees($0.kind, visit) }
        let latest = try await office.monitoring.latestVersions()
        let rows: [[Table.Cell]] = all.map { dataSet in
            let version = latest[dataSet.id]
            return [
                .link(dataSet.title, visit.frame.link(Address.dataSet(dataSet.id))),
                .text(dataSet.kind.name + (dataSet.isSynthetic ? " (synthetic)" : "")),
                .text(version?.period.description ?? "No delivery yet"),
                version.map { .number($0.records) } ?? .figure("[z]"),
                .text(version.map { Self.weakest($0) } ?? ""),
            ]
        }
        let add: HTML =
            visit.reach(.editMonitoring) == .wholeBody
            ? ButtonGroup(
                [Button("Add a data set", path: visit.frame.link(Address.newData))],
                links: [NavigationLink("Remembered mappings", visit.frame.link(Address.mappings))]
            ).html
            : HTML()
        return office.page(
            visit, "Monitoring data", in: .community,
            """
            \(office.communityNavigation(visit, isData: true))\(PageHeading("Monitoring data"))
            <p>Who uses services, works here, complains or answers. These are raw counts of people, apart from any case: \
            they are shown to those who need them for their work, and go to nobody else but through disclosure control.</p>
            \(Table(
                "Data sets", note: "<p>[z] means that there is nothing to count yet.</p>",
                columns: [
                    "Data set", "Kind", "Newest delivery is of", .init("People", isNumeric: true), "Least complete",
                ], rows: rows, empty: "There is no data set yet."))
            \(add)
            """)
    }

    /// The column with the fewest usable answers, in words.
    private static func weakest(_ version: DataSetVersion) -> String {
        let known = version.quality.columns.compactMap { column in
            column.answers.completeness.map { (column.name, $0.percentage) }
        }
        guard let least = known.min(by: { $0.1 < $1.1 }) else { return "" }
        return "\(least.0): \(RepresentationView.percent(least.1)) usable"
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let dataSet = try await office.dataSet(visit)
        let versions = try await office.monitoring.versions(of: dataSet.id)
        let kept = try await office.monitoring.versionsWithRecords(of: dataSet.id)
        let newest = versions.current.first
        let mayEdit = visit.reach(.editMonitoring) == .wholeBody
        let acts: HTML =
            mayEdit
            ? ButtonGroup(
                [
                    Button(
                        "Take in a delivery", path: visit.frame.link(Address.dataSet(dataSet.id, "/import")))
                ],
                links: [
                    NavigationLink(
                        "Change what is said of the data set",
                        visit.frame.link(Address.dataSet(dataSet.id, "/edit"))),
                    NavigationLink(
                        "Delete records", visit.frame.link(Address.dataSet(dataSet.id, "/delete"))),
                ]
            ).html
            : HTML()
        let synthetic: HTML =
            dataSet.isSynthetic
            ? "<p><strong>Synthetic records: invented people, made to resemble a real area.</strong></p>"
            : HTML()
        return office.page(
            visit, dataSet.title, in: .community,
            trail: .back(visit.frame.link(Address.data), text: "Monitoring data"),
            """
            \(PageHeading(dataSet.title, caption: dataSet.kind.name))
            \(synthetic)\(overdue(dataSet, kept))\(acts)
            \(newest.map { comparisons(visit, dataSet, $0) } ?? HTML())\(try await office.figureWays(visit, dataSet))
            <h2 class="dr-heading-m">Deliveries</h2>
            \(deliveries(visit, dataSet, versions, kept))
            \(newest.map { QualityView($0, of: dataSet).html } ?? HTML())
            <h2 class="dr-heading-m">What is held, and why</h2>
            \(SummaryList(Self.facts(of: dataSet).map { .init($0.0, text: $0.1) }))
            """)
    }

    private func comparisons(_ visit: Visit, _ dataSet: DataSet, _ version: DataSetVersion) -> HTML {
        let hasStages =
            dataSet.kind.stagesFollowEachOther && version.columns.contains { $0.role == .stage }
        let hasOutcomes = dataSet.kind.hasOutcomes && version.columns.contains { $0.role == .stage }
        let links: [HTML] = version.columns.filter { $0.role != .stage }.compactMap { column in
            func link(_ page: String, _ words: String) -> HTML {
                let path = visit.frame.link(Address.dataSet(dataSet.id, page))
                return "<a href=\"\(path)?by=\(FormFields.encoded(column.name))\">\(words)</a>"
            }
            var ways: [HTML] = []
            if !column.scheme.isEmpty {
                ways.append(link("/representation", "Representation by \(column.name)"))
                if hasStages { ways.append(link("/selection", "who was selected by \(column.name)")) }
                if dataSet.kind.hasRates { ways.append(link("/rates", "rates by \(column.name)")) }
            }
            if hasOutcomes {
                let start = ways.isEmpty ? "What" : "what"
                ways.append(link("/outcomes", "\(start) became of them by \(column.name)"))
            }
            if !column.scheme.isEmpty { ways.append(link("/trend", "\(column.name) over time")) }
            return ways.isEmpty ? nil : "<li>\(ways.joined(separator: ", "))</li>\n"
        }
        guard !links.isEmpty else { return HTML() }
        return
            "<h2 class=\"dr-heading-m\">Who is there, and who is not</h2>\n<ul class=\"dr-list\">\n\(links)</ul>\n"
    }

    private func overdue(_ dataSet: DataSet, _ kept: Set<Int>) -> HTML {
        guard !kept.isEmpty, dataSet.isPastKeeping(on: office.settings.today()),
            let until = dataSet.retainUntil
        else { return HTML() }
        return Banner(
            .important, "These records are kept too long",
            "<p>They were to be kept until \(until.written). Delete them, or change what is said of the data set.</p>"
        ).html
    }

    private func deliveries(
        _ visit: Visit, _ dataSet: DataSet, _ versions: [DataSetVersion], _ kept: Set<Int>
    ) -> HTML {
        let replaced = Dictionary(
            versions.compactMap { version in version.supersedes.map { ($0, version.number) } }
        ) { one, _ in one }
        let rows: [[Table.Cell]] = versions.map { version in
            let gone = kept.contains(version.number) || version.records == 0 ? "" : ". Records deleted"
            let asked = [version.questionSet, version.questionVersion].filter { !$0.isEmpty }
            let standing =
                (replaced[version.number].map { "Replaced by version \($0)" } ?? "In force") + gone
                + (asked.isEmpty ? "" : ". Questions: \(asked.joined(separator: ", version "))")
            return [
                .text("Version \(version.number)"), .text(version.period.description),
                .number(version.records),
                .text(LondonTime.written(version.receivedAt)), .text(version.receivedBy),
                .text(version.sourceName),
                .text(version.note.isEmpty ? standing : "\(standing). \(version.note)"),
            ]
        }
        return Table(
            "Deliveries of this data set",
            columns: [
                "Version", "Days", .init("People", isNumeric: true), "Taken in", "By", "File", "Standing",
            ], rows: rows, empty: "Nothing was taken in yet."
        ).html
    }

    static func facts(of dataSet: DataSet) -> [(String, String)] {
        let questions = [dataSet.questionSet, dataSet.questionVersion].filter { !$0.isEmpty }
            .joined(separator: ", version ")
        let retained = [dataSet.retention, dataSet.retainUntil.map { "until \($0.written)" } ?? ""]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        return [
            ("Who is counted", "\(dataSet.population), \(dataSet.ages.words)"), ("Purpose", dataSet.purpose),
            ("Lawful basis", dataSet.lawfulBasis.name),
            ("Condition for special categories", dataSet.condition.name),
            ("Kept", retained), ("Questions", questions.isEmpty ? "Not recorded" : questions),
            ("Directorate", dataSet.directorate.isEmpty ? "Not recorded" : dataSet.directorate),
            ("Area", dataSet.areaCode.isEmpty ? "Not recorded" : dataSet.areaCode),
        ]
    }
}

/// What was found when a delivery was read: columns, words that could not be read, findings, movements.
struct QualityView {
    private let version: DataSetVersion
    private let dataSet: DataSet

    init(_ version: DataSetVersion, of dataSet: DataSet) {
        self.version = version
        self.dataSet = dataSet
    }

    var html: HTML {
        """
        <h2 class="dr-heading-m">Quality\(version.number > 0 ? " of version \(version.number)" : "")</h2>
        <p>\(version.quality.rows) rows: \(version.quality.people) people taken, \(version.quality.refusedRows) rows refused, \
        \(version.quality.objected) left out because they object.</p>
        \(completeness)\(unread)\(findings)\(drift)
        """
    }

    private var completeness: HTML {
        let rows: [[Table.Cell]] = version.quality.columns.map { column in
            let answers = column.answers
            return [
                .text(column.name), .number(answers.usable), .number(answers.asked),
                .figure(answers.completeness.map { RepresentationView.figure($0.percentage) } ?? "[z]"),
                .number(answers.preferNotToSay), .number(answers.notAnswered), .number(answers.unknown),
                .number(answers.notAsked),
            ]
        }
        return Table(
            "How complete the answers are",
            note:
                "<p>Usable answers among those asked. Those not asked stand apart. [z] means nobody was asked.</p>",
            columns: [
                "Question", .init("Usable", isNumeric: true), .init("Asked", isNumeric: true),
                .init("Usable (%)", isNumeric: true), .init("Prefer not to say", isNumeric: true),
                .init("Not answered", isNumeric: true), .init("Unknown", isNumeric: true),
                .init("Not asked", isNumeric: true),
            ], rows: rows
        ).html
    }

    private var unread: HTML {
        let rows: [[Table.Cell]] = version.quality.columns.flatMap { column in
            column.unread.map { unread in
                [
                    .text(unread.words.isEmpty ? "Not kept: it may be about somebody" : unread.words),
                    .text(column.header), .number(unread.count),
                    .text("Row \(unread.firstRow)"), .text(unread.reason.words),
                    .text(unread.suggestion.isEmpty ? "No suggestion" : Self.sentence(unread.suggestion)),
                ]
            }
        }
        guard !rows.isEmpty else { return HTML() }
        return Table(
            "What could not be read",
            columns: [
                "In the file", "Column", .init("People", isNumeric: true), "First in", "Why",
                "What it may be, or how it is written",
            ], rows: rows
        ).html
    }

    private static func sentence(_ words: String) -> String {
        words.prefix(1).uppercased() + words.dropFirst()
    }

    private var findings: HTML {
        let words: [QualityReport.Weight: String] = [
            .stops: "Stops the file", .asks: "To be accepted", .tells: "To know",
        ]
        let rows: [[Table.Cell]] = version.quality.findings.prefix(200).map { finding in
            [
                .text(words[finding.weight] ?? ""), .text(finding.row > 0 ? "Row \(finding.row)" : "File"),
                .text(finding.column), .text(finding.text),
            ]
        }
        guard !rows.isEmpty else { return "<p>Nothing else was found.</p>\n" }
        return Table("What was found", columns: ["Weight", "Where", "Column", "Finding"], rows: rows).html
    }

    /// Movements since the version before: a sentence, a picture where there is something to see, and the figures.
    private var drift: HTML {
        let moved = version.quality.drift
        guard !moved.isEmpty else { return HTML() }
        let labels = Dictionary(
            version.columns.flatMap { column in
                column.entries.map { ("\(column.name) \($0.code)", $0.label) }
            }
        ) { one, _ in one }
        func label(_ drift: DataDrift) -> String { labels["\(drift.column) \(drift.code)"] ?? drift.code }
        let first = moved[0]
        let way = first.points > 0 ? "rose" : "fell"
        let rows: [[Table.Cell]] = moved.prefix(50).map { drift in
            [
                .text(label(drift)), .text(drift.column),
                .figure(RepresentationView.figure(drift.before.percentage)),
                .figure(RepresentationView.figure(drift.now.percentage)),
                .figure(RepresentationView.figure(drift.points)),
                .figure(
                    "\(RepresentationView.figure(drift.interval.lower)) to \(RepresentationView.figure(drift.interval.upper))"
                ),
            ]
        }
        return """
            <h2 class="dr-heading-m">What moved since the delivery before</h2>
            <p>\(moved.count) \(moved.count == 1 ? "share" : "shares") moved by more than chance explains. \
            The largest: \(label(first)) \(way) from \(RepresentationView.percent(first.before.percentage)) to \
            \(RepresentationView.percent(first.now.percentage)).</p>
            \(Table(
                "Shares that moved",
                columns: [
                    "Group", "Question", .init("Before (%)", isNumeric: true), .init("Now (%)", isNumeric: true),
                    .init("Points", isNumeric: true), .init("Interval (points)", isNumeric: true),
                ], rows: rows))
            """
    }
}
