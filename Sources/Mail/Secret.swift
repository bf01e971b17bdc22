// SPDX-License-Identifier: Apache-2.0

/// A password or key, which shows itself in no print, log or dump.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let value: String

    /// A secret as it was read from its file.
    public init(_ value: String) { self.value = value }

    /// Never the secret.
    public var description: String { "(secret)" }
    /// Never the secret.
    public var debugDescription: String { "(secret)" }
    /// Never the secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Settings with which mail cannot be sent, in words that say what to change.
public struct MailSettingsProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What to change.
    public let message: String

    init(_ message: String) { self.message = message }

    /// What to change.
    public var description: String { message }
}

/// Machines that are this machine: only to them may anything go in the clear.
enum ThisMachine {
    static func has(_ host: String) -> Bool { ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host) }
}
