// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Figures of the people affected, ready to be taken into an assessment: what was released of data sets, and what the
/// census says of the place; the characteristics ticked as affected come first.
struct SectionFiguresPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.openAssessment(visit))
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let section = visit.parameter("section")
        if let refusal = open.writingRefusal(section) {
            return try await page(visit, open, [Problem(at: "section", refusal)])
        }
        let wanted = Set(visit.fields.values("items") + visit.fields.values("others"))
        let chosen = try await office.figureEvidence().filter { wanted.contains($0.key) }
        guard !chosen.isEmpty else {
            return try await page(visit, open, [Problem(at: "items", "Select figures to add")])
        }
        var fields: [String: String] = [:]
        for item in chosen { fields.merge(item.fields(row: Identifier.next())) { $1 } }
        do {
            _ = try await open.store.save(
                fields, of: open.id, readIn: open.record.version, reason: "Figures of data sets",
                within: open.scope, visit.change())
        } catch is AssessmentMoved {
            return try await page(
                visit, open, [Problem(at: "items", "This assessment can no longer be written")])
        } catch is EditConflict {
            return try await page(
                visit, open, [Problem(at: "items", "Try again: somebody saved at the same moment")])
        }
        return visit.backToAssessment(open.id, done: "saved", "/section/\(section)")
    }

    private func page(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let section = visit.parameter("section")
        guard open.template.section(section) != nil else { throw Refusal.notFound }
        let here = Address.assessment(open.id, "/figures/\(section)")
        let back = Address.assessment(open.id, "/section/\(section)")
        let used = Set(open.content.evidence.map(\.title))
        let all = try await office.figureEvidence().filter { !used.contains($0.title) }
        let affected = open.content.affectedCharacteristics
        let first = all.filter { !affected.isDisjoint(with: $0.characteristics) }
        let others = all.filter { affected.isDisjoint(with: $0.characteristics) }
        let chosen = Set(visit.fields.values("items") + visit.fields.values("others"))
        func boxes(_ name: String, _ label: String, _ items: [FigureEvidence]) -> HTML {
            Checkboxes(
                name, label: label,
                items.map {
                    Choice(
                        $0.key, $0.title, hint: "\($0.says) \($0.source). \($0.day.written).",
                        isChosen: chosen.contains($0.key))
                }, problems
            ).html
        }
        let names = open.characteristics.filter { affected.contains($0.code) }.map(\.name)
        let ticked: HTML =
            names.isEmpty
            ? "<p>No characteristic is ticked as affected yet.</p>\n"
            : "<p>Ticked as affected here: \(names.joined(separator: ", ")).</p>\n"
        let waiting = try await unreleased()
        let pick: HTML
        if all.isEmpty {
            pick =
                "<div id=\"items\" tabindex=\"-1\"></div><p>There are no figures to add, or all of them are here already.</p>\n"
        } else {
            let rest: HTML =
                first.isEmpty || others.isEmpty
                ? HTML()
                : Details(
                    "Figures of other characteristics",
                    boxes("others", "Figures of other characteristics", others)
                ).html
            pick =
                office.form(
                    visit, here,
                    """
                    \(first.isEmpty ? boxes("items", "Figures", others) : boxes("items", "Figures of the people affected", first))
                    \(rest)
                    \(ButtonGroup([Button("Add to the assessment")], links: [NavigationLink("Cancel", visit.frame.link(back))]))
                    """
                ).html
        }
        return office.page(
            visit, "Figures of data sets", in: .assessments, trail: .back(visit.frame.link(back)),
            problems: problems,
            """
            \(PageHeading("Figures of data sets", caption: "\(open.record.reference) \(open.record.title)"))
            \(ticked)<p>What is added stays as it is now, with the version it came from. When a newer version moves, you are told.</p>
            \(pick)\(waiting.isEmpty ? HTML() : "<p>Not released yet, so that nothing of them is shown: \(waiting.joined(separator: ", ")).</p>\n")
            """)
    }

    /// Data sets with records of which nothing was released.
    private func unreleased() async throws -> [String] {
        let known = Set(try await office.releasedVersions().map(\.dataSet.id))
        let newest = try await office.monitoring.latestVersions()
        return try await office.monitoring.dataSets().filter {
            newest[$0.id] != nil && !known.contains($0.id)
        }
        .map(\.title)
    }
}

extension Office {
    /// Everything that can be taken as evidence by anybody: the newest released figures of each data set by each
    /// characteristic, then the profile of the body's area.
    func figureEvidence() async throws -> [FigureEvidence] {
        var found: [FigureEvidence] = []
        let schemes = taking.schemes
        for released in try await releasedVersions() {
            for table in released.tables {
                guard let column = released.version.column(named: table.column) else { continue }
                found.append(
                    FigureEvidence(
                        released.dataSet, released.version, by: column, groups: [], released: table,
                        characteristic: characteristic(of: column, schemes)))
            }
        }
        let reference = try await ownCommunity.desk().reference
        if let code = body.areaCode, let area = reference.areas[code] {
            let profile = try reference.profiles.profile(of: area, comparedWith: [], in: reference.areas)
            found += profile.sections.filter { !$0.topic.characteristic.isEmpty }
                .map { FigureEvidence($0, of: area) }
        }
        return found
    }

    /// The characteristic that a column tells, by code; empty for none.
    func characteristic(of column: DataColumn, _ schemes: CategorySchemes) -> String {
        column.role == .ages ? "age" : schemes[column.scheme]?.characteristic ?? ""
    }
}
