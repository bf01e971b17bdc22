// SPDX-License-Identifier: Apache-2.0

/// Where somebody works, as far as it is recorded.
public struct Workplace: Hashable, Sendable {
    /// The directorate and the service within it; empty where not recorded.
    public let directorate, service: String

    /// A workplace by its names.
    public init(directorate: String, service: String) {
        self.directorate = directorate
        self.service = service
    }

    /// Whether nothing is recorded.
    public var isBlank: Bool { foldedForSearch(directorate + service).isEmpty }

    /// How two workplaces stand to each other.
    public enum Distance: Hashable, Sendable {
        /// The same service, or the same directorate where a service is not recorded.
        case same
        /// Another service; not to be told from what is recorded.
        case apart, unknown
    }

    /// Whether this and another workplace are one.
    public func distance(to other: Workplace) -> Distance {
        let mine = (foldedForSearch(directorate), foldedForSearch(service))
        let theirs = (foldedForSearch(other.directorate), foldedForSearch(other.service))
        let areDirectoratesKnown = !mine.0.isEmpty && !theirs.0.isEmpty
        if areDirectoratesKnown, mine.0 != theirs.0 { return .apart }
        if !mine.1.isEmpty, !theirs.1.isEmpty { return mine.1 == theirs.1 ? .same : .apart }
        return areDirectoratesKnown ? .same : .unknown
    }
}

extension AssessmentParty {
    /// Where this party works.
    public var workplace: Workplace { Workplace(directorate: directorate, service: service) }

    /// Whether this part signs, alone, with another or for another.
    public var signs: Bool { part == .signer || part == .secondSigner || part == .delegate }

    /// Whether this part writes.
    public var writes: Bool {
        switch part {
        case .owner, .author, .section: true
        case .challenger, .signer, .secondSigner, .delegate, .authoriser, .adviser: false
        }
    }
}

extension Person {
    /// Where this person works.
    public var workplace: Workplace { Workplace(directorate: directorate, service: service) }

    /// Whether one of the person's roles gives a permission, on whatever records.
    func has(_ permission: Permission) -> Bool {
        grants.contains { $0.role.permissions.contains(permission) }
    }

    /// Whether one of the person's roles gives a permission on this assessment.
    func has(_ permission: Permission, on record: AssessmentRecord) -> Bool {
        Scope(of: permission, from: grants)?.holds(directorate: record.directorate, record: record.id)
            ?? false
    }
}

extension AssessmentRecord {
    /// Everybody who wrote it, by id: author, owner, writers of sections, and whoever saved a version.
    public var writers: Set<String> {
        Set(parties.filter(\.writes).map(\.personID)).union(versions.map(\.byID))
    }

    /// Where it was written: its own service, and where its owner, authors and writers of sections work.
    public var workplaces: [Workplace] {
        let own = Workplace(directorate: directorate, service: service)
        let people = parties.filter(\.writes).map(\.workplace)
        var seen: Set<Workplace> = []
        return ([own] + people).filter { !$0.isBlank && seen.insert($0).inserted }
    }
}

extension AssessmentWorkflow {
    /// Why somebody is not independent enough to challenge; `nil` where nothing speaks against it.
    public static func challengerRefusal(
        personID: String, post: String, at workplace: Workplace, on record: AssessmentRecord
    ) -> String? {
        if record.writers.contains(personID) {
            return "\(post) wrote this assessment. Name a challenger who did not"
        }
        if workplace.isBlank {
            return "Record where \(post) works first: a challenger is from another service"
        }
        if record.workplaces.isEmpty { return "Enter the directorate and service of this assessment first" }
        for place in record.workplaces {
            switch place.distance(to: workplace) {
            case .apart: continue
            case .unknown:
                return "Record where \(post) works first: the directorate and the service are both needed"
            case .same:
                let name = place.service.isEmpty ? place.directorate : place.service
                return
                    "\(post) works in \(name), where this was written. Name a challenger from another service"
            }
        }
        return nil
    }

    /// Why somebody cannot be a signer; `nil` where nothing speaks against it.
    public static func signerRefusal(
        personID: String, post: String, on record: AssessmentRecord
    ) -> String? {
        guard record.writers.contains(personID) else { return nil }
        return "\(post) wrote this assessment. Name a signer who did not"
    }
}
