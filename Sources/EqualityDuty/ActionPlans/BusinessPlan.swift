// SPDX-License-Identifier: Apache-2.0

/// A plan in which actions stand: the corporate one, or that of a directorate or service that feeds it.
public struct BusinessPlan: Hashable, Sendable {
    /// What sort of plan it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Of the whole body, of a directorate, of a service, of a project.
        case corporate, directorate, service, project

        /// The sort in words.
        public var name: String {
            switch self {
            case .corporate: "Corporate plan"
            case .directorate: "Directorate plan"
            case .service: "Service plan"
            case .project: "Project plan"
            }
        }
    }

    /// The id, made by the application; empty until one is given.
    public var id: String
    /// The version, by which a stale save is noticed.
    public var version: Int
    /// What it is called, and whose it is.
    public var title, directorate: String
    /// What sort of plan it is.
    public var kind: Kind
    /// The plan that it feeds; empty for one at the top.
    public var parentID: String

    /// A plan.
    public init(
        id: String = "", version: Int = 1, title: String, kind: Kind, directorate: String = "",
        parentID: String = ""
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.kind = kind
        self.directorate = directorate
        self.parentID = parentID
    }

    /// What a form refuses; `all` are the plans of the body.
    public func problems(among all: [BusinessPlan]) -> [Problem] {
        var problems: [Problem] = []
        if SelectionWords.trimmed(title).isEmpty {
            problems.append(Problem(at: "title", "Enter what the plan is called"))
        }
        let parents = Dictionary(all.map { ($0.id, $0.parentID) }) { first, _ in first }
        var (above, steps) = (parentID, 0)
        while !above.isEmpty, steps <= all.count {
            if above == id, !id.isEmpty {
                problems.append(
                    Problem(at: "parent", "A plan must not feed itself, directly or through others"))
                break
            }
            above = parents[above] ?? ""
            steps += 1
        }
        return problems
    }

    /// The ids of a plan and of all plans that feed it.
    public static func family(of id: String, among all: [BusinessPlan]) -> Set<String> {
        var family: Set<String> = [id]
        var grows = true
        while grows {
            let more = all.filter { family.contains($0.parentID) && !family.contains($0.id) }.map(\.id)
            family.formUnion(more)
            grows = !more.isEmpty
        }
        return family
    }
}
