// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Measures the eighteen checks over one assessment with 200 answers and 60 items of evidence.
let codes = [
    "age", "disability", "gender-reassignment", "marriage-and-civil-partnership", "pregnancy-and-maternity", "race",
    "religion-or-belief", "sex", "sexual-orientation",
]
let characteristics = codes.map { Characteristic(code: $0, name: $0) }
let words = String(repeating: "Older tenants on fixed incomes pay more. ", count: 5)
var fields = ["about/title": "Rents", "proposal/preferred-on": "2026-10-01", "outcome/kind": "adjust"]
for number in 1...60 {
    for (name, text) in [("title", "Survey"), ("source", "Council"), ("coverage", "All"), ("date", "2020-01-31")] {
        fields["evidence/e\(number)/\(name)"] = text
    }
}
for code in codes {
    for aim in ["a", "b", "c"] {
        fields["aim/\(code)/\(aim)"] = "none"
        fields["aim/\(code)/\(aim)-reason"] = words
    }
    for people in ["residents", "staff"] {
        fields["impact/\(code)/\(people)/direction"] = people == "staff" ? "neutral" : "negative"
        fields["impact/\(code)/\(people)/description"] = words
        fields["impact/\(code)/\(people)/before"] = "high"
        fields["impact/\(code)/\(people)/evidence"] = "e1\ne2\ne60"
        fields["impact/\(code)/\(people)/reason"] = words
    }
    fields["mitigation/\(code)/impact"] = "impact/\(code)/residents"
    fields["mitigation/\(code)/response"] = "cannot"
}
let template = AssessmentTemplate(
    id: "small", version: 1, name: "Small", kind: .full, effectiveFrom: CalendarDay(2020, 1, 1), sections: [])
let start = Instant(milliseconds: 1_790_000_000_000)
let versions = (1...40).map {
    AssessmentVersion(number: $0, at: start.adding(seconds: $0), byID: "p1", byPost: "Author", digest: "d\($0)")
}
let record = AssessmentRecord(
    id: "one", version: 40, reference: "EIA-2026-001", title: "Rents", template: template, state: .inProgress,
    directorate: "Housing", content: AssessmentContent(fields), versions: versions)
let clock = ContinuousClock()
var times: [Duration] = []
var found = 0
for _ in 1...200 {
    times.append(
        clock.measure {
            found += AssessmentChecks.findings(
                record: record, characteristics: characteristics, on: CalendarDay(2026, 11, 21), at: start
            ).count
        })
}
let median = times.sorted()[times.count / 2]
print("\(found / times.count) findings,", Double(median.components.attoseconds) / 1e15)
