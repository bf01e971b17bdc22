// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage

extension ExportCommand.ActionPlan {
    /// The actions that the flags ask for, in the order of the plan.
    func chosen(_ open: OpenBody, _ profile: BodyProfile) async throws -> [Action] {
        let store = ActionPlanStore(database: open.database, vocabulary: profile.vocabulary)
        var question = ActionQuestion(today: Clock.today)
        if let directorate {
            question.directorate = directorate
            let names = try await store.directorates(within: .wholeBody)
            guard names.contains(where: { foldedForSearch($0) == foldedForSearch(directorate) }) else {
                throw Stop.usage(
                    "There is no directorate “\(directorate)”. " + Self.listed("directorates", names))
            }
        }
        let actions = try await store.actions(question, within: .wholeBody)
        guard let plan else { return actions }
        let plans = BusinessPlanStore(database: open.database)
        let all = try await plans.plans()
        let found = all.filter { foldedForSearch($0.title) == foldedForSearch(plan) }
        guard !found.isEmpty else {
            throw Stop.usage("There is no plan “\(plan)”. " + Self.listed("plans", all.map(\.title)))
        }
        let family = found.reduce(into: Set<String>()) {
            $0.formUnion(BusinessPlan.family(of: $1.id, among: all))
        }
        let members = try await plans.members()
        let ids = family.reduce(into: Set<String>()) { $0.formUnion(members[$1] ?? []) }
        return actions.filter { ids.contains($0.id) }
    }

    private static func listed(_ what: String, _ names: [String]) -> String {
        names.isEmpty ? "There are no \(what) yet" : "The \(what) are: \(names.joined(separator: "; "))"
    }
}
