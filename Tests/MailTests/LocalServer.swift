// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A server on this machine that a test starts, talks to and ends.
final class LocalServer {
    /// The folder in which the server keeps what it took.
    let folder: String
    let port: Int
    private let process = Process()
    private let input = Pipe()

    init(_ script: String, _ arguments: [String] = []) throws {
        folder = try Self.newFolder()
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "\(here)/\(script)", "--folder", folder] + arguments
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 {
            line.append(byte)
        }
        port = try #require(Int(String(decoding: line, as: UTF8.self)))
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// What was taken, in order.
    func taken<Value: Decodable>(_ type: Value.Type = Value.self) throws -> [Value] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try names.filter { $0.hasSuffix(".json") }.sorted().map {
            try JSONDecoder().decode(
                Value.self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))
        }
    }

    /// What was asked, in order.
    var requests: [String] {
        let text = try? String(contentsOfFile: "\(folder)/requests", encoding: .utf8)
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    static func newFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/dueregard-mail-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// A certificate for this machine that nobody else trusts, with its key: the path of the file.
    static func certificate(in folder: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let pem = "\(folder)/own.pem"
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
            "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", pem + ".key", "-out",
            pem + ".crt",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        let both = try ["\(pem).key", "\(pem).crt"].map { try String(contentsOfFile: $0, encoding: .utf8) }
        try both.joined().write(toFile: pem, atomically: true, encoding: .utf8)
        return pem
    }
}
