// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The tables that figures about places come from: those that are shipped, and those that the body took in itself.
struct TablesPage {
    let office: Office

    @Sendable func list(_ visit: Visit) async throws -> WebResponse {
        let own = try await office.publishedTables.tables()
        let shipped = office.community.reference.profiles.statistics.descriptions.values
            .sorted { ($1.day, $0.id) < ($0.day, $1.id) }
        let ownRows: [[Table.Cell]] = own.map { table in
            [
                .link(
                    "\(table.description.id): \(table.description.title)",
                    visit.frame.link(Address.table(table.id))),
                .text(table.description.dataset), .text(table.description.day.written),
                .text(table.description.geography), .text("\(table.takenBy), \(table.takenAt.day.written)"),
                .text(table.standing.word),
            ]
        }
        let shippedRows: [[Table.Cell]] = shipped.map { table in
            [
                .text("\(table.id): \(table.title)"), .text(table.dataset), .text(table.day.written),
                .text(table.geography), .text(table.schemes.map(\.title).joined(separator: "; ")),
                .text(table.licence),
            ]
        }
        let act: HTML =
            visit.reach(.importProfile) == .wholeBody
            ? Button("Take a table in", path: visit.frame.link(Address.newTable)).html : HTML()
        let banner: Banner? =
            switch visit.request.query.text("done") {
            case "taken": Banner(.success, "The table was taken in.", HTML())
            case "withdrawn": Banner(.success, "The table was withdrawn.", HTML())
            default: nil
            }
        return office.page(
            visit, "Tables behind the figures", in: .community,
            trail: .back(visit.frame.link(Address.community)),
            banner: banner,
            """
            \(PageHeading("Tables behind the figures"))
            <p>Figures about places come from tables that national bodies published and protected themselves. A table of \
            your own is used where it is newer than the shipped one, or where the shipped one does not have the place.</p>
            \(act)
            \(Table(
                "Tables taken in here",
                columns: ["Table", "Dataset", "Day", "Areas", "Taken in by", "Standing"], rows: ownRows,
                empty: "No table was taken in yet."))
            \(Table(
                "Tables that are shipped", columns: ["Table", "Dataset", "Day", "Areas", "Categories", "Licence"],
                rows: shippedRows, empty: "No table is shipped with this installation."))
            """)
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        guard let table = try await office.publishedTables.table(visit.parameter("id")) else {
            throw Refusal.notFound
        }
        let about = table.description
        let back = visit.frame.link(Address.tables)
        let mayWithdraw = table.standing != .withdrawn && visit.reach(.importProfile) == .wholeBody
        let act: HTML =
            mayWithdraw
            ? Button(
                "Withdraw this table", .secondary,
                path: visit.frame.link(Address.table(table.id, "/withdraw"))
            ).html
            : HTML()
        return office.page(
            visit, "\(about.id): \(about.title)", in: .community, trail: .back(back),
            """
            \(PageHeading("\(about.id): \(about.title)", caption: table.standing.word))
            \(TableFacts(about).html)
            \(SummaryList(Self.facts(table, visit)))
            \(try await counts(table))
            \(act)
            """)
    }

    private static func facts(_ table: TakenTable, _ visit: Visit) -> [SummaryList.Row] {
        var rows: [SummaryList.Row] = [
            .init("File", text: table.fileName),
            .init("Digest of the file (SHA-256)", text: table.description.digest),
            .init("Taken in", text: "\(LondonTime.written(table.takenAt)), by \(table.takenBy)"),
        ]
        if let earlier = table.supersedes {
            rows.append(
                .init(
                    "In the place of",
                    "<a href=\"\(visit.frame.link(Address.table(earlier)))\">an earlier table</a>"))
        }
        if let later = table.supersededBy {
            rows.append(
                .init(
                    "Replaced by", "<a href=\"\(visit.frame.link(Address.table(later)))\">a newer table</a>"))
        }
        if let withdrawal = table.withdrawal {
            rows.append(.init("Withdrawn", text: "\(LondonTime.written(withdrawal.at)), by \(withdrawal.by)"))
            rows.append(.init("Why it was withdrawn", text: withdrawal.reason))
        }
        return rows
    }

    /// What the table says of the body's own area, or of its first area.
    private func counts(_ table: TakenTable) async throws -> HTML {
        guard let counts = try await office.publishedTables.counts(table.id) else {
            let missing = table.missingSchemes.joined(separator: ", ")
            return "<p>Its figures cannot be shown: the category scheme \(missing) is not here any more.</p>"
        }
        let area = office.body.areaCode.flatMap { counts.has($0) ? $0 : nil } ?? counts.areas.min() ?? ""
        guard let own = counts.counts(of: area) else { return HTML() }
        let name = office.community.reference.areas[area]?.name ?? area
        let rows: [[Table.Cell]] = zip(own.columns, own.counts).prefix(200).map { codes, count in
            let words = zip(table.description.schemes, codes).map { $0[$1]?.label ?? $1 }
            return [.text(words.joined(separator: ", ")), .number(count)]
        }
        let more = own.counts.count - rows.count
        return """
            \(Table(
                "\(name): \(AnswerReader.grouped(own.total)) people", columns: ["Category", .init("People", isNumeric: true)],
                rows: rows))
            \(more > 0 ? "<p>… and \(more) more categories.</p>" : HTML())
            """
    }
}

/// What a published table is, as a list of facts.
struct TableFacts {
    let about: PublishedTableDescription

    init(_ about: PublishedTableDescription) { self.about = about }

    var html: HTML {
        SummaryList([
            .init("Publisher", text: about.publisher), .init("Dataset", text: about.dataset),
            .init("Day of the counts", text: about.day.written),
            .init("Who is counted", text: about.universe),
            .init("Ages", text: about.ages.words), .init("Areas", text: about.geography),
            .init("Categories", text: about.schemes.map(\.title).joined(separator: "\n")),
            .init("Source", text: about.source), .init("Licence", text: about.licence),
            .init("Notes of the publisher", text: about.caveats.joined(separator: "\n")),
        ]).html
    }
}
