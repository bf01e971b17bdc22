// SPDX-License-Identifier: Apache-2.0
import Foundation
import Storage

/// The SHA-256 of a backup, in a file beside it that `sha256sum --check` understands.
enum Checksum {
    static func write(for path: String) throws {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let line = "\(try digest(path))  \(name)\n"
        try dueregard.write(Array(line.utf8), to: path + ".sha256")
    }

    /// False where there is no sum; throws where there is one and the file is not what it was.
    static func check(_ path: String) throws -> Bool {
        guard let data = FileManager.default.contents(atPath: path + ".sha256") else { return false }
        let known = String(decoding: data, as: UTF8.self).split(separator: " ").first.map(String.init) ?? ""
        guard try digest(path) == known.lowercased() else {
            throw Stop.failed("\(path) is not the file that was backed up: its checksum differs")
        }
        return true
    }

    private static func digest(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Stop.failed("Cannot read \(path)")
        }
        return Token.digest([UInt8](data))
    }
}
