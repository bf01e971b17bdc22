// SPDX-License-Identifier: Apache-2.0
import Reports

/// Results for scripts.
enum JSONText {
    /// Any value as JSON text without the last line break.
    static func line(_ value: some Encodable) -> String {
        String(decoding: Reports.json(value).dropLast(), as: UTF8.self)
    }
}
