// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The matrix: each supporting outcome, where it is unequal and for whom, how much that weighs, what answers it.
struct OutcomesPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let list = ListState(visit.request.query, defaultSort: "position")
        let path = visit.frame.link(Address.outcomes)
        let profile = try await office.profile()
        let outcomes = try await office.outcomes.outcomes()
        let givenUpIDs = Set(outcomes.filter(\.isRetired).map(\.id))
        let all = try await office.outcomes.inequalities()
        let held = all.filter { !givenUpIDs.contains($0.outcomeID) }
        let number = max(1, min(Int(list.text("biggest")) ?? 5, 50))
        var matrix = Matrix(
            findings: all, biggest: Inequality.biggest(held, number), profile: profile,
            objectives: try await answers(visit), visit: visit, characteristic: list.value("characteristic"))
        matrix.mayEdit = visit.reach(.editStrategy) == .wholeBody
        matrix.maySet = visit.may(.editObjectives)
        matrix.onlyBiggest = list.value("show") == "biggest"
        matrix.onlyUnseen = list.value("show") == "unseen"
        let givenUp = list.value("show") == "retired"
        let shown = outcomes.filter { !$0.isStrategic && $0.isRetired == givenUp && matrix.shows($0) }
        // A strategic outcome that nothing supports yet stands where nothing is filtered out.
        let isWhole = list.value("show") == nil && matrix.characteristic == nil
        var parts = HTML()
        let strategies = Dictionary(
            try await office.strategies.strategies().map { ($0.id, $0.title) }
        ) { first, _ in first }
        for strategic in outcomes where strategic.isStrategic {
            let own = shown.filter { $0.parentID == strategic.id }
            guard !own.isEmpty || (strategic.isRetired ? givenUp : isWhole) else { continue }
            let source = strategies[strategic.strategyID].map {
                "<p class=\"dr-quiet\">Set by \($0)</p>\n" as HTML
            }
            parts += """
                <h2 class="dr-heading-m"><a href="\(visit.frame.link(Address.outcome(strategic.id)))">\(strategic.reference). \(strategic.title)</a></h2>
                \(source)\(own.isEmpty ? "<p>No supporting outcome \(givenUp ? "was given up" : "stands below it yet").</p>" : matrix.table(strategic, own))
                """
        }
        if parts.isEmpty {
            parts =
                outcomes.isEmpty
                ? EmptyState(
                    "No outcomes are recorded yet",
                    "<p>Add the first strategic outcome here, or import the statement that sets them: <code>dueregard import outcomes FILE --title …</code></p>"
                ).html : "<p>No outcome fits. Remove a filter.</p>"
        }
        let add =
            matrix.mayEdit
            ? ButtonGroup([Button("Add an outcome", path: visit.frame.link(Address.newOutcome))]) : nil
        let count = shown.count == 1 ? "1 supporting outcome" : "\(shown.count) supporting outcomes"
        return office.page(
            visit, "Outcomes matrix", in: .actions,
            """
            \(office.planNavigation(visit, .outcomes))\(PageHeading("Outcomes matrix"))
            <p>Where is each outcome unequal, for whom, and where would the biggest effect be?</p>
            \(add)
            \(Details("How the biggest effect is worked out", Self.explanation))
            \(Filters(
                action: path, selected: selected(list, path, profile, number), clearPath: path, count: count,
                placement: .above, fields: fields(list, profile, number), results: parts))
            """)
    }

    /// The objectives that answer a finding or serve an outcome, by what they point to.
    private func answers(_ visit: Visit) async throws -> [RecordName: [Objective]] {
        let objectives = Dictionary(
            try await office.objectives.objectives(within: visit.scope).map { ($0.id, $0) }
        ) { first, _ in first }
        var found: [RecordName: [Objective]] = [:]
        for link in try await office.links.links([.answers, .serves]) where link.from.kind == .objective {
            if let objective = objectives[link.from.id] { found[link.to, default: []].append(objective) }
        }
        return found
    }

    static var explanation: HTML {
        let items: [HTML] = Inequality.Criterion.allCases.map { criterion in
            let levels = criterion.levels.enumerated().map { "\($0.offset): \($0.element)" }
            return "<li>\(criterion.question) \(levels.joined(separator: "; ")).</li>\n"
        }
        return """
            <p>Each finding answers four questions, each with 0 to 3:</p>
            <ul class="dr-list">
            \(items)</ul>
            <p>How many, how much and how far the council can change it are multiplied: where one is nothing, there is \
            no effect to be had. Weak evidence lowers the result by a quarter at most, so that it never hides a finding. \
            The result runs from 0 to 100. Those that reach the chosen place in the order, and all that equal the last \
            of them, are “among those with the biggest effect”. It orders the talk; people decide.</p>
            """
    }

    private func selected(_ list: ListState, _ path: String, _ profile: BodyProfile, _ number: Int)
        -> [Filters.Selected]
    {
        var selected: [Filters.Selected] = []
        if let code = list.value("characteristic") {
            selected.append(
                .init(
                    "Characteristic",
                    code == "all" ? "Everybody concerned" : profile.vocabulary.name(of: code),
                    remove: list.link(path, without: "characteristic")))
        }
        let words = [
            "biggest": "the biggest effect", "unseen": "not looked at yet", "retired": "given up",
        ]
        if let words = list.value("show").flatMap({ words[$0] }) {
            selected.append(.init("Only", words, remove: list.link(path, without: "show")))
        }
        if number != 5 {
            selected.append(
                .init("Biggest", "first \(number)", remove: list.link(path, without: "biggest")))
        }
        return selected
    }

    private func fields(_ list: ListState, _ profile: BodyProfile, _ number: Int) -> HTML {
        func choices(_ name: String, _ all: [(String, String)]) -> [Choice] {
            all.map { Choice($0.0, $0.1, isChosen: (list.value(name) ?? "") == $0.0) }
        }
        let people =
            [("", "All"), ("all", "Everybody concerned")] + profile.characteristics.map { ($0.code, $0.name) }
        let shows = [
            ("", "All outcomes"), ("biggest", "Those with the biggest effect"),
            ("unseen", "Those nobody has looked at"), ("retired", "Those given up"),
        ]
        return """
            \(Select("characteristic", label: "Characteristic", choices("characteristic", people)))
            \(Select("show", label: "Show", choices("show", shows)))
            \(TextInput("biggest", label: "How many count as the biggest", value: list.value("biggest") ?? String(number), width: .three))
            """
    }

    /// The rows of the matrix.
    struct Matrix {
        let findings: [Inequality]
        let biggest: Set<String>
        let profile: BodyProfile
        let objectives: [RecordName: [Objective]]
        let visit: Visit
        let characteristic: String?
        var mayEdit = false
        var maySet = false
        var onlyBiggest = false
        var onlyUnseen = false

        func own(_ outcome: Outcome) -> [Inequality] {
            findings.filter {
                $0.outcomeID == outcome.id && (characteristic == nil || $0.characteristic == characteristic)
            }.sorted { ($0.effect ?? -1, $1.id) > ($1.effect ?? -1, $0.id) }
        }

        func shows(_ outcome: Outcome) -> Bool {
            let own = own(outcome)
            if onlyBiggest { return own.contains { biggest.contains($0.id) } }
            if onlyUnseen { return own.isEmpty }
            return true
        }

        func table(_ strategic: Outcome, _ outcomes: [Outcome]) -> HTML {
            let rows: [[Table.Cell]] = outcomes.map { outcome in
                let own = own(outcome)
                let cells: [HTML] = own.map(cell)
                let add: HTML =
                    mayEdit && !outcome.isRetired
                    ? "<p><a href=\"\(visit.frame.link(Address.outcome(outcome.id, "/finding")))\">Add a finding <span class=\"dr-vh\">to \(outcome.reference)</span></a></p>"
                    : ""
                return [
                    .html(
                        "<span class=\"dr-wide\"><a href=\"\(visit.frame.link(Address.outcome(outcome.id)))\">\(outcome.reference) \(outcome.title)</a></span>"
                    ),
                    .html(
                        "\(own.isEmpty ? Tag("Nobody has looked yet", .attention).html : cells.joined())\(add)"
                    ),
                    .html(following(outcome, own)), .text(unseen(outcome)),
                ]
            }
            return Table(
                "Outcome \(strategic.reference): \(strategic.title)", isCaptionHidden: true,
                id: "matrix-\(strategic.id)",
                columns: [
                    "Supporting outcome", "Where is the inequality?", "Which objective follows?",
                    "Nobody has looked at",
                ], rows: rows
            ).html
        }

        private func cell(_ finding: Inequality) -> HTML {
            let weight: HTML =
                biggest.contains(finding.id)
                ? Tag("\(finding.effect ?? 0) of 100, among the biggest", .active).html
                : finding.effect.map { Tag("\($0) of 100", .neutral).html }
                    ?? Tag("Not scored", .neutral).html
            let path = visit.frame.link(Address.outcome(finding.outcomeID, "#finding-\(finding.id)"))
            let set: HTML =
                maySet && objectives[RecordName(.inequality, finding.id)] == nil
                ? " <a href=\"\(visit.frame.link(Address.newObjective))?inequality=\(finding.id)\">Set an objective <span class=\"dr-vh\">for \(finding.words)</span></a>"
                : ""
            return """
                <p><strong>\(finding.who(profile.vocabulary)):</strong> <a href="\(path)">\(finding.words)</a><br>
                \(weight)\(set)</p>
                """
        }

        private func following(_ outcome: Outcome, _ own: [Inequality]) -> HTML {
            var seen: Set<String> = []
            let names = own.map { RecordName(.inequality, $0.id) } + [RecordName(.outcome, outcome.id)]
            let links: [HTML] = names.flatMap { objectives[$0] ?? [] }.compactMap { objective in
                guard seen.insert(objective.id).inserted else { return nil }
                return
                    "<a href=\"\(visit.frame.link(Address.objective(objective.id)))\">\(objective.title)</a>"
            }
            return links.isEmpty
                ? "<span class=\"dr-quiet\">None yet</span>" : links.joined(separator: "<br>")
        }

        /// The characteristics for which nobody has said anything; one finding for everybody covers all.
        private func unseen(_ outcome: Outcome) -> String {
            let seen = Set(findings.filter { $0.outcomeID == outcome.id }.map(\.characteristic))
            if seen.contains("all") { return "" }
            let missing = profile.characteristics.filter { !seen.contains($0.code) }
            return missing.count == profile.characteristics.count
                ? "All characteristics" : missing.map(\.name).joined(separator: "; ")
        }
    }
}
