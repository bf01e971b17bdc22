// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// An objective with everything that its pages tell.
struct OpenObjective {
    let objective: Objective
    /// All readings, corrected ones among them.
    let readings: [Reading]
    /// The joins from and to it.
    let links: [RecordLink]
    /// The actions that serve it, whoever may see them.
    let actions: [Action]
    let progress: ObjectiveProgress
    let effect: ObjectiveEffect

    var standing: [Reading] { Reading.standing(readings) }

    /// What it points to by one kind of join.
    func targets(_ kind: LinkKind, _ record: RecordName.Kind) -> [RecordName] {
        let own = RecordName(.objective, objective.id)
        return links.filter { $0.kind == kind && $0.from == own && $0.to.kind == record }.map(\.to)
    }
}

extension Office {
    /// The objective that the address names; not found where it lies outside the reach of the route.
    func objective(_ visit: Visit) async throws -> Objective {
        guard let objective = try await objectives.objective(visit.parameter("id"), within: visit.scope)
        else { throw Refusal.notFound }
        return objective
    }

    /// The objective that the address names, for somebody who changes it: those of the whole body belong to people
    /// who reach the whole body.
    func ownObjective(_ visit: Visit) async throws -> Objective {
        let objective = try await objective(visit)
        guard visit.scope.holds(directorate: objective.directorate, record: objective.id) else {
            throw Refusal.notFound
        }
        return objective
    }

    /// The objective with its readings, joins, actions and what follows from them.
    func openObjective(_ visit: Visit) async throws -> OpenObjective {
        let objective = try await objective(visit)
        let readings = try await objectives.readings(of: objective.id)
        let links = try await links.links(of: RecordName(.objective, objective.id))
        let plan = plan(try await profile())
        var actions: [Action] = []
        for link in links where link.kind == .serves && link.from.kind == .action {
            if let action = try await plan.action(link.from.id, within: .wholeBody) { actions.append(action) }
        }
        let deeds = actions.map(ObjectiveEffect.Deed.init)
        return OpenObjective(
            objective: objective, readings: readings, links: links, actions: actions,
            progress: ObjectiveProgress(of: objective, readings: readings, on: visit.today),
            effect: ObjectiveEffect(of: objective, deeds: deeds, readings: readings, on: visit.today))
    }

    /// Every objective that the visitor may see, with how it does and what its actions did.
    func objectiveLines(_ visit: Visit) async throws -> [PlanProgress.ObjectiveLine] {
        let links = try await links.links([.serves])
        let isServed = links.contains { $0.from.kind == .action && $0.to.kind == .objective }
        let profile = try await profile()
        let facts = PlanProgress.Facts(
            actions: isServed ? try await plan(profile).actions(within: .wholeBody) : [],
            objectives: try await objectives.objectives(within: visit.scope),
            readings: try await objectives.readings(), links: links)
        return PlanProgress(facts, on: visit.today, since: visit.today, staleAfter: profile.staleDays)
            .objectives
    }

    /// The directorates that a form offers, and the one that was chosen although it is not among them.
    func directorateChoices(_ chosen: String, whole: String) async throws -> [Choice] {
        var names = try await plan(try await profile()).directorates(within: .wholeBody)
        if !chosen.isEmpty, !names.contains(chosen) { names.append(chosen) }
        return [Choice("", whole, isChosen: chosen.isEmpty)]
            + names.map { Choice($0, $0, isChosen: $0 == chosen) }
    }
}

extension ObjectiveEffect.Deed {
    /// An action as far as the question goes whether it had an effect.
    init(_ action: Action) {
        self.init(
            id: action.id, title: action.title,
            finishedOn: action.status.isFinished ? action.finishedOn ?? action.lastUpdated : nil,
            isComplete: action.status == .complete)
    }
}

extension ObjectiveStanding {
    /// The standing as shown; the words carry it, the colour repeats it.
    var tag: Tag {
        switch self {
        case .met, .onCourse: Tag(name, .good)
        case .behind, .notMoved, .notMeasurable: Tag(name, .attention)
        case .worse, .missed: Tag(name, .problem)
        case .noReading: Tag(name, .neutral)
        case .ended: Tag(name, .inactive)
        }
    }

    /// The standings by which a list can be narrowed down, in the order of the list.
    static let codes: [(code: String, name: String)] = [
        Self.met, .onCourse, .behind, .notMoved, .worse, .missed, .noReading, .notMeasurable([]),
        .ended(.closed), .ended(.superseded),
    ].map { ($0.code, $0.name) }
}
