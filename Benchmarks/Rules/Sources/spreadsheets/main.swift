// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import PlanSheets

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Measures dates, and plans of 10,000 rows in and out: the median of five runs and the most memory so far.
/// With a folder as argument it writes there what it made.
let clock = ContinuousClock()
func measure(_ name: String, runs: Int = 5, _ body: () throws -> Void) rethrows {
    var times: [Duration] = []
    for _ in 0..<runs { times.append(try clock.measure(body)) }
    let median = times.sorted()[runs / 2].components
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let milliseconds = Double(median.seconds) * 1000 + Double(median.attoseconds) / 1e15
    print("\(name): \((milliseconds * 10).rounded() / 10) ms, \(usage.ru_maxrss / 1024) MB at most")
}

func save(_ name: String, _ bytes: [UInt8]) {
    guard CommandLine.arguments.count > 1, let file = fopen("\(CommandLine.arguments[1])/\(name)", "wb")
    else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
}

let phrases = [
    "Before July 2013", "2 – 30 April 2013", "2013/14", "11 July 2013 for final approval",
    "31st January (annually)",
    "Ongoing", "TBC", "By end of June 2013", "Spring 2014", "Q2 2013/14", "11/7/13",
    "Following approval by Cabinet",
    "every March", "September 2013 – March 2014", "Sept 02", "no later than 31 March 2014",
]
var read = 0
measure("500,000 phrases of dates") {
    for at in 0..<500_000 where TargetDateText(phrases[at & 15]).date != nil { read += 1 }
}

let words = "Fit ramps at both libraries and tell the people who asked for them, number "
let rows = (1...10_000).map { number -> [String] in
    let cells = [
        "\(words)\(number)", "Access audit \(number % 40)", "A. Sample & B. Sample", "Place", "Property",
        phrases[number & 15], number % 3 == 0 ? "On target" : "", "All", "To be mapped", "All",
        "Age, Disability",
    ]
    return ["a\(number)", "\(number % 7 + 1)"] + cells
}
let header = ["_id", "_version"] + ActionCells.headers
let more = (1...7).map { "Own column \($0)" }
let file = SpreadsheetFile(
    title: "Action plan", author: "Eastmarsh Borough Council",
    tables: [
        .init(
            name: "Action plan", title: "Action plan",
            columns: (header + more).enumerated().map { .init($1, isHidden: $0 < 2) },
            rows: rows.map { row in row + more.map { "\($0) of \(row[0])" } })
    ])
var csv: [UInt8] = []
var xlsx: [UInt8] = []
var ods: [UInt8] = []
measure("write 10,000 rows of 20 columns as CSV") {
    csv = CSVWriter.bytes(of: [header + more] + file.tables[0].rows, forPeople: true)
}
try measure("write 10,000 rows of 20 columns as XLSX") { xlsx = try XLSXWriter.bytes(of: file) }
measure("write 10,000 rows of 20 columns as ODS") { ods = ODSWriter.bytes(of: file) }
for (name, bytes) in [("CSV", csv), ("XLSX", xlsx), ("ODS", ods)] {
    save("plan.\(name.lowercased())", bytes)
    var actions = 0
    try measure("read 10,000 rows of 20 columns from \(name) as actions") {
        let reading = try PlanSheet.reading(bytes)
        let parts = PlanSheet.actions(
            of: reading, characteristics: CharacteristicVocabulary([]), on: CalendarDay(2026, 11, 21))
        actions = parts.reduce(0) { $0 + $1.actions.count }
    }
    precondition(actions == 10_000, "\(actions) actions from \(name)")
}
