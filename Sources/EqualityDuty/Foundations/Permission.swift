// SPDX-License-Identifier: Apache-2.0

/// One thing a person may be allowed to do.
public enum Permission: String, CaseIterable, Hashable, Sendable {
    /// To read the register, to change and add lines, to import a file of them.
    case viewRegister, editRegister, importRegister
    /// To read the action plan, to change and add actions, to import a file of them.
    case viewActions, editActions, importActions
    /// To see coverage, and to state or correct the figure of a day.
    case viewCoverage, stateCoverage
    /// To see the list of editions, to publish one, to take one back.
    case viewPublications, publish, withdraw
    /// To read the log of changes.
    case viewLog
    /// To see the settings and the structure of the body, and to change them.
    case viewSettings, changeSettings
    /// To add people, give them roles and close their accounts.
    case managePeople
    /// To read assessments, to write them, to comment on them.
    case viewAssessments, writeAssessments, commentOnAssessments
    /// To authorise a screening, to question an assessment as a peer, to sign one, to override a check by name.
    case authoriseScreening, challengeAssessments, signAssessments, overrideChecks
    /// To see decisions, to prepare and record them, to acknowledge as a member what was read.
    case viewDecisions, manageDecisions, acknowledgeAssessments
    /// To read the strategies, outcomes and objectives; to write strategies and outcomes; to write objectives.
    case viewStrategy, editStrategy, editObjectives
    /// To enter a reading of a measure; to keep the record of the group's meetings.
    case enterReadings, manageMeetings
    /// To publish an assessment, to change the templates, to read old assessments in from files.
    case publishAssessments, changeTemplates, importAssessments
    /// To see monitoring data with their raw counts; to take them in and keep their record.
    case viewMonitoring, editMonitoring
    /// To see monitoring data of others than staff and applicants, where any may be seen.
    case viewServiceMonitoring
    /// To take in tables that national bodies published, and to take them back.
    case importProfile
}

/// A role of the handbook, as a set of permissions.
public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Those who run the system and lead the work, and those who answer for, question or decide on it.
    case administrator, equalityLead, serviceManager, director, challenger, councillor
    /// Those who support it with meetings, figures, staff, consultation and contracts, and who check it.
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
        let reading: Set<Permission> = [
            .viewRegister, .viewActions, .viewCoverage, .viewPublications, .viewAssessments, .viewDecisions,
            .viewStrategy,
        ]
        let writing: Set<Permission> = [.writeAssessments, .commentOnAssessments]
        switch self {
        case .administrator: return [.viewSettings, .changeSettings, .managePeople, .viewLog]
        case .equalityLead:
            return Set(Permission.allCases).subtracting([.managePeople, .acknowledgeAssessments])
        case .serviceManager, .commissioning:
            return reading.union(writing).union([.editRegister, .editActions, .enterReadings])
        case .director:
            return reading.union(writing).union([
                .editActions, .editObjectives, .enterReadings, .authoriseScreening, .signAssessments,
                .overrideChecks, .acknowledgeAssessments,
            ])
        case .challenger: return reading.union([.challengeAssessments, .commentOnAssessments])
        case .councillor: return reading.union([.acknowledgeAssessments])
        case .engagement: return reading.union(writing)
        case .humanResources:
            return reading.union(writing).union([.viewMonitoring, .editMonitoring])
        case .democraticServices:
            return reading.union([.publish, .manageDecisions, .manageMeetings, .publishAssessments])
        case .analyst:
            return reading.union([
                .importProfile,
                .importRegister, .importActions, .enterReadings, .viewMonitoring, .viewServiceMonitoring,
                .editMonitoring,
            ])
        case .auditor: return reading.union([.viewLog, .viewSettings])
        }
    }
}

/// How far a role reaches: the whole body, one directorate, or one record.
public enum GrantScope: Hashable, Sendable {
    /// Every record of the body.
    case body
    /// The records of the directorate of this name, compared by its folded text.
    case directorate(String)
    /// The one record with this id.
    case record(String)
}

/// A role given to a person within a scope.
public struct Grant: Hashable, Sendable {
    /// What the person may do.
    public let role: Role
    /// How far that reaches.
    public let scope: GrantScope

    /// A role that reaches as far as the scope says.
    public init(_ role: Role, within scope: GrantScope) {
        self.role = role
        self.scope = scope
    }
}

/// The part of a body's records that a question may touch. Lists, single records and edits need one, so that a
/// question without a scope does not compile; imports and histories are for the whole body and for a record
/// already found.
public enum Scope: Hashable, Sendable {
    /// All records of the body.
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
