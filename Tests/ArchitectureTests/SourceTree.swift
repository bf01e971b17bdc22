// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A source file as the architecture tests read it.
struct SourceFile {
    /// The path below the root of the repository, such as `Sources/Storage/Log/LogStore.swift`.
    let path: String
    let lines: [String]

    /// The room that the file lies in.
    var room: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The modules that the file imports, whatever attribute, access or kind stands at the import.
    var imports: [String] { lines.compactMap(Self.module) }

    private static func module(_ line: String) -> String? {
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        while let first = words.first,
            first.hasPrefix("@")
                || ["public", "package", "internal", "fileprivate", "private"].contains(first)
        {
            words.removeFirst()
        }
        guard words.first == "import", words.count > 1 else { return nil }
        let kinds = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias"]
        let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
        return name.split(whereSeparator: { $0 == "." || $0 == ";" }).first.map(String.init)
    }

    /// The lines without what stands behind `//`, numbered from 1.
    var code: [(number: Int, text: String)] {
        lines.enumerated().map { index, line in
            let end = line.range(of: "//")?.lowerBound ?? line.endIndex
            return (index + 1, String(line[..<end]))
        }
    }
}

enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The Swift files below a folder of the repository.
    static func files(below folder: String) throws -> [SourceFile] {
        guard let walker = FileManager.default.enumerator(atPath: "\(root)/\(folder)") else { return [] }
        var files: [SourceFile] = []
        for case let name as String in walker where name.hasSuffix(".swift") {
            let path = "\(folder)/\(name)"
            files.append(
                SourceFile(path: path, text: try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)))
        }
        return files.sorted { $0.path < $1.path }
    }

    /// What each target of the manifest declares that it depends on, as SwiftPM itself reads it.
    static func declaredDependencies() throws -> [String: Set<String>] {
        let scratch = FileManager.default.temporaryDirectory.path + "/dueregard-manifest-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", root, "--scratch-path", scratch, "dump-package",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let manifest = try JSONDecoder().decode(Manifest.self, from: data)
        return Dictionary(
            manifest.targets.map { ($0.name, Set($0.dependencies.compactMap(\.name))) }
        ) { first, _ in first }
    }
}

private struct Manifest: Decodable {
    struct Target: Decodable {
        let name: String
        let dependencies: [Dependency]
    }
    struct Dependency: Decodable {
        /// The first word of `byName`, `target` or `product`: the module.
        let name: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let kinds = try container.decode([String: [Part]].self)
            name = kinds.values.first?.first?.text
        }
    }
    /// A part of a dependency's description: a name, nothing, or a condition that does not matter here.
    struct Part: Decodable {
        let text: String?
        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }
    let targets: [Target]
}
