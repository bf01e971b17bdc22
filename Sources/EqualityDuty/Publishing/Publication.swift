// SPDX-License-Identifier: Apache-2.0

/// A published work: an address that never changes and the editions that appeared there.
public struct Publication: Hashable, Sendable {
    /// What a body publishes; there is one work of each kind.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// How much of the register was assessed on a day, and the actions with where they stand.
        case coverage, actionPlan
        /// The objectives with how each does, and what moved since the edition before.
        case progress
        /// Tables about people by protected characteristic, as disclosure control released them.
        case equalityInformation

        /// The kind in words, as a heading for readers.
        public var name: String {
            switch self {
            case .coverage: "Equality assessment coverage"
            case .actionPlan: "Equality action plan"
            case .progress: "Equality objectives and progress"
            case .equalityInformation: "Equality information"
            }
        }

        /// The last part of its public address.
        public var address: String {
            switch self {
            case .coverage: "coverage"
            case .actionPlan: "action-plan"
            case .progress: "progress"
            case .equalityInformation: "equality-information"
            }
        }
    }

    /// Why and when a work was taken back.
    public struct Withdrawal: Hashable, Sendable {
        /// When it was taken back.
        public let on: Instant
        /// Why, for everybody to read at the address of the edition.
        public let reason: String
        /// The post that took it back.
        public let by: String

        /// A withdrawal as recorded.
        public init(on: Instant, reason: String, by: String) {
            self.on = on
            self.reason = reason
            self.by = by
        }
    }

    /// One edition: what was said on one date.
    public struct Edition: Hashable, Sendable {
        /// The number of the edition within its work, counted from 1.
        public let number: Int
        /// The title of the page as it was published.
        public let title: String
        /// What the edition says, in one sentence.
        public let summary: String
        /// The day the figures or records speak of.
        public let asOf: CalendarDay
        /// When it was published.
        public let publishedAt: Instant
        /// The post that published it.
        public let publishedBy: String
        /// Why and when it was taken back; `nil` while it stands.
        public let withdrawal: Withdrawal?
        /// The stored files, without their bytes.
        public let artefacts: [ArtefactSummary]

        /// An edition as recorded.
        public init(
            number: Int, title: String, summary: String, asOf: CalendarDay, publishedAt: Instant,
            publishedBy: String, withdrawal: Withdrawal?, artefacts: [ArtefactSummary]
        ) {
            self.number = number
            self.title = title
            self.summary = summary
            self.asOf = asOf
            self.publishedAt = publishedAt
            self.publishedBy = publishedBy
            self.withdrawal = withdrawal
            self.artefacts = artefacts
        }
    }

    /// Which work it is.
    public let kind: Kind
    /// The last part of its public address.
    public var address: String { kind.address }
    /// Newest first.
    public let editions: [Edition]

    /// A work with its editions, given newest first.
    public init(kind: Kind, editions: [Edition]) {
        self.kind = kind
        self.editions = editions
    }

    /// The newest edition that has not been withdrawn.
    public var current: Edition? { editions.first { $0.withdrawal == nil } }
}

/// The form of a published file.
public enum ArtefactFormat: String, CaseIterable, Hashable, Sendable {
    /// The page itself, its figures for a spreadsheet, and the same for programs.
    case html, csv, json
    /// A document for word processors, in either format, and one for printing.
    case odt, docx, pdf

    /// The media type sent with it.
    public var mediaType: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .csv: "text/csv; charset=utf-8; header=present"
        case .json: "application/json"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .pdf: "application/pdf"
        }
    }
}

/// What is known of a stored file without its bytes.
public struct ArtefactSummary: Hashable, Sendable {
    /// The form in which the bytes are written.
    public let format: ArtefactFormat
    /// How many bytes it has.
    public let size: Int
    /// SHA-256 of the bytes, in hexadecimal.
    public let digest: String

    /// What the store knows of a file.
    public init(format: ArtefactFormat, size: Int, digest: String) {
        self.format = format
        self.size = size
        self.digest = digest
    }
}

/// A stored file, byte for byte as it was published.
public struct Artefact: Hashable, Sendable {
    /// The form in which the bytes are written.
    public let format: ArtefactFormat
    /// The bytes, exactly as readers get them.
    public let bytes: [UInt8]

    /// A file ready to be stored or sent.
    public init(format: ArtefactFormat, bytes: [UInt8]) {
        self.format = format
        self.bytes = bytes
    }
}

/// A further file of an edition, under a name of its own: the page of a part, or its figures.
public struct EditionFile: Hashable, Sendable {
    /// The last part of its address, such as `leisure-users.csv`; a page has no ending.
    public let name: String
    /// The media type sent with it.
    public let mediaType: String
    /// The bytes, exactly as readers get them.
    public let bytes: [UInt8]

    /// A file ready to be stored or sent.
    public init(name: String, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// The published works of one body: all that the public site is given.
public struct PublishedWorks: Sendable {
    /// The body that published them.
    public let body: Body
    /// All works, those with the newest edition first.
    public let works: @Sendable () async throws -> [Publication]
    /// The bytes of one edition of one work in one format; `nil` where it does not exist.
    public let artefact:
        @Sendable (_ kind: Publication.Kind, _ edition: Int, _ format: ArtefactFormat) async throws ->
            Artefact?
    /// A further file of an edition by its name; `nil` where it does not exist.
    public let file:
        @Sendable (_ kind: Publication.Kind, _ edition: Int, _ name: String) async throws -> EditionFile?
    /// The accent colour of the council as six hexadecimal digits; `nil` for the product's own.
    public let accent: @Sendable () async throws -> String?
    /// The register of published assessments.
    public let assessments: PublishedAssessments

    /// The works of a body, asked for only when a page needs them.
    public init(
        body: Body, assessments: PublishedAssessments = .none,
        works: @escaping @Sendable () async throws -> [Publication],
        artefact: @escaping @Sendable (Publication.Kind, Int, ArtefactFormat) async throws -> Artefact?,
        file: @escaping @Sendable (Publication.Kind, Int, String) async throws -> EditionFile? = { _, _, _ in
            nil
        },
        accent: @escaping @Sendable () async throws -> String?
    ) {
        self.body = body
        self.assessments = assessments
        self.works = works
        self.artefact = artefact
        self.file = file
        self.accent = accent
    }
}
