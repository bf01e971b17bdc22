// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Reports on a data set: who is there and who is not, who was selected, how often something happened, what became of
/// records, and what moved over time.
struct RepresentationPage {
    let office: Office

    /// A data set with the version that an address asks for.
    private struct Asked {
        let dataSet: DataSet
        let versions: [DataSetVersion]
        let version: DataSetVersion
        let columns: [DataColumn]
        let reports: MonitoringReports
    }

    private func asked(_ visit: Visit) async throws -> Asked {
        let dataSet = try await office.dataSet(visit)
        let versions = try await office.monitoring.versions(of: dataSet.id)
        let number = Int(visit.request.query.text("version"))
        let found = number.map { wanted in versions.first { $0.number == wanted } } ?? versions.current.first
        guard let version = found else { throw Refusal.notFound }
        return Asked(
            dataSet: dataSet, versions: versions, version: version,
            columns: version.columns.filter { !$0.scheme.isEmpty },
            reports: try await office.monitoringReports(
                ofStaffOnly: visit.reach(.viewServiceMonitoring) != .wholeBody))
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        let query = visit.request.query
        var names = [query.text("by"), query.text("and"), query.text("third")].filter { !$0.isEmpty }
        if names.isEmpty { names = [asked.columns.first?.name ?? ""] }
        let benchmark = query.has("benchmark") ? query.text("benchmark") : "census"
        let isBroad = query.text("groups") == "main"
        return try await page(
            visit, asked, "\(asked.dataSet.title): representation", at: "/representation", field: "benchmark"
        ) {
            let report = try await asked.reports.representation(
                of: asked.dataSet, asked.version, by: names, benchmark: benchmark, isBroad: isBroad)
            var view = RepresentationView(report)
            if GapLinks.may(visit) { view.acts = { GapLinks.links(for: $0, of: report, visit) } }
            return (view.title, view.html + GapLinks.hint(report, visit))
        } form: { problems in
            let offered = await benchmarks(asked, names, benchmark)
            return """
                \(Select("by", label: "By", choices(asked, names[0])))
                \(Select("and", label: "And (optional)", choices(asked, names.count > 1 ? names[1] : "", none: true)))
                \(Select("third", label: "And also (optional)", choices(asked, names.count > 2 ? names[2] : "", none: true)))
                \(mainGroups(isBroad))
                \(Select("benchmark", label: "Held against", hint: "Choose what the people would look like if nobody were missing", offered.map { Choice($0.name, $0.words, isChosen: $0.name == benchmark) }, problems))
                """
        }
    }

    @Sendable func selection(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        let query = visit.request.query
        let by = query.has("by") ? query.text("by") : asked.columns.first?.name ?? ""
        let against = query.text("against")
        let isDetailed = query.text("detail") == "yes"
        return try await page(
            visit, asked, "\(asked.dataSet.title): who was selected", at: "/selection", field: "against"
        ) {
            let view = SelectionView(
                try await asked.reports.selection(
                    of: asked.dataSet, asked.version, by: by, against: against, isDetailed: isDetailed))
            return (view.title, view.html)
        } form: { problems in
            """
            \(Select("by", label: "By", choices(asked, by)))
            \(TextInput("against", label: "Group that the others are held against (optional)", hint: "As it is called in the table. The largest where this is empty", value: against, width: .half, problems))
            \(parts(isDetailed))
            """
        }
    }

    @Sendable func rates(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        let query = visit.request.query
        let by = query.has("by") ? query.text("by") : asked.columns.first?.name ?? ""
        let isStandardised = query.text("ages") == "yes"
        let isBroad = query.text("groups") == "main"
        let people: String
        if query.has("among") {
            people = query.text("among")
        } else {
            people = try await asked.reports.usualPeople(for: asked.dataSet)
        }
        return try await page(visit, asked, "\(asked.dataSet.title): rates", at: "/rates", field: "among") {
            let view = RateView(
                try await asked.reports.rates(
                    of: asked.dataSet, asked.version, by: by, among: people, isStandardised: isStandardised,
                    isBroad: isBroad))
            return (view.title, view.html)
        } form: { problems in
            let offered = await benchmarks(asked, [by], people).filter { !$0.name.isEmpty }
            return """
                \(Select("by", label: "By", choices(asked, by)))
                \(Select("among", label: "Among whom", hint: "Choose the people to whom it could have happened", offered.map { Choice($0.name, $0.words, isChosen: $0.name == people) }, problems))
                \(Select("ages", label: "Ages of the groups", [Choice("", "As they are", isChosen: !isStandardised), Choice("yes", "Evened out", isChosen: isStandardised)]))
                \(mainGroups(isBroad))
                """
        }
    }

