// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// What sort of records a data set holds, which decides who is counted and what would be a finding.
public enum DataSetKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// People who use services; staff in post; people who applied for work, with how far they came.
    case serviceUsers, workforce, recruitment
    /// Staff who left; grievances and disciplinary cases; training taken; promotions.
    case leavers, grievances, training, promotion
    /// Complaints, comments and compliments; replies to consultations.
    case complaints, consultation
    /// Returns that contractors owe; pupils.
    case contractorReturns, schools

    /// The kind in words.
    public var name: String {
        switch self {
        case .serviceUsers: "Service users"
        case .workforce: "Workforce headcount"
        case .recruitment: "Applicants, shortlisted and appointed"
        case .leavers: "Leavers"
        case .grievances: "Grievance and discipline"
        case .training: "Training"
        case .promotion: "Promotion"
        case .complaints: "Complaints, comments and compliments"
        case .consultation: "Consultation respondents"
        case .contractorReturns: "Contractors' returns"
        case .schools: "Schools"
        }
    }

    /// Who is counted, in a fixed word of the house, as it stands where nobody says otherwise.
    public var population: String {
        switch self {
        case .serviceUsers: "service users"
        case .workforce: "staff"
        case .recruitment: "applicants"
        case .leavers: "staff who left"
        case .grievances: "staff in a case"
        case .training: "staff trained"
        case .promotion: "staff promoted"
        case .complaints: "people who wrote in"
        case .consultation: "respondents"
        case .contractorReturns: "contractors"
        case .schools: "pupils"
        }
    }

    /// Whether its records are of the body's own staff, or of those who want to be.
    public var isOfStaff: Bool {
        switch self {
        case .workforce, .recruitment, .leavers, .grievances, .training, .promotion: true
        case .serviceUsers, .complaints, .consultation, .contractorReturns, .schools: false
        }
    }

    /// Whether its people are residents who did something, so that residents are whom they are held against.
    public var isDrawnFromResidents: Bool {
        switch self {
        case .serviceUsers, .complaints, .consultation: true
        case .workforce, .recruitment, .leavers, .grievances, .training, .promotion, .contractorReturns,
            .schools:
            false
        }
    }

    /// Which departure from a benchmark would be a finding.
    public var concern: RepresentationConcern {
        switch self {
        case .leavers, .grievances: .tooMany
        case .complaints: .either
        case .serviceUsers, .workforce, .recruitment, .training, .promotion, .consultation,
            .contractorReturns,
            .schools:
            .tooFew
        }
    }

    /// How far a record came or what became of it, each stage with its spellings; none for most kinds.
    public var stages: [ColumnEntry] {
        switch self {
        case .recruitment:
            [
                ColumnEntry(
                    "applied", "Applied", ["applicant", "application", "rejected", "not shortlisted"]),
                ColumnEntry(
                    "shortlisted", "Shortlisted",
                    ["short listed", "interview", "interviewed", "not appointed"]),
                ColumnEntry("appointed", "Appointed", ["hired", "offered", "offer accepted", "successful"]),
            ]
        case .contractorReturns:
            [
                ColumnEntry("due", "Due", ["outstanding", "not received", "open"]),
                ColumnEntry("complete", "Complete", ["completed", "received", "on time"]),
                ColumnEntry("late", "Late", ["overdue", "received late"]),
            ]
        case .grievances:
            [
                ColumnEntry("grievance", "Grievance"),
                ColumnEntry("discipline", "Discipline", ["disciplinary", "disciplinary case"]),
            ]
        case .complaints:
            [
                ColumnEntry("complaint", "Complaint", ["complaints"]),
                ColumnEntry("comment", "Comment", ["comments", "suggestion", "enquiry"]),
                ColumnEntry("compliment", "Compliment", ["compliments", "praise", "thanks"]),
            ]
        case .serviceUsers, .workforce, .leavers, .training, .promotion, .consultation, .schools: []
        }
    }
}

/// One thing that a coded column can say.
public struct ColumnEntry: Hashable, Sendable, Codable {
    /// Its name in files and addresses.
    public let code: String
    /// Its name in full.
    public let label: String
    /// Other spellings met in files.
    public let spellings: [String]
    /// Whether it is a category, and if not, why there is none; as in category schemes.
    public let standing: String
    /// The code of the category it is a part of; `nil` at the top.
    public let parent: String?

    /// An entry of a category.
    public init(_ code: String, _ label: String, _ spellings: [String] = []) {
        self.code = code
        self.label = label
        self.spellings = spellings
        standing = CategoryScheme.Standing.category.rawValue
        parent = nil
    }

    /// An entry of a category scheme. Spellings stay with the scheme.
    public init(_ category: CategoryScheme.Category) {
        code = category.code
        label = category.label
        spellings = []
        standing = category.standing.rawValue
        parent = category.parent
    }

    /// Why it is no category, or that it is one.
    public var kind: CategoryScheme.Standing { CategoryScheme.Standing(rawValue: standing) ?? .unknown }

    /// The answers that are no categories, for columns that have no scheme.
    public static let nonAnswers: [ColumnEntry] = CategoryScheme.Standing.allCases.filter { $0 != .category }
        .map {
            ColumnEntry(CategoryScheme.Category(code: $0.code, label: $0.words, standing: $0))
        }
}
