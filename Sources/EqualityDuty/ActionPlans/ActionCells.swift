// SPDX-License-Identifier: Apache-2.0

/// The eleven cells of a row of an action plan, byte for byte as they were written.
public struct ActionCells: Hashable, Sendable {
    /// What is to be done.
    public var title: String
    /// What the action comes from.
    public var arisingFrom: String
    /// Who leads, possibly several people.
    public var leadOfficer: String
    /// The directorate.
    public var directorate: String
    /// The section within the directorate.
    public var section: String
    /// When it is to be finished.
    public var targetDate: String
    /// How it stands.
    public var status: String
    /// The priorities of the corporate plan that it serves.
    public var corporatePlanPriority: String
    /// The criteria of the equality framework that it serves.
    public var frameworkCriteria: String
    /// The aims of the general duty that it serves.
    public var aims: String
    /// The protected characteristics that it concerns.
    public var characteristics: String

    /// The cells of a row; those not given are blank.
    public init(
        title: String, arisingFrom: String = "", leadOfficer: String = "", directorate: String = "",
        section: String = "", targetDate: String = "", status: String = "",
        corporatePlanPriority: String = "", frameworkCriteria: String = "", aims: String = "",
        characteristics: String = ""
    ) {
        self.title = title
        self.arisingFrom = arisingFrom
        self.leadOfficer = leadOfficer
        self.directorate = directorate
        self.section = section
        self.targetDate = targetDate
        self.status = status
        self.corporatePlanPriority = corporatePlanPriority
        self.frameworkCriteria = frameworkCriteria
        self.aims = aims
        self.characteristics = characteristics
    }

    /// The cells in the order of the headers; `nil` unless there are eleven.
    public init?(values: [String]) {
        guard values.count == Self.headers.count else { return nil }
        self.init(title: "")
        for (index, value) in values.enumerated() { self[index] = value }
    }

    /// The words above the eleven columns, in their order.
    public static let headers = [
        "Objective/Task", "Arising from", "Lead Officer", "Directorate", "Section", "Target Completion Date",
        "Status", "CP Priority", "EFLG Criteria", "PSED Aim", "PC",
    ]

    /// What people read in place of a header on pages: files keep the words of the councils' own tables.
    public static func label(of header: String) -> String {
        switch header {
        case "Objective/Task": "Objective or task"
        case "Lead Officer": "Lead officer"
        case "Target Completion Date": "Target completion date"
        case "CP Priority": "Corporate plan priority"
        case "EFLG Criteria": "Framework criteria"
        case "PSED Aim": "Aims of the duty"
        case "PC": "Protected characteristics"
        case let other: other
        }
    }

    /// The cells in the order of the headers.
    public var values: [String] { Self.paths.map { self[keyPath: $0] } }

    /// The cell in a column, counted from 0 in the order of the headers.
    public subscript(column: Int) -> String {
        get { self[keyPath: Self.paths[column]] }
        set { self[keyPath: Self.paths[column]] = newValue }
    }

    private static var paths: [WritableKeyPath<ActionCells, String>] {
        [
            \.title, \.arisingFrom, \.leadOfficer, \.directorate, \.section, \.targetDate, \.status,
            \.corporatePlanPriority, \.frameworkCriteria, \.aims, \.characteristics,
        ]
    }
}
