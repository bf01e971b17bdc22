// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

/// True numbers after rounded ones: what was rounded is a range that narrows what is hidden now.
@Suite struct `Earlier releases that were rounded` {
    static let counts = [3, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33]

    func release(_ earlier: String?) throws -> ReleaseSet {
        let plain = try SmallTables.table([3, 4], Self.counts)
        let tables = try earlier.map {
            [
                try EarlierReleases.read(
                    Array($0.utf8), file: "previous/a.csv", dimensions: plain.dimensions,
                    asked: .init(threshold: 5, need: 2, insiderNeed: 1))
            ]
        }
        return try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: plain.atoms, threshold: 5,
            earlier: tables ?? [])
    }

    static let rounded = "d0,d1,value,value_status\nd00,d10,5,r5\nd00,d11,20,r5\nd01,d10,25,r5\n"

    @Test func `narrow what is hidden, and the proof stays within them`() throws {
        let made = try ProtectedRelease.protect(release(Self.rounded), policy: .standard, seed: 9)
        let model = made.outcome.model
        let cell = try #require(model.cellNumbers()[model.key(of: [1, 1])])
        let variable = Int(model.variableOf[Int(cell)])
        // Five, rounded, stands for three to seven: four wide is all that can be asked.
        #expect(made.outcome.requirement.need[variable] == 4)
        for moves in made.outcome.proof.values {
            for move in moves.map({ made.outcome.pool.moves[Int($0)] }) {
                for (other, change) in zip(move.variables, move.changes) where Int(other) == variable {
                    #expect((0...4).contains(Int(change) / Int(move.divisor)))
                }
            }
        }
        let earlier = try #require(made.files.first { $0.name.hasPrefix("earlier/") })
        #expect(String(decoding: earlier.bytes, as: UTF8.self).contains("d00,d10,5,r5\n"))
        let verdict = CertificateChecker.check(
            files: made.files, certificate: made.certificate, under: .standard)
        #expect(verdict == .safe(primaries: 1, rational: made.rationalProofs))
        #expect(try PythonChecker.status(made.files, made.certificate) == 0)
    }

    /// The proof made without regard to the rounded release goes below what that leaves.
    @Test func `both checkers refuse a proof that forgets them`() throws {
        let made = try ProtectedRelease.protect(release(Self.rounded), policy: .standard, seed: 9)
        let blind = try ProtectedRelease.protect(release(nil), policy: .standard, seed: 9)
        let files = made.files.map { file in
            (name: file.name, bytes: blind.files.first { $0.name == file.name }?.bytes ?? file.bytes)
        }
        func forged(_ certificate: String) -> String {
            let lines = certificate.split(separator: "\n").filter { !$0.hasPrefix("file ") }
            let digests = files.map { "file \(sha256($0.bytes)) \($0.name)" }
            let at = lines.firstIndex { $0.hasPrefix("cells ") } ?? 0
            return (lines[..<at].map(String.init) + digests + lines[at...].map(String.init))
                .joined(separator: "\n") + "\n"
        }
        var ours: Int32 = 1
        if case .safe = CertificateChecker.check(
            files: files, certificate: forged(blind.certificate), under: .standard)
        {
            ours = 0
        }
        #expect(ours == 1)
        #expect(try PythonChecker.status(files, forged(blind.certificate)) == 1)
    }

    @Test(arguments: [
        ("d0,d1,value,value_status\nd00,d10,10,r5\n", 2), ("d0,d1,value,value_status\nd00,d11,,r5\n", 2),
    ])
    func `that contradict the data are refused by cell`(text: String, row: Int) throws {
        let problem = #expect(throws: DisclosureProblem.self) {
            try ProtectedRelease.protect(release(text), policy: .standard, seed: 9)
        }
        #expect(problem?.row == row && problem?.file == "previous/a.csv")
        if text.contains("10,r5") { #expect(problem?.message.contains("d0 d00, d1 d10") == true) }
    }
}
