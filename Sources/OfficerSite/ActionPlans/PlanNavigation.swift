// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// The pages of the plan, as its second navigation shows them.
enum PlanPage {
    case strategy, outcomes, objectives, actions, board, queue, calendar, group, none
}

extension Office {
    /// The way to the other pages of the plan; stands above the heading of each.
    func planNavigation(_ visit: Visit, _ current: PlanPage) -> HTML {
        let all: [(PlanPage, String, String, Permission)] = [
            (.strategy, "Strategy", Address.strategies, .viewStrategy),
            (.outcomes, "Outcomes", Address.outcomes, .viewStrategy),
            (.objectives, "Objectives", Address.objectives, .viewStrategy),
            (.actions, "Actions", Address.actions, .viewActions),
            (.board, "Board", Address.board, .viewActions),
            (.queue, "To settle", Address.queue, .editActions),
            (.calendar, "Calendar", Address.calendar, .viewActions),
            (.group, "Group", Address.group, .viewActions),
        ]
        let links = all.filter { visit.may($0.3) }.map {
            NavigationLink($0.1, visit.frame.link($0.2), isCurrent: $0.0 == current)
        }
        return SubNavigation("Plan", links).html
    }
}
