// SPDX-License-Identifier: Apache-2.0
import CClp

/// COIN-OR's linear programming code (EPL), through its C interface, by primal simplex.
public struct ClpSolver: MoveSolver {
    /// The longest one programme may take, in simplex steps.
    public var iterations: Int32 = 20_000

    public init() {}

    public func best(for programme: MoveProgram) -> [Double]? {
        guard let model = Clp_newModel() else { return nil }
        defer { Clp_deleteModel(model) }
        Clp_setLogLevel(model, 0)
        let lower = [Double](repeating: 0, count: programme.columnCount)
        let level = [Double](repeating: 0, count: programme.rowCount)
        Clp_loadProblem(
            model, Int32(programme.columnCount), Int32(programme.rowCount), programme.starts,
            programme.rows, programme.factors, lower, programme.upper, programme.objective, level, level)
        Clp_setOptimizationDirection(model, -1)
        Clp_setMaximumIterations(model, iterations)
        Clp_scaling(model, 0)
        Clp_setPerturbation(model, 100)
        let status = Clp_primal(model, 0)
        guard status == 0 || status == 3, let solution = Clp_primalColumnSolution(model) else { return nil }
        return Array(UnsafeBufferPointer(start: solution, count: programme.columnCount))
    }
}
