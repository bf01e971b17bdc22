// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// The plan as a file, whole or the part that a list or a plan shows, such as one service is sent.
struct ExportPage {
    let office: Office

    /// The eleven columns word for word, or everything with hidden columns, to be taken back; the filters of the list
    /// and `plan` say which actions.
    @Sendable func export(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let query = visit.request.query
        let list = ListState(query, defaultSort: "position")
        let path = visit.frame.link(Address.actions)
        let (question, _) = ActionListPage(office: office).question(list, today: visit.today, path: path)
        var actions = try await office.plan(profile).actions(question, within: visit.scope)
        var name = "\(office.body.slug)-action-plan"
        if let directorate = question.directorate { name += Self.part(directorate) }
        if let id = list.value("plan") {
            let plans = try await office.businessPlans.plans(within: visit.scope)
            guard let plan = plans.first(where: { $0.id == id }) else { throw Refusal.notFound }
            let roll = try await PlanRoll(visit, office, plans)
            let ids = Set((roll.own(plan) + roll.below(plan)).map(\.line.id))
            actions.removeAll { !ids.contains($0.id) }
            name += Self.part(plan.title)
        }
        name += "-\(visit.today.iso)"
        if query.text("format") == "json" {
            return .file(
                Reports.actionPlanJSON(actions, on: visit.today, staleAfter: profile.staleDays),
                type: "application/json", name: "\(name).json")
        }
        let format = Reports.PlanFormat(rawValue: query.text("format")) ?? .csv
        guard format != .csv || query.text("round-trip") == "yes" else {
            return .file(
                Reports.actionPlanCSV(actions), type: format.mediaType, name: "\(name)-eleven-columns.csv")
        }
        return .file(
            try Reports.roundTrip(actions, own: profile.planColumns, of: office.body.name, as: format),
            type: format.mediaType, name: "\(name).\(format.rawValue)")
    }

    /// "-housing-and-care" for the name of a file.
    private static func part(_ words: String) -> String {
        let parts = words.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return parts.isEmpty ? "" : "-" + parts.joined(separator: "-").prefix(40)
    }

    /// "these 12 actions".
    static func these(_ count: Int) -> String { count == 1 ? "this action" : "these \(count) actions" }

    /// A link for each form of file; `what` says which actions, where it is not all of them.
    static func links(_ export: String, what: String?) -> [NavigationLink] {
        let start = export + (export.contains("?") ? "&" : "?")
        let words = what.map { "Download \($0)" } ?? "Download"
        return [
            NavigationLink("\(words) as XLSX", start + "format=xlsx"),
            NavigationLink("\(words) as ODS", start + "format=ods"),
            NavigationLink("\(words) as CSV", start + "format=csv&round-trip=yes"),
            NavigationLink("\(words) in eleven columns", export),
            NavigationLink("\(words) as JSON", start + "format=json"),
        ]
    }
}
