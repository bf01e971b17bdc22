// SPDX-License-Identifier: Apache-2.0

/// A setting of a body and the day from which it holds.
public struct Setting: Hashable, Sendable {
    /// Which setting it is: a name, or a prefix and a code, of `BodyProfile.Name`.
    public let name: String
    /// The first day on which the value holds, until a later setting of the same name.
    public let effectiveFrom: CalendarDay
    /// The value as text, in the form that its name asks for.
    public let value: String

    /// A value that holds from a day on.
    public init(name: String, effectiveFrom: CalendarDay, value: String) {
        self.name = name
        self.effectiveFrom = effectiveFrom
        self.value = value
    }
}

/// A line of the structure import: a directorate, and below it perhaps a service and a team.
public struct StructureLine: Hashable, Sendable {
    /// The directorate as written.
    public let directorate: String
    /// The service as written; empty for a line about the directorate itself.
    public let service: String
    /// The team as written; empty for a line that names none.
    public let team: String

    /// A chain of units as a line of the file names it.
    public init(directorate: String, service: String, team: String) {
        self.directorate = directorate
        self.service = service
        self.team = team
    }
}
