// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Figures of a data set as an item of the evidence library, bound to the version they come from.
struct UseAsEvidencePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, visit.request.query)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let (dataSet, version) = try await source(visit)
        guard let column = Self.column(visit.fields.text("by"), of: version) else {
            return try await page(visit, visit.fields, [Problem(at: "by", "Select what the figures are by")])
        }
        guard visit.fields.text("version") == String(version.number) else {
            return try await page(
                visit, visit.fields,
                [Problem(at: "section", "Look at this again: a newer version was taken in meanwhile")],
                status: 409)
        }
        let known = Set(column.entries.filter { $0.kind == .category }.map(\.code))
        let groups = visit.fields.values("groups").filter(known.contains)
        let item = try await evidence(dataSet, version, column, groups)
        _ = try await office.evidence.add(
            LibraryEvidence(
                title: item.title, source: item.source, coverage: item.coverage, summary: item.says,
                day: item.day, characteristics: item.characteristics, figure: item.figure), visit.change())
        return .redirect(visit.frame.link(Address.evidence) + "?done=added")
    }

    private static func column(_ name: String, of version: DataSetVersion) -> DataColumn? {
        version.columns.first { $0.name == name && $0.role != .words }
    }

    private func evidence(
        _ dataSet: DataSet, _ version: DataSetVersion, _ column: DataColumn, _ groups: [String]
    ) async throws -> FigureEvidence {
        let table = try await office.figures.released(of: version).first { $0.column == column.name }
        return FigureEvidence(
            dataSet, version, by: column, groups: groups, released: table,
            characteristic: office.characteristic(of: column, office.taking.schemes))
    }

    /// The newest released version, or the newest where nothing was released.
    private func source(_ visit: Visit) async throws -> (DataSet, DataSetVersion) {
        let dataSet = try await office.namedDataSet(visit)
        if let released = try await office.newestReleased(dataSet) { return (dataSet, released.version) }
        guard let newest = try await office.monitoring.versions(of: dataSet.id).current.first else {
            throw Refusal.notFound
        }
        return (dataSet, newest)
    }

    private func page(
        _ visit: Visit, _ fields: FormFields, _ problems: [Problem] = [], status: Int? = nil
    ) async throws -> WebResponse {
        let (dataSet, version) = try await source(visit)
        let here = Address.dataSet(dataSet.id, "/use-as-evidence")
        let back =
            office.maySeeRaw(dataSet, visit)
            ? visit.frame.link(Address.dataSet(dataSet.id)) : visit.frame.link(Address.evidence)
        let content: HTML
        if let column = Self.column(fields.text("by"), of: version) {
            let item = try await evidence(dataSet, version, column, [])
            let chosen = Set(fields.values("groups"))
            let groups = column.entries.filter { $0.kind == .category }.map {
                Choice($0.code, $0.label, isChosen: chosen.contains($0.code))
            }
            let isReleased = try await office.figures.released(of: version).contains {
                $0.column == column.name
            }
            content = """
                \(SummaryList([
                    .init("What it is", text: item.title), .init("Source", text: item.source),
                    .init("Covers", text: item.coverage), .init("What it says", text: item.says),
                ]))
                \(isReleased ? HTML() : ReleaseWords.notReleased(version.number, visit))
                \(office.form(visit, here, """
                \(HiddenInput("by", column.name))\(HiddenInput("version", String(version.number)))
                \(Checkboxes("groups", label: "Only these groups (optional)", hint: "None chosen takes every group at the top", groups, isSmall: true, problems))
                \(ButtonGroup([Button("Add to the evidence library")], links: [NavigationLink("Cancel", back)]))
                """))
                """
        } else {
            let columns = version.columns.filter { $0.role != .words }.map {
                Choice($0.name, $0.name.prefix(1).uppercased() + $0.name.dropFirst())
            }
            content =
                Form(
                    action: visit.frame.link(here), method: .get,
                    """
                    \(Radios("by", label: "What the figures are by", columns, problems))
                    \(ButtonGroup([Button("Continue")], links: [NavigationLink("Cancel", back)]))
                    """
                ).html
        }
        return office.page(
            visit, "Use as evidence", in: .community, trail: .back(back), problems: problems, status: status,
            """
            \(PageHeading("Use as evidence", caption: dataSet.title))
            <p>Version \(version.number), \(version.period.description). Assessments see released figures only.</p>
            \(content)
            """)
    }
}
