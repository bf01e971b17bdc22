// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `Certificates` {
    func example(seed: UInt64 = 3, sizes: [Int] = [4, 5, 3], most: Int = 30) throws -> ProtectedRelease {
        var generator = SeededGenerator(seed: seed)
        return try ProtectedRelease.protect(
            SmallTables.random(sizes, most: most, using: &generator), policy: .standard, seed: 9)
    }

    func python(_ files: [(name: String, bytes: [UInt8])], _ certificate: String) throws -> Int32 {
        try PythonChecker.status(files, certificate)
    }

    func status(_ verdict: CertificateChecker.Verdict) -> Int32 {
        switch verdict {
        case .safe: 0
        case .broken: 1
        case .undecided: 2
        }
    }

    @Test func `SHA-256 gives the digests of the standard`() {
        #expect(sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test(arguments: 1..<9)
    func `both checkers accept what protection makes`(seed: Int) throws {
        let made = try example(seed: UInt64(seed))
        #expect(
            status(
                CertificateChecker.check(files: made.files, certificate: made.certificate, under: .standard))
                == 0)
        #expect(try python(made.files, made.certificate) == 0)
    }

    /// Showing a hidden number that a proof uses breaks the certificate, even with a corrected digest.
    @Test func `showing any one secondary that a proof uses is refused`() throws {
        let made = try example()
        let model = made.outcome.model
        let used = Set(
            made.outcome.proof.values.joined().flatMap { made.outcome.pool.moves[Int($0)].variables })
        var tried = 0
        for variable in used where !made.outcome.requirement.primary[Int(variable)] {
            var outcome = made.outcome
            outcome.hidden[Int(variable)] = false
            let files = ReleaseFiles(outcome: outcome, policy: made.policy).files().files
            #expect(
                status(
                    CertificateChecker.check(files: files, certificate: made.certificate, under: .standard))
                    == 1)
            // The digest and the cell numbers made good, the old moves now change a shown number.
            let forged = CertificateWriter(outcome: outcome, policy: made.policy)
                .text(
                    files: files,
                    hiddenCells: ReleaseFiles(outcome: outcome, policy: made.policy).files().hiddenCells)
            #expect(
                status(CertificateChecker.check(files: files, certificate: forged, under: .standard)) == 1)
            if tried < 4 { #expect(try python(files, forged) == 1) }
            tried += 1
        }
        #expect(tried > 3 && model.cells > 0)
    }

    @Test func `a tampered certificate or file is refused by both`() throws {
        let made = try example()
        let lines = made.certificate.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var generator = SeededGenerator(seed: 5)
        var refused = 0
        for _ in 0..<60 {
            var changed = lines
            let at = Int.random(in: 1..<lines.count - 2, using: &generator)
            let kind = lines[at].split(separator: " ").first ?? ""
            switch kind {
            case "move":
                changed[at] = changed[at].replacingOccurrences(
                    of: ":-", with: ":", range: changed[at].range(of: ":-"))
            case "variable":
                var words = changed[at].split(separator: " ").map(String.init)
                words[1] = "\((Int(words[1]) ?? 0) + 1)"
                changed[at] = words.joined(separator: " ")
            case "proof": changed.remove(at: at)
            case "file", "cells": changed[at] += "0"
            default: continue
            }
            if changed == lines { continue }
            let text = changed.joined(separator: "\n")
            let ours = status(
                CertificateChecker.check(files: made.files, certificate: text, under: .standard))
            #expect(ours == 1)
            if refused < 12 { #expect(try python(made.files, text) == ours) }
            refused += 1
        }
        #expect(refused > 20)
        var files = made.files
        files[files.count - 1].bytes.append(10)
        #expect(
            status(CertificateChecker.check(files: files, certificate: made.certificate, under: .standard))
                == 1)
        let cut = String(made.certificate.prefix(made.certificate.count / 2))
        #expect(status(CertificateChecker.check(files: made.files, certificate: cut, under: .standard)) == 2)
        #expect(try python(made.files, cut) == 2)
    }

    /// What is asked stands in the certificate: asking one cell for less, or all of them, is refused.
    @Test func `a certificate weaker than its policy is refused`() throws {
        let made = try example()
        func verdict(_ text: String, under policy: DisclosurePolicy? = .standard) -> Int32 {
            status(CertificateChecker.check(files: made.files, certificate: text, under: policy))
        }
        let stated = "\nneed 5 insider 1\n"
        #expect(made.certificate.contains(stated))
        #expect(verdict(made.certificate, under: .standard) == 0)
        let more = made.certificate.replacingOccurrences(of: stated, with: "\nneed 6 insider 1\n")
        let insider = made.certificate.replacingOccurrences(of: stated, with: "\nneed 5 insider 2\n")
        let silent = made.certificate.replacingOccurrences(of: stated, with: "\n")
        let less = made.certificate.replacingOccurrences(of: stated, with: "\nneed 4 insider 1\n")
            .replacingOccurrences(of: "\nknowing 4\n", with: "\nknowing 3\n")
        for text in [more, insider, silent] {
            #expect(verdict(text) == 1)
            #expect(try python(made.files, text) == 1)
        }
        #expect(verdict(less, under: nil) == 2 && verdict(less) == 1)
        #expect(try python(made.files, less) == 1)
        for change in [\DisclosurePolicy.threshold, \.need, \.insiderNeed] {
            var policy = DisclosurePolicy.standard
            policy[keyPath: change] += 1
            #expect(verdict(made.certificate, under: policy) == 1)
        }
        var aware = DisclosurePolicy.standard
        aware.ruleAware = true
        #expect(verdict(made.certificate, under: aware) == 1)
    }
}
