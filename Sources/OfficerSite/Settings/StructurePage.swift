// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// The directorates, services and teams of the body, and their import.
struct StructurePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let (file, problem) = UploadCheck.file(visit)
        guard let file else { return try await page(visit, problem.map { [$0] } ?? []) }
        let (lines, log) = try StructureFile(bytes: file.bytes).read()
        guard !log.hasProblems else {
            let count = log.problemCount == 1 ? "1 problem" : "\(log.problemCount) problems"
            return try await page(
                visit, [Problem(at: UploadCheck.field, "The file has \(count), listed below")], log)
        }
        _ = try await office.bodies.addStructure(lines, visit.change())
        return .redirect(visit.frame.link(Address.structure) + "?done=imported")
    }

    private func page(_ visit: Visit, _ problems: [Problem] = [], _ log: ImportLog? = nil) async throws
        -> WebResponse
    {
        let units = try await office.bodies.units()
        let rows: [[Table.Cell]] = units.filter { $0.kind == .directorate }.flatMap {
            self.rows(of: $0, in: units)
        }
        let content: HTML = """
            \(FileUpload(UploadCheck.field, label: "Structure file", hint: UploadCheck.hint, accept: ".csv,text/csv", problems))
            \(Button("Import"))
            """
        let form: HTML =
            visit.may(.changeSettings)
            ? """
            <h2 class="dr-heading-m">Import</h2>
            <p>Columns: directorate, service, team. What is there already stays.</p>
            \(office.form(visit, Address.structure, isMultipart: true, content))
            """ : ""
        return office.page(
            visit, "Structure", in: .settings, trail: .back(visit.frame.link(Address.settings)),
            problems: problems,
            """
            \(PageHeading("Structure"))
            \(Table("Directorates, services and teams", columns: ["Directorate", "Service", "Team", "State"], rows: rows, empty: "No directorate is known yet."))
            \(form)
            \(log.map { UploadCheck.problems($0) })
            """)
    }

    private func rows(of directorate: OrganisationUnit, in units: [OrganisationUnit]) -> [[Table.Cell]] {
        func state(_ unit: OrganisationUnit) -> Table.Cell {
            unit.isUnconfirmed ? .html(Tag("As written in an import", .attention).html) : .text("Confirmed")
        }
        var rows: [[Table.Cell]] = [[.text(directorate.name), "", "", state(directorate)]]
        for service in units where service.parentID == directorate.id {
            rows.append([.text(directorate.name), .text(service.name), "", state(service)])
            for team in units where team.parentID == service.id {
                rows.append([.text(directorate.name), .text(service.name), .text(team.name), state(team)])
            }
        }
        return rows
    }
}
