// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DisclosureControl
import Foundation

/// `disclosure check DIR`: ends with 0 when safe, 1 when broken, 2 when it cannot tell.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a release by itself, from its published files and its certificate only.")

    @Argument(help: "The folder that protect wrote.") var folder: String

    func run() throws {
        guard let data = FileManager.default.contents(atPath: folder + "/certificate.txt"),
            let walker = FileManager.default.enumerator(atPath: folder + "/published")
        else {
            throw stop(
                DisclosureProblem(file: folder, "has no certificate.txt or no published folder"), status: 2)
        }
        var files: [(name: String, bytes: [UInt8])] = []
        for name in walker.compactMap({ $0 as? String }) where name.hasSuffix(".csv") {
            guard let bytes = FileManager.default.contents(atPath: folder + "/published/" + name) else {
                throw stop(DisclosureProblem(file: name, "cannot be read"), status: 2)
            }
            files.append((name, [UInt8](bytes)))
        }
        switch CertificateChecker.check(files: files, certificate: String(decoding: data, as: UTF8.self)) {
        case .safe(let primaries, let rational):
            print("safe: \(primaries) hidden small numbers proven (\(rational) of them partly by fractions)")
        case .broken(let reason):
            print("broken: \(reason)")
            throw ExitCode(1)
        case .undecided(let reason):
            print("cannot tell: \(reason)")
            throw ExitCode(2)
        }
    }
}
