// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Every version of an assessment, and what differs between two of them.
struct VersionPages {
    let office: Office

    @Sendable func list(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let versions = open.record.versions
        let signed = Set(open.record.events.filter { $0.act == .signed }.map(\.version))
        let late = Set(open.record.versionsAfterDecision.map(\.number))
        let rows: [[Table.Cell]] = versions.reversed().map { version in
            var marks: [Tag] = version.isFrozen ? [Tag("Frozen", .neutral)] : []
            let reopened = open.record.reopeningInWords(of: version.number)
            if signed.contains(version.number) {
                marks.append(
                    reopened.map { Tag("Signed; \($0.prefix(1).lowercased() + $0.dropFirst())", .inactive) }
                        ?? Tag("Signed", .good))
            }
            if late.contains(version.number) { marks.append(Tag("Retrospective", .attention)) }
            let before = version.number - 1
            return [
                .link("Version \(version.number)", link(visit, open, "/versions/\(version.number)")),
                .html("<time datetime=\"\(version.at.iso)\">\(LondonTime.written(version.at))</time>"),
                .text(version.byPost),
                .text(version.reason), .html(marks.map(\.html).joined(separator: " ")),
                before > 0
                    ? .link(
                        "What changed in \(version.number)",
                        link(visit, open, "/compare") + "?from=\(before)&to=\(version.number)")
                    : .text("The first"),
            ]
        }
        let numbers = versions.map {
            Choice(String($0.number), "Version \($0.number), \($0.at.day.written)")
        }
        let title = "Versions"
        let compare: HTML = """
            <h2 class="dr-heading-m">Compare two versions</h2>
            <form method="get" action="\(link(visit, open, "/compare"))">
            \(Select("from", label: "Earlier", numbers))
            \(Select("to", label: "Later", Array(numbers.reversed())))
            \(Button("Compare", .secondary))
            </form>
            """
        return office.page(
            visit, title, in: .assessments, trail: .back(link(visit, open)),
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            \(Table("Versions, newest first", isCaptionHidden: true, columns: ["Version", "Saved", "By", "What was saved", "Marks", "Changes"], rows: rows))
            \(versions.count > 1 ? compare : HTML())
            """)
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        guard
            let version = open.record.versions.first(where: { String($0.number) == visit.parameter("number") }
            ),
            let content = try await open.store.content(of: open.id, version: version.number)
        else { throw Refusal.notFound }
        let isNewest = version.number == open.record.version
        let newer: HTML =
            isNewest
            ? "" : InsetText("<p>This is not the newest version: \(open.record.version) is.</p>").html
        let reopened = open.record.reopeningInWords(of: version.number).map { Office.sentence($0) }
        let notes: [HTML] = [reopened, open.record.retrospect(of: version.number)].compactMap {
            $0.map { InsetText("<p>\($0)</p>").html }
        }
        let title = "Version \(version.number)"
        return office.page(
            visit, title, in: .assessments, trail: .back(link(visit, open, "/versions")),
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            \(newer)\(notes)
            \(SummaryList([
                .init("Saved", text: LondonTime.written(version.at)), .init("By", text: version.byPost),
                .init("Fingerprint (SHA-256)", "<code class=\"dr-reference\">\(version.digest)</code>"),
            ]))
            \(ContentView(content: content, open: open).html)
            """)
    }

    @Sendable func compare(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let numbers = Set(open.record.versions.map(\.number))
        guard let from = Int(visit.request.query.text("from")), let to = Int(visit.request.query.text("to")),
            numbers.contains(from), numbers.contains(to),
            let before = try await open.store.content(of: open.id, version: from),
            let after = try await open.store.content(of: open.id, version: to)
        else { throw Refusal.notFound }
        let difference = AssessmentDifference(
            from: before, to: after, template: open.template, open.characteristics)
        let title = "Version \(from) against version \(to)"
        return office.page(
            visit, title, in: .assessments, trail: .back(link(visit, open, "/versions")),
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            \(DifferenceView(difference).html)
            """)
    }

    private func link(_ visit: Visit, _ open: OpenAssessment, _ rest: String = "") -> String {
        visit.frame.link(Address.assessment(open.id, rest))
    }
}

/// The content of an assessment as its sections, read and not written.
struct ContentView {
    let content: AssessmentContent
    let open: OpenAssessment

    var html: HTML {
        let parts: [HTML] = open.template.shownSections(content).map { section in
            let rows: [SummaryList.Row] = open.template.fields(of: section, in: content, open.characteristics)
                .filter { content.isFilled($0.path) }
                .map { .init($0.name, text: open.template.display($0, content, open.characteristics)) }
            let list: HTML = rows.isEmpty ? "<p>Not answered.</p>" : SummaryList(rows).html
            return "<h2 class=\"dr-heading-m\">\(section.title)</h2>\n\(list)"
        }
        return parts.joined()
    }
}
