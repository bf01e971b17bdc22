// SPDX-License-Identifier: Apache-2.0

/// A linear programme that starts from "no change": the rows stay at zero, each column lies
/// between zero and its upper end, and the objective is to be made as large as possible.
public struct MoveProgram: Sendable {
    public var rowCount = 0
    public var starts: [Int32] = [0]
    public var rows: [Int32] = []
    public var factors: [Double] = []
    public var upper: [Double] = []
    public var objective: [Double] = []
    public var columnCount: Int { upper.count }
}

/// Something that solves a `MoveProgram`. Its answers are never trusted: certificates prove them.
public protocol MoveSolver: Sendable {
    /// The best columns found, or `nil` where the solver gave up.
    func best(for programme: MoveProgram) -> [Double]?
}
