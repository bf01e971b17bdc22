// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation

/// What the command says: results on standard output, everything else on standard error.
enum Talk {
    /// A result.
    static func result(_ text: String) { result(Array((text + "\n").utf8)) }

    /// A result as it stands, byte for byte. A reader that went away ends the command quietly.
    static func result(_ bytes: [UInt8]) {
        if let fault = put(bytes, on: STDOUT_FILENO) {
            if fault != EPIPE {
                say("dueregard: Cannot write the result: \(String(cString: strerror(fault)))")
            }
            Foundation.exit(1)
        }
    }

    /// Something for the person at the keyboard; lost where nobody listens.
    static func say(_ text: String) { _ = put(Array((text + "\n").utf8), on: STDERR_FILENO) }

    /// Something that rewrites the line on a terminal.
    static func rewrite(_ text: String) { _ = put(Array(text.utf8), on: STDERR_FILENO) }

    /// Writes everything; returns the system's error number where that was not possible.
    private static func put(_ bytes: [UInt8], on file: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = write(file, buffer.baseAddress! + done, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return errno }
                done += count
            }
            return nil
        }
    }
}

/// Ends the command with one clear line and an exit code.
struct Stop: Error, CustomStringConvertible {
    let description: String
    let code: Int32

    static func failed(_ text: String) -> Stop { Stop(description: text, code: 1) }
    static func usage(_ text: String) -> Stop { Stop(description: text, code: 64) }
    static func nothingToDo(_ text: String) -> Stop { Stop(description: text, code: 3) }
    static func problems(_ text: String) -> Stop { Stop(description: text, code: 4) }
}

/// Writes a file so that it is there whole or not at all; `-` is standard output.
func write(_ bytes: [UInt8], to path: String) throws {
    if path == "-" { return Talk.result(bytes) }
    do {
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        throw Stop.failed("Cannot write \(path): \(reason(error))")
    }
}

/// The system's own words for a failure, on one line.
func reason(_ error: any Error) -> String {
    let described = (error as NSError).userInfo[NSUnderlyingErrorKey].map {
        "\(($0 as? NSError)?.localizedDescription ?? "")"
    }
    let text = described.flatMap { $0.isEmpty ? nil : $0 } ?? error.localizedDescription
    return text.split(separator: "\n").first.map(String.init) ?? text
}
