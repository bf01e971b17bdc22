// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A save that came second: both versions, field by field, for the person to choose.
struct ConflictPage {
    /// The hidden field by which a form says that the choices were shown.
    static let marker = "conflict"

    let section: Section
    let title: String
    let caption: String
    /// The record as the log names it.
    let kind: String
    let id: String
    /// Where the form goes, and the page of the record.
    let path: String
    let back: String
    /// The version that the choices are made against.
    let version: Int
    let fields: [ConflictView.Field]
    /// Everything that was typed.
    let typed: HTML

    /// What is missing: a choice for every field in which the two versions differ.
    static func problems(_ fields: [ConflictView.Field], in answers: FormFields) -> [Problem] {
        fields.filter { !["mine", "theirs"].contains(answers.text("keep-\($0.name)")) }
            .map { Problem(at: "keep-\($0.name)", "Select which version of “\($0.label)” to keep") }
    }

    func response(_ visit: Visit, of office: Office) async throws -> WebResponse {
        let isAnswered = visit.fields.text(Self.marker) == "shown"
        let problems = isAnswered ? Self.problems(fields, in: visit.fields) : []
        let chosen = fields.map { $0.choosing(visit.fields.text("keep-\($0.name)")) }
        let entry = try await office.log.entries(about: kind, id).first
        let content: HTML = """
            \(HiddenInput("version", String(version)))\(HiddenInput(Self.marker, "shown"))\(typed)
            \(ConflictView(
                savedBy: entry?.actor.post ?? "Somebody else",
                at: entry.map { LondonTime.written($0.at) } ?? "the same time", chosen, problems))
            \(Button("Save my choices"))
            """
        return office.page(
            visit, title, in: section, trail: .back(visit.frame.link(back)), problems: problems,
            status: problems.isEmpty ? 409 : 422,
            """
            \(PageHeading(title, caption: caption))
            \(office.form(visit, path, key: Identifier.next(), content))
            """)
    }
}
