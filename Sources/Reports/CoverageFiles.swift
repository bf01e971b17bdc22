// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation

extension Reports {
    private struct CoverageJSON: Encodable {
        struct Part: Encodable {
            let name: String
            let assessed: Int
            let total: Int
        }
        struct Entry: Encodable {
            let reference: String
            let name: String
        }
        struct Movements: Encodable {
            let since: String
            let added: [Entry]
            let retired: [Entry]
            let newlyAssessed: [Entry]
            let recordedLater: Int
        }
        let asOf: String
        let assessed: Int
        let total: Int
        let percent: Int?
        let byDirectorate: [Part]
        let movements: Movements?
    }

    /// The coverage as JSON, as `report coverage --format json` and the published file give it.
    public static func coverageJSON(_ coverage: Coverage) -> [UInt8] {
        func entries(_ entries: [Coverage.Movements.Entry]) -> [CoverageJSON.Entry] {
            entries.map { .init(reference: $0.reference, name: $0.name) }
        }
        return json(
            CoverageJSON(
                asOf: coverage.asOf.iso, assessed: coverage.assessed, total: coverage.total,
                percent: coverage.percent,
                byDirectorate: coverage.byDirectorate.map {
                    .init(name: $0.name, assessed: $0.assessed, total: $0.total)
                },
                movements: coverage.movements.map {
                    .init(
                        since: $0.since.iso, added: entries($0.added), retired: entries($0.retired),
                        newlyAssessed: entries($0.newlyAssessed), recordedLater: $0.recordedLater)
                }))
    }

    /// The coverage as tidy CSV: a row a directorate, then the whole register.
    public static func coverageCSV(_ coverage: Coverage) -> [UInt8] {
        var rows = [["as_of", "directorate", "assessed", "total"]]
        rows += coverage.byDirectorate.map { [coverage.asOf.iso, $0.name, "\($0.assessed)", "\($0.total)"] }
        rows.append([coverage.asOf.iso, "All directorates", "\(coverage.assessed)", "\(coverage.total)"])
        return CSVWriter.bytes(of: rows, forPeople: true)
    }

    /// Any value as JSON with sorted keys and a line break at the end.
    public static func json(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Every value given here is one of ours, made of strings, numbers and lists: encoding it cannot fail.
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("a report value that JSON cannot hold")
        }
        return [UInt8](data) + [10]
    }
}
