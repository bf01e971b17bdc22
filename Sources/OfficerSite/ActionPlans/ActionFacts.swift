// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// What an action says, as its page lists it: the words as written, and below them how they are read.
struct ActionFacts {
    let action: Action
    let profile: BodyProfile
    let visit: Visit
    let former: Set<String>

    var list: SummaryList {
        let cells = action.cells
        let target: HTML =
            "\(cells.targetDate.isEmpty ? "No target" : cells.targetDate)<br><span class=\"dr-quiet\">\(action.target.readBack)</span>"
        let rows: [SummaryList.Row] = [
            .init("Lead", leads), .init("Directorate", text: cells.directorate),
            .init("Section", text: cells.section), .init("Target completion date", target),
            .init("Status as written", text: cells.status.isEmpty ? "Not stated" : cells.status),
            .init("Measure", text: action.measure), .init("Outcome", text: action.outcomeNote),
            .init("From the assessment", assessment),
            .init("Corporate plan priority", selection(action.corporatePlanPriorities) { $0 }),
            .init("Framework criteria", selection(action.framework) { $0 }),
            .init("Aims of the duty", selection(action.aims) { "\($0.letter), \($0.name)" }),
            .init(
                "Protected characteristics",
                selection(action.characteristics) { profile.vocabulary.name(of: $0) }),
        ]
        return SummaryList(rows + further + [.init("Last updated", text: action.lastUpdated.written)])
    }

    /// What goes beyond the eleven columns: only what is there, and every column of the body's own.
    private var further: [SummaryList.Row] {
        let details = action.details
        var rows: [SummaryList.Row] = [
            ("Phase", details.phase), ("Cost", details.cost),
            ("Risk", details.risk == .notStated ? "" : details.risk.name),
            ("Why it may fail", details.riskWords), ("Evidence of completion", details.evidence),
        ].filter { !$0.1.isEmpty }.map { .init($0.0, text: $0.1) }
        rows += profile.planColumns.map { .init($0, text: details.own[$0] ?? "") }
        return rows
    }

    private var leads: HTML {
        let left = Set(action.leadsWhoLeft(former).map(\.name))
        let lines: [HTML] = action.leads.map { lead in
            switch lead.kind {
            case .named:
                "\(lead.name) <span class=\"dr-quiet\">(\(lead.sort.name))</span>\(left.contains(lead.name) ? " \(Tag("Left", .problem))" : HTML())"
            case .toBeConfirmed: "To be confirmed"
            case .none: "None"
            }
        }
        return lines.isEmpty
            ? "<span class=\"dr-quiet\">Not provided</span>" : lines.joined(separator: "<br>")
    }

    /// The assessment whose mitigation it is: one record, seen from both sides.
    private var assessment: HTML {
        guard !action.assessmentID.isEmpty else { return "None" }
        guard visit.may(.viewAssessments) else { return HTML(text: action.cells.arisingFrom) }
        return
            "<a href=\"\(visit.frame.link(Address.assessment(action.assessmentID)))\">\(action.cells.arisingFrom)</a>"
    }

    private func selection<Element>(_ text: SelectionText<Element>, _ name: (Element) -> String) -> HTML {
        let meaning: String =
            switch text.selection {
            case .all: "All, and any that join later"
            case .notApplicable: "Not applicable"
            case .toBeMapped: "To be mapped"
            case .notStated: "Not stated"
            case .some(let elements): elements.map(name).joined(separator: "; ")
            }
        return text.asWritten.isEmpty || text.asWritten == meaning
            ? HTML(text: meaning)
            : "\(meaning)<br><span class=\"dr-quiet\">As written: \(text.asWritten)</span>"
    }
}
