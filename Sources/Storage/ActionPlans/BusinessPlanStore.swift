// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The plans in which actions stand; one action may stand in several and is kept once.
public struct BusinessPlanStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// All plans: those at the top first, then by name.
    public func plans() async throws -> [BusinessPlan] {
        try await database.rows("SELECT \(Self.columns) FROM business_plan ORDER BY parentID, title, id")
            .map(Self.plan)
    }

    /// The plans of the whole body and those within a scope, in the same order.
    public func plans(within scope: Scope) async throws -> [BusinessPlan] {
        try await plans().filter {
            $0.directorate.isEmpty || scope.holds(directorate: $0.directorate, record: $0.id)
        }
    }

    /// The ids of the actions of each plan, by plan.
    public func members() async throws -> [String: Set<String>] {
        var members: [String: Set<String>] = [:]
        for row in try await database.rows("SELECT planID, actionID FROM plan_action") {
            members[row.text(0), default: []].insert(row.text(1))
        }
        return members
    }

    /// Adds a plan and returns its id.
    public func add(_ plan: BusinessPlan, _ change: Change) async throws -> String {
        try await database.record(change) { recorder in
            let id = Identifier.next()
            try recorder.connection.insert(
                into: "business_plan", columns: ["id"] + Self.names,
                rows: [[id.sqlValue] + Self.values(plan, version: 1)])
            try recorder.log(LogEvent("added", "plan", id, version: 1, details: plan.title))
            return id
        }
    }

    /// Saves a plan read in the version it carries; throws `EditConflict`.
    public func save(_ plan: BusinessPlan, _ change: Change) async throws {
        try await database.record(change) { recorder in
            let current =
                try recorder.connection.row("SELECT version FROM business_plan WHERE id = \(plan.id)")?
                .int(0) ?? 0
            guard current == plan.version else { throw EditConflict(current: current) }
            try recorder.overwrite(
                "business_plan", columns: Self.names, values: Self.values(plan, version: current + 1),
                id: plan.id)
            try recorder.log(LogEvent("changed", "plan", plan.id, version: current + 1, details: plan.title))
        }
    }

    /// Says in which plans an action stands from now on.
    public func put(action id: String, into plans: Set<String>, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try recorder.connection.execute("DELETE FROM plan_action WHERE actionID = \(id)")
            for plan in plans.sorted() {
                try recorder.connection.execute(
                    "INSERT INTO plan_action (planID, actionID, at) VALUES (\(plan), \(id), \(change.at))")
            }
            try recorder.log(
                LogEvent(
                    "placed", "action", id,
                    details: "in \(plans.count == 1 ? "1 plan" : "\(plans.count) plans")"))
        }
    }

    private static let columns: SQL = "id, version, title, kind, directorate, parentID"
    private static let names = ["version", "title", "kind", "directorate", "directorateKey", "parentID"]

    private static func values(_ plan: BusinessPlan, version: Int) -> [SQLValue] {
        let values: [any SQLBindable] = [
            version, plan.title, plan.kind.rawValue, plan.directorate, foldedForSearch(plan.directorate),
            plan.parentID,
        ]
        return values.map(\.sqlValue)
    }

    private static func plan(_ row: Row) -> BusinessPlan {
        BusinessPlan(
            id: row.text(0), version: row.int(1), title: row.text(2),
            kind: BusinessPlan.Kind(rawValue: row.text(3)) ?? .service, directorate: row.text(4),
            parentID: row.text(5))
    }
}
