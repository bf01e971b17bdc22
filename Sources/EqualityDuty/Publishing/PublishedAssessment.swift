// SPDX-License-Identifier: Apache-2.0

/// One edition of a published assessment, without its bytes.
public struct PublishedAssessment: Hashable, Sendable {
    /// The last part of its public address, and the reference people quote.
    public var address, reference: String
    /// The title as published.
    public var title: String
    /// The number of the edition, counted from 1, and the version of the assessment it shows.
    public var edition = 0
    /// The version of the assessment it shows.
    public var version = 0
    /// SHA-256 of the content of that version, in hexadecimal; empty where something is withheld, since a digest of
    /// partly known content lets anybody test guesses at the rest.
    public var digest = ""
    /// Whether answers are withheld from it.
    public var isRedacted = false
    /// Where answers are withheld from it; known while it is made, and kept with the act.
    public var withheld: [String] = []
    /// The summary in plain words.
    public var summary = ""
    /// The outcome by its code: `adjust`, `not-needed`.
    public var outcome = ""
    /// Whose it is.
    public var directorate = ""
    /// The characteristics it states an impact on, by code, and the places it names.
    public var characteristics: [String] = []
    /// The places it names.
    public var places: [String] = []
    /// The year in which it was published.
    public var year = 0
    /// When, and by which post.
    public var publishedAt = Instant(milliseconds: 0)
    /// The post that published it.
    public var publishedBy = ""
    /// Why this edition was made.
    public var reason = ""
    /// What was left out as exempt, and when that is looked at again.
    public var exemption = ""
    /// When an exemption is looked at again; `nil` without one.
    public var exemptUntil: CalendarDay?
    /// Why and when it was taken back; `nil` while it stands.
    public var withdrawal: Publication.Withdrawal?
    /// Why a newer version is being written, where sign-off was reopened since; empty while the signed one stands.
    public var revision = ""
    /// The stored files.
    public var artefacts: [ArtefactSummary] = []

    /// An edition at an address.
    public init(address: String, reference: String, title: String) {
        self.address = address
        self.reference = reference
        self.title = title
    }
}

/// What a reader of the public register of assessments asks for.
public struct PublishedAssessmentQuestion: Hashable, Sendable {
    /// Words that must all occur; a characteristic by code; whose; a place by name; an outcome by code.
    public var text = ""
    /// Only those that state an impact on this characteristic.
    public var characteristic = ""
    /// Only those of this directorate.
    public var directorate = ""
    /// Only those that name this place.
    public var place = ""
    /// Only those with this outcome.
    public var outcome = ""
    /// Only those published in this year.
    public var year: Int?
    /// How many to skip, and the most that a page holds.
    public var offset = 0
    /// The most that a page holds.
    public var limit = 50

    /// Asks for all, newest first.
    public init() {}
}

/// The published assessments of one body: all that the public site is given of them.
public struct PublishedAssessments: Sendable {
    /// A page of the register, and how many fit.
    public let page:
        @Sendable (PublishedAssessmentQuestion) async throws -> (editions: [PublishedAssessment], total: Int)
    /// The directorates and years that occur.
    public let vocabulary: @Sendable () async throws -> (directorates: [String], years: [Int])
    /// All editions at an address, newest first.
    public let editions: @Sendable (String) async throws -> [PublishedAssessment]
    /// The bytes of one edition in one format; `nil` where it does not exist.
    public let artefact:
        @Sendable (_ address: String, _ edition: Int, ArtefactFormat) async throws -> Artefact?
    /// The names of characteristics, by code, in the order of the scheme.
    public let characteristics: @Sendable () async throws -> [(code: String, name: String)]

    /// Assessments, asked for only when a page needs them.
    public init(
        page:
            @escaping @Sendable (PublishedAssessmentQuestion) async throws -> (
                editions: [PublishedAssessment], total: Int
            ),
        vocabulary: @escaping @Sendable () async throws -> (directorates: [String], years: [Int]),
        editions: @escaping @Sendable (String) async throws -> [PublishedAssessment],
        artefact: @escaping @Sendable (String, Int, ArtefactFormat) async throws -> Artefact?,
        characteristics: @escaping @Sendable () async throws -> [(code: String, name: String)]
    ) {
        self.page = page
        self.vocabulary = vocabulary
        self.editions = editions
        self.artefact = artefact
        self.characteristics = characteristics
    }

    /// A body that has published none.
    public static let none = PublishedAssessments(
        page: { _ in ([], 0) }, vocabulary: { ([], []) }, editions: { _ in [] }, artefact: { _, _, _ in nil },
        characteristics: { [] })
}
