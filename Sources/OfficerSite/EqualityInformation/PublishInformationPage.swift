// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// Publishing equality information: the day and the data sets, then everything that would be told and withheld, then
/// the act on exactly that.
struct PublishInformationPage {
    let office: Office

    private var path: String { Address.publication(Publication.Kind.equalityInformation.address, "/publish") }

    /// The day and the data sets.
    func start(_ visit: Visit, _ day: DateField? = nil, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let all = try await office.monitoring.dataSets()
        let chosen = visit.fields.values("data-set")
        let field = day ?? DateField("on", "Date", visit.today)
        let kind = Publication.Kind.equalityInformation
        guard !all.isEmpty else {
            return office.page(
                visit, "Publish", in: .publications, trail: .back(visit.frame.link(Address.publications)),
                """
                \(PageHeading("Publish", caption: kind.name))
                \(EmptyState("There is no data set yet", "<p>Take monitoring data in first.</p>"))
                """)
        }
        let told = try await office.profile().crossings.crossings.map { "\($0.of) by \($0.by)" }
        let pairs = told.isEmpty ? "none" : told.joined(separator: ", ")
        let settings: HTML =
            visit.reach(.changeSettings) == nil
            ? HTML()
            : " <a href=\"\(visit.frame.link(Address.settings + "/change/" + BodyProfile.Name.crossings))\">Change the pairs</a>"
        let content: HTML = """
            \(field.input(hint: "The newest records whose days had ended by then", problems))
            \(Checkboxes(
                "data-set", label: "Data sets",
                all.map { Choice($0.id, $0.title, isChosen: chosen.isEmpty || chosen.contains($0.id)) }, problems))
            \(Button("Show what would be published"))
            """
        return office.page(
            visit, "Publish", in: .publications, trail: .back(visit.frame.link(Address.publications)),
            problems: problems,
            """
            \(PageHeading("Publish", caption: kind.name))
            <p>All tables of a data set are worked out at once, together with everything that was published before of \
            the same days. Nothing is published before you have seen what would be.</p>
            <p>Each characteristic is told by itself, and these are told together: \(pairs).\(settings)</p>
            \(office.form(visit, path, "\(HiddenInput("step", "look"))\(content)"))
            """)
    }

    /// Works everything out and shows it, or publishes what was shown.
    func publish(_ visit: Visit) async throws -> WebResponse {
        let isLook = visit.fields.text("step") == "look"
        let field =
            isLook
            ? DateField("on", "Date", visit.fields)
            : DateField(
                "on", "Date", CalendarDay(iso: visit.fields.text("on")))
        let (day, problem) = field.reading()
        guard let day else {
            return try await start(visit, field, [problem ?? Problem(at: "on-day", "Enter a date")])
        }
        guard day <= visit.today else {
            return try await start(visit, field, [Problem(at: "on-day", "Date must be today or in the past")])
        }
        let names = visit.fields.values("data-set")
        guard !names.isEmpty else {
            return try await start(visit, field, [Problem(at: "data-set", "Select at least one data set")])
        }
        do {
            let change = visit.change()
            let prepared = try await office.prepareInformation(
                on: day, dataSets: names, approver: visit.actor.post,
                seed: { mark in
                    try await office.equalityInformation.seed(
                        for: mark, drawn: .random(in: .min ... .max), Change(by: change.actor, at: change.at))
                })
            let others = try await office.monitoring.dataSets().filter { !names.contains($0.id) }
            if isLook { return look(visit, prepared, names, without: others) }
            guard prepared.mark == visit.fields.text("mark") else {
                return look(visit, prepared, names, without: others, isChanged: true)
            }
            do {
                _ = try await office.publishInformation(prepared, change)
            } catch is LedgerMoved {
                return look(visit, prepared, names, without: others, isChanged: true)
            }
            return .redirect(visit.frame.link(Address.publications) + "?done=published")
        } catch let nothing as NothingToPublish {
            let words = nothing.reasons.map { "\($0.title): \($0.why)" }.joined(separator: " ")
            return try await start(
                visit, field, [Problem(at: "publish", "Nothing can be published. \(words)")])
        } catch let unknown as UnknownDataSet {
            return try await start(
                visit, field, [Problem(at: "data-set", "Select data sets of this list, not \(unknown.name)")])
        } catch let problem as InformationProblem {
            return try await start(visit, field, [Problem(at: "publish", problem.description)])
        }
    }

