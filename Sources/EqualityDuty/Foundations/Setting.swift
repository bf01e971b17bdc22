// SPDX-License-Identifier: Apache-2.0

/// A setting of a body and the day from which it holds.
public struct Setting: Hashable, Sendable {
    public let name: String
    public let effectiveFrom: CalendarDay
    public let value: String

    public init(name: String, effectiveFrom: CalendarDay, value: String) {
        self.name = name
        self.effectiveFrom = effectiveFrom
        self.value = value
    }
}

/// A line of the structure import: a directorate, and below it perhaps a service and a team.
public struct StructureLine: Hashable, Sendable {
    public let directorate: String
    public let service: String
    public let team: String

    public init(directorate: String, service: String, team: String) {
        self.directorate = directorate
        self.service = service
        self.team = team
    }
}
