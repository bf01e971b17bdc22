// SPDX-License-Identifier: Apache-2.0

/// Why a report on representation cannot be made at all.
public struct RepresentationProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What to do, in a sentence.
    public let description: String

    /// A problem in words.
    public init(_ description: String) { self.description = description }
}
