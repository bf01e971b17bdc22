// SPDX-License-Identifier: Apache-2.0

/// A reason why nothing can be released, naming the file, the row and the cell it was found in.
public struct DisclosureProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file in which the fault lies; empty where the fault is not in a file.
    public let file: String
    /// The row, counted from 1 with the heading as row 1; `nil` where a row means nothing.
    public let row: Int?
    /// What is wrong, in words that say what to mend.
    public let message: String

    public init(file: String = "", row: Int? = nil, _ message: String) {
        self.file = file
        self.row = row
        self.message = message
    }

    public var description: String {
        let place = row.map { "\(file), row \($0)" } ?? file
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
