// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One outcome: what was found unequal in it, why it weighs what it weighs, and what follows.
struct OutcomePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let all = try await office.outcomes.outcomes()
        guard let outcome = all.first(where: { $0.id == visit.parameter("id") }) else {
            throw Refusal.notFound
        }
        let everything = try await office.outcomes.inequalities()
        let findings = everything.filter { $0.outcomeID == outcome.id }
        let givenUp = Set(all.filter(\.isRetired).map(\.id))
        let biggest = Inequality.biggest(everything.filter { !givenUp.contains($0.outcomeID) }, 5)
        let links = try await office.links.links([.answers, .serves, .cameFrom])
        let own = Set(
            findings.map { RecordName(.inequality, $0.id) } + [RecordName(.outcome, outcome.id)])
        let joined = links.filter { own.contains($0.to) || own.contains($0.from) }
        let names = try await office.names(of: Set(joined.flatMap { [$0.from, $0.to] }), visit)
        let vocabulary = try await office.profile().vocabulary
        let mayEdit = visit.reach(.editStrategy) == .wholeBody
        let parent = all.first { $0.id == outcome.parentID }
        let name = RecordName(.outcome, outcome.id)
        let below = all.filter { $0.parentID == outcome.id && !$0.isRetired }
        let parts: [HTML] = findings.map { finding in
            let here = RecordName(.inequality, finding.id)
            let answers: [HTML] = joined.filter { $0.to == here && $0.kind == .answers }
                .compactMap { names.link($0.from, visit) }
            var acts: [NavigationLink] = []
            if visit.may(.editObjectives) {
                acts.append(
                    NavigationLink(
                        "Set an objective for it",
                        visit.frame.link(Address.newObjective) + "?inequality=\(finding.id)"))
            }
            if mayEdit {
                acts.append(
                    NavigationLink(
                        "Change it", visit.frame.link(Address.inequalities + "/\(finding.id)/edit")))
            }
            let isBiggest = biggest.contains(finding.id)
            return """
                <h2 class="dr-heading-m" id="finding-\(finding.id)">\(finding.who(vocabulary))</h2>
                \(SummaryList([
                    .init("Where the inequality is", text: finding.words),
                    .init("What shows it", text: finding.evidence),
                    .init("Is it among those with the biggest effect?", text: (isBiggest ? "Yes, one of the first five. " : finding.effect == nil ? "" : "No. ") + finding.effectInWords),
                    .init("Why it is scored so", text: finding.explanation),
                    .init("Which objective follows", answers.isEmpty ? "None yet" : answers.joined(separator: "<br>")),
                ]))
                \(acts.isEmpty ? nil : ButtonGroup([], links: acts))
                """
        }
        func list(_ heading: String, _ items: [HTML]) -> HTML {
            let lines: [HTML] = items.map { "<li>\($0)</li>\n" }
            return items.isEmpty
                ? "" : "<h2 class=\"dr-heading-m\">\(heading)</h2>\n<ul class=\"dr-list\">\n\(lines)</ul>\n"
        }
        let empty: HTML =
            findings.isEmpty && !outcome.isStrategic && !outcome.isRetired
            ? "<p>\(Tag("Nobody has looked yet", .attention)) Nobody has written down where it is unequal.</p>"
            : ""
        return office.page(
            visit, "\(outcome.reference) \(outcome.title)", in: .actions,
            trail: .back(visit.frame.link(Address.outcomes)),
            """
            \(office.planNavigation(visit, .outcomes))
            \(PageHeading("\(outcome.reference) \(outcome.title)", caption: parent.map { "\($0.reference). \($0.title)" } ?? "Strategic outcome"))
            \(try await whyGivenUp(outcome))\(mayEdit ? acts(outcome, visit) : nil)\(empty)\(parts)
            \(list("Supporting outcomes", below.map { "<a href=\"\(visit.frame.link(Address.outcome($0.id)))\">\($0.reference) \($0.title)</a>" }))
            \(list("Objectives that serve it", joined.filter { $0.to == name && $0.kind == .serves }.compactMap { names.link($0.from, visit) }))
            \(list("What it came from", joined.filter { $0.from == name && $0.kind == .cameFrom }.compactMap { names.link($0.to, visit) }))
            \(list("What it became", joined.filter { $0.to == name && $0.kind == .cameFrom }.compactMap { names.link($0.from, visit) }))
            """)
    }

    /// What those who set outcomes can do with it.
    private func acts(_ outcome: Outcome, _ visit: Visit) -> ButtonGroup {
        let new =
            outcome.isStrategic
            ? Button(
                "Add a supporting outcome",
                path: visit.frame.link(Address.newOutcome) + "?parent=\(FormFields.encoded(outcome.id))")
            : Button("Add a finding", path: visit.frame.link(Address.outcome(outcome.id, "/finding")))
        return ButtonGroup(
            outcome.isRetired ? [] : [new],
            links: [
                NavigationLink(
                    "Change this outcome", visit.frame.link(Address.outcome(outcome.id, "/edit")))
            ])
    }

    /// That the body gave the outcome up, and why.
    private func whyGivenUp(_ outcome: Outcome) async throws -> HTML? {
        guard outcome.isRetired else { return nil }
        let reason = try await office.log.entries(about: "outcome", outcome.id).compactMap(\.reason).first
        return "<p>\(Tag("Given up", .inactive)) The body has given this outcome up. \(reason ?? "")</p>\n"
    }
}
