// SPDX-License-Identifier: Apache-2.0

extension AssessmentContent {
    /// The characteristics by which a content is read: those that count, and those of which something was written
    /// though they do not, so that no answer goes out of sight; `known` gives their names.
    public func characteristics(
        counting own: [Characteristic], known: [Characteristic]
    ) -> [Characteristic] {
        let groups = ["screening", "aim", AssessmentPath.impact, AssessmentPath.actual]
        var seen = Set(own.map(\.code))
        var more: [Characteristic] = []
        for path in fields.keys.sorted() {
            let parts = path.split(separator: "/").map(String.init)
            guard parts.count >= 3, groups.contains(parts[0]), seen.insert(parts[1]).inserted else {
                continue
            }
            more.append(known.first { $0.code == parts[1] } ?? Characteristic(code: parts[1], name: parts[1]))
        }
        return own + more
    }

    /// Stand-ins for the characteristics of which an impact was written: enough to go through what stands there.
    public var characteristicsWritten: [Characteristic] {
        rows(AssessmentPath.impact).map { Characteristic(code: $0, name: $0) }
    }
}
