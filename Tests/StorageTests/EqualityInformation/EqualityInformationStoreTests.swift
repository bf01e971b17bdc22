// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `The store of equality information` {
    private static let first = String(repeating: "0", count: 64)

    private static func edition(after: String, _ digests: String...) -> InformationToKeep {
        InformationToKeep(
            title: "Equality information", summary: "s", asOf: CalendarDay(2026, 3, 31),
            files: { number in
                (
                    [Artefact(format: .html, bytes: Array("index \(number)".utf8))],
                    [EditionFile(name: "pools.ods", mediaType: "t", bytes: [1, 2, 0, 255])]
                )
            }, kept: [(path: "pools/certificate.txt", bytes: [7])],
            lines: digests.map {
                .init(
                    bytes: Array("line \($0)\n".utf8), digest: $0, population: "p", period: "q",
                    dataVersion: "v")
            }, after: after)
    }

    @Test(arguments: Engine.allCases)
    func `keeps an edition with its files and its lines, whole or not at all`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = EqualityInformationStore(database: database)
            #expect(try await store.ledger().isEmpty)
            #expect(try await store.publish(Self.edition(after: Self.first, "a", "b"), Samples.change()) == 1)
            #expect(String(decoding: try await store.ledger(), as: UTF8.self) == "line a\nline b\n")
            // Worked out before the lines a and b were there.
            await #expect(throws: LedgerMoved.self) {
                _ = try await store.publish(Self.edition(after: Self.first, "c"), Samples.change())
            }
            let works = PublicationStore(database: database)
            #expect(try await works.publication(.equalityInformation).editions.map(\.number) == [1])
            #expect(try await store.publish(Self.edition(after: "b", "c"), Samples.change()) == 2)
            #expect(String(decoding: try await store.ledger(), as: UTF8.self) == "line a\nline b\nline c\n")
            let file = try #require(try await store.file(.equalityInformation, edition: 2, "pools.ods"))
            #expect(file.bytes == [1, 2, 0, 255] && file.mediaType == "t")
            #expect(try await store.file(.equalityInformation, edition: 3, "pools.ods") == nil)
            #expect(try await store.file(.coverage, edition: 2, "pools.ods") == nil)
            // What is kept inside is no file of the edition.
            #expect(try await store.file(.equalityInformation, edition: 2, "pools/certificate.txt") == nil)
            #expect(try await store.kept(edition: 2).map(\.path) == ["pools/certificate.txt"])
            let index = try #require(try await works.artefact(.equalityInformation, edition: 2, .html))
            #expect(String(decoding: index.bytes, as: UTF8.self) == "index 2")
        }
    }

    @Test(arguments: Engine.allCases)
    func `gives one secret for one mark`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = EqualityInformationStore(database: database)
            let one = try await store.seed(for: "m", drawn: .max, Samples.change())
            let again = try await store.seed(for: "m", drawn: 4, Samples.change())
            let other = try await store.seed(for: "n", drawn: 4, Samples.change())
            #expect(one == UInt64.max && again == one && other == 4)
        }
    }
}
