// SPDX-License-Identifier: Apache-2.0

/// One thing a person may be allowed to do.
public enum Permission: String, CaseIterable, Hashable, Sendable {
    case viewRegister, editRegister, importRegister
    case viewActions, editActions, importActions
    case viewCoverage, stateCoverage
    case viewPublications, publish, withdraw
    case viewLog
    case viewSettings, changeSettings
    case managePeople
}

/// A role of the handbook, as a set of permissions.
public enum Role: String, CaseIterable, Hashable, Sendable {
    case administrator, equalityLead, serviceManager, director, challenger, councillor
    case democraticServices, analyst, humanResources, engagement, commissioning, auditor

    /// The role in words.
    public var name: String {
        switch self {
        case .administrator: "Administrator"
        case .equalityLead: "Equality lead"
        case .serviceManager: "Service manager"
        case .director: "Director"
        case .challenger: "Peer challenger"
        case .councillor: "Councillor"
        case .democraticServices: "Democratic services officer"
        case .analyst: "Insight analyst"
        case .humanResources: "Human resources officer"
        case .engagement: "Engagement officer"
        case .commissioning: "Commissioning officer"
        case .auditor: "Auditor"
        }
    }

    /// What the role allows within its scope.
    public var permissions: Set<Permission> {
        let reading: Set<Permission> = [.viewRegister, .viewActions, .viewCoverage, .viewPublications]
        switch self {
        case .administrator: return [.viewSettings, .changeSettings, .managePeople, .viewLog]
        case .equalityLead: return Set(Permission.allCases).subtracting([.managePeople])
        case .serviceManager, .commissioning: return reading.union([.editRegister, .editActions])
        case .director: return reading.union([.editActions])
        case .challenger, .councillor, .humanResources, .engagement: return reading
        case .democraticServices: return reading.union([.publish])
        case .analyst: return reading.union([.importRegister, .importActions])
        case .auditor: return reading.union([.viewLog, .viewSettings])
        }
    }
}

/// How far a role reaches: the whole body, one directorate, or one record.
public enum GrantScope: Hashable, Sendable {
    case body
    case directorate(String)
    case record(String)
}

/// A role given to a person within a scope.
public struct Grant: Hashable, Sendable {
    public let role: Role
    public let scope: GrantScope

    public init(_ role: Role, within scope: GrantScope) {
        self.role = role
        self.scope = scope
    }
}

/// The part of a body's records that a question may touch; every store method that reads or changes
/// a record needs one, so that a question without a scope does not compile.
public enum Scope: Hashable, Sendable {
    case wholeBody
    /// The records of these directorates (compared by folded name) and these single records.
    case limited(directorates: Set<String>, records: Set<String>)

    /// The scope that these grants give for one permission; `nil` where none of them gives it.
    public init?(of permission: Permission, from grants: [Grant]) {
        let giving = grants.filter { $0.role.permissions.contains(permission) }
        guard !giving.isEmpty else { return nil }
        var directorates: Set<String> = []
        var records: Set<String> = []
        for grant in giving {
            switch grant.scope {
            case .body:
                self = .wholeBody
                return
            case .directorate(let name): directorates.insert(foldedForSearch(name))
            case .record(let id): records.insert(id)
            }
        }
        self = .limited(directorates: directorates, records: records)
    }

    /// Whether a record of this directorate lies inside.
    public func holds(directorate: String, record: String) -> Bool {
        switch self {
        case .wholeBody: true
        case .limited(let directorates, let records):
            directorates.contains(foldedForSearch(directorate)) || records.contains(record)
        }
    }
}
