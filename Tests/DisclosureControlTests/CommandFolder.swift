// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation

@testable import DisclosureCommands
@testable import DisclosureControl

/// A folder with an instance and what the command makes of it.
final class CommandFolder {
    let root = NSTemporaryDirectory() + "command-\(UUID().uuidString)"
    static let counts = [23, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33]

    /// Three areas by four ages; with `pay` a row for each person, whose pay follows from their place.
    init(_ counts: [Int] = counts, pay: Bool = false) throws {
        func nodes(_ name: String, _ count: Int) -> String {
            let rest = (0..<count).map { "{\"code\":\"\(name)\($0)\",\"parent\":\"Total\"}" }
            return "{\"name\":\"\(name)\",\"nodes\":["
                + (["{\"code\":\"Total\",\"parent\":null}"] + rest).joined(separator: ",") + "]}"
        }
        try put(
            "in/hierarchy.json",
            "{\"threshold\":5,\"tables\":[[\"d\",\"e\"]],\(pay ? "\"amounts\":[\"pay\"]," : "")"
                + "\"dims\":[\(nodes("d", 3)),\(nodes("e", 4))]}")
        try write(counts, pay: pay)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ counts: [Int], pay: Bool = false) throws {
        if !pay {
            try put(
                "in/atoms.csv",
                "d,e,n\n" + counts.enumerated().map { "d\($0 / 4),e\($0 % 4),\($1)\n" }.joined())
            return
        }
        var text = "d,e,pay\n"
        for (place, count) in counts.enumerated() {
            for person in 0..<count {
                text += "d\(place / 4),e\(place % 4),\(20_000 + 311 * place + 1_700 * person % 9_000)\n"
            }
        }
        try put("in/micro.csv", text)
    }

    func put(_ path: String, _ text: String) throws {
        let place = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    func text(_ path: String) -> String {
        FileManager.default.contents(atPath: root + "/" + path).map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }

    /// Runs `disclosure` with these words; the status it ends with.
    @discardableResult
    func run(_ words: String...) -> Int32 {
        do {
            var command = try DisclosureCommand.parseAsRoot(words)
            try command.run()
            return 0
        } catch {
            return DisclosureCommand.exitCode(for: error).rawValue
        }
    }

    /// `protect` into `out`, with the ledger where a version of the data is named.
    func protect(_ out: String = "out", version: String? = nil, more: [String] = []) -> Int32 {
        var words = ["protect", root + "/in", "--out", root + "/" + out, "--seed", "3"] + more
        if let version {
            words += [
                "--ledger", root + "/ledger.jsonl", "--population", "staff", "--area", "Eastmarsh",
                "--period",
                "2026", "--data-version", version, "--approver", "A. Officer",
            ]
        }
        do {
            var command = try DisclosureCommand.parseAsRoot(words)
            try command.run()
            return 0
        } catch {
            return DisclosureCommand.exitCode(for: error).rawValue
        }
    }

    /// What both checkers end with.
    func checked(_ out: String = "out") throws -> [Int32] {
        [
            ReleaseCheck.check(root + "/" + out, policies: ["standard": .standard], own: "own").status,
            try PythonChecker.status(root + "/" + out, under: .standard),
        ]
    }

    /// The row of a published table that starts so, without that start.
    func row(_ start: String, of table: String = "out/published/table-01-d-e.csv") -> String? {
        text(table).split(separator: "\n").first { $0.hasPrefix(start + ",") }
            .map { String($0.dropFirst(start.count + 1)) }
    }
}
