// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

/// Whatever is done to a certificate or to what lies beside it, both checkers end with the same status.
@Suite struct `Tampering` {
    static let made = Result {
        try ProtectedRelease.protect(
            SmallTables.table([3, 4], [3, 21, 30, 14, 25, 1, 40, 22, 31, 27, 19, 33]), policy: .standard,
            seed: 9)
    }

    func both(_ folder: String) throws -> [Int32] {
        let ours = ReleaseCheck.check(folder, policies: ["standard": .standard], own: "own")
        return [ours.status, try PythonChecker.status(folder, under: .standard)]
    }

    @Test(arguments: [
        ("policy standard\n", "", 1), ("policy standard", "policy nosuch", 2),
        ("policy standard", "policy own", 2),
        ("policy standard", "policy standard\npolicy standard", 1), ("threshold 5\n", "", 1),
        ("threshold 5", "threshold 1", 1), ("threshold 5", "threshold x", 1),
        ("threshold 5", "threshold 5 5", 1),
        ("threshold 5", "threshold 6", 1), ("need 5 insider 1", "need 4 insider 1", 1),
        ("need 5 insider 1", "need 5 insider 9999999999999999999999", 1), ("coalition 1\n", "", 1),
        ("knowing 4\n", "", 1), ("knowing 4", "knowing 3", 1), ("knowing 4", "knowing 6", 1),
        ("zeros publish\n", "", 1), ("cells ", "cells 1", 1),
        ("cells ", "measure amounts pay\ncells ", 1), ("cells ", "rule fewerThan 5\ncells ", 1),
        ("cells ", "holding 0 0\ncells ", 1), ("cells ", "kells ", 1), ("\nend\n", "\nend\nend\n", 1),
        ("\nend\n", "\n", 2), ("\n", "\r\n", 1), ("\nproof 0 ", "\nproof 0 x ", 1),
        ("\nproof 0 ", "\nproof 0 0\nproof 0 ", 1), ("\nmove 1 ", "\nmove 1 0::1 ", 1),
        ("\nmove 1 ", "\nmove x ", 1), ("\nvariable ", "\nvariable 99999999999999999999999", 1),
        ("dueregard", "other", 2),
    ])
    func `of the certificate`(old: String, new: String, expected: Int32) throws {
        let made = try Self.made.get()
        let folder = try PythonChecker.folder(made.files, made.certificate.replacing(old, with: new))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(made.certificate.contains(old))
        #expect(try both(folder) == [expected, expected])
    }

    @Test(arguments: [
        "x.csv", "x.CSV", "x.json", ".x", "earlier/x.csv", "earlier/deep/x.csv", "sub/x.csv", "amounts-x.csv",
        "earlier/amounts-x/x.csv", "amounts-/x.csv",
    ])
    func `of the folder`(path: String) throws {
        let made = try Self.made.get()
        let folder = try PythonChecker.folder(made.files, made.certificate)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try both(folder) == [0, 0])
        let place = URL(fileURLWithPath: folder + "/published/" + path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(made.pattern().utf8).write(to: place)
        #expect(try both(folder) == [1, 1])
    }

    @Test func `with links, with files that are gone, and with sums that have no certificate`() throws {
        let made = try Self.made.get()
        let files = FileManager.default
        func judged(_ change: (String) throws -> Void) throws -> [Int32] {
            let folder = try PythonChecker.folder(made.files, made.certificate)
            defer { try? files.removeItem(atPath: folder) }
            try change(folder)
            return try both(folder)
        }
        #expect(
            try judged {
                try files.createSymbolicLink(atPath: $0 + "/published/link", withDestinationPath: "/")
            } == [1, 1])
        #expect(try judged { try files.removeItem(atPath: $0 + "/published/hierarchy.csv") } == [2, 2])
        #expect(try judged { try files.removeItem(atPath: $0 + "/published/table-01-d0-d1.csv") } == [1, 1])
        #expect(try judged { try files.removeItem(atPath: $0 + "/certificate.txt") } == [2, 2])
        #expect(
            try judged {
                try files.createDirectory(
                    atPath: $0 + "/published/amounts-x", withIntermediateDirectories: true)
            } == [2, 2])
        #expect(
            try judged {
                try Data("x".utf8).write(to: URL(fileURLWithPath: $0 + "/certificate-x.txt"))
            } == [2, 2])
        #expect(try judged { _ in } == [0, 0])
        #expect(try self.both("/nowhere") == [2, 2])
    }

    /// The certificate is for these very bytes; lines may end in one way only.
    @Test(arguments: ["hierarchy.csv", "table-01-d0-d1.csv"])
    func `with carriage returns in what is published`(name: String) throws {
        let made = try Self.made.get()
        for end in ["\r\n", "\n"] {
            var files = made.files
            let at = try #require(files.firstIndex { $0.name == name })
            let text = String(decoding: files[at].bytes, as: UTF8.self)
            let old = sha256(files[at].bytes)
            files[at].bytes = Array(text.utf8.flatMap { $0 == 10 ? Array(end.utf8) : [$0] })
            let folder = try PythonChecker.folder(
                files, made.certificate.replacing(old, with: sha256(files[at].bytes)))
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let expected: Int32 = end == "\n" ? 0 : 1
            #expect(try both(folder) == [expected, expected])
        }
    }

    /// All is shown, and the certificate says that nothing was small, or that the counts are amounts.
    @Test func `by a certificate for tables in which nothing is hidden`() throws {
        let release = try SmallTables.table([3, 4], [3, 21, 30, 14, 25, 1, 40, 22, 31, 27, 19, 33])
        var outcome = try Self.made.get().outcome
        outcome.hidden = outcome.hidden.map { _ in false }
        outcome.proof = [:]
        let written = ReleaseFiles(outcome: outcome, policy: .standard).files()
        let forged = CertificateWriter(outcome: outcome, policy: .standard)
            .text(files: written.files, hiddenCells: [], allCells: [])
        let least = forged.replacing("threshold 5", with: "threshold 1").replacing("need 5", with: "need 1")
        let sums = forged.replacing("knowing 4\n", with: "measure amounts x\nrule fewerThan 5\n")
            .replacing("zeros publish\n", with: "")
        for text in [forged, least, sums, least.replacing("policy standard\n", with: "")] {
            let folder = try PythonChecker.folder(written.files, text)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            #expect(try both(folder) == [1, 1])
        }
        #expect(release.threshold == 5)
    }
}