    /// The numbers of a table as everybody would read them, folded away.
    private static func numbers(of table: InformationTable) -> HTML {
        let hasBenchmark = table.rows.contains { $0.benchmark != nil }
        let rows: [[Table.Cell]] = table.rows.map { row in
            var cells: [Table.Cell] = row.labels.map { .text($0) }
            cells += [
                .figure(row.people.figure), .figure(row.share?.figure ?? Shorthand.notApplicable.shown),
            ]
            if hasBenchmark {
                cells += [
                    .figure(row.benchmark?.figure ?? Shorthand.notApplicable.shown), .text(row.finding),
                ]
            }
            return cells
        }
        let compared: [Table.Column] =
            hasBenchmark ? [.init("Benchmark", isNumeric: true), "What may be said"] : []
        let columns =
            table.heads.map { Table.Column($0) }
            + [.init("Number", isNumeric: true), .init("Share", isNumeric: true)] + compared
        return Details(
            "Numbers of \(table.title)",
            Table(table.title, isCaptionHidden: true, columns: columns, rows: rows).html
        ).html
    }

    /// The last look: what is told, what is withheld and why.
    private func look(
        _ visit: Visit, _ prepared: PreparedInformation, _ names: [String], without others: [DataSet],
        isChanged: Bool = false
    ) -> WebResponse {
        let publication = prepared.publication
        let sets: [HTML] = publication.sets.map { set -> HTML in
            let rows: [[Table.Cell]] = set.tables.map { table in
                [
                    .text(table.title), .number(table.rows.count - table.withheldNumbers),
                    .number(table.withheldNumbers), .text(table.withheld),
                ]
            }
            let why: [HTML] = (set.protection + set.withheld).map { "<li>\($0)</li>\n" }
            return """
                <h2 class="dr-heading-m">\(set.dataSet.title), \(set.period.description)</h2>
                \(Table(
                    "Tables of \(set.dataSet.title)", isCaptionHidden: true,
                    columns: [
                        Table.Column("Table"), Table.Column("Numbers shown", isNumeric: true),
                        Table.Column("Numbers withheld", isNumeric: true), Table.Column("Withheld as a whole"),
                    ], rows: rows))
                <ul class="dr-list">
                \(why)</ul>
                \(set.tables.filter { !$0.rows.isEmpty }.map { Self.numbers(of: $0) })
                """
        }
        let left: [HTML] = publication.leftOut.map { "<li>\($0.title): \($0.why)</li>\n" }
        let chosen: [HTML] = names.map { HiddenInput("data-set", $0).html }
        let content: HTML = """
            \(HiddenInput("step", "publish"))\(HiddenInput("on", publication.day.iso))\(HiddenInput("mark", prepared.mark))\(chosen)
            \(ButtonGroup([Button("Publish")], links: [NavigationLink("Cancel", visit.frame.link(Address.publications))]))
            """
        let others = others.map(\.title)
        let alone: HTML =
            others.isEmpty
            ? HTML()
            : Banner(
                .important, "Not of all data sets",
                "<p>This edition becomes the current one, without \(others.joined(separator: ", ")). What was published of them stays in earlier editions.</p>"
            ).html
        let banner =
            isChanged
            ? Banner(
                .important, "Nothing was published",
                "<p>Something changed since you looked. This is what would be published now.</p>") : nil
        return office.page(
            visit, "Publish: last look", in: .publications, trail: .back(visit.frame.link(path)),
            banner: banner,
            status: isChanged ? 409 : nil,
            """
            \(PageHeading("Publish: last look", caption: Publication.Kind.equalityInformation.name))
            \(SummaryList([
                .init("Title", text: publication.title), .init("In short", text: publication.summary),
                .init("Licence", text: publication.licence),
                .init("Files", text: "A page a data set, ODS, XLSX, CSV with its description, JSON, and the statement"),
                .init("Proof", text: "\(prepared.proven.small) small numbers are proven safe; \(prepared.proven.further) more are hidden for their sake. One that stands in two tables counts once here"),
            ]))
            \(alone)\(sets)
            \(left.isEmpty ? HTML() : "<h2 class=\"dr-heading-m\">Not published</h2>\n<ul class=\"dr-list\">\n\(left)</ul>\n")
            <p>Everybody can read it. It can be withdrawn later; its address then says why, and later releases are still \
            worked out against it.</p>
            \(office.form(visit, path, content))
            """)
    }
}
