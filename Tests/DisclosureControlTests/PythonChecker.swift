// SPDX-License-Identifier: Apache-2.0
import Foundation

@testable import DisclosureControl

/// Certificates as the second checker, in plain Python, judges them.
enum PythonChecker {
    /// The status with which it ends: 0 safe, 1 broken, 2 cannot tell. It is given a folder with the policy.
    static func status(
        _ files: [(name: String, bytes: [UInt8])], _ certificate: String,
        under policy: DisclosurePolicy = .standard, part: String? = nil
    ) throws -> Int32 {
        let folder = try folder(files, certificate, part: part)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try status(folder, under: policy, part: part)
    }

    /// The release as it lies on disk; with `part` it is a set of sums without the counts.
    static func folder(
        _ files: [(name: String, bytes: [UInt8])], _ certificate: String, part: String? = nil
    ) throws -> String {
        let folder = NSTemporaryDirectory() + "certificate-\(UUID().uuidString)"
        let inner = folder + "/published" + (part.map { "/amounts-\($0)" } ?? "")
        try FileManager.default.createDirectory(
            atPath: inner + "/earlier", withIntermediateDirectories: true)
        for file in files { try Data(file.bytes).write(to: URL(fileURLWithPath: inner + "/" + file.name)) }
        let name = "certificate" + (part.map { "-\($0)" } ?? "") + ".txt"
        try Data(certificate.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        return folder
    }

    /// The status for a folder that is there, with the folder of policies that is named.
    static func status(_ folder: String, policies: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3",
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/check_certificate.py",
            folder, policies,
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The status for a folder that is there.
    static func status(_ folder: String, under policy: DisclosurePolicy, part: String? = nil) throws -> Int32
    {
        let policies = NSTemporaryDirectory() + "policies-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: policies) }
        try FileManager.default.createDirectory(atPath: policies, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try encoder.encode(policy).write(to: URL(fileURLWithPath: policies + "/policy.json"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "python3",
                URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/check_certificate.py",
                folder, policies,
            ] + (part.map { [$0] } ?? [])
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
