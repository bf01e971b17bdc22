// SPDX-License-Identifier: Apache-2.0

/// A published work: an address that never changes and the editions that appeared there.
public struct Publication: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case coverage, actionPlan

        /// The kind in words, as a heading for readers.
        public var name: String {
            switch self {
            case .coverage: "Equality assessment coverage"
            case .actionPlan: "Equality action plan"
            }
        }

        /// The last part of its public address.
        public var address: String {
            switch self {
            case .coverage: "coverage"
            case .actionPlan: "action-plan"
            }
        }
    }

    /// Why and when a work was taken back.
    public struct Withdrawal: Hashable, Sendable {
        public let on: Instant
        public let reason: String
        public let by: String

        public init(on: Instant, reason: String, by: String) {
            self.on = on
            self.reason = reason
            self.by = by
        }
    }

    /// One edition: what was said on one date.
    public struct Edition: Hashable, Sendable {
        public let number: Int
        public let title: String
        public let summary: String
        /// The day the figures or records speak of.
        public let asOf: CalendarDay
        public let publishedAt: Instant
        /// The post that published it.
        public let publishedBy: String
        public let withdrawal: Withdrawal?
        public let artefacts: [ArtefactSummary]

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

    public let kind: Kind
    public var address: String { kind.address }
    /// Newest first.
    public let editions: [Edition]

    public init(kind: Kind, editions: [Edition]) {
        self.kind = kind
        self.editions = editions
    }

    /// The newest edition that has not been withdrawn.
    public var current: Edition? { editions.first { $0.withdrawal == nil } }
}

/// The form of a published file.
public enum ArtefactFormat: String, CaseIterable, Hashable, Sendable {
    case html, csv, json

    /// The media type sent with it.
    public var mediaType: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .csv: "text/csv; charset=utf-8; header=present"
        case .json: "application/json"
        }
    }
}

/// What is known of a stored file without its bytes.
public struct ArtefactSummary: Hashable, Sendable {
    public let format: ArtefactFormat
    public let size: Int
    /// SHA-256 of the bytes, in hexadecimal.
    public let digest: String

    public init(format: ArtefactFormat, size: Int, digest: String) {
        self.format = format
        self.size = size
        self.digest = digest
    }
}

/// A stored file, byte for byte as it was published.
public struct Artefact: Hashable, Sendable {
    public let format: ArtefactFormat
    public let bytes: [UInt8]

    public init(format: ArtefactFormat, bytes: [UInt8]) {
        self.format = format
        self.bytes = bytes
    }
}

/// The published works of one body: all that the public site is given.
public struct PublishedWorks: Sendable {
    public let body: Body
    /// All works, those with the newest edition first.
    public let works: @Sendable () async throws -> [Publication]
    /// The bytes of one edition of one work in one format; `nil` where it does not exist.
    public let artefact:
        @Sendable (_ kind: Publication.Kind, _ edition: Int, _ format: ArtefactFormat) async throws ->
            Artefact?
    /// The accent colour of the council as six hexadecimal digits; `nil` for the product's own.
    public let accent: @Sendable () async throws -> String?

    public init(
        body: Body,
        works: @escaping @Sendable () async throws -> [Publication],
        artefact: @escaping @Sendable (Publication.Kind, Int, ArtefactFormat) async throws -> Artefact?,
        accent: @escaping @Sendable () async throws -> String?
    ) {
        self.body = body
        self.works = works
        self.artefact = artefact
        self.accent = accent
    }
}
