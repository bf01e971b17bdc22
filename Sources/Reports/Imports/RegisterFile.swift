// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// A register file on its way in: read once to find everything wrong, and again to take it.
public struct RegisterFile: Sendable {
    private let source: ImportSource
    private let criteria: RelevanceCriteria
    private let today: CalendarDay

    /// A file held in memory, such as an upload, judged as on the day given.
    public init(bytes: [UInt8], criteria: RelevanceCriteria, today: CalendarDay) {
        source = ImportSource(CSVReader(bytes: bytes, forPeople: true))
        self.criteria = criteria
        self.today = today
    }

    /// A file on disk; throws where it cannot be opened.
    public init(path: String, criteria: RelevanceCriteria, today: CalendarDay) throws {
        source = ImportSource(try CSVReader(path: path, forPeople: true))
        self.criteria = criteria
        self.today = today
    }

    /// Reads the whole file and says all that is wrong with it, by row and column.
    public func check() throws -> ImportLog {
        var reading: RegisterImport?
        var header: [String]?
        let problems = try source.reader.forEachRecord { row, cells in
            if reading == nil {
                header = cells
                reading = RegisterImport(header: cells, criteria: criteria, on: today)
            } else {
                _ = reading?.read(row: row, cells: cells)
            }
        }
        return source.log(reading?.log, problems, header: header)
    }

    /// Gives the rows of a file that `check` found nothing wrong with.
    public var rows: @Sendable (_ take: (RegisterRow) throws -> Void) throws -> Void {
        { [source, criteria, today] take in
            var reading: RegisterImport?
            _ = try source.reader.forEachRecord { row, cells in
                if reading == nil {
                    reading = RegisterImport(header: cells, criteria: criteria, on: today)
                } else if let taken = reading?.read(row: row, cells: cells) {
                    try take(taken)
                }
            }
        }
    }
}
