// SPDX-License-Identifier: Apache-2.0
import Crypto
import EqualityDuty
import Foundation

/// A person who does not want to be in monitoring records. Who it is cannot be read from it.
public struct Objection: Hashable, Sendable {
    /// Counted from 1.
    public let number: Int
    /// The day on which the person's notice came.
    public let receivedOn: CalendarDay
    /// What whoever entered it wants known; no name.
    public let note: String
    /// When it was entered, and by which post.
    public let at: Instant
    /// The post of who entered it.
    public let byPost: String
    /// When it was taken back; `nil` while it holds.
    public let endedAt: Instant?
}

/// The register of those who object, each kept as a salted digest of the reference that the service knows them by.
public struct ObjectionStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// All objections, the newest first.
    public func objections() async throws -> [Objection] {
        try await database.rows(
            "SELECT number, receivedOn, note, at, byPost, endedAt FROM data_objection ORDER BY number DESC"
        ).map {
            Objection(
                number: $0.int(0), receivedOn: $0.day(1) ?? CalendarDay(1970, 1, 1), note: $0.text(2),
                at: $0.instant(3), byPost: $0.text(4), endedAt: $0.isNull(5) ? nil : $0.instant(5))
        }
    }

    /// Enters an objection and returns its number; one that is there already keeps its own.
    public func add(_ reference: String, receivedOn day: CalendarDay, note: String, _ change: Change)
        async throws -> Int
    {
        try await database.record(change) { recorder in
            let salt = try Self.salt(recorder.connection, making: true)
            let digest = Self.digest(Array(reference.utf8), salt)
            if let there = try recorder.connection.row(
                "SELECT number FROM data_objection WHERE digest = \(digest) AND endedAt IS NULL")
            {
                try recorder.log(LogEvent("entered again", "objection", String(there.int(0))))
                return there.int(0)
            }
            let number =
                (try recorder.connection.row("SELECT MAX(number) FROM data_objection")?.int(0) ?? 0) + 1
            try recorder.connection.execute(
                """
                INSERT INTO data_objection (number, digest, receivedOn, note, at, byPost)
                VALUES (\(number), \(digest), \(day), \(note), \(change.at), \(change.actor.post))
                """)
            // The log must not tell who it is.
            try recorder.log(LogEvent("entered", "objection", String(number)))
            return number
        }
    }

    /// Ends an objection that a person took back; false where none of that number holds.
    public func end(_ number: Int, _ change: Change) async throws -> Bool {
        try await database.record(change) { recorder in
            let ended = try recorder.connection.execute(
                "UPDATE data_objection SET endedAt = \(change.at) WHERE number = \(number) AND endedAt IS NULL"
            )
            try recorder.log(LogEvent("ended", "objection", String(number)))
            return ended == 1
        }
    }

    /// Whether the person of a reference objected; `nil` where nobody did, so that nothing needs to be asked.
    public func test() async throws -> (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)? {
        let (digests, salt) = try await database.read { connection in
            let digests = Set(
                try connection.rows("SELECT digest FROM data_objection WHERE endedAt IS NULL").map {
                    $0.text(0)
                })
            return (digests, digests.isEmpty ? "" : try Self.salt(connection, making: false))
        }
        guard !digests.isEmpty else { return nil }
        return { digests.contains(Self.digest(Array($0), salt)) }
    }

    /// A reference in whatever letters and with whatever spaces gives one digest.
    private static func digest(_ reference: [UInt8], _ salt: String) -> String {
        let plain = reference.filter { $0 > 0x20 && $0 != 0x2D }
            .map { (97...122).contains($0) ? $0 - 32 : $0 }
        return SourceDigest.of(Array(salt.utf8) + plain)
    }

    private static func salt(_ connection: any Connection, making: Bool) throws -> String {
        if let row = try connection.row("SELECT salt FROM data_salt WHERE number = 1") { return row.text(0) }
        guard making else { throw DatabaseFailure.broken("the salt of the objections is missing") }
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<4).map { _ in String(UInt64.random(in: .min ... .max, using: &generator), radix: 36) }
            .joined()
        try connection.execute("INSERT INTO data_salt (number, salt) VALUES (1, \(salt))")
        return salt
    }
}
