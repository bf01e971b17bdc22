// SPDX-License-Identifier: Apache-2.0

extension Policy {
    /// What differs from an earlier version, in words for the log: "Owner: Head of Care (before: empty)".
    public func changes(from old: Policy) -> [String] {
        func day(_ day: CalendarDay?) -> String { day?.written ?? "" }
        func days(_ days: [CalendarDay]) -> String { days.map(\.written).joined(separator: ", ") }
        func scores(_ relevance: Relevance) -> String {
            let single = relevance.scores.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            return ((relevance.overall.map { ["overall \($0)"] } ?? []) + single).joined(separator: ", ")
        }
        let all: [(label: String, new: String, old: String)] = [
            ("Reference", reference, old.reference), ("Name", name, old.name),
            ("Type", type.name, old.type.name), ("Directorate", directorate, old.directorate),
            ("Service", service, old.service), ("Owner", owner, old.owner),
            ("Adopted", day(adopted), day(old.adopted)), ("Retired", day(retired), day(old.retired)),
            ("Decision", day(decisionDate), day(old.decisionDate)),
            ("Next assessment", day(nextAssessment), day(old.nextAssessment)),
            ("Assessments", days(assessments), days(old.assessments)),
            ("Relevance", scores(relevance), scores(old.relevance)),
        ]
        return all.filter { $0.new != $0.old }.map { field in
            "\(field.label): \(field.new.isEmpty ? "empty" : field.new) "
                + "(before: \(field.old.isEmpty ? "empty" : field.old))"
        }
    }
}
