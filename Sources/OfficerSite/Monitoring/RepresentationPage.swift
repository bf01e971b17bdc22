// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Who is there and who is not, by one to three questions of a data set.
struct RepresentationPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let dataSet = try await office.dataSet(visit)
        let versions = try await office.monitoring.versions(of: dataSet.id)
        let query = visit.request.query
        let asked = Int(query.text("version"))
        guard
            let version = asked.map({ number in versions.first { $0.number == number } })
                ?? versions.current.first
        else { throw Refusal.notFound }
        let columns = version.columns.filter { !$0.scheme.isEmpty }
        var names = [query.text("by"), query.text("and"), query.text("third")].filter { !$0.isEmpty }
        if names.isEmpty { names = [columns.first?.name ?? ""] }
        let benchmark = query.has("benchmark") ? query.text("benchmark") : "census"
        let back = visit.frame.link(Address.dataSet(dataSet.id))
        var problems: [Problem] = []
        var result: HTML = HTML()
        var title = "\(dataSet.title): representation"
        do {
            let report = try await office.taking.representation(
                of: dataSet, version, by: names, benchmark: benchmark)
            var view = RepresentationView(report)
            if GapLinks.may(visit) {
                view.acts = { GapLinks.links(for: $0, of: report, visit) }
            }
            title = view.title
            result = view.html
        } catch let problem as RepresentationProblem {
            problems = [Problem(at: "benchmark", problem.description)]
        }
        func choices(_ name: String, _ chosen: String, none: Bool) -> [Choice] {
            (none ? [Choice("", "None", isChosen: chosen.isEmpty)] : [])
                + columns.map {
                    Choice($0.name, $0.name, isChosen: foldedForSearch($0.name) == foldedForSearch(chosen))
                }
        }
        let form = Form(
            action: visit.frame.link(Address.dataSet(dataSet.id, "/representation")), method: .get,
            """
            \(HiddenInput("version", String(version.number)))
            \(Select("by", label: "By", choices("by", names[0], none: false)))
            \(Select("and", label: "And (optional)", choices("and", names.count > 1 ? names[1] : "", none: true)))
            \(TextInput("benchmark", label: "Benchmark", hint: "census takes the published table that fits best. Or a table and an area, such as TS021@E10000016", value: benchmark, width: .half, problems))
            \(Button("Compare"))
            """)
        return office.page(
            visit, title, in: .community, trail: .back(back, text: dataSet.title), problems: problems,
            "\(PageHeading(title))\(result)\n<h2 class=\"dr-heading-m\">Compare something else</h2>\n\(form)")
    }
}
