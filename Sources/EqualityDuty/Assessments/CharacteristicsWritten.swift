// SPDX-License-Identifier: Apache-2.0

extension AssessmentContent {
    /// Stand-ins for the characteristics of which an impact was written: enough to go through what stands there.
    public var characteristicsWritten: [Characteristic] {
        rows(AssessmentPath.impact).map { Characteristic(code: $0, name: $0) }
    }
}