    @Sendable func outcomes(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        let query = visit.request.query
        let columns = asked.version.columns.filter { $0.role != .stage }
        let by = query.has("by") ? query.text("by") : columns.first?.name ?? ""
        let isDetailed = query.text("detail") == "yes"
        return try await page(
            visit, asked, "\(asked.dataSet.title): what became of them", at: "/outcomes", field: "by"
        ) {
            let view = OutcomeView(
                try await asked.reports.outcomes(
                    of: asked.dataSet, asked.version, by: by, isDetailed: isDetailed))
            return (view.title, view.html)
        } form: { problems in
            """
            \(Select("by", label: "By", choices(columns, by), problems))
            \(parts(isDetailed))
            """
        }
    }

    @Sendable func trend(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        let query = visit.request.query
        let by = query.has("by") ? query.text("by") : asked.columns.first?.name ?? ""
        return try await page(visit, asked, "\(asked.dataSet.title): over time", at: "/trend", field: "by") {
            let view = TrendView(
                try await asked.reports.trend(of: asked.dataSet, asked.versions.current, by: by))
            return (view.title, view.html)
        } form: { problems in
            "\(Select("by", label: "By", choices(asked, by), problems))"
        }
    }

    /// A report with the form that asks for another; what cannot be done is said at a field.
    private func page(
        _ visit: Visit, _ asked: Asked, _ fallback: String, at path: String, field: String,
        _ report: () async throws -> (title: String, html: HTML),
        form: (_ problems: [Problem]) async -> HTML
    ) async throws -> WebResponse {
        var problems: [Problem] = []
        var made: (title: String, html: HTML) = (fallback, HTML())
        do { made = try await report() } catch let problem as RepresentationProblem {
            problems = [Problem(at: field, problem.description)]
        }
        let fields = await form(problems)
        let another = Form(
            action: visit.frame.link(Address.dataSet(asked.dataSet.id, path)), method: .get,
            "\(HiddenInput("version", String(asked.version.number)))\(fields)\(Button("Compare"))")
        return office.page(
            visit, made.title, in: .community,
            trail: .back(visit.frame.link(Address.dataSet(asked.dataSet.id)), text: asked.dataSet.title),
            problems: problems,
            "\(PageHeading(made.title))\(made.html)\n<h2 class=\"dr-heading-m\">Compare something else</h2>\n\(another)"
        )
    }

    private func choices(_ asked: Asked, _ chosen: String, none: Bool = false) -> [Choice] {
        (none ? [Choice("", "None", isChosen: chosen.isEmpty)] : []) + choices(asked.columns, chosen)
    }

    private func choices(_ columns: [DataColumn], _ chosen: String) -> [Choice] {
        columns.map {
            Choice($0.name, $0.name, isChosen: foldedForSearch($0.name) == foldedForSearch(chosen))
        }
    }

    /// What figures by these columns can be held against, with what is chosen even where it does not fit.
    private func benchmarks(_ asked: Asked, _ names: [String], _ chosen: String) async -> [BenchmarkChoice] {
        let offered =
            (try? await asked.reports.benchmarks(for: asked.dataSet, asked.version, by: names)) ?? []
        return offered.contains { $0.name == chosen }
            ? offered : offered + [BenchmarkChoice(name: chosen, words: chosen)]
    }

    private func mainGroups(_ isBroad: Bool) -> Select {
        Select(
            "groups", label: "Groups",
            [
                Choice("", "As well as both sides tell them", isChosen: !isBroad),
                Choice("main", "The main groups", isChosen: isBroad),
            ])
    }

    private func parts(_ isDetailed: Bool) -> Select {
        Select(
            "detail", label: "Groups",
            [
                Choice("", "The main groups", isChosen: !isDetailed),
                Choice("yes", "Their parts as well as the records tell them", isChosen: isDetailed),
            ])
    }
}
